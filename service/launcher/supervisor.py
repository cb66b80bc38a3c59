"""Supervisor (надзиратель): the programs in the foreground, restarted when they die, stopped together."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from types import FrameType

from service.launcher import processes
from service.launcher.errors import LauncherError

PERIOD = 0.2  # seconds between looks
CALM = 60.0  # seconds after which a restart is forgotten
RESTARTS = 5  # within that time; then something is broken for good
READY_SECONDS = 90.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Program:
    """A foreground program: its command and environment, how to see it works, its time to finish."""

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(repr=False)
    ready: Callable[[], bool] | None = None
    grace: float = 10.0


class _Stop:
    """How often the operator asked to stop: once politely, twice at once."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, signum: int, frame: FrameType | None) -> None:
        self.asked += 1


class _Child:
    """One program with its process and the times of its restarts."""

    def __init__(self, program: Program, cwd: Path) -> None:
        self.program = program
        self.cwd = cwd
        self.restarts: list[float] = []
        self.process = self._spawn()

    def _spawn(self) -> subprocess.Popen[bytes]:
        # Killed with its parent at once: what it serves from is going down in the same moment.
        program = self.program
        return processes.spawn(program.argv, death=signal.SIGKILL, cwd=self.cwd, env=program.env)

    def revive(self, say: Callable[[str], None]) -> None:
        """Start the program again if it ended; give up when it keeps ending."""
        code = self.process.poll()
        if code is None:
            return
        now = time.monotonic()
        self.restarts = [moment for moment in self.restarts if now - moment < CALM] + [now]
        said = {"name": self.program.name, "code": code}
        if len(self.restarts) > RESTARTS:
            raise LauncherError(_("«%(name)s» не работает: завершается с кодом %(code)s.") % said)
        say(_("«%(name)s» завершился с кодом %(code)s, запускаем снова.") % said)
        self.process = self._spawn()

    def ask(self) -> None:
        """Ask the program to finish."""
        if self.process.poll() is None:
            self.process.terminate()

    def stop(self, asked: float, stopping: _Stop) -> None:
        """Wait for the program; kill it and its group when its time is over, or when asked to stop twice."""
        while self.process.poll() is None:
            if time.monotonic() > asked + self.program.grace or stopping.asked > 1:
                processes.kill_group(self.process)
                self.process.wait()
            time.sleep(0.02)


def supervise(
    programs: Sequence[Program],
    *,
    cwd: Path,
    keep: Callable[[], None] | None = None,
    announce: Callable[[], None] | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Run the programs until Ctrl-C, SIGTERM or SIGHUP, then stop them all within the longest of their times.

    `keep` is called again and again to revive the servers below; `announce` once, when every program that can
    tell says it is ready. Errors: LauncherError when a program fails at its start or keeps ending.
    """
    children: list[_Child] = []
    with _stop_signals() as stopping:
        try:
            for program in programs:
                children.append(_Child(program, cwd))
            _wait_ready(children, stopping)
            if announce is not None and not stopping.asked:
                announce()
            while not stopping.asked:
                time.sleep(PERIOD)
                if keep is not None:
                    keep()
                for child in children:
                    child.revive(say)
        finally:
            # All at once, so that the whole takes as long as the slowest and not as long as all of them.
            asked = time.monotonic()
            for child in children:
                child.ask()
            for child in children:
                child.stop(asked, stopping)


def _wait_ready(children: Sequence[_Child], stopping: _Stop) -> None:
    deadline = time.monotonic() + READY_SECONDS
    for child in children:
        while not stopping.asked and not (child.program.ready is None or child.program.ready()):
            code = child.process.poll()
            if code is not None or time.monotonic() > deadline:
                raise LauncherError(
                    _("«%(name)s» не запустился (код %(code)s), причина выше.")
                    % {"name": child.program.name, "code": code}
                )
            time.sleep(0.05)


@contextmanager
def _stop_signals() -> Iterator[_Stop]:
    stopping = _Stop()
    # Under nohup the hang-up is ignored, and stays so.
    chosen = [sig for sig in STOP_SIGNALS if signal.getsignal(sig) is not signal.SIG_IGN]
    before = {sig: signal.signal(sig, stopping) for sig in chosen}
    try:
        yield stopping
    finally:
        for sig, handler in before.items():
            signal.signal(sig, handler)
