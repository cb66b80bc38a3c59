"""The command line `mms`: the explicit list of its commands."""

from typing import Any

import click

from service.cli.backup import backup
from service.cli.cases import cases
from service.cli.catalogues import catalogues
from service.cli.demo import demo
from service.cli.doctor import doctor
from service.cli.indicators import indicators
from service.cli.operators import operators
from service.cli.organisations_import import organisations
from service.cli.recount import recount
from service.cli.run import run
from service.cli.staff_import import import_group
from service.cli.tenants import tenants
from service.cli.tokens import tokens
from service.cli.users import users
from service.config import BadSettings
from service.launcher import LauncherError

COMMANDS = (
    backup,
    cases,
    catalogues,
    demo,
    doctor,
    import_group,
    indicators,
    operators,
    recount,
    run,
    tenants,
    tokens,
    users,
)


class _Main(click.Group):
    """The group that turns what the operator can mend into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (BadSettings, LauncherError) as problem:
            raise click.ClickException(str(problem)) from problem


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Методслужба: командная строка."""


import_group.add_command(organisations)
for _command in COMMANDS:
    main.add_command(_command)
