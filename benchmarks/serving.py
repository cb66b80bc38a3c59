"""A real web server on a database: gunicorn as it is deployed, and a client that keeps its connection."""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

from benchmarks.place import Place
from service.cli.web_server import answers
from service.launcher import processes

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    """What came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Web:
    """A running web server."""

    port: int
    process: "Popen[bytes]"
    cookie: str = ""
    token: str = ""
    _line: http.client.HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str, packed: str = "identity") -> Answer:
        """Get a page; anything but success is an error of the benchmark."""
        try:
            found = self._ask(path, packed)
        except (http.client.HTTPException, OSError):  # the server closes a connection that was idle
            self.hang_up()
            found = self._ask(path, packed)
        if found.status != 200:
            raise AssertionError(f"{path}: {found.status} {found.body[:300].decode(errors='replace')}")
        return found

    def _ask(self, path: str, packed: str) -> Answer:
        if self._line is None:
            self._line = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        headers = {"Host": "localhost", "Accept-Encoding": packed}
        api = path.startswith("/api/")
        headers |= {"Authorization": f"Bearer {self.token}"} if api else {"Cookie": self.cookie}
        self._line.request("GET", path, headers=headers)
        answer = self._line.getresponse()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._line is not None:
            self._line.close()
            self._line = None

    @property
    def workers(self) -> list[int]:
        """Process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in children.read_text().split()]


@contextmanager
def serving(place: Place, database: str, workers: int = 1) -> Iterator[Web]:
    """Run the web server with the deployment's own settings until the end of the block."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    settings = ("-c", "python:service.launcher.gunicorn_conf", "--workers", str(workers))
    command = (sys.executable, "-m", "gunicorn", *settings, "--bind", f"{HOST}:{port}", "service.wsgi:app")
    env = {**os.environ, **place.environment(database)}
    with open(os.devnull, "wb") as nowhere:
        web = Web(port, processes.spawn(command, death=signal.SIGKILL, cwd=ROOT, env=env, output=nowhere))
        try:
            _wait(web)
            yield web
        finally:
            web.hang_up()
            processes.stop(web.process, signal.SIGTERM, 15)


def _wait(web: Web) -> None:
    deadline = time.monotonic() + PATIENCE
    while not answers(HOST, web.port):
        if web.process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError("the web server does not answer")
        time.sleep(0.02)


def proportional_memory(pid: int) -> float:
    """Megabytes of a process, shared pages divided among those who share them (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no PSS")
