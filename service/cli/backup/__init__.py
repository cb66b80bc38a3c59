"""`mms backup`: a copy of the whole service or of one tenant (резервная копия), checked, and put back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click

from service.archive.manifest import Manifest
from service.cli.backup.checking import check as check_copy
from service.cli.backup.making import make
from service.cli.backup.one_tenant import check_one, make_one, restore_one
from service.cli.backup.recording import record
from service.cli.backup.restoring import restore as put_back
from service.cli.runtime import configured
from service.config import Purpose, Settings, read_settings

MADE = "Копия: %(path)s. Строк: %(rows)s, файлов: %(files)s."
WHOLE = "Копия цела: %(path)s. Строк: %(rows)s, файлов: %(files)s."


@click.group()
def backup() -> None:
    """Резервные копии: вся служба или один район."""


@backup.command("create")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--tenant", "slug", default=None, help=_("Копия одного района."))
def create(directory: Path, slug: str | None) -> None:
    """Снять копию в новый каталог внутри DIRECTORY (района – в файл) и сразу проверить её."""
    if slug is not None:
        with configured() as settings:
            path, said = make_one(settings, directory, slug)
        click.echo(_(MADE) % _said(path, said.rows, _files(said)))
        return
    with _settings(Purpose.BACKUP) as settings:
        made = make(settings, directory)
        record(settings, made)
    click.echo(_(MADE) % _said(made.path, made.rows, made.files))


@backup.command("check")
@click.argument("copy", type=click.Path(exists=True, path_type=Path))
def check(copy: Path) -> None:
    """Проверить копию без базы данных: суммы, каждую строку, файлы."""
    if copy.is_file():
        one = check_one(copy)
        click.echo(_(WHOLE) % _said(copy, one.rows, _files(one)))
        return
    found = check_copy(copy)
    click.echo(_(WHOLE) % _said(copy, found.rows, found.files))


@backup.command("restore")
@click.argument("copy", type=click.Path(exists=True, path_type=Path))
@click.option("--database", default=None, help=_("Имя базы; без него — база из DATABASE_URL."))
@click.option("--tenant", "slug", default=None, help=_("Вернуть один район, пока остальные работают."))
def restore(copy: Path, database: str | None, slug: str | None) -> None:
    """Вернуть копию в пустую базу и файлы в пустой каталог; с --tenant — один район на его место."""
    if slug is not None:
        _restore_one(copy, slug)
        return
    if copy.is_file():
        raise click.UsageError(_("Это копия одного района: назовите его ключом --tenant."))
    with _settings(Purpose.RESTORE) as settings:
        rows = put_back(settings, copy, database)
    click.echo(_("Восстановлено строк: %(rows)s, столько же, сколько в копии.") % {"rows": rows})


def _restore_one(copy: Path, slug: str) -> None:
    """A copy of the whole service needs the administrator's address, a tenant's own copy does not."""
    with configured() if copy.is_file() else _settings(Purpose.RESTORE) as settings:
        loaded = restore_one(settings, copy, slug)
    click.echo(_("Район «%(slug)s» возвращён. Строк: %(rows)s.") % {"slug": slug, "rows": loaded.rows})
    click.echo(_("Ключи доступа и адреса календарей выдайте заново: в копии их нет."), err=True)


def _files(said: Manifest) -> int:
    return sum(1 for part in said.parts if part.name.startswith("files/"))


@contextmanager
def _settings(purpose: Purpose) -> Iterator[Settings]:
    """The settings of a deployment, else those of the running demo of this checkout."""
    if os.environ.get("DATABASE_URL"):
        yield read_settings(purpose=purpose)
        return
    with configured() as settings:
        yield settings


def _said(path: Path, rows: int, files: int) -> dict[str, object]:
    return {"path": path, "rows": rows, "files": files}
