"""The one pair of throw-away servers of a test run, shared by all its worker processes.

Nothing starts before the first test that asks, so the pure tests stay fast. With workers (`-n`) the
controlling process starts the pair, for it outlives them all. `TEST_DATABASE_ADMIN_URL`, a superuser's
address, replaces the embedded PostgreSQL; its roles get the password below, so give it a server that serves
nothing else.
"""

import atexit
import os
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from service.launcher import Servers, ensure, roles
from service.launcher.embedded import running
from service.launcher.servers import DRIVER

SHARED = "MMS_TEST_SERVERS"
EXTERNAL = "TEST_DATABASE_ADMIN_URL"
PASSWORD = "only-for-tests"

_open = ExitStack()


def share_with_workers() -> None:
    """Start the pair now and let the worker processes to come find it."""
    servers()  # names its directory in the environment, which the workers inherit


@cache
def servers() -> Servers:
    """Return the servers, started by this process or by the one that controls it."""
    shared = os.environ.get(SHARED)
    if shared is None:
        pair = _start()
    else:
        found = running(Path(shared))
        assert found is not None, f"the servers of {shared} do not answer"
        pair = found
    address = os.environ.get(EXTERNAL)
    return pair if address is None else _external(address, pair, provision=shared is None)


def stop() -> None:
    """Stop what this process started and remove its data."""
    servers.cache_clear()
    _open.close()


def _start() -> Servers:
    directory = _open.enter_context(
        tempfile.TemporaryDirectory(prefix="mms-test-", ignore_cleanup_errors=True)
    )
    Path(directory).chmod(0o711)  # started by root, the servers run as somebody else
    os.environ[SHARED] = directory
    _open.callback(os.environ.pop, SHARED, None)
    atexit.register(stop)
    return _open.enter_context(ensure(Path(directory), durable=False))


def _external(address: str, pair: Servers, *, provision: bool) -> Servers:
    parts = urlsplit(address)
    plain = urlunsplit(("postgresql", parts.netloc, parts.path, parts.query, ""))
    if provision:
        with psycopg.connect(plain, autocommit=True) as connection:
            _provision(connection)
    passwords = dict.fromkeys(roles.LOGIN_ROLES, PASSWORD)
    return Servers(plain.replace("postgresql:", f"{DRIVER}:", 1), pair.redis_url, passwords, state=pair.state)


def _provision(connection: psycopg.Connection) -> None:
    passwords = dict.fromkeys(roles.LOGIN_ROLES, PASSWORD)
    existing = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    for statement in roles.role_statements(passwords, existing):
        connection.execute(statement.encode())
    for name in existing.intersection(roles.LOGIN_ROLES):
        connection.execute(f"ALTER ROLE {name} PASSWORD '{PASSWORD}'".encode())
    databases = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
    if roles.DATABASE not in databases:
        connection.execute(
            roles.create_database(roles.DATABASE, connection.info.server_version // 10000).encode()
        )
    for statement in roles.database_statements(roles.DATABASE):
        connection.execute(statement.encode())
