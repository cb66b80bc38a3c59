"""`mms operators`: the platform's operators (операторы службы): add, list, remove."""

from gettext import gettext as _

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access.model import Account
from service.access.queries import by_email
from service.access.sessions import close_others, issue_link
from service.cli.runtime import configured
from service.cli.tenant_archives import engine_for
from service.core import clock
from service.tenancy.context import PlatformSession


@click.group()
def operators() -> None:
    """Операторы службы: районы, их размеры и состояния, без людей и записей."""


@operators.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Фамилия, имя и отчество.")
def add(email: str, name: str) -> None:
    """Сделать человека оператором; новой учётной записи печатается ссылка для пароля."""
    if "@" not in email:
        raise click.ClickException(_("«%(email)s» – не адрес почты.") % {"email": email})
    with configured() as settings, engine_for(settings.database_url) as engine:
        with PlatformSession(engine) as db, db.begin():
            found = by_email(db, email)
            if found is None:
                found = Account(email=email.strip().lower(), name=name.strip())
                db.add(found)
                db.flush()
            found.is_operator = True
            secret = "" if found.password_hash else issue_link(db, found, "invitation", clock.now())
        address = f"{settings.public_url}/account/link/{secret}"
    click.echo(_("Страницы оператора откроются после включения второго фактора: /operator/."), err=True)
    if secret:
        click.echo(_("Передайте ссылку человеку: по ней он задаст пароль."), err=True)
        click.echo(address)


@operators.command("list")
def list_operators() -> None:
    """Показать операторов и включён ли у них второй фактор."""
    with configured() as settings, engine_for(settings.database_url) as engine:
        with PlatformSession(engine) as db:
            found = db.execute(select(Account).where(Account.is_operator).order_by(Account.email)).scalars()
            for one in found:
                factor = _("второй фактор включён") if one.totp_secret else _("второго фактора нет")
                click.echo(f"{one.email:<40} {factor}")


@operators.command("remove")
@click.argument("email")
def remove(email: str) -> None:
    """Снять оператора; его входы закрываются сразу."""
    with configured() as settings, engine_for(settings.database_url) as engine:
        with PlatformSession(engine) as db, db.begin():
            found = _operator(db, email)
            found.is_operator = False
            close_others(db, found.id, None)
    click.echo(_("Больше не оператор: %(email)s.") % {"email": email})


def _operator(db: Session, email: str) -> Account:
    found = by_email(db, email)
    if found is None or not found.is_operator:
        raise click.ClickException(_("Оператора «%(email)s» нет.") % {"email": email})
    return found
