"""`mms tokens`: tokens (ключи доступа) for neighbouring systems."""

from datetime import datetime

import click

from service.access.actions import create_token
from service.access.names import SCHOOL, Office, Role
from service.cli.runtime import configured
from service.cli.scopes import command_scope, organisation_of

ROLES = [str(role) for role in (*Role, *Office)]


@click.group()
def tokens() -> None:
    """Ключи доступа к API."""


@tokens.command("create")
@click.option("--tenant", "slug", required=True, help="Район или регион.")
@click.option("--role", type=click.Choice(ROLES), required=True, help="Чьи права даёт ключ.")
@click.option("--name", default="mms", show_default=True, help="Для чего ключ.")
@click.option("--organisation", "code", default=None, help="Код школы – для ролей школы.")
@click.option("--expires", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Последний день ключа.")
def create(slug: str, role: str, name: str, code: str | None, expires: datetime | None) -> None:
    """Создать ключ. Он печатается один раз, последней строкой, и нигде не хранится."""
    with configured() as settings, command_scope(settings, slug) as scope:
        last = expires.date() if expires else None
        school = organisation_of(scope, code)
        schoolless = role in SCHOOL and school is None
        _token, secret = create_token(scope, name, role, school, last, schoolless=schoolless)
    if schoolless:
        click.echo("Школа не названа (--organisation): записей школ этот ключ не увидит.", err=True)
    click.echo("Сохраните ключ: второй раз он не показывается.", err=True)
    click.echo(secret)
