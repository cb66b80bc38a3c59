"""Putting a copy back (восстановление): into an empty database and an empty folder, then counted again."""

import tarfile
from contextlib import closing
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click
from psycopg import Connection
from sqlalchemy import make_url

from service.cli import preparing
from service.cli.backup import client, counting, manifest
from service.cli.backup.checking import check
from service.cli.external import FOREIGN
from service.config import Settings
from service.core import revisions
from service.launcher import roles

ADDRESSES = (
    "database_url",
    "database_admin_url",
    "database_compute_url",
    "database_region_url",
    "database_platform_url",
    "database_backup_url",
)


def restore(settings: Settings, copy: Path, database: str | None = None) -> int:
    """Put a copy back and count it; returns the number of rows.

    Errors: ClickException for a damaged copy, a copy of a newer release, a database or folder that is not
    empty, counts that differ afterwards.
    """
    said = check(copy)
    if revisions.behind(said.revision) is False and said.revision != revisions.newest():
        words = _("Копия снята выпуском новее этого (схема %(revision)s): поставьте тот выпуск.")
        raise click.ClickException(words % {"revision": said.revision})
    target = to_database(settings, database or make_url(settings.database_url).database or roles.DATABASE)
    _refuse_used_folder(settings.files)
    preparing.prepare(target)
    _refuse_used_database(target)
    arguments = ["--single-transaction", "--exit-on-error", "--no-owner", "--role", roles.OWNER]
    client.run("pg_restore", [*arguments, str(copy / manifest.DUMP)], target.database_admin_url or "")
    with closing(client.connect(target.database_admin_url or "", autocommit=True)) as connection:
        _act_as_owner(connection)
        connection.execute("ANALYZE")
    _unpack(copy / manifest.FILES, settings.files)
    with closing(client.connect(target.database_backup_url or "")) as connection:
        wrong = counting.differences(said.tables, counting.in_database(connection))
    if wrong:
        words = _("Восстановлено не то, что в копии: %(what)s.")
        raise click.ClickException(words % {"what": "; ".join(wrong[:10])})
    return said.rows


def to_database(settings: Settings, database: str) -> Settings:
    """The same settings on another database of the same server."""
    moved: dict[str, Any] = {}
    for name in ADDRESSES:
        url = getattr(settings, name)
        if url:
            moved[name] = make_url(url).set(database=database).render_as_string(hide_password=False)
    return replace(settings, **moved)


def _act_as_owner(connection: Connection[Any]) -> None:
    connection.execute(f"SET ROLE {roles.OWNER}".encode())


def _refuse_used_database(target: Settings) -> None:
    with closing(client.connect(target.database_admin_url or "")) as connection:
        found = connection.execute(FOREIGN.encode()).fetchone()
        if found is None or found[0]:
            name = make_url(target.database_url).database
            words = _("База данных «%(name)s» не пуста: восстанавливают только в пустую.")
            raise click.ClickException(words % {"name": name})


def _refuse_used_folder(files: Path) -> None:
    if files.is_dir() and any(files.rglob("*")):
        words = _("Каталог %(path)s не пуст: восстанавливают только в пустой.")
        raise click.ClickException(words % {"path": files})


def _unpack(archive: Path, files: Path) -> None:
    files.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tarfile.open(archive, "r:") as tar:
        tar.extractall(files, filter="data")
