"""`mms backup`: a copy of the whole database and of the files (резервная копия), checked, and put back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click

from service.cli.backup.checking import check as check_copy
from service.cli.backup.making import make
from service.cli.backup.restoring import restore as put_back
from service.cli.runtime import configured
from service.config import Purpose, Settings, read_settings

MADE = "Копия: %(path)s. Строк: %(rows)s, файлов: %(files)s."
WHOLE = "Копия цела: %(path)s. Строк: %(rows)s, файлов: %(files)s."


@click.group()
def backup() -> None:
    """Резервные копии: вся база и загруженные файлы."""


@backup.command("create")
@click.argument("directory", type=click.Path(path_type=Path))
def create(directory: Path) -> None:
    """Снять копию в новый каталог внутри DIRECTORY и сразу проверить её."""
    with _settings(Purpose.BACKUP) as settings:
        made = make(settings, directory)
    click.echo(_(MADE) % _said(made.path, made.rows, made.files))


@backup.command("check")
@click.argument("copy", type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(copy: Path) -> None:
    """Проверить копию без базы данных: суммы, каждую строку, файлы."""
    found = check_copy(copy)
    click.echo(_(WHOLE) % _said(copy, found.rows, found.files))


@backup.command("restore")
@click.argument("copy", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--database", default=None, help=_("Имя базы; без него — база из DATABASE_URL."))
def restore(copy: Path, database: str | None) -> None:
    """Вернуть копию в пустую базу и файлы в пустой каталог; в непустые — отказ."""
    with _settings(Purpose.RESTORE) as settings:
        rows = put_back(settings, copy, database)
    click.echo(_("Восстановлено строк: %(rows)s, столько же, сколько в копии.") % {"rows": rows})


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
