"""Processes of the launcher's tests, seen from outside, and a small service that it supervises."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.launcher.death import child_setup
from service.launcher.processes import PROC, alive

ROOT = Path(__file__).resolve().parents[2]
WORKER = "small_service worker"


def until(condition: Callable[[], object], seconds: float = 15.0) -> None:
    """Wait for a condition; fail the test when it does not come."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.03)


def parent_of(pid: int) -> int:
    """The parent's number; 0 when the process is gone."""
    try:
        return int((PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def descendants(pid: int) -> set[int]:
    """All processes below one, by the numbers of their parents."""
    parents = {int(entry.name): parent_of(int(entry.name)) for entry in PROC.glob("[0-9]*")}
    found: set[int] = set()
    level = {pid}
    while level:
        level = {child for child, parent in parents.items() if parent in level} - found
        found |= level
    return found


def command_of(pid: int) -> str:
    """The command line, for recognising a process."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def none_alive(pids: set[int]) -> bool:
    """Whether all of them are gone; a zombie is."""
    return not any(alive(pid) for pid in pids)


class Service:
    """The small service in a process of its own: servers, gunicorn, an RQ worker, one job that never ends."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        argv = [sys.executable, "-m", "tests.launcher.small_service", str(data), str(self.port)]
        self.process = subprocess.Popen(
            argv, cwd=ROOT, stdout=subprocess.PIPE, text=True, preexec_fn=child_setup(signal.SIGKILL)
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line == "ready\n", line
        until(self.whole)

    def below(self) -> set[int]:
        """All processes it runs."""
        return descendants(self.process.pid)

    def all(self, part: str) -> set[int]:
        """Its processes whose command line holds `part`."""
        return {pid for pid in self.below() if part in command_of(pid)}

    def one(self, part: str) -> int:
        """The eldest of them: the one the others were forked from."""
        found = self.all(part)
        return next(pid for pid in found if parent_of(pid) not in found)

    def whole(self) -> bool:
        """Whether all run: both servers, a master and two web workers, a worker, its scheduler, a job."""
        servers = bool(self.all("postgres -D")) and bool(self.all("valkey-server"))
        return servers and len(self.all("gunicorn")) == 3 and len(self.all(WORKER)) == 3

    def end(self) -> None:
        """Stop it, whatever state it is in."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
        if self.process.stdout:
            self.process.stdout.close()


@pytest.fixture
def data(open_path: Path) -> Path:
    """A data directory with an awkward name."""
    return open_path / "данные, с пробелом и 'кавычкой'"


@pytest.fixture
def service(data: Path) -> Iterator[Service]:
    """The small service, running."""
    running = Service(data)
    yield running
    running.end()
