"""Databases for tests, copied in a blink: with all shipped profiles, some filled as a demonstration is.

Each is made once for all worker processes, when the first test asks for it.
"""

import fcntl
import itertools
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg

from service.cli import migrate
from service.cli.seeding import make_records, make_siblings
from service.cli.tenants import SHIPPED, apply_files
from service.config import Settings
from service.launcher import Servers, roles
from service.profiles.directory import read_directory
from tests.servers import servers

TEMPLATE = "mms_template"
"""Every shipped profile, no records."""
RECORDS = "mms_template_records"
"""The same with schools, people and registers in the main districts."""
SIBLINGS = "mms_template_siblings"
"""The same with the districts for comparison filled too."""
SECRET = "only-for-tests-" + "0" * 32
LIVE = 8
_numbers = itertools.count()


def _apply_profiles(settings: Settings) -> None:
    migrate.upgrade(settings.database_admin_url or "")
    directory = read_directory(SHIPPED)
    assert not directory.problems, [str(problem) for problem in directory.problems]
    apply_files(settings.database_platform_url or "", directory)


MADE: dict[str, tuple[str | None, Callable[[Settings], object]]] = {
    TEMPLATE: (None, _apply_profiles),
    RECORDS: (TEMPLATE, make_records),
    SIBLINGS: (RECORDS, make_siblings),
}
"""What each is made from, and how."""


@cache
def template(name: str = TEMPLATE) -> str:
    """Build a template database once for all worker processes; returns its name."""
    pair = servers()
    base, fill = MADE[name]
    if base is not None:
        template(base)
    with _only_one(pair, name):
        with _superuser(pair) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
            if found is None:
                unfinished = f"{name}_unfinished"
                connection.execute(f"DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)".encode())
                if base is None:
                    _create(connection, unfinished)
                else:
                    _copy(connection, base, unfinished)
                fill(settings_for(unfinished, Path(tempfile.gettempdir())))
                connection.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}".encode())
    return name


def _create(connection: psycopg.Connection, name: str) -> None:
    major = connection.info.server_version // 10000
    connection.execute(roles.create_database(name, major).encode())
    with psycopg.connect(_plain(servers().admin_url_of(name)), autocommit=True) as inside:
        for statement in roles.database_statements(name):
            inside.execute(statement.encode())


def _copy(connection: psycopg.Connection, base: str, name: str) -> None:
    connection.execute(f"CREATE DATABASE {name} TEMPLATE {base} STRATEGY file_copy".encode())
    connection.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC".encode())
    logins = ", ".join(roles.LOGIN_ROLES)
    connection.execute(f"GRANT CONNECT ON DATABASE {name} TO {logins}".encode())


@contextmanager
def database(base: str = TEMPLATE) -> Iterator[str]:
    """A fresh copy of a template; gone afterwards."""
    made = template(base)
    name = f"mms_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(_numbers)}"
    with _superuser(servers()) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        _copy(connection, made, name)
    try:
        yield name
    finally:
        # A new connection: meanwhile a test may have killed the old one.
        with _superuser(servers()) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def settings_for(name: str, data: Path) -> Settings:
    """The settings of a service on a test database."""
    pair = servers()
    return Settings(
        database_url=pair.url(roles.APP, name),
        database_admin_url=pair.url(roles.MIGRATOR, name),
        database_compute_url=pair.url(roles.COMPUTE, name),
        database_region_url=pair.url(roles.REGION, name),
        database_platform_url=pair.url(roles.PLATFORM, name),
        database_backup_url=pair.url(roles.BACKUP, name),
        redis_url=queue_address(pair),
        secret_key=SECRET,
        data=data,
        public_url="http://localhost",
    )


def queue_address(pair: Servers, *, live: bool = False) -> str:
    """A Valkey database of this worker process alone, so that emptying it disturbs no other.

    A `live` service has one of its own: its worker would take the jobs of the tests that come after.
    """
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1
    return f"{pair.redis_url}?db={number + LIVE if live else number}"


@contextmanager
def superuser(name: str) -> Iterator[psycopg.Connection]:
    """The superuser's eyes on a test database: sees every tenant."""
    with psycopg.connect(_plain(servers().admin_url_of(name)), autocommit=True) as connection:
        yield connection


@contextmanager
def _superuser(pair: Servers) -> Iterator[psycopg.Connection]:
    with psycopg.connect(_plain(pair.admin_url), autocommit=True) as connection:
        yield connection


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg:", "postgresql:", 1)


@contextmanager
def _only_one(pair: Servers, name: str) -> Iterator[None]:
    directory = pair.state.parent if pair.state else Path(tempfile.gettempdir())
    with (directory / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
