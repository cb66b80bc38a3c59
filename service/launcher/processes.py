"""Processes (процессы): starting them as a given account, recognising them later, ending them."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from service.launcher.accounts import Account
from service.launcher.death import child_setup

PROC = Path("/proc")


def spawn(
    argv: Sequence[str],
    *,
    death: int,
    cwd: Path,
    env: Mapping[str, str],
    account: Account | None = None,
    output: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session that gets the signal `death` when this process dies."""
    who: dict[str, Any] = {}
    if account is not None:
        who = {"user": account.uid, "group": account.gid, "extra_groups": []}
    return subprocess.Popen(
        list(argv),
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        preexec_fn=child_setup(death),
        **who,
    )


def stop(process: subprocess.Popen[bytes], sig: int, seconds: float) -> None:
    """Send `sig` to a child and wait; after `seconds` kill its whole process group."""
    if process.poll() is None:
        process.send_signal(sig)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            kill_group(process)
            process.wait()


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a child and what it started in its session."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()


def state_of(pid: int) -> tuple[str, str] | None:
    """Return (command name, one-letter state) of a process; None when there is none or no /proc."""
    try:
        text = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return None
    # The name stands in brackets and may itself hold spaces and brackets.
    name, _, rest = text.partition("(")[2].rpartition(")")
    return name, rest.split()[0]


def alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie, which only waits to be reaped, does not."""
    state = state_of(pid)
    if state is not None:
        return state[1] not in "ZX"
    if PROC.is_dir():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def working_in(directory: Path, command: str) -> list[int]:
    """Return the processes named `command` whose working directory is `directory`.

    Both servers move into their data directory, so this recognises them and their children by what they
    hold, never by a number in a file, which may have been given to somebody else since.
    """
    found = []
    for entry in PROC.glob("[0-9]*"):
        try:
            here = os.readlink(entry / "cwd")
        except OSError:
            continue
        if here == str(directory):
            state = state_of(int(entry.name))
            if state is not None and state[0] == command and state[1] not in "ZX":
                found.append(int(entry.name))
    return found


def clear_out(directory: Path, command: str, gentle: int, seconds: float = 10.0) -> None:
    """End what a killed launcher left running in `directory`: first let it finish, then force it."""
    deadline = time.monotonic() + seconds
    for sig in (None, gentle, signal.SIGKILL):
        share = time.monotonic() + seconds / 3
        while left := working_in(directory, command):
            if sig is not None:
                for pid in left:
                    _signal(pid, sig)
                sig = None
            if time.monotonic() > min(share, deadline):
                break
            time.sleep(0.02)
        else:
            return


def _signal(pid: int, sig: int) -> None:
    try:
        os.kill(pid, sig)
    except (ProcessLookupError, PermissionError):
        return
