"""`mms run`: one program of a deployment (программа службы), as containers and system units start it."""

import os
import time
from contextlib import closing
from gettext import gettext as _

import click
import structlog
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from service.cli import migrate as migrations
from service.cli import preparing, web_server
from service.cli.external import connect
from service.config import Purpose, Settings, misspelt, read_settings
from service.core import revisions
from service.core.logs import configure_logs

log = structlog.get_logger()
LOOKS_EVERY = 0.5


@click.group()
def run() -> None:
    """Программы развёрнутой службы: web, worker, scheduler, migrate."""


@run.command("web")
def web() -> None:
    """Веб-сервер: ждёт базу, очередь и схему, затем отвечает на BIND."""
    _become(Purpose.WEB)


@run.command("worker")
def worker() -> None:
    """Исполнитель заданий; их может быть несколько."""
    _become(Purpose.WORKER)


@run.command("scheduler")
def scheduler() -> None:
    """Планировщик: события, журнал, показатели нового дня; второй рядом не мешает."""
    _become(Purpose.SCHEDULER)


@run.command("migrate")
def migrate() -> None:
    """Создать недостающие роли и базу, привести схему к новейшей и завершиться."""
    settings = _read(Purpose.MIGRATE)
    preparing.wait_for_server(settings)
    preparing.prepare(settings)
    migrations.upgrade_patiently(settings.database_admin_url or "", settings.wait_within)
    log.info("migrated", revision=revisions.newest())


def _read(purpose: Purpose) -> Settings:
    configure_logs()
    settings = read_settings(purpose=purpose)
    for given, meant in misspelt(os.environ):
        log.warning("unknown_setting", given=given, meant=meant)
    return settings


def _become(purpose: Purpose) -> None:
    """Wait for what the program needs, then turn into it: signals reach it directly."""
    settings = _read(purpose)
    wait(settings)
    argv = web_server.command(purpose)
    log.info("starting", program=str(purpose))
    os.execve(argv[0], argv, web_server.environment(purpose, os.environ))  # noqa: S606 -- our own interpreter


def wait(settings: Settings) -> None:
    """Wait for database, schema and queue; raises ClickException naming what did not come in time."""
    deadline = time.monotonic() + settings.wait_within
    told = ""
    while missing := _missing(settings):
        if time.monotonic() > deadline:
            said = {"seconds": settings.wait_within, "missing": missing}
            raise click.ClickException(_("Не дождались за %(seconds)s с: %(missing)s") % said)
        if missing != told:
            log.info("waiting", missing=missing)
            told = missing
        time.sleep(LOOKS_EVERY)


def _missing(settings: Settings) -> str:
    """The first thing that is not there yet, in words; empty when all is."""
    try:
        with closing(connect(settings.database_url)) as connection:
            found = revisions.current(connection)
    except SQLAlchemyError as error:
        return f"DATABASE_URL: {preparing.reason(error)}"
    if revisions.behind(found):
        return f"schema {found or '-'} instead of {revisions.newest()}: mms run migrate"
    try:
        Redis.from_url(settings.redis_url, socket_timeout=5, socket_connect_timeout=5).ping()
    except RedisError as error:
        return f"REDIS_URL: {type(error).__name__}"
    return ""
