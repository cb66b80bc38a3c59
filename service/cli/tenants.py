"""`mms tenants`: check, apply and export profiles (профили)."""

from pathlib import Path

import click

from service.profiles.directory import Directory, read_directory
from service.profiles.strata import LATEST, pile
from service.profiles.writer import export, export_effective

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
        raise click.ClickException(f"Ошибок в профилях: {len(directory.problems)}.")
    return directory


@click.group()
def tenants() -> None:
    """Профили районов и регионов."""


@tenants.command("check")
@click.argument("directory", default=SHIPPED, type=click.Path(path_type=Path))
def check_command(directory: Path) -> None:
    """Проверить файлы профилей: каждая ошибка называет файл, строку и ключ."""
    found = checked_directory(directory)
    rules = sum(len(layer.content.rules) for layer in found.layers.values())
    click.echo(f"Профилей: {len(found.layers)}, правил: {rules}, примеров: {len(found.cases)}. Ошибок нет.")


@tenants.command("export")
@click.argument("slug")
@click.option("--effective", "flat", is_flag=True, help="Все действующие правила вместе с унаследованными.")
@click.option(
    "--profiles", "directory", default=SHIPPED, type=click.Path(path_type=Path), help="Папка профилей."
)
def export_command(slug: str, flat: bool, directory: Path) -> None:
    """Вывести профиль в виде TOML: собственный слой или все действующие правила."""
    found = checked_directory(directory)
    if slug not in found.layers:
        raise click.ClickException(f"Профиля «{slug}» нет. Есть: {', '.join(sorted(found.layers))}.")
    if flat:
        click.echo(export_effective(pile(slug, LATEST, found.versions)), nl=False)
    else:
        click.echo(export(found.layers[slug].content), nl=False)


if __name__ == "__main__":
    tenants()
