"""Settings: all faults at once, secrets never, misspelt names noticed, and one table that tells the same."""

import re

import pytest

from service.config import VARIABLES, BadSettings, Purpose, misspelt, read_settings
from tests.architecture.sources import ROOT
from tests.production.settings_table import END, GUIDE, START, table

GOOD = {
    "DATABASE_URL": "postgresql://mun_app:hidden-word@db/mms",
    "REDIS_URL": "redis://:hidden-word@valkey/0",
    "SECRET_KEY": "hidden-word" * 4,
}


def faults(purpose: Purpose = Purpose.ANY, **given: str) -> str:
    with pytest.raises(BadSettings) as told:
        read_settings(GOOD | given, purpose)
    return str(told.value)


def test_three_suffice_and_the_rest_has_defaults() -> None:
    made = read_settings(GOOD)
    assert (made.metrics, made.trusted_proxies, made.upload_limit) == (False, 0, 10 * 1024 * 1024)
    assert made.database_url.startswith("postgresql+psycopg://")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_BACKUP_URL", "nonsense"),
        ("REDIS_URL", "http://valkey"),
        ("SECRET_KEY", "hidden-word"),
        ("SECRET_KEY", "change-me-" + "hidden-word" * 4),
        ("DATABASE_REGION_URL", "postgresql://mun_region:change-me-region@database/mms"),
        ("PUBLIC_URL", "ftp://x"),
        ("PUBLIC_URL", "example.org"),
        ("SMTP_URL", "mail.example.org"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "many"),
        ("UPLOAD_LIMIT_MB", "0"),
        ("UPLOAD_LIMIT_MB", "10.5"),
        ("UPLOAD_LIMIT_MB", "١٠"),
        ("METRICS", "maybe"),
        ("BIND", "8000x"),
        ("WEB_WORKERS", "0"),
        ("STOP_WITHIN", "999999999999"),
    ],
)
def test_a_wrong_value_is_named_without_what_it_hides(name: str, value: str) -> None:
    said = faults(**{name: value})
    assert said.startswith(name)
    assert "hidden-word" not in said


def test_the_outside_sign_in_is_set_whole_or_not_at_all() -> None:
    said = faults(OIDC_ISSUER="https://id.test", OIDC_CLIENT_ID="mms")
    assert said.startswith("OIDC_CLIENT_SECRET is not set")
    whole = {"OIDC_ISSUER": "https://id.test", "OIDC_CLIENT_ID": "mms", "OIDC_CLIENT_SECRET": "hidden-word"}
    open_ways = {"PUBLIC_URL": "https://mms.test", "OIDC_ISSUER": "http://id.test"}
    assert faults(**{**whole, **open_ways}).startswith("OIDC_ISSUER is not an https://")
    made = read_settings(GOOD | whole)
    assert made.oidc_title == "id.test" and "hidden-word" not in repr(made)


def test_all_faults_are_named_at_once() -> None:
    said = faults(REDIS_URL="", SECRET_KEY="short", METRICS="2", SMTP_URL="x")
    assert [one.split()[0] for one in said.split("; ")] == ["REDIS_URL", "SECRET_KEY", "SMTP_URL", "METRICS"]


@pytest.mark.parametrize(
    ("purpose", "names"),
    [
        (Purpose.WEB, ()),
        (Purpose.SCHEDULER, ("DATABASE_COMPUTE_URL", "DATABASE_PLATFORM_URL")),
        (Purpose.MIGRATE, ("DATABASE_ADMIN_URL",)),
        (Purpose.BACKUP, ("DATABASE_BACKUP_URL",)),
        (Purpose.RESTORE, ("DATABASE_ADMIN_URL", "DATABASE_BACKUP_URL")),
    ],
)
def test_a_program_asks_for_what_it_cannot_do_without(purpose: Purpose, names: tuple[str, ...]) -> None:
    if not names:
        assert read_settings(GOOD, purpose)
        return
    assert [one.split()[0] for one in faults(purpose).split("; ")] == list(names)


@pytest.mark.parametrize("flag", ["1", "true", "YES", "on"])
def test_a_switch_is_on_in_the_usual_ways(flag: str) -> None:
    assert read_settings(GOOD | {"METRICS": flag}).metrics


def test_printed_settings_hide_every_secret() -> None:
    given = GOOD | {
        one.name: "postgresql://role:hidden-word@db/mms"
        for one in VARIABLES
        if one.name.startswith("DATABASE")
    }
    made = read_settings(given | {"SMTP_URL": "smtp://user:hidden-word@mail"})
    assert "hidden-word" not in repr(made)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("DATABSE_URL", "DATABASE_URL"),
        ("DATABASE_PLATFROM_URL", "DATABASE_PLATFORM_URL"),
        ("SMTP_URI", "SMTP_URL"),
        ("TRUSTED_PROXY", "TRUSTED_PROXIES"),
        ("METRIC", "METRICS"),
        ("SECRETKEY", "SECRET_KEY"),
    ],
)
def test_a_misspelt_name_is_noticed(given: str, meant: str) -> None:
    assert misspelt({given: "x", "PATH": "/bin", "HOME": "/root"}) == [(given, meant)]


@pytest.mark.parametrize(
    "name", ["PATH", "HOME", "LANG", "HOSTNAME", "TEST_DATABASE_ADMIN_URL", "PGDATA", "PWD"]
)
def test_other_peoples_names_are_left_alone(name: str) -> None:
    assert misspelt({name: "x"}) == []


def test_the_guide_shows_every_variable_as_it_is() -> None:
    text = GUIDE.read_text("utf-8")
    shown = text[text.index(START) + len(START) : text.index(END)].strip()
    assert shown == table().strip(), "python -m tests.production.settings_table"


def test_the_example_of_an_env_file_names_known_variables_only() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    compose = (ROOT / "compose.yaml").read_text("utf-8")
    for name in re.findall(r"^#? ?([A-Z_]+)=", text, re.MULTILINE):
        assert "${" + name in compose, f"{name} is used by nothing"


def test_every_variable_read_anywhere_is_listed() -> None:
    known = {one.name for one in VARIABLES} | {"PATH", "RQ_JOB_ID", "PROMETHEUS_MULTIPROC_DIR"}
    read = set()
    for path in (ROOT / "service").rglob("*.py"):
        text = path.read_text("utf-8")
        read |= set(re.findall(r"environ(?:\.get\(|\[|\.setdefault\()\s*[\"']([A-Z_]+)[\"']", text))
        read |= set(re.findall(r"envvar=[\"']([A-Z_]+)[\"']", text))
    assert read <= known, read - known
