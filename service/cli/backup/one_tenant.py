"""One tenant's copy (копия одного района): an archive among backups, put back while all others go on."""

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path

import click
from psycopg import sql
from sqlalchemy import make_url

from service.archive.loading import Loaded, put_back
from service.archive.making import make
from service.archive.manifest import Manifest
from service.archive.reading import open_archive
from service.cli import migrate
from service.cli.backup import client
from service.cli.backup.restoring import restore, to_database
from service.cli.tenant_archives import engine_for, in_words, tenant_named
from service.config import Settings
from service.launcher import roles


def make_one(settings: Settings, directory: Path, slug: str) -> tuple[Path, Manifest]:
    """Make a copy of one tenant below `directory`; it has its name only when it is whole and checked."""
    path = directory / f"metodsluzhba-{slug}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip"
    if path.exists():
        raise click.ClickException(_("%(path)s уже есть.") % {"path": path})
    with engine_for(settings.database_url) as engine:
        return path, make(engine, tenant_named(engine, slug), settings.files, path)


def check_one(copy: Path) -> Manifest:
    """Check a tenant's copy without a database; raises ClickException naming what does not hold."""
    with in_words(), open_archive(copy) as archive:
        return archive.said


def restore_one(settings: Settings, copy: Path, slug: str) -> Loaded:
    """Put one tenant back from its own copy, or out of a copy of the whole service.

    The whole one is first put into a database beside, which is gone afterwards.
    """
    if copy.is_file():
        with engine_for(settings.database_platform_url) as platform, open_archive(copy) as archive:
            return put_back(platform, archive, settings.files, slug)
    settings.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="aside-", dir=settings.data) as folder:
        archive_file = _out_of_whole(settings, copy, slug, Path(folder))
        return restore_one(settings, archive_file, slug)


def _out_of_whole(settings: Settings, copy: Path, slug: str, folder: Path) -> Path:
    """The archive of one tenant, taken out of a copy of the whole service."""
    name = f"{make_url(settings.database_url).database or roles.DATABASE}_aside"
    aside = replace(settings, data=folder / "data")
    _drop(settings, name)
    try:
        restore(aside, copy, name)
        target = to_database(aside, name)
        migrate.upgrade(target.database_admin_url or "")
        with engine_for(target.database_url) as engine:
            make(engine, tenant_named(engine, slug), target.files, folder / "tenant.zip")
    finally:
        _drop(settings, name)
    return folder / "tenant.zip"


def _drop(settings: Settings, name: str) -> None:
    """Drop the database beside; what would hold it open is gone already."""
    url = make_url(settings.database_admin_url or "").set(database="postgres")
    with closing(client.connect(url.render_as_string(hide_password=False), autocommit=True)) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
