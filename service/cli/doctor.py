"""`mms doctor`: what is configured, reachable and migrated, in words, and what to do about the rest."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from gettext import gettext as _
from urllib.parse import urlsplit

import click
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from service.cli.external import connect
from service.cli.runtime import data_directory, local_environment
from service.config import BadSettings, Settings, misspelt, read_settings
from service.core import revisions
from service.jobs.gauges import duties_ago, workers
from service.jobs.queue import connect as connect_queue
from service.launcher import roles
from service.launcher.embedded import initialised, running
from service.launcher.state import read_json

OLDEST_MAJOR = 15


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is well, what was seen, what to run if not."""

    well: bool
    words: str
    sql: str = ""


@click.command()
def doctor() -> None:
    """Проверить настройки, серверы, роли и миграции; код 1, если что-то не в порядке."""
    findings = list(examine(os.environ))
    for finding in findings:
        click.echo(f"{'✓' if finding.well else '✗'} {finding.words}")
        if finding.sql:
            click.echo(finding.sql)
    if not all(finding.well for finding in findings):
        sys.exit(1)


def examine(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Look at everything in turn; what depends on something broken is left out."""
    data = data_directory(environ)
    if environ.get("DATABASE_URL"):
        yield Finding(True, _("Внешние серверы: DATABASE_URL и REDIS_URL."))
        given = dict(environ)
    else:
        servers = running(data)
        if servers is None:
            known = initialised(data)
            yield Finding(
                False,
                _("Встроенные серверы не запущены, данные в %(path)s: выполните make demo.") % {"path": data}
                if known
                else _("DATABASE_URL не задан, и данных в %(path)s нет: выполните make demo.")
                % {"path": data},
            )
            return
        yield Finding(True, _("Встроенные серверы работают, данные в %(path)s.") % {"path": servers.state})
        given = local_environment(data, environ) | servers.environment()
        given.setdefault("PUBLIC_URL", str((read_json(data / "demo.json") or {}).get("address", "")))
    try:
        settings = read_settings(given)
    except BadSettings as problem:
        yield Finding(False, _("Настройки: %(problem)s") % {"problem": problem})
        return
    yield Finding(True, _("Настройки прочитаны."))
    for name, meant in misspelt(environ):
        words = _("Переменной %(name)s служба не знает: имелась в виду %(meant)s?")
        yield Finding(False, words % {"name": name, "meant": meant})
    yield from _database(settings)
    yield from _addresses(settings)
    yield from _queue(settings)
    yield from _surroundings(settings)


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        with closing(connect(settings.database_admin_url or settings.database_url)) as connection:
            yield _version(connection)
            yield from _roles(connection, str(make_url(settings.database_url).database))
            yield _schema(connection, as_owner=settings.database_admin_url is not None)
    except SQLAlchemyError as error:
        yield Finding(False, _("База данных недоступна: %(error)s") % {"error": _reason(error)})


def _version(connection: Connection) -> Finding:
    told = str(connection.scalar(text("SHOW server_version")))
    return Finding(int(told.split(".")[0]) >= OLDEST_MAJOR, _("PostgreSQL %(version)s.") % {"version": told})


def _roles(connection: Connection, database: str) -> Iterator[Finding]:
    found = {
        row.rolname: row
        for row in connection.execute(
            text("SELECT rolname, rolsuper, rolbypassrls, rolinherit FROM pg_roles")
        )
    }
    missing = [role.name for role in roles.ROLES if role.name not in found]
    if missing:
        words = _("Нет ролей: %(names)s. Выполните от имени администратора базы:") % {
            "names": ", ".join(missing)
        }
        yield Finding(False, words, roles.missing_roles_sql(found, database))
    else:
        yield Finding(True, _("Все роли базы данных на месте."))
    for role in roles.ROLES:
        row = found.get(role.name)
        if row is not None and (row.rolsuper or (row.rolbypassrls and not role.bypass)):
            words = _("Роль %(name)s обходит защиту строк: данные районов не разделены.") % {
                "name": role.name
            }
            remedy = f"ALTER ROLE {roles.identifier(role.name)} NOSUPERUSER NOBYPASSRLS;"
            yield Finding(False, words, remedy)
        if row is not None and role.bypass and not row.rolbypassrls:
            words = _("Роль %(name)s не обходит защиту строк: её копия базы была бы пустой.")
            remedy = f"ALTER ROLE {roles.identifier(role.name)} BYPASSRLS;"
            yield Finding(False, words % {"name": role.name}, remedy)


def _schema(connection: Connection, *, as_owner: bool) -> Finding:
    newest = revisions.newest()
    try:
        if as_owner:
            connection.execute(text(f"SET ROLE {roles.OWNER}"))
        found = revisions.current(connection)
    except SQLAlchemyError as error:
        return Finding(False, _("Версия схемы неизвестна: %(error)s") % {"error": _reason(error)})
    if found is None:
        return Finding(False, _("База данных не подготовлена: выполните mms run migrate (или make demo)."))
    words = _("Схема базы данных: %(found)s, новейшая: %(newest)s.") % {"found": found, "newest": newest}
    return Finding(not revisions.behind(found), words)


def _addresses(settings: Settings) -> Iterator[Finding]:
    given = {
        "DATABASE_URL": (settings.database_url, roles.APP),
        "DATABASE_COMPUTE_URL": (settings.database_compute_url, roles.COMPUTE),
        "DATABASE_REGION_URL": (settings.database_region_url, roles.REGION),
        "DATABASE_PLATFORM_URL": (settings.database_platform_url, roles.PLATFORM),
        "DATABASE_BACKUP_URL": (settings.database_backup_url, roles.BACKUP),
    }
    for name, (url, role) in given.items():
        if url is None:
            yield Finding(False, _("%(name)s не задан.") % {"name": name})
            continue
        try:
            with closing(connect(url)) as connection:
                user = connection.scalar(text("SELECT current_user"))
            if user == role:
                words = _("%(name)s: соединение под ролью %(role)s.")
            else:
                words = _("%(name)s: соединение под ролью %(role)s, а нужна %(wanted)s.")
            yield Finding(user == role, words % {"name": name, "role": user, "wanted": role})
        except SQLAlchemyError as error:
            yield Finding(False, _("%(name)s: %(error)s") % {"name": name, "error": _reason(error)})


def _queue(settings: Settings) -> Iterator[Finding]:
    redis = connect_queue(settings.redis_url, patience=5)
    try:
        redis.ping()
        yield Finding(True, _("Очередь отвечает."))
        yield Finding(True, _("Исполнителей заданий: %(number)s.") % {"number": workers(redis)})
        yield Finding(True, _("Периодическая работа: %(when)s.") % {"when": _last_duties(redis)})
    except RedisError as error:
        yield Finding(False, _("Очередь недоступна (REDIS_URL): %(error)s") % {"error": error})
        return
    yield from _queue_keeps(redis)


def _last_duties(redis: Redis) -> str:
    """How long ago each piece of periodic work was done."""
    told = [f"{name} {ago:.0f} с назад" for name, ago in duties_ago(redis).items()]
    return ", ".join(told) or _("ещё не было, планировщик не работал")


def _queue_keeps(redis: Redis) -> Iterator[Finding]:
    """Whether the queue would forget jobs; a server that tells nothing of itself is left alone."""
    try:
        told = redis.config_get("maxmemory-policy") | redis.config_get("appendonly")
    except RedisError:
        return
    if told.get("maxmemory-policy") != "noeviction":
        yield Finding(False, _("Очередь выбрасывает задания, когда память кончается: maxmemory-policy."))
    if told.get("appendonly") != "yes":
        yield Finding(False, _("Очередь не переживёт перезапуск Valkey: appendonly."))


def _surroundings(settings: Settings) -> Iterator[Finding]:
    data = settings.data
    writable = os.access(data if data.exists() else data.parent, os.W_OK)
    yield Finding(writable, _("Файлы и письма лежат в %(path)s.") % {"path": data})
    if settings.smtp_url:
        yield Finding(
            True, _("Письма уходят через %(host)s.") % {"host": urlsplit(settings.smtp_url).hostname}
        )
    else:
        words = _("SMTP_URL не задан: ссылки для входа пишутся в %(path)s.")
        yield Finding(True, words % {"path": settings.mail_file})
    secure = _("куки с пометкой Secure") if settings.https else _("HTTP, только для пробы")
    yield Finding(True, _("Адрес: %(url)s (%(how)s).") % {"url": settings.public_url, "how": secure})


def _reason(error: SQLAlchemyError) -> str:
    origin = getattr(error, "orig", None) or error
    return str(origin).strip().splitlines()[0]
