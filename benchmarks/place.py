"""Where a run happens: throw-away servers of its own, databases made by the real migrations."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from service.cli import migrate
from service.cli.tenants import SHIPPED, apply_files
from service.config import Settings
from service.launcher import Servers, ensure, roles
from service.launcher.servers import DRIVER
from service.profiles.directory import read_directory

SECRET = "only-for-benchmarks-" + "0" * 32
PASSWORD = "only-for-benchmarks"  # noqa: S105 - throw-away servers
EXTERNAL = "DATABASE_ADMIN_URL"


@dataclass(frozen=True)
class Place:
    """The servers of a run and its scratch directory."""

    servers: Servers
    scratch: Path

    def url(self, role: str, database: str) -> str:
        """The address of a database for a role, as SQLAlchemy takes it."""
        return self.servers.url(role, database)

    def settings(self, database: str) -> Settings:
        """Settings of a service on a database."""
        return Settings(
            database_url=self.url(roles.APP, database),
            database_admin_url=self.url(roles.MIGRATOR, database),
            database_compute_url=self.url(roles.COMPUTE, database),
            database_region_url=self.url(roles.REGION, database),
            database_platform_url=self.url(roles.PLATFORM, database),
            database_backup_url=self.url(roles.BACKUP, database),
            redis_url=self.servers.redis_url,
            secret_key=SECRET,
            data=self.scratch / database,
        )

    def environment(self, database: str) -> dict[str, str]:
        """The variables by which a web server finds a database."""
        given = self.settings(database)
        return {
            "DATABASE_URL": given.database_url,
            "DATABASE_PLATFORM_URL": given.database_platform_url or "",
            "REDIS_URL": given.redis_url,
            "SECRET_KEY": SECRET,
            "DATA": str(given.data),
        }

    @contextmanager
    def connect(self, role: str | None, database: str = "postgres") -> Iterator[psycopg.Connection]:
        """A plain connection in autocommit; without a role it is the superuser's."""
        url = self.servers.admin_url_of(database) if role is None else self.url(role, database)
        with psycopg.connect(plain(url), autocommit=True) as connection:
            yield connection

    def exists(self, database: str) -> bool:
        """Whether a database stands already."""
        with self.connect(None) as connection:
            query = "SELECT 1 FROM pg_database WHERE datname = %s"
            return connection.execute(query, (database,)).fetchone() is not None

    def make(self, database: str) -> None:
        """Make a database, migrate it and write the shipped profiles, as an installation does."""
        with self.connect(None) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)".encode())
            major = connection.info.server_version // 10000
            connection.execute(roles.create_database(database, major).encode())
        with self.connect(None, database) as connection:
            for statement in roles.database_statements(database):
                connection.execute(statement.encode())
        migrate.upgrade(self.url(roles.MIGRATOR, database))
        directory = read_directory(SHIPPED)
        assert not directory.problems, [str(problem) for problem in directory.problems]
        apply_files(self.url(roles.PLATFORM, database), directory)

    def copy(self, source: str, target: str) -> None:
        """Copy a database, rights included."""
        with self.connect(None) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {target} TEMPLATE {source} STRATEGY file_copy".encode())
            for statement in roles.database_statements(target):
                connection.execute(statement.encode())

    def rename(self, source: str, target: str) -> None:
        """Give a finished database its name."""
        with self.connect(None) as connection:
            connection.execute(f"ALTER DATABASE {source} RENAME TO {target}".encode())

    def drop(self, database: str) -> None:
        """Remove a database."""
        with self.connect(None) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)".encode())


def plain(url: str) -> str:
    """An address as psycopg takes it."""
    return url.replace(f"{DRIVER}:", "postgresql:", 1)


@contextmanager
def place(memory: str, kept: Path | None) -> Iterator[Place]:
    """Servers with room for a country; `kept` names a directory to find the data in at the next run."""
    with tempfile.TemporaryDirectory(prefix="mms-bench-", ignore_cleanup_errors=True) as scratch:
        Path(scratch).chmod(0o711)  # started by root, the servers run as somebody else
        data = kept or Path(scratch) / "servers"
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o711)
        if not os.environ.get(EXTERNAL):
            with ensure(data) as servers:
                _tune(servers, memory)
        with ensure(data) as servers:  # started anew, for the memory is taken at the start
            pair = _external(os.environ[EXTERNAL], servers) if os.environ.get(EXTERNAL) else servers
            yield Place(pair, Path(scratch))


def _tune(servers: Servers, memory: str) -> None:
    settings = {"shared_buffers": memory, "max_wal_size": "8GB", "maintenance_work_mem": "512MB"}
    settings |= {"checkpoint_timeout": "30min", "work_mem": "64MB"}
    with psycopg.connect(plain(servers.admin_url), autocommit=True) as connection:
        for name, value in settings.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())


def _external(address: str, pair: Servers) -> Servers:
    """An external PostgreSQL with the queue of our own; its roles are made when missing."""
    parts = urlsplit(address)
    bare = urlunsplit(("postgresql", parts.netloc, parts.path, parts.query, ""))
    passwords = dict.fromkeys(roles.LOGIN_ROLES, PASSWORD)
    with psycopg.connect(bare, autocommit=True) as connection:
        existing = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        known = existing.intersection(roles.LOGIN_ROLES)
        if known:
            raise SystemExit(
                "DATABASE_ADMIN_URL: this server has the service's roles; give one that serves nothing"
            )
        for statement in roles.role_statements(passwords, existing):
            connection.execute(statement.encode())
    return Servers(bare.replace("postgresql:", f"{DRIVER}:", 1), pair.redis_url, passwords, state=pair.state)
