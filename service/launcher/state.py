"""State directory (каталог состояния): clusters, sockets, passwords, and who owns them while they run."""

import fcntl
import hashlib
import json
import os
import re
import secrets
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

from service.launcher import binaries
from service.launcher.accounts import Account, can_enter, give, server_account
from service.launcher.errors import LauncherError

PORT = 5432
SOCKET_LIMIT = 107  # bytes of sockaddr_un.sun_path without the closing zero
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./+-]+")
INSIDE = "servers"  # the state's name inside the data directory


@dataclass(frozen=True)
class State:
    """Where everything of one pair of servers lies, and the account that owns it (None: ourselves)."""

    root: Path
    account: Account | None

    @property
    def postgres(self) -> Path:
        """The database cluster."""
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        """The append-only file of Valkey."""
        return self.root / "valkey"

    @property
    def lock(self) -> Path:
        """Held by the owner as long as it lives."""
        return self.root / "lock"

    @property
    def info(self) -> Path:
        """What other processes need to attach; present only while the servers are ready."""
        return self.root / "info.json"


def open_state(data: Path) -> State:
    """Find or create the state directory of a data directory (каталог данных)."""
    try:
        make_data_directory(data)
        root = _place(data.resolve())
        state = State(root, server_account(root / "postgres"))
        root.mkdir(parents=True, exist_ok=True)
        if root.stat().st_uid == os.geteuid():
            root.chmod(_mode(root))
        state.valkey.mkdir(mode=0o700, exist_ok=True)
        if state.valkey.stat().st_uid == os.geteuid():
            give(state.valkey, state.account)
        return state
    except PermissionError as error:
        raise LauncherError(
            _("Нет доступа к %(path)s: каталог данных принадлежит другому пользователю. Задайте свой: DATA=…")
            % {"path": error.filename}
        ) from error


def make_data_directory(data: Path) -> None:
    """Make a data directory unless it exists: ours to read, the server account's to pass through.

    It appears with its mode, or another process would take it for one that the servers may not enter.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    if data.is_dir():
        return
    unfinished = data.with_name(f"{data.name}.{os.getpid()}")
    unfinished.mkdir(exist_ok=True)
    unfinished.chmod(_mode(data))
    try:
        unfinished.rename(data)
    except OSError:  # another process was faster, and there is something in it already
        unfinished.rmdir()
        if not data.is_dir():
            raise


def _mode(directory: Path) -> int:
    return 0o711 if server_account(directory) else 0o700


def _place(data: Path) -> Path:
    inside = data / INSIDE
    account = server_account(inside / "postgres")
    if account is None:
        return inside
    if not can_enter(data, account):
        if inside.exists():
            raise LauncherError(
                _("Серверы не могут войти в %(path)s, где лежат их данные: верните права на вход.")
                % {"path": data}
            )
        key = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
        return binaries.SHARED_STATE / key
    return inside


def try_lock(path: Path) -> int | None:
    """Take the lock for as long as this process lives; None when somebody else holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def unlock(descriptor: int) -> None:
    """Give a lock back."""
    os.close(descriptor)


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a file that only we may read, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def read_json(path: Path) -> dict[str, Any] | None:
    """Read such a file; None when it is absent or unreadable."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def passwords(root: Path, roles: tuple[str, ...]) -> dict[str, str]:
    """Return the password of every login role, made once and kept in a file only we may read."""
    path = root / "passwords.json"
    known: dict[str, str] = read_json(path) or {}
    missing = [role for role in roles if role not in known]
    if missing:
        known |= {role: secrets.token_hex(24) for role in missing}
        write_json(path, known)
    return known


def socket_directory(state: State) -> Path:
    """Return the directory of both sockets: one under /tmp when the own path is too long or not plain.

    A comma makes PostgreSQL's client read the path as a list of hosts; a space, which Valkey repeats in its
    list of clients, breaks the queue's reading of that list.
    """
    directory = state.root / "sockets"
    longest = os.fsencode(directory / f".s.PGSQL.{PORT}.lock")
    if len(longest) > SOCKET_LIMIT or not PLAIN_PATH.fullmatch(str(directory)):
        key = hashlib.sha256(os.fsencode(state.root)).hexdigest()[:16]
        directory = Path("/tmp") / f"metodsluzhba-{key}"  # noqa: S108 -- owner and mode are checked below
    directory.mkdir(mode=0o700, exist_ok=True)
    give(directory, state.account)
    found = directory.lstat()
    owner = state.account.uid if state.account else os.geteuid()
    if directory.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
        raise LauncherError(_("Каталог сокетов %(path)s занят другим пользователем.") % {"path": directory})
    return directory
