"""Servers (серверы): the addresses of one database server and one queue server, whoever runs them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from service.launcher import roles

DRIVER = "postgresql+psycopg"


def _nothing_to_keep() -> None:
    """Servers that somebody else runs need nothing from us."""


@dataclass(frozen=True)
class Servers:
    """Addresses and passwords; `owned` when this process runs the servers and stops them at its end."""

    admin_url: str
    redis_url: str
    passwords: Mapping[str, str] = field(repr=False)
    owned: bool = False
    keep: Callable[[], None] = field(default=_nothing_to_keep, repr=False)
    state: Path | None = None

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        """Return the SQLAlchemy address of a database for one role."""
        parts = urlsplit(self.admin_url)
        place = parts.netloc.rpartition("@")[2]
        who = f"{quote(role, safe='')}:{quote(self.passwords[role], safe='')}"
        return urlunsplit((DRIVER, f"{who}@{place}", f"/{quote(database, safe='')}", parts.query, ""))

    def admin_url_of(self, database: str) -> str:
        """Return the superuser's address of another database: for the launcher and for tests only."""
        parts = urlsplit(self.admin_url)
        return urlunsplit((DRIVER, parts.netloc, f"/{quote(database, safe='')}", parts.query, ""))

    @property
    def app_url(self) -> str:
        """The address for requests and jobs of one tenant."""
        return self.url(roles.APP)

    @property
    def migrator_url(self) -> str:
        """The address that may change the schema, by becoming its owner."""
        return self.url(roles.MIGRATOR)

    def environment(self) -> dict[str, str]:
        """Return the variables by which the service finds these servers."""
        return {
            "DATABASE_URL": self.url(roles.APP),
            "DATABASE_ADMIN_URL": self.url(roles.MIGRATOR),
            "DATABASE_COMPUTE_URL": self.url(roles.COMPUTE),
            "DATABASE_REGION_URL": self.url(roles.REGION),
            "DATABASE_PLATFORM_URL": self.url(roles.PLATFORM),
            "DATABASE_BACKUP_URL": self.url(roles.BACKUP),
            "REDIS_URL": self.redis_url,
        }


def socket_urls(sockets: Path, superuser: str, password: str, valkey_socket: str) -> tuple[str, str]:
    """Return the addresses of both servers on Unix sockets: the superuser's, and the queue's."""
    place = quote(str(sockets), safe="/")
    admin = f"{DRIVER}://{quote(superuser, safe='')}:{quote(password, safe='')}@/postgres?host={place}"
    return admin, f"unix://{place}/{valkey_socket}"
