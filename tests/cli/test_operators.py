"""Commands about tenants from outside: operators, suspension, a move, erasure with a certificate."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import make_url

from service.cli.main import main
from service.config import Settings
from tests.database import superuser

SLUG = "volosovo"
Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `mms` in a deployment's environment; `fails` says that it must refuse."""
    for name in ("database_url", "database_platform_url", "redis_url", "secret_key"):
        monkeypatch.setenv(name.upper(), str(getattr(settings, name)))
    monkeypatch.setenv("DATA", str(settings.data))

    def call(*arguments: str, fails: bool = False) -> Result:
        done = CliRunner().invoke(main, list(arguments))
        assert (done.exit_code != 0) == fails, done.output
        return done

    return call


def test_an_operator_is_made_listed_and_removed(run: Run) -> None:
    made = run("operators", "add", "Operator@example.test", "--name", "Оператор")
    assert "/account/link/" in made.output.splitlines()[-1]
    assert "operator@example.test" in run("operators", "list").output
    run("operators", "remove", "operator@example.test")
    assert "operator@example.test" not in run("operators", "list").output
    assert "нет" in run("operators", "remove", "operator@example.test", fails=True).output
    run("operators", "add", "no-address", "--name", "x", fails=True)


def test_a_district_moves_to_another_address(run: Run, tmp_path: Path) -> None:
    slug, path = SLUG, tmp_path / "moved.zip"
    run(
        "users",
        "invite",
        "admin@volosovo.test",
        "--tenant",
        slug,
        "--role",
        "administrator",
        "--name",
        "Анна",
    )
    run("tenants", "suspend", slug, "--why", "Перенос")
    seal = run("tenants", "export", slug, str(path)).output.splitlines()[-1]
    brought = run("tenants", "import", str(path), "--slug", "volosovo-2", "--seal", seal)
    assert "учётных записей: 1" in brought.output
    assert "admin@volosovo.test" in run("users", "list", "--tenant", "volosovo-2").output
    assert "[tenant]" in run("tenants", "export", "volosovo-2").output
    run("tenants", "resume", slug)


def test_the_one_left_behind_is_erased_in_two_steps(run: Run, settings: Settings, tmp_path: Path) -> None:
    slug = SLUG
    assert "приостановлен" in run("tenants", "erase", slug, "--basis", "Письмо № 1").output
    run("tenants", "resume", slug, fails=True)
    assert "не раньше" in run("tenants", "erase", slug, "--confirm", slug, fails=True).output
    run("tenants", "erase", slug, "--confirm", slug, "--withdraw", fails=True)
    assert "Отозвано" in run("tenants", "erase", slug, "--withdraw").output
    run("tenants", "erase", slug, "--basis", "Письмо № 2")
    name = make_url(settings.database_url).database or ""
    with superuser(name) as admin:
        admin.execute("UPDATE platform.erasure SET not_before = now() WHERE withdrawn_at IS NULL")
        act = tmp_path / "act.pdf"
        assert "Наберите адрес" in run("tenants", "erase", slug, "--confirm", "luga", fails=True).output
        done = run("tenants", "erase", slug, "--confirm", slug, "--certificate", str(act))
        assert len(done.output.splitlines()[-1]) == 64 and act.read_bytes().startswith(b"%PDF")
        assert admin.execute("SELECT count(*) FROM platform.tenant WHERE slug = %s", [slug]).fetchone() == (
            0,
        )
        waiting = admin.execute(
            "SELECT count(*) FROM platform.operator_task WHERE status <> 'done'"
        ).fetchone()
        assert waiting == (0,)
    assert "admin@volosovo.test" in run("users", "list", "--tenant", "volosovo-2").output, "known elsewhere"
    run("tenants", "suspend", slug, "--why", "нет такого", fails=True)
