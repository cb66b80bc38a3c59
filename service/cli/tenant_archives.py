"""`mms tenants export SLUG FILE` and `mms tenants import`: a whole tenant as one archive (архив района)."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click
from sqlalchemy import Engine, select

from service.archive.loading import Loaded, load_new
from service.archive.making import make
from service.archive.reading import open_archive
from service.cli.runtime import configured
from service.cli.scopes import words_of
from service.config import Settings
from service.core.errors import Problem
from service.tenancy.context import PlatformSession, make_engine
from service.tenancy.model import Tenant

NEEDS_PLATFORM = "Задайте DATABASE_PLATFORM_URL: это делает роль платформы."


@contextmanager
def in_words() -> Iterator[None]:
    """A refusal becomes words and exit code 1."""
    try:
        yield
    except Problem as problem:
        raise click.ClickException(words_of(problem)) from problem


@contextmanager
def engine_for(url: str | None) -> Iterator[Engine]:
    """An engine of one connection for the time of a command; a refusal becomes words and exit code 1."""
    if not url:
        raise click.ClickException(_(NEEDS_PLATFORM))
    engine = make_engine(url, pool_size=1)
    try:
        with in_words():
            yield engine
    finally:
        engine.dispose()


def tenant_named(engine: Engine, slug: str) -> Tenant:
    """The tenant with a slug; raises ClickException."""
    with PlatformSession(engine) as db:
        found = db.execute(select(Tenant).where(Tenant.slug == slug)).scalar_one_or_none()
        db.expunge_all()
    if found is None:
        raise click.ClickException(_("Района или региона «%(slug)s» нет.") % {"slug": slug})
    return found


def export_archive(settings: Settings, slug: str, path: Path) -> None:
    """Write a tenant's archive into a new file and say its seal."""
    if path.exists():
        raise click.ClickException(_("%(path)s уже есть.") % {"path": path})
    with engine_for(settings.database_url) as engine:
        said = make(engine, tenant_named(engine, slug), settings.files, path)
    click.echo(_("Архив: %(path)s. Строк: %(rows)s.") % {"path": path, "rows": said.rows})
    click.echo(_("Печать (передайте её другим путём, чем файл):"), err=True)
    click.echo(said.seal)


def import_archive(settings: Settings, path: Path, slug: str | None, seal: str | None) -> Loaded:
    """Put an archive into an empty tenant and count it."""
    with engine_for(settings.database_platform_url) as platform, open_archive(path, seal) as archive:
        return load_new(platform, archive, settings.files, slug)


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", default=None, help="Адрес нового района; без него – как в архиве.")
@click.option("--seal", default=None, help="Печать, переданная отдельно: с другой архив не примут.")
def import_command(file: Path, slug: str | None, seal: str | None) -> None:
    """Загрузить архив района в пустой район: всё сразу или ничего."""
    with configured() as settings:
        loaded = import_archive(settings, file, slug, seal)
    said = {"slug": loaded.slug, "rows": loaded.rows, "accounts": loaded.accounts}
    click.echo(_("Загружен «%(slug)s». Строк: %(rows)s, учётных записей: %(accounts)s.") % said)
    click.echo(_("Паролей в архиве нет: ссылку новым людям даёт mms users invite."), err=True)
