"""`mms users`: people of a tenant (пользователи района): invite them, list them."""

import click

from service.access.actions import invite as invite_person
from service.access.actions.standing import forget_factor
from service.access.names import ROLE_TITLES, Role
from service.access.queries import by_email, members
from service.cli.runtime import configured
from service.cli.scopes import command_scope, organisation_of

LISTED = 10_000
TITLES = {str(role): title for role, title in ROLE_TITLES.items()}


@click.group()
def users() -> None:
    """Пользователи района."""


@users.command("invite")
@click.argument("email")
@click.option("--tenant", "slug", required=True, help="Район или регион.")
@click.option("--role", type=click.Choice([str(role) for role in Role]), required=True, help="Роль.")
@click.option("--name", required=True, help="Фамилия, имя и отчество.")
@click.option("--organisation", "code", default=None, help="Код школы – для ролей школы.")
def invite(email: str, slug: str, role: str, name: str, code: str | None) -> None:
    """Пригласить человека; ссылка для пароля печатается последней строкой и работает один раз."""
    if "@" not in email:
        raise click.ClickException(f"«{email}» – не адрес почты.")
    with configured() as settings, command_scope(settings, slug) as scope:
        _account, _held, secret = invite_person(scope, email, name, role, organisation_of(scope, code))
        address = f"{settings.public_url}/account/link/{secret}"
    if secret:
        click.echo("Передайте ссылку человеку: по ней он задаст пароль.", err=True)
        click.echo(address)
    else:
        click.echo("Роль дана: учётная запись у этого человека уже есть.")


@users.command("forget-code")
@click.argument("email")
@click.option("--tenant", "slug", required=True, help="Район или регион, где человек работает.")
def forget_code(email: str, slug: str) -> None:
    """Выключить вход с кодом, если потеряны и телефон, и запасные коды. Сначала убедитесь, что это он."""
    with configured() as settings, command_scope(settings, slug) as scope:
        account = by_email(scope.db, email)
        if account is None:
            raise click.ClickException(f"Учётной записи {email} нет.")
        forget_factor(scope, account)
    click.echo("Вход с кодом выключен, сеансы завершены.", err=True)


@users.command("list")
@click.option("--tenant", "slug", required=True, help="Район или регион.")
def list_users(slug: str) -> None:
    """Показать пользователей района и их роли на сегодня."""
    with configured() as settings, command_scope(settings, slug) as scope:
        listed, total = members(scope.db, scope.today, LISTED, 0)
        for membership, account in listed:
            click.echo(f"{account.email:<40} {TITLES[membership.role]:<24} {account.name}")
        click.echo(f"Всего: {total}.", err=True)
