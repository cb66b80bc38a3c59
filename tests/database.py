"""A migrated database with all shipped profiles, copied for every test module in a blink."""

import fcntl
import itertools
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg

from service.cli import migrate
from service.cli.tenants import SHIPPED, apply_files
from service.config import Settings
from service.launcher import Servers, roles
from service.profiles.directory import read_directory
from tests.servers import servers

TEMPLATE = "mms_template"
UNFINISHED = "mms_template_unfinished"
SECRET = "only-for-tests-" + "0" * 32
LIVE = 8
_numbers = itertools.count()


@cache
def template() -> str:
    """Build the template database once for all worker processes; returns its name."""
    pair = servers()
    with _only_one(pair):
        with _superuser(pair) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (TEMPLATE,)).fetchone()
            if found is None:
                connection.execute(f"DROP DATABASE IF EXISTS {UNFINISHED} WITH (FORCE)".encode())
                _create(connection, UNFINISHED)
                _fill(pair)
                connection.execute(f"ALTER DATABASE {UNFINISHED} RENAME TO {TEMPLATE}".encode())
    return TEMPLATE


def _fill(pair: Servers) -> None:
    migrate.upgrade(pair.url(roles.MIGRATOR, UNFINISHED))
    directory = read_directory(SHIPPED)
    assert not directory.problems, [str(problem) for problem in directory.problems]
    apply_files(pair.url(roles.PLATFORM, UNFINISHED), directory)


def _create(connection: psycopg.Connection, name: str) -> None:
    major = connection.info.server_version // 10000
    connection.execute(roles.create_database(name, major).encode())
    with psycopg.connect(_plain(servers().admin_url_of(name)), autocommit=True) as inside:
        for statement in roles.database_statements(name):
            inside.execute(statement.encode())


@contextmanager
def database() -> Iterator[str]:
    """A fresh copy of the template; gone afterwards."""
    made = template()
    name = f"mms_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(_numbers)}"
    with _superuser(servers()) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {made} STRATEGY file_copy".encode())
        connection.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC".encode())
        logins = ", ".join(roles.LOGIN_ROLES)
        connection.execute(f"GRANT CONNECT ON DATABASE {name} TO {logins}".encode())
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
def _only_one(pair: Servers) -> Iterator[None]:
    directory = pair.state.parent if pair.state else Path(tempfile.gettempdir())
    with (directory / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
