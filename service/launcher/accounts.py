"""Accounts (учётные записи системы): whom the servers run as.

PostgreSQL refuses to run as root. Started by root, the servers run as `nobody`, which every system has and
`initdb` can look up; the Python process itself is never switched, for its interpreter may stand under a home
that nobody else may enter.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """A system user and group, by number."""

    uid: int
    gid: int


def server_account(existing: Path) -> Account | None:
    """Return the account to switch to, None to stay who we are.

    A data directory made earlier by an ordinary user stays that user's.
    """
    if os.geteuid() != 0:
        return None
    if existing.exists() and existing.stat().st_uid != 0:
        found = existing.stat()
        return Account(found.st_uid, found.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def can_enter(directory: Path, account: Account | None) -> bool:
    """Tell whether the account may enter a directory, asked of the system itself."""
    if account is None:
        return os.access(directory, os.X_OK)
    return _succeeds(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(directory)], account)


def can_run(program: Path, account: Account | None) -> bool:
    """Tell whether the account can start a program and its libraries."""
    return _succeeds([str(program), "--version"], account)


def _succeeds(argv: list[str], account: Account | None) -> bool:
    try:
        done = subprocess.run(
            argv,
            cwd="/",
            env={"PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=False,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )
    except OSError:
        return False
    return done.returncode == 0


def give(path: Path, account: Account | None) -> None:
    """Hand a file or directory over to the account."""
    if account is not None:
        os.chown(path, account.uid, account.gid)
