"""`mms tenants`: check, apply and export profiles (профили); whole tenants as archives."""

from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

import click

from service.cli.external import is_demo
from service.cli.runtime import configured
from service.cli.tenant_archives import export_archive, import_command
from service.cli.tenant_lives import erase_command, resume_command, suspend_command
from service.profiles.changes import compare
from service.profiles.directory import Directory, read_directory
from service.profiles.strata import LATEST, in_force, pile
from service.profiles.versions import Version
from service.profiles.writer import export, export_effective
from service.settings.queries import ProfileStore
from service.settings.seeds import Applied, apply_layers
from service.tenancy.context import PlatformSession, make_engine
from service.tenancy.directory import Directory as TenantDirectory

SHIPPED = Path(__file__).resolve().parents[2] / "tenants"


def shown(path: Path) -> Path:
    """Name a path relative to the current folder when it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def checked_directory(path: Path) -> Directory:
    """Read profiles; print every problem and leave with 1 when there is any."""
    directory = read_directory(shown(path))
    for problem in directory.problems:
        click.echo(str(problem), err=True)
    if directory.problems:
        raise click.ClickException(_("Ошибок в профилях: %(count)d.") % {"count": len(directory.problems)})
    return directory


@click.group()
def tenants() -> None:
    """Профили районов и регионов, районы целиком."""


@tenants.command("check")
@click.argument("directory", default=SHIPPED, type=click.Path(path_type=Path))
def check_command(directory: Path) -> None:
    """Проверить файлы профилей: каждая ошибка называет файл, строку и ключ."""
    found = checked_directory(directory)
    rules = sum(len(layer.content.rules) for layer in found.layers.values())
    click.echo(
        _("Профилей: %(profiles)d, правил: %(rules)d, примеров: %(cases)d. Ошибок нет.")
        % {"profiles": len(found.layers), "rules": rules, "cases": len(found.cases)}
    )


for _command in (import_command, suspend_command, resume_command, erase_command):
    tenants.add_command(_command)


@tenants.command("export")
@click.argument("slug")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--effective", "flat", is_flag=True, help=_("Все действующие правила вместе с унаследованными.")
)
@click.option(
    "--profiles",
    "directory",
    default=None,
    type=click.Path(path_type=Path),
    help=_("Папка профилей вместо базы данных."),
)
def export_command(slug: str, file: Path | None, flat: bool, directory: Path | None) -> None:
    """Вывести профиль в виде TOML, а с FILE – записать в него архив всего района."""
    if file is not None:
        with configured() as settings:
            return export_archive(settings, slug, file)
    versions = adopted_versions(slug) if directory is None else list(checked_directory(directory).versions)
    own = in_force([version for version in versions if version.owner == slug], LATEST)
    if own is None:
        known = ", ".join(sorted({version.owner for version in versions}))
        raise click.ClickException(
            _("Профиля «%(slug)s» нет. Есть: %(known)s.") % {"slug": slug, "known": known}
        )
    written = export_effective(pile(slug, LATEST, versions)) if flat else export(own.content)
    click.echo(written, nl=False)


def adopted_versions(slug: str) -> list[Version]:
    """The adopted versions that take part in a tenant's rules, from the database."""
    with configured() as settings:
        engine = make_engine(settings.database_url, pool_size=1)
        try:
            with PlatformSession(engine) as db:
                tenant = TenantDirectory(engine).by_slug(slug)
                return ProfileStore().versions(db, tenant) if tenant else []
        finally:
            engine.dispose()


WORDS = {
    "created": _("создан, редакция"),
    "new_version": _("новая редакция"),
    "unchanged": _("без изменений, редакция"),
    "kept": _("не тронут: принята более поздняя редакция"),
}


@tenants.command("apply")
@click.argument("directory", default=SHIPPED, type=click.Path(path_type=Path))
@click.option(
    "--demo", is_flag=True, help=_("Записать и районы с пометкой demo; в базе make demo так и без ключа.")
)
def apply_command(directory: Path, demo: bool) -> None:
    """Записать профили в базу как датированные редакции; принятое районом позже не трогается."""
    found = checked_directory(directory)
    with configured() as settings:
        if not settings.database_platform_url:
            raise click.ClickException(_("Задайте DATABASE_PLATFORM_URL: профили записывает роль платформы."))
        wanted, left = _without_demo(found, demo or is_demo(settings.database_platform_url))
        applied = apply_files(settings.database_platform_url, wanted)
    kept = [one for one in applied if one.result == "kept"]
    for one in applied:
        click.echo(f"{one.slug}: {WORDS[one.result]} {one.number}")
    if left:
        click.echo(_("Демонстрационные районы пропущены: %(slugs)s.") % {"slugs": ", ".join(left)})
    for one in kept:
        for change in compare(one.stored, found.layers[one.slug].content) if one.stored else ():
            click.echo(f"  {change}")
    if kept:
        raise click.ClickException(_("Файлы отличаются от принятых районами редакций: см. выше."))


def _without_demo(found: Directory, demo: bool) -> tuple[Directory, list[str]]:
    """The layers to write and the slugs left out: a real service gets no municipalities for demonstration."""
    left = [
        slug for slug, layer in found.layers.items() if layer.content.tenant and layer.content.tenant.demo
    ]
    if demo or not left:
        return found, []
    kept = {slug: layer for slug, layer in found.layers.items() if slug not in left}
    return replace(found, layers=kept), sorted(left)


def apply_files(platform_url: str, found: Directory) -> list[Applied]:
    """Write checked layers to the database in one transaction."""
    engine = make_engine(platform_url, pool_size=1)
    try:
        with PlatformSession(engine) as db, db.begin():
            return apply_layers(db, {slug: layer.content for slug, layer in found.layers.items()})
    finally:
        engine.dispose()


if __name__ == "__main__":
    tenants()
