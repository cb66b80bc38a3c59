"""Embedded servers: the first process on a data directory runs them, the others attach."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path

from service.launcher import binaries as programs
from service.launcher import postgres, roles, valkey
from service.launcher.errors import LauncherError
from service.launcher.servers import Servers, socket_urls
from service.launcher.state import (
    PORT,
    State,
    open_state,
    passwords,
    read_json,
    socket_directory,
    try_lock,
    unlock,
    write_json,
)

ATTACH_SECONDS = 90.0


@contextmanager
def ensure(data: Path, *, durable: bool = True) -> Iterator[Servers]:
    """Give the servers of a data directory: start them, or attach to those another process runs there.

    The process that started them stops them on leaving; with `durable=False` they write nothing to disk for
    good and their data is removed then. Start from the main thread: the children are bound to it.
    """
    state = open_state(data)
    deadline = time.monotonic() + ATTACH_SECONDS
    while True:
        lock = try_lock(state.lock)
        if lock is not None:
            break
        attached = _attach(state)
        if attached is not None:
            yield attached
            return
        if time.monotonic() > deadline:
            raise LauncherError(
                _("Другой процесс держит %(path)s, но серверы не отвечают.") % {"path": state.root}
            )
        time.sleep(0.05)
    try:
        pair = Pair(state, durable=durable)
        try:
            yield pair.start()
        finally:
            pair.stop()
    finally:
        if not durable:
            shutil.rmtree(state.root, ignore_errors=True)
        unlock(lock)


def running(data: Path) -> Servers | None:
    """Return the servers that another process runs on a data directory; None when none answer."""
    return _attach(open_state(data)) if data.is_dir() else None


def initialised(data: Path) -> bool:
    """Tell whether a data directory already holds a database."""
    return data.is_dir() and (open_state(data).postgres / "PG_VERSION").exists()


def _attach(state: State) -> Servers | None:
    info = read_json(state.info)
    if info is None:
        return None
    sockets = Path(info["sockets"])
    if not valkey.answers(sockets / valkey.SOCKET) or not _listens(sockets / f".s.PGSQL.{PORT}"):
        return None
    return _servers(state, sockets, passwords(state.root, (postgres.SUPERUSER, *roles.LOGIN_ROLES)))


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True


def _servers(state: State, sockets: Path, secrets: dict[str, str]) -> Servers:
    admin, redis = socket_urls(sockets, postgres.SUPERUSER, secrets[postgres.SUPERUSER], valkey.SOCKET)
    return Servers(admin, redis, secrets, state=state.root)


class Pair:
    """Both servers as children of this process."""

    def __init__(self, state: State, *, durable: bool) -> None:
        self.state = state
        self.durable = durable
        self.binaries = programs.find(state.account)
        self.sockets = socket_directory(state)
        self.postgres: subprocess.Popen[bytes] | None = None
        self.valkey: subprocess.Popen[bytes] | None = None

    def start(self) -> Servers:
        """Start both, make roles and database, and let other processes attach."""
        if threading.current_thread() is not threading.main_thread():
            raise LauncherError("the servers are bound to the thread that starts them: use the main one")
        self.state.info.unlink(missing_ok=True)
        secrets = passwords(self.state.root, (postgres.SUPERUSER, *roles.LOGIN_ROLES))
        superuser = secrets[postgres.SUPERUSER]
        postgres.prepare(self.state, self.binaries, superuser, durable=self.durable)
        self.keep()
        _provision(self.binaries, self.sockets, secrets)
        self._tell()
        found = _servers(self.state, self.sockets, secrets)
        return Servers(
            found.admin_url, found.redis_url, secrets, owned=True, keep=self.keep, state=self.state.root
        )

    def keep(self) -> None:
        """Start whichever of the two does not run: at first both, later the one that was killed."""
        if self.valkey is None or self.valkey.poll() is not None:
            self.valkey = valkey.start(self.state, self.binaries, self.sockets, durable=self.durable)
        if self.postgres is None or self.postgres.poll() is not None:
            self.postgres = postgres.start(self.state, self.binaries, self.sockets, durable=self.durable)

    def stop(self) -> None:
        """Stop both; nobody attaches from now on."""
        self.state.info.unlink(missing_ok=True)
        if self.valkey is not None:
            valkey.stop(self.valkey)
        if self.postgres is not None:
            postgres.stop(self.postgres)
        with suppress(OSError):  # of use to nobody else; not empty after a crash, and then the next start's
            self.sockets.rmdir()

    def _tell(self) -> None:
        write_json(self.state.info, {"sockets": str(self.sockets)})


def _provision(binaries: programs.Binaries, sockets: Path, secrets: dict[str, str]) -> None:
    superuser = secrets[postgres.SUPERUSER]
    told = postgres.run_sql(
        binaries,
        sockets,
        superuser,
        "SELECT 'role ' || rolname FROM pg_roles UNION ALL SELECT 'database ' || datname FROM pg_database;",
    )
    existing = set(told.splitlines())
    known = [role.name for role in roles.ROLES if f"role {role.name}" in existing]
    script = ["BEGIN", *roles.role_statements(secrets, known), "COMMIT"]
    if f"database {roles.DATABASE}" not in existing:
        script.append(roles.create_database(roles.DATABASE, binaries.major))
    for database in (roles.DATABASE, "postgres", "template1"):
        script.append(f"REVOKE ALL ON DATABASE {roles.identifier(database)} FROM PUBLIC")
    script += roles.database_statements(roles.DATABASE)
    postgres.run_sql(binaries, sockets, superuser, ";\n".join(script) + ";\n")
