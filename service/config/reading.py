"""Reading settings (чтение настроек): all faults are found before any is told."""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from service.config.settings import MEGABYTE, Settings
from service.config.variables import BY_NAME, EVERY, VARIABLES, Form, Variable

SHORTEST_SECRET = 32
UNCHANGED = "change-me"
"""Stands in every secret of .env.example: whoever forgets to replace one is told."""
DRIVER = "postgresql+psycopg://"
PREFIXES = (DRIVER, "postgresql://", "postgres://")
SCHEMES = {
    Form.QUEUE: ("redis", "rediss", "unix"),
    Form.WEB: ("http", "https"),
    Form.MAIL: ("smtp", "smtps"),
}
TRUE, FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class BadSettings(ValueError):
    """Some settings are missing or wrong; the message names every one of them, never a secret value."""


class Purpose(StrEnum):
    """What the settings are read for: some programs cannot do without some of them."""

    ANY = ""
    WEB = "web"
    WORKER = "worker"
    SCHEDULER = "scheduler"
    MIGRATE = "migrate"
    BACKUP = "backup"
    RESTORE = "restore"


def read_settings(environ: Mapping[str, str] | None = None, purpose: Purpose = Purpose.ANY) -> Settings:
    """Settings from the environment; raises BadSettings naming every wrong or missing one."""
    environ = os.environ if environ is None else environ
    given = {one.name: environ.get(one.name, "").strip() for one in VARIABLES}
    problems = [problem for one in VARIABLES if (problem := _fault(one, given[one.name], purpose))]
    problems += _half_set(given)
    if problems:
        raise BadSettings("; ".join(problems))
    return Settings(
        database_url=_database(given, "DATABASE_URL") or "",
        redis_url=given["REDIS_URL"],
        secret_key=given["SECRET_KEY"],
        data=Path(given["DATA"] or ".data").absolute(),
        assets_dir=_path(given, "ASSETS_DIR"),
        database_admin_url=_database(given, "DATABASE_ADMIN_URL"),
        database_compute_url=_database(given, "DATABASE_COMPUTE_URL"),
        database_region_url=_database(given, "DATABASE_REGION_URL"),
        database_platform_url=_database(given, "DATABASE_PLATFORM_URL"),
        database_backup_url=_database(given, "DATABASE_BACKUP_URL"),
        public_url=given["PUBLIC_URL"].rstrip("/") or BY_NAME["PUBLIC_URL"].default,
        smtp_url=given["SMTP_URL"] or None,
        mail_from=given["MAIL_FROM"] or BY_NAME["MAIL_FROM"].default,
        oidc_issuer=given["OIDC_ISSUER"] or None,
        oidc_client_id=given["OIDC_CLIENT_ID"] or None,
        oidc_client_secret=given["OIDC_CLIENT_SECRET"] or None,
        oidc_title=given["OIDC_TITLE"] or urlsplit(given["OIDC_ISSUER"]).hostname or "",
        trusted_proxies=_number(given, "TRUSTED_PROXIES"),
        upload_limit=_number(given, "UPLOAD_LIMIT_MB") * MEGABYTE,
        metrics=given["METRICS"].lower() in TRUE,
        hosts=tuple(host.strip() for host in given["HOSTS"].split(",") if host.strip()),
        bind=given["BIND"] or BY_NAME["BIND"].default,
        web_workers=_number(given, "WEB_WORKERS"),
        web_threads=_number(given, "WEB_THREADS"),
        stop_within=_number(given, "STOP_WITHIN"),
        wait_within=_number(given, "WAIT_WITHIN"),
        alive_dir=_path(given, "ALIVE_DIR"),
    )


def _half_set(given: Mapping[str, str]) -> list[str]:
    """The outside sign-in needs all of its settings or none; in the open it speaks HTTPS like the service."""
    names = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    missing = [name for name in names if not given[name]]
    if not missing and given["PUBLIC_URL"].startswith("https:") and given["OIDC_ISSUER"].startswith("http:"):
        return ["OIDC_ISSUER is not an https:// address, while PUBLIC_URL is"]
    if not missing or len(missing) == len(names):
        return []
    return [f"{name} is not set, while another setting of the outside sign-in is" for name in missing]


def _fault(one: Variable, value: str, purpose: Purpose) -> str | None:
    """What is wrong with a value, without repeating one that may hold a password."""
    if not value:
        needed = EVERY in one.needed or (purpose and purpose in one.needed)
        return f"{one.name} is not set" if needed else None
    if one.secret and UNCHANGED in value:
        return f"{one.name} still holds the value of the example"
    shown = "" if one.secret else f": {value!r}"
    if one.form is Form.DATABASE and not value.startswith(PREFIXES):
        return f"{one.name} is not a postgresql:// address"
    if one.form in SCHEMES and not _is_address(value, SCHEMES[one.form]):
        return f"{one.name} is not {_said(SCHEMES[one.form])} address{shown}"
    if one.form is Form.NUMBER and not (value.isascii() and value.isdecimal()):
        return f"{one.name} is not a whole number{shown}"
    if one.form is Form.NUMBER and not one.least <= int(value) <= one.most:
        return f"{one.name} is not between {one.least} and {one.most}{shown}"
    if one.form is Form.SWITCH and value.lower() not in TRUE + FALSE:
        return f"{one.name} is neither 1 nor 0{shown}"
    if one.form is Form.PLACE and not value.rpartition(":")[2].isdecimal():
        return f"{one.name} is not an address with a port{shown}"
    if one.name == "SECRET_KEY" and len(value) < SHORTEST_SECRET:
        return f"SECRET_KEY is shorter than {SHORTEST_SECRET} characters"
    return None


def _is_address(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in schemes and bool(parts.netloc or parts.path)


def _said(schemes: tuple[str, ...]) -> str:
    return "an " + " or ".join(f"{scheme}://" for scheme in schemes)


def _path(given: Mapping[str, str], name: str) -> Path | None:
    return Path(given[name]).absolute() if given[name] else None


def _number(given: Mapping[str, str], name: str) -> int:
    return int(given[name] or BY_NAME[name].default)


def _database(given: Mapping[str, str], name: str) -> str | None:
    """A PostgreSQL address for SQLAlchemy with psycopg, whichever usual prefix was given."""
    value = given[name]
    for prefix in PREFIXES:
        if value.startswith(prefix):
            return DRIVER + value.removeprefix(prefix)
    return None
