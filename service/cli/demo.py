"""`mms demo run`: from nothing to a running service on this machine, and its address."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import asdict
from gettext import gettext as _
from itertools import groupby
from pathlib import Path
from types import FrameType

import click

from service.cli import demo_data, external, migrate, web_server
from service.cli.demo_login import ANY_SIBLING, Login
from service.cli.runtime import ROOT, data_directory, local_environment
from service.config import Settings, read_settings
from service.launcher import Servers, ensure, supervise
from service.launcher.state import make_data_directory, read_json, try_lock, unlock, write_json

STARTING_SECONDS = 300.0
SHOWN = ("role", "tenant", "name")
"""What a line of the printed logins tells before the password, in columns."""


@click.group()
def demo() -> None:
    """Демонстрационная служба на этой машине."""


@demo.command("run")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, envvar="PORT", show_default=True)
@click.option("--host", default="127.0.0.1", envvar="HOST", show_default=True)
@click.option("--data", type=click.Path(path_type=Path), default=None, help=_("Каталог данных."))
def run(port: int, host: str, data: Path | None) -> None:
    """Запустить службу; Ctrl-C останавливает всё. Второй запуск печатает адрес работающей."""
    data = (data or data_directory()).absolute()
    make_data_directory(data)
    lock = _lock_or_running(data)
    if lock is None:
        return
    try:
        with _terminated_as_interrupted():
            _run(port, host, data)
    except KeyboardInterrupt:
        pass  # while starting; once it runs, the supervisor takes the signals itself
    finally:
        (data / "demo.json").unlink(missing_ok=True)
        unlock(lock)
    click.echo(_("Служба остановлена."))


def _lock_or_running(data: Path) -> int | None:
    """Take the lock of a demo; None, with its address printed, when one runs on this data."""
    deadline = time.monotonic() + STARTING_SECONDS
    told = False
    while (lock := try_lock(data / "demo.lock")) is None:
        found = read_json(data / "demo.json")
        if found is not None:
            click.echo(_("Служба уже работает."))
            _announce(str(found["address"]), [Login(**login) for login in json.loads(found["logins"])])
            return None
        if time.monotonic() > deadline:
            raise click.ClickException(_("Служба на %(path)s запускается слишком долго.") % {"path": data})
        if not told:
            click.echo(_("Служба уже запускается, ждём её адрес…"))
            told = True
        time.sleep(0.2)
    # Left by a demo that was killed.
    (data / "demo.json").unlink(missing_ok=True)
    return lock


def _run(port: int, host: str, data: Path) -> None:
    web_server.require_free(host, port)
    outside = bool(os.environ.get("DATABASE_URL"))
    if not outside:
        click.echo(_("Запускаем серверы…"))
    with nullcontext() if outside else ensure(data) as servers:
        environ = _environment(port, host, data, servers)
        settings = read_settings(environ)
        logins = _fill(settings)
        address = f"{settings.public_url}/"

        def announce() -> None:
            told = {"address": address, "logins": json.dumps([asdict(login) for login in logins])}
            write_json(data / "demo.json", told)
            _announce(address, logins)
            click.echo(_("Ctrl-C останавливает службу."))

        supervise(
            web_server.programs(host, port, environ),
            cwd=ROOT,
            keep=servers.keep if servers else None,
            announce=announce,
            say=click.echo,
        )


def _environment(port: int, host: str, data: Path, servers: Servers | None) -> dict[str, str]:
    environ = local_environment(data, os.environ)
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 -- recognised, not bound
    environ.setdefault("PUBLIC_URL", f"http://{shown}:{port}")
    if servers is not None:
        return environ | servers.environment()
    return environ | external.provision(read_settings(environ), data, environ)


def _fill(settings: Settings) -> list[Login]:
    """Bring the database to the newest schema and the demonstration data into it."""
    if settings.database_admin_url:
        with closing(external.connect(settings.database_admin_url)) as connection:
            external.refuse_foreign(connection)
            external.mark_as_demo(connection)
        click.echo(_("Готовим базу данных…"))
        migrate.upgrade(settings.database_admin_url)
    return demo_data.load(settings, click.echo)


def _announce(address: str, logins: Sequence[Login]) -> None:
    click.echo(_("Служба работает: %(address)s") % {"address": address})
    if logins:
        click.echo(_("Входы (роль, где, имя, пароль):"))
    widths = [max((len(getattr(login, key)) for login in logins), default=0) for key in SHOWN]
    for place, several in groupby(logins, key=lambda login: login.tenant):
        for login in several:
            shown = (getattr(login, key).ljust(width) for key, width in zip(SHOWN, widths, strict=True))
            click.echo(f"  {'  '.join(shown)}  {login.password}")
        if place == ANY_SIBLING:
            click.echo(_("Вместо %(any)s – адрес района с пометкой «демонстрация».") % {"any": place})


@contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """Make SIGTERM and SIGHUP end the start-up as Ctrl-C does, with everything stopped in order."""

    def interrupt(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    handled = [sig for sig in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(sig) is not signal.SIG_IGN]
    before: dict[int, Callable[[int, FrameType | None], object] | int | None] = {}
    try:
        for sig in handled:
            before[sig] = signal.signal(sig, interrupt)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
