"""Prepare the virtual environment (виртуальное окружение) from a lock file, run by `make` with any Python 3.

Run as `python3 -I service/launcher/bootstrap.py LOCK`. Standard library only, and nothing of the project is
imported: nothing is installed yet. A second run with an unchanged lock takes no time.
"""

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
PIP_WITH_PYTHON_OPTION = (22, 3)

# The path of the checkout may hold spaces and may change: the interpreter is looked for beside the script.
SCRIPT = """#!/bin/sh
'''exec' "$(dirname -- "$0")/python" "$0" "$@"
' '''
import sys

from service.cli.main import main

sys.exit(main())
"""


class CannotPrepare(Exception):
    """Something is missing that only the operator can install."""


def main() -> int:
    """Prepare the environment for the lock file named on the command line."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if sys.version_info < OLDEST:
        _continue_with_newer()
    try:
        prepare(ROOT / sys.argv[1])
    except CannotPrepare as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _continue_with_newer() -> None:
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, "-I", *sys.argv])  # noqa: S606 -- the same script by a newer interpreter
    version = ".".join(map(str, sys.version_info[:3]))
    sys.exit(
        f"Нужен Python 3.11 или новее, а {sys.executable} — версии {version}. "
        "Установите новый и укажите его: make demo PYTHON=python3.12"
    )


def prepare(lock: Path) -> None:
    """Install exactly what the lock names, unless that was done already."""
    # Two makes at once wait for each other on the checkout itself.
    directory = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        _prepare(lock)
    finally:
        os.close(directory)


def _prepare(lock: Path) -> None:
    stamp = VENV / f"installed-{lock.stem}"
    wanted = f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {sys.version_info[0]}.{sys.version_info[1]}\n"
    if not (stamp.is_file() and stamp.read_text() == wanted and os.access(VENV_PYTHON, os.X_OK)):
        stamp.unlink(missing_ok=True)
        print(f"Устанавливаем пакеты из {lock.name} в .venv…", flush=True)
        _make_venv()
        _install(lock)
        stamp.write_text(wanted)
    _make_importable()


def _make_venv() -> None:
    if VENV_PYTHON.exists() and _version_of(VENV_PYTHON) == sys.version_info[:2]:
        return
    if importlib.util.find_spec("venv") is None:
        raise CannotPrepare(
            "Не хватает модуля venv: установите его (в Debian и Ubuntu: apt install python3-venv)."
        )
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], check=True)


def _version_of(python: Path) -> "tuple[int, ...]":
    told = subprocess.run(
        [str(python), "-c", "import sys; print(*sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return tuple(int(part) for part in told.split())


def _install(lock: Path) -> None:
    options = ["--no-deps", "--require-hashes", "-r", str(lock)]
    uv = shutil.which("uv")
    if uv:
        if _runs([uv, "pip", "install", "--quiet", "--python", str(VENV_PYTHON), *options]):
            return
        print("uv не справился, пробуем pip.", flush=True)
    if _pip_version() >= PIP_WITH_PYTHON_OPTION:
        pip = [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]
    elif importlib.util.find_spec("ensurepip") is not None:
        pip = [str(VENV_PYTHON), "-m", "pip"]
        if not _runs([str(VENV_PYTHON), "-m", "ensurepip"], quiet=True):
            raise CannotPrepare("Не удалось поставить pip: установите python3-pip или python3-venv.")
    else:
        raise CannotPrepare(
            "Не хватает pip или venv (в Debian и Ubuntu: apt install python3-venv): установите и повторите."
        )
    if not _runs([*pip, "install", "--quiet", "--disable-pip-version-check", *options]):
        raise CannotPrepare("Пакеты не установлены, причина выше. Нужен доступ к хранилищу пакетов Python.")


def _pip_version() -> "tuple[int, ...]":
    told = subprocess.run(
        [sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=False
    ).stdout
    found = re.match(r"pip (\d+)\.(\d+)", told)
    return (int(found[1]), int(found[2])) if found else ()


def _runs(argv: "list[str]", *, quiet: bool = False) -> bool:
    # A user-wide setting of pip must not lead the packages past the environment.
    environment = {**os.environ, "PIP_USER": "0"}
    return subprocess.run(argv, env=environment, capture_output=quiet, check=False).returncode == 0


def _make_importable() -> None:
    packages = next((VENV / "lib").glob("python3.*")) / "site-packages"
    # Relative to the file itself, so that a moved checkout keeps working.
    _write(packages / "metodsluzhba.pth", os.path.relpath(ROOT, packages) + "\n")
    _write(VENV / "bin" / "mms", SCRIPT)
    (VENV / "bin" / "mms").chmod(0o755)


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text() != text:
        path.write_text(text)


if __name__ == "__main__":
    sys.exit(main())
