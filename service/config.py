"""Settings of the deployment: read from the environment once, checked at start, each fault named."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SHORTEST_SECRET = 32
MEGABYTE = 1024 * 1024


class BadSettings(ValueError):
    """Some settings are missing or wrong; the message names every one of them."""


@dataclass(frozen=True)
class Settings:
    """What an operator sets; addresses are SQLAlchemy or redis URLs."""

    database_url: str
    redis_url: str
    secret_key: str
    data: Path = Path(".data")
    database_admin_url: str | None = None
    database_compute_url: str | None = None
    database_region_url: str | None = None
    database_platform_url: str | None = None
    database_backup_url: str | None = None
    public_url: str = "http://127.0.0.1:8000"
    smtp_url: str | None = None
    mail_from: str = "no-reply@localhost"
    trusted_proxies: int = 0
    upload_limit: int = 10 * MEGABYTE
    metrics: bool = False
    hosts: tuple[str, ...] = ()

    @property
    def https(self) -> bool:
        """Whether people reach the service over HTTPS."""
        return self.public_url.startswith("https://")

    @property
    def trusted_hosts(self) -> tuple[str, ...]:
        """Names a request may come to: HOSTS, else under HTTPS the name of PUBLIC_URL and this machine's own.

        A demo on plain HTTP is opened by whatever name the machine has; empty means any.
        """
        if self.hosts or not self.https:
            return self.hosts
        return (urlsplit(self.public_url).hostname or "", "localhost", "127.0.0.1")

    @property
    def files(self) -> Path:
        """Where uploaded files lie."""
        return self.data / "files"

    @property
    def mail_file(self) -> Path:
        """Where one-time links go when no mail server is set."""
        return self.data / "mail.txt"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; raises BadSettings naming every wrong or missing one."""
    given = os.environ if environ is None else environ
    problems: list[str] = []

    def required(name: str) -> str:
        value = given.get(name, "").strip()
        if not value:
            problems.append(f"{name} is not set")
        return value

    settings = Settings(
        database_url=_database("DATABASE_URL", required("DATABASE_URL"), problems),
        redis_url=required("REDIS_URL"),
        secret_key=required("SECRET_KEY"),
        data=Path(given.get("DATA") or ".data").absolute(),
        database_admin_url=_database("DATABASE_ADMIN_URL", given.get("DATABASE_ADMIN_URL"), problems) or None,
        database_compute_url=_database("DATABASE_COMPUTE_URL", given.get("DATABASE_COMPUTE_URL"), problems)
        or None,
        database_region_url=_database("DATABASE_REGION_URL", given.get("DATABASE_REGION_URL"), problems)
        or None,
        database_platform_url=_database("DATABASE_PLATFORM_URL", given.get("DATABASE_PLATFORM_URL"), problems)
        or None,
        database_backup_url=_database("DATABASE_BACKUP_URL", given.get("DATABASE_BACKUP_URL"), problems)
        or None,
        public_url=given.get("PUBLIC_URL", "").strip().rstrip("/") or "http://127.0.0.1:8000",
        smtp_url=given.get("SMTP_URL") or None,
        mail_from=given.get("MAIL_FROM") or "no-reply@localhost",
        trusted_proxies=_number(given, "TRUSTED_PROXIES", 0, problems),
        upload_limit=_number(given, "UPLOAD_LIMIT_MB", 10, problems) * MEGABYTE,
        metrics=given.get("METRICS", "") in ("1", "true", "yes"),
        hosts=tuple(host.strip() for host in given.get("HOSTS", "").split(",") if host.strip()),
    )
    problems.extend(_faults(settings))
    if problems:
        raise BadSettings("; ".join(problems))
    return settings


def _number(given: Mapping[str, str], name: str, otherwise: int, problems: list[str]) -> int:
    """A whole number of the environment."""
    value = given.get(name, "").strip()
    if value and not value.isdecimal():
        problems.append(f"{name} is not a whole number: {value!r}")
        return otherwise
    return int(value) if value else otherwise


def _database(name: str, value: str | None, problems: list[str]) -> str:
    """A PostgreSQL address for SQLAlchemy with psycopg, whichever usual prefix was given."""
    if not value:
        return ""
    for prefix in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if value.startswith(prefix):
            return "postgresql+psycopg://" + value.removeprefix(prefix)
    problems.append(f"{name} is not a postgresql:// address")
    return value


def _faults(settings: Settings) -> list[str]:
    found = []
    if settings.secret_key and len(settings.secret_key) < SHORTEST_SECRET:
        found.append(f"SECRET_KEY is shorter than {SHORTEST_SECRET} characters")
    if settings.redis_url and urlsplit(settings.redis_url).scheme not in ("redis", "rediss", "unix"):
        found.append("REDIS_URL is not a redis:// or unix:// address")
    if urlsplit(settings.public_url).scheme not in ("http", "https"):
        found.append("PUBLIC_URL is not an http:// or https:// address")
    if settings.smtp_url and urlsplit(settings.smtp_url).scheme not in ("smtp", "smtps"):
        found.append("SMTP_URL is not an smtp:// or smtps:// address")
    return found
