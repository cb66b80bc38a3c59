"""`mms tenants suspend|resume|erase`: the life of a tenant from outside (приостановка, удаление)."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click
from sqlalchemy.orm import Session

from service.cli.runtime import configured
from service.cli.tenant_archives import engine_for
from service.config import Settings
from service.core import clock
from service.operators import actions, queries
from service.operators.erasing import erase
from service.operators.model import OperatorTask


@contextmanager
def _platform(settings: Settings) -> Iterator[Session]:
    """A transaction under the platform's role; a refusal becomes words and exit code 1."""
    with engine_for(settings.database_platform_url) as engine:
        with Session(engine, expire_on_commit=False) as db, db.begin():
            yield db


@click.command("suspend")
@click.argument("slug")
@click.option("--why", required=True, help="Причина: её увидят в журнале района.")
def suspend_command(slug: str, why: str) -> None:
    """Приостановить работу района: записи целы, задания ждут."""
    with configured() as settings, _platform(settings) as db:
        actions.suspend(db, slug, why, None, clock.now())
    click.echo(_("Приостановлен: %(slug)s.") % {"slug": slug})


@click.command("resume")
@click.argument("slug")
def resume_command(slug: str) -> None:
    """Возобновить работу района."""
    with configured() as settings, _platform(settings) as db:
        actions.resume(db, slug, None)
    click.echo(_("Работает: %(slug)s.") % {"slug": slug})


@click.command("erase")
@click.argument("slug")
@click.option("--basis", default=None, help="Запросить удаление: основание (договор, письмо, решение).")
@click.option("--withdraw", is_flag=True, help="Отозвать запрос.")
@click.option("--confirm", "typed", default=None, help="Удалить навсегда: адрес района ещё раз.")
@click.option("--certificate", default=None, type=click.Path(path_type=Path), help="Куда записать акт (PDF).")
def erase_command(
    slug: str, basis: str | None, withdraw: bool, typed: str | None, certificate: Path | None
) -> None:
    """Удалить район: запрос (--basis), через 30 дней подтверждение (--confirm)."""
    if sum((basis is not None, withdraw, typed is not None)) != 1:
        raise click.UsageError(_("Нужно одно из трёх: --basis, --withdraw, --confirm."))
    with configured() as settings:
        if typed is not None:
            _erase(settings, slug, typed, certificate)
            return
        with _platform(settings) as db:
            if withdraw:
                actions.withdraw_erasure(db, slug, None, clock.now())
                click.echo(_("Отозвано. Район приостановлен: mms tenants resume %(slug)s.") % {"slug": slug})
                return
            asked = actions.ask_erasure(db, slug, basis or "", None, clock.now())
        day = asked.not_before.date().isoformat()
        click.echo(_("Запрошено, район приостановлен. Подтвердить можно не раньше %(day)s.") % {"day": day})


def _erase(settings: Settings, slug: str, typed: str, certificate: Path | None) -> None:
    """Confirm and do it here and now, without waiting for the scheduler."""
    with engine_for(settings.database_platform_url) as engine:
        with Session(engine, expire_on_commit=False) as db, db.begin():
            asked = actions.confirm_erasure(db, slug, typed, None, clock.now())
            tenant_id = queries.tenant(db, slug).id
            for task in queries.tasks(db, slug):
                if task.kind == "erase" and task.status == "waiting":
                    _done_here(task)
        erased = erase(engine, settings.files, settings.data, asked.id, tenant_id)
        rows = sum((erased.counts or {}).values())
        if certificate is not None:
            with Session(engine) as db:
                certificate.write_bytes(db.get_one(type(erased), erased.id).pdf or b"")
    click.echo(_("Удалён: %(slug)s. Записей: %(rows)s.") % {"slug": slug, "rows": rows})
    click.echo(_("Отпечаток акта:"), err=True)
    click.echo(erased.digest)


def _done_here(task: OperatorTask) -> None:
    task.status, task.started_at, task.done_at = "done", clock.now(), clock.now()
