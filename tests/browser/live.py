"""A service as people meet it: gunicorn and a worker in processes of their own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from service.config import Settings

ROOT = Path(__file__).resolve().parents[2]
WEB = ("-m", "gunicorn", "-k", "gthread", "--threads", "4", "service.wsgi:app", "-b")
STOP_SECONDS = 30
WORKER = ("-m", "service.worker")


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    """Run the service on these settings; gives its address."""
    port = _free_port()
    environ = environment(settings, port)
    commands = ((*WEB, f"127.0.0.1:{port}"), WORKER)
    started = [subprocess.Popen([sys.executable, *one], cwd=ROOT, env=environ) for one in commands]
    try:
        _wait(f"http://127.0.0.1:{port}/readyz")
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in started:
            process.terminate()
        for process in started:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Leave no process behind; that programs stop in time is tried in tests/production."""
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def environment(settings: Settings, port: int) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": settings.database_url,
        "DATABASE_PLATFORM_URL": settings.database_platform_url or "",
        "DATABASE_REGION_URL": settings.database_region_url or "",
        "DATABASE_COMPUTE_URL": settings.database_compute_url or "",
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key,
        "DATA": str(settings.data),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")
