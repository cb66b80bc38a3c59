"""The administrator's guide works when followed to the letter, to the last command on a real database."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli.cases import cases
from service.cli.tenants import tenants
from service.cli.users import users
from service.profiles.directory import read_directory
from service.rules.catalogue import KINDS
from tests.database import database, settings_for

SHIPPED = Path(__file__).parents[2] / "tenants"
GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")
COMMANDS = {"tenants": tenants, "cases": cases, "users": users}


def blocks() -> Iterator[tuple[str, str]]:
    """Give the fenced blocks of the guide in order, by language."""
    for found in re.finditer(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL):
        yield found.group(1), found.group(2)


def written(text: str) -> None:
    """Create or continue the file that the first line of a block names."""
    order, name = re.match(r"# (файл|дописать): (\S+)\n", text).groups()  # type: ignore[union-attr]
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") + "\n" if order == "дописать" else ""
    path.write_text(before + text, encoding="utf-8")


def run(command: str) -> str:
    """Run one command line of the guide and give what it printed."""
    program, group, *arguments = shlex.split(command)
    assert program == ".venv/bin/mms"
    return CliRunner().invoke(COMMANDS[group], arguments).output


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a copy of the shipped profiles, whose `mms` finds a database that serves them."""
    shutil.copytree(SHIPPED, tmp_path / "tenants")
    monkeypatch.chdir(tmp_path)
    with database() as name:
        settings = settings_for(name, tmp_path / "data")
        monkeypatch.setenv("DATABASE_URL", settings.database_url)
        monkeypatch.setenv("DATABASE_PLATFORM_URL", settings.database_platform_url or "")
        monkeypatch.setenv("REDIS_URL", settings.redis_url)
        monkeypatch.setenv("SECRET_KEY", settings.secret_key)
        monkeypatch.setenv("DATA", str(settings.data))
        yield tmp_path


def test_every_step_does_what_the_guide_says(served: Path) -> None:
    output, compared = "", 0
    for language, text in blocks():
        if language == "toml":
            written(text)
        elif language == "sh":
            output = "".join(run(command) for command in text.strip().splitlines())
        elif output:
            assert text.strip() in output, output
            output, compared = "", compared + 1
    assert compared == 11
    assert output == "", "the last command has its answer"
    exported = served / "exported"
    shutil.copytree(served / "tenants", exported)
    for arguments in ("", " --effective"):
        told = run(f".venv/bin/mms tenants export zarechny{arguments}")
        (exported / "primer" / "zarechny.toml").write_text(told, encoding="utf-8")
        assert "Ошибок нет." in run(".venv/bin/mms tenants check exported")
    layers = read_directory(served / "tenants").layers
    demo = [slug for slug, layer in layers.items() if layer.content.tenant and layer.content.tenant.demo]
    told = run(".venv/bin/mms tenants apply tenants")
    assert told.count("без изменений") == len(layers) - len(demo)
    assert "Демонстрационные районы пропущены: " + ", ".join(sorted(demo)) in told
    assert run(".venv/bin/mms tenants apply tenants --demo").count("без изменений") == len(layers)


def test_every_kind_of_rule_is_described() -> None:
    table = GUIDE.split("## Виды правил")[1].split("\n## ")[0]
    assert {name for name in KINDS if f"`{name}`" not in table} == set()
