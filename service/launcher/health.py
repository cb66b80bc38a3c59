"""Health of a program (проверка здоровья): `python -m service.launcher.health web|worker|scheduler`.

Exit code 0 when it lives. The web server is asked; worker and scheduler mark a file every few seconds.
"""

import http.client
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

LATEST = 90.0
"""Seconds after which a program that has left no mark counts as stuck."""


def marker(directory: Path | None, program: str) -> Callable[[], None]:
    """Return what a program calls to show that it lives; without a directory it does nothing."""
    if directory is None:
        return lambda: None
    path = directory / f"{program}.alive"

    def mark() -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    return mark


def web_lives(bind: str) -> bool:
    """Tell whether the web server of this machine answers."""
    host, _, port = bind.rpartition(":")
    host = {"0.0.0.0": "127.0.0.1", "[::]": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 -- not bound
    connection = http.client.HTTPConnection(host.strip("[]"), int(port), timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def marked_lately(directory: Path, program: str) -> bool:
    """Tell whether a program left its mark within the last minute and a half."""
    try:
        return time.time() - (directory / f"{program}.alive").stat().st_mtime < LATEST
    except OSError:
        return False


def main() -> int:
    """Look at the program named on the command line."""
    program = sys.argv[1]
    if program == "web":
        return 0 if web_lives(os.environ.get("BIND") or "127.0.0.1:8000") else 1
    directory = Path(os.environ.get("ALIVE_DIR") or tempfile.gettempdir())
    return 0 if marked_lately(directory, program) else 1


if __name__ == "__main__":
    sys.exit(main())
