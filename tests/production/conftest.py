"""Programs of a deployment as real processes: started by the entry point, asked, stopped, heard."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from service.config import Settings
from service.launcher.death import child_setup

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """One program, its output in a file."""

    def __init__(self, argv: list[str], environ: dict[str, str], output: Path) -> None:
        self.environ = environ
        self.output = output
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                argv, cwd=ROOT, env=environ, stdout=file, stderr=subprocess.STDOUT,
                preexec_fn=child_setup(signal.SIGKILL),
            )  # fmt: skip

    @property
    def heard(self) -> str:
        """All it has printed."""
        return self.output.read_text("utf-8", errors="replace")

    def lines(self, event: str) -> list[dict[str, Any]]:
        """The lines of the log about one kind of event."""
        found = []
        for line in self.heard.splitlines():
            with suppress(ValueError):
                found.append(json.loads(line))
        return [one for one in found if isinstance(one, dict) and one.get("event") == event]

    def wait_for(self, condition: Callable[[], object], seconds: float = 40.0) -> None:
        """Wait for a condition while the program lives."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.heard
            assert time.monotonic() < deadline, self.heard
            time.sleep(0.05)

    def stop(self, seconds: float = 30.0) -> int:
        """Ask it to stop; its exit code."""
        self.process.terminate()
        return self.process.wait(seconds)

    def kill(self) -> None:
        """End it and whatever it left."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Deployment:
    """Starts programs of the service on a test's own servers."""

    def __init__(self, settings: Settings, directory: Path) -> None:
        self.settings = settings
        self.directory = directory
        self.port = free_port()
        self.started: list[Running] = []
        self.environ = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DATABASE_", "REDIS_", "SECRET_", "PROMETHEUS_"))
        } | {
            "DATABASE_URL": settings.database_url,
            "DATABASE_PLATFORM_URL": settings.database_platform_url or "",
            "DATABASE_COMPUTE_URL": settings.database_compute_url or "",
            "DATABASE_REGION_URL": settings.database_region_url or "",
            "REDIS_URL": settings.redis_url,
            "SECRET_KEY": settings.secret_key,
            "DATA": str(settings.data),
            "BIND": f"127.0.0.1:{self.port}",
            "ALIVE_DIR": str(directory / "alive"),
            "TMPDIR": str(directory),
            "WEB_WORKERS": "2",
        }

    def start(self, *argv: str, **environ: str) -> Running:
        """Start a program with Python: start("-m", "service.cli", "run", "web")."""
        output = self.directory / f"output-{len(self.started)}.txt"
        running = Running([sys.executable, *argv], self.environ | environ, output)
        self.started.append(running)
        return running

    def run(self, program: str, **environ: str) -> Running:
        """Start a program by the entry point."""
        return self.start("-m", "service.cli", "run", program, **environ)

    def ask(self, path: str, seconds: float = 30.0, **headers: str) -> HTTPResponse:
        """Ask the web server; the answer is read already."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        answer.text = answer.read().decode()  # type: ignore[attr-defined]
        connection.close()
        return answer

    def answers(self) -> bool:
        """Whether the web server answers."""
        try:
            return self.ask("/healthz").status == 200
        except OSError:
            return False

    def lives(self, program: str) -> bool:
        """What the health check of a container says."""
        argv = [sys.executable, "-m", "service.launcher.health", program]
        return subprocess.run(argv, cwd=ROOT, env=self.environ, check=False).returncode == 0

    def end(self) -> None:
        """Leave nothing running."""
        for running in self.started:
            running.kill()


@pytest.fixture
def deployment(settings: Settings, tmp_path: Path) -> Iterator[Deployment]:
    """A deployment on this module's database and queue, nothing started yet."""
    made = Deployment(settings, tmp_path)
    yield made
    made.end()
