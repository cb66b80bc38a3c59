"""`make demo` as its operator sees it: the address, the second call, a busy port, the ways to stop it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from service.launcher.death import child_setup
from tests.launcher.conftest import ROOT, command_of, descendants, none_alive

ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("DATABASE_", "REDIS_", "SECRET_"))
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(*arguments: str, data: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", "from service.cli.main import main; main()", *arguments],
        cwd=ROOT,
        env=ENVIRONMENT | {"DATA": str(data), "PYTHONUNBUFFERED": "1"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=child_setup(signal.SIGKILL),
    )


def told(*arguments: str, data: Path) -> tuple[int, str]:
    process = command(*arguments, data=data)
    output, _ = process.communicate(timeout=60)
    return process.returncode, output


class Demo:
    """A running demo."""

    def __init__(self, data: Path) -> None:
        self.port = free_port()
        self.process = command("demo", "run", "--port", str(self.port), data=data)
        assert self.process.stdout is not None
        self.heard = []
        for line in self.process.stdout:
            self.heard.append(line)
            if line.startswith("Ctrl-C"):
                return
        pytest.fail("the demo did not start:\n" + "".join(self.heard))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """One data directory for this file: the first start fills it, the later ones find it filled."""
    with tempfile.TemporaryDirectory(prefix="mms-", ignore_cleanup_errors=True) as directory:
        Path(directory).chmod(0o711)
        yield Path(directory) / "data"


@pytest.fixture
def demo(data: Path) -> Iterator[Demo]:
    running = Demo(data)
    yield running
    if running.process.poll() is None:
        running.process.terminate()
    running.process.communicate(timeout=60)


def test_it_serves_at_the_address_it_prints_and_a_second_call_prints_it_again(demo: Demo, data: Path) -> None:
    assert any(demo.address in line for line in demo.heard)
    with urlopen(demo.address + "healthz") as page:  # noqa: S310 -- our own address
        assert page.status == 200
    code, output = told("demo", "run", data=data)
    assert code == 0
    assert demo.address in output
    code, output = told("doctor", data=data)
    assert code == 0, output
    children = descendants(demo.process.pid)
    for program in ("gunicorn", "service.worker", "service.scheduler"):
        assert any(program in command_of(pid) for pid in children), program
    demo.process.send_signal(signal.SIGINT)
    assert demo.process.wait(60) == 0
    assert none_alive(children)
    code, output = told("doctor", data=data)
    assert code == 1
    assert "make demo" in output


def test_kill_9_leaves_no_process_and_the_next_start_keeps_the_data(demo: Demo, data: Path) -> None:
    children = descendants(demo.process.pid)
    os.kill(demo.process.pid, signal.SIGKILL)
    demo.process.wait()
    key = (data / "secret-key").read_text()
    again = Demo(data)
    assert none_alive(children)
    assert (data / "secret-key").read_text() == key
    again.process.terminate()
    again.process.communicate(timeout=60)
    assert again.process.returncode == 0


def test_a_busy_port_is_named(data: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        code, output = told("demo", "run", "--port", str(port), data=data)
    assert code == 1
    assert str(port) in output
    assert "Traceback" not in output
