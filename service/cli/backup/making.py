"""Making a copy (снятие копии): one snapshot counted and dumped, the files after it, all checked at once."""

import os
import shutil
import tarfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click
from psycopg import Connection
from sqlalchemy import make_url

from service.cli.backup import client, counting, manifest
from service.cli.backup.checking import check
from service.config import Settings

ROLE = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
UNREADABLE = """
SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT (has_schema_privilege(n.oid, 'USAGE') AND CASE c.relkind
    WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END)
ORDER BY 1
"""


@dataclass(frozen=True)
class Made:
    """Where a copy lies and how much it holds."""

    path: Path
    rows: int
    files: int


def make(settings: Settings, directory: Path) -> Made:
    """Make a copy below `directory`; it gets its name only when it is whole and checked.

    Errors: ClickException for a role that row security would show nothing or part, or that may not read all.
    """
    now = datetime.now(UTC)
    final = directory / f"metodsluzhba-{now:%Y%m%dT%H%M%SZ}"
    unfinished = final.with_name(f"{final.name}.unfinished")
    directory.mkdir(parents=True, exist_ok=True)
    if final.exists():
        raise click.ClickException(_("%(path)s уже есть.") % {"path": final})
    unfinished.mkdir(mode=0o700)
    try:
        _fill(settings, unfinished, now)
        found = check(unfinished)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    unfinished.rename(final)
    return Made(final, found.rows, found.files)


def _fill(settings: Settings, place: Path, now: datetime) -> None:
    url = settings.database_backup_url or ""
    with closing(client.connect(url)) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _require_sight(connection)
        counted = counting.in_database(connection)
        revision, server, snapshot = _seen(connection)
        dump = place / manifest.DUMP
        dump.touch(mode=0o600)
        # Row security off: where it would hide a row, pg_dump fails instead of leaving it out.
        arguments = ["--format", "custom", "--snapshot", snapshot, "--lock-wait-timeout", "10s"]
        client.run("pg_dump", [*arguments, "--file", str(dump)], url)
    # After the snapshot: a file that a row of it names is there, unless it was deleted meanwhile.
    files = _archive(settings.files, place / manifest.FILES)
    sums = {name: manifest.digest(place / name) for name in (manifest.DUMP, manifest.FILES)}
    database = str(make_url(url).database)
    manifest.write(
        place, manifest.Manifest(now.isoformat(), database, server, revision, files, counted, sums)
    )


def _require_sight(connection: Connection[Any]) -> None:
    row = connection.execute(ROLE).fetchone()
    name, sees_all = row if row else ("?", False)
    if not sees_all:
        words = _(
            "Роль %(role)s подчиняется защите строк: её копия была бы пустой или чужой. "
            "В DATABASE_BACKUP_URL нужна роль с BYPASSRLS (mun_backup)."
        )
        raise click.ClickException(words % {"role": name})
    hidden = [str(found) for (found,) in connection.execute(UNREADABLE).fetchall()]
    if hidden:
        words = _("Роль %(role)s не читает: %(names)s. Выполните mms run migrate: права выдаст она.")
        raise click.ClickException(words % {"role": name, "names": ", ".join(hidden[:5])})


def _seen(connection: Connection[Any]) -> tuple[str, str, str]:
    row = connection.execute("SELECT to_regclass('platform.alembic_version')").fetchone()
    if row is None or row[0] is None:
        raise click.ClickException(_("В базе нет схемы службы: копировать нечего."))
    found = connection.execute(
        "SELECT (SELECT version_num FROM platform.alembic_version), current_setting('server_version'), "
        "pg_export_snapshot()"
    ).fetchone()
    revision, server, snapshot = found or ("", "", "")
    return str(revision), str(server), str(snapshot)


def _archive(files: Path, target: Path) -> int:
    """Put the uploaded files into one archive; returns how many."""
    count = 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as output, tarfile.open(fileobj=output, mode="w") as tar:
        for path in sorted(files.rglob("*")) if files.is_dir() else ():
            if path.is_file() and not path.is_symlink() and path.suffix != ".part":
                tar.add(path, arcname=str(path.relative_to(files)), recursive=False)
                count += 1
    return count
