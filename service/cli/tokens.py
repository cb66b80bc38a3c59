"""`mms tokens`: tokens (ключи доступа) for neighbouring systems."""

import click

from service.access.actions import create_token
from service.access.names import Office, Role
from service.cli.runtime import configured
from service.cli.scopes import command_scope

ROLES = [str(role) for role in (*Role, *Office)]


@click.group()
def tokens() -> None:
    """Ключи доступа к API."""


@tokens.command("create")
@click.option("--tenant", "slug", required=True, help="Район или регион.")
@click.option("--role", type=click.Choice(ROLES), required=True, help="Чьи права даёт ключ.")
@click.option("--name", default="mms", show_default=True, help="Для чего ключ.")
def create(slug: str, role: str, name: str) -> None:
    """Создать ключ. Он печатается один раз, последней строкой, и нигде не хранится."""
    with configured() as settings, command_scope(settings, slug) as scope:
        secret = create_token(scope, name, role)
    click.echo("Сохраните ключ: второй раз он не показывается.", err=True)
    click.echo(secret)
