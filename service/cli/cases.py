"""`mms cases`: run the examples (примеры) that stand beside profiles."""

from gettext import gettext as _
from pathlib import Path

import click

from service.cli.tenants import SHIPPED, checked_directory
from service.profiles.case_files import REGISTERS
from service.profiles.cases import CaseResult, run_cases
from service.profiles.directory import read_case_paths
from service.profiles.problems import Problem
from service.rules.catalogue import RULES


class _WithRules(click.Command):
    """A command whose help ends with every rule id and the facts that it takes."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Правила и сведения, которые они принимают")):
            rules = [(name, ", ".join(spec.facts)) for name, spec in sorted(RULES.items())]
            formatter.write_dl([*rules, (_("monitoring.<код>"), ", ".join(("as_of", *REGISTERS)))])


@click.command(cls=_WithRules)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--profiles", "directory", default=SHIPPED, type=click.Path(path_type=Path), help=_("Папка профилей.")
)
def cases(paths: tuple[Path, ...], directory: Path) -> None:
    """Проверить примеры правил и показателей; без пути – все примеры рядом с профилями."""
    found = checked_directory(directory)
    problems: list[Problem] = []
    chosen = read_case_paths(paths, problems) if paths else found.cases
    for problem in problems:
        click.echo(str(problem), err=True)
    results = run_cases(chosen, found.versions)
    for result in results:
        _print(result)
    failed = sum(not result.passed for result in results)
    click.echo(_("Примеров: %(total)d, не прошло: %(failed)d.") % {"total": len(results), "failed": failed})
    if failed or problems:
        raise click.exceptions.Exit(1)


def _print(result: CaseResult) -> None:
    mark = click.style(_("прошёл"), fg="green") if result.passed else click.style(_("НЕ ПРОШЁЛ"), fg="red")
    click.echo(f"{mark}  {result.file}:{result.line}  {result.title}")
    for difference in result.differences:
        click.echo(f"    {difference}")


if __name__ == "__main__":
    cases()
