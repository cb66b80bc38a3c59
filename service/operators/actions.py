"""Use cases of the platform's operators, under the platform's role: no person's data is within its reach."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.archive.loading import TELL
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.operators import queries
from service.operators.model import Erasure, OperatorEntry, OperatorTask
from service.operators.names import OperatorEvent
from service.tenancy.model import Tenant

WAIT = timedelta(days=30)
"""Between asking for an erasure and the day it may be confirmed: time to think again, to take the archive."""
BUSY = N_("С районом сейчас что-то делают: дождитесь конца.")
HAS_DISTRICTS = N_("У региона есть районы: сначала удалите или перенесите их.")
ALREADY = N_("Удаление уже запрошено.")
NOT_ASKED = N_("Удаление не запрошено.")
TOO_EARLY = N_("Подтвердить можно не раньше %(day)s.")
TYPED = N_("Наберите адрес района: %(slug)s.")
BASIS = N_("Назовите основание: договор, письмо, решение.")
WHY = N_("Напишите причину: её увидят в журнале района.")
ERASING = N_("ожидает удаления")


def note(
    db: Session, by: int | None, event: str, slug: str | None, detail: Mapping[str, Any] | None = None
) -> None:
    """Write a line of the operators' log."""
    db.add(OperatorEntry(account_id=by, event=event, slug=slug, detail=dict(detail or {})))
    db.flush()


def suspend(db: Session, slug: str, why: str, by: int | None, now: datetime) -> Tenant:
    """Suspend a tenant (приостановить): nobody works in it, jobs wait, figures stand still."""
    if not why.strip():
        raise Invalid(fields=(FieldProblem("why", WHY),))
    found = queries.tenant(db, slug, lock=True)
    _demand_idle(found)
    if found.status == "active":
        found.status, found.suspended_at, found.suspended_why = "suspended", now, why.strip()[:500]
        _told(db, found, OperatorEvent.SUSPENDED, by)
    return found


def resume(db: Session, slug: str, by: int | None) -> Tenant:
    """Resume a suspended tenant (возобновить); one that is to be erased stays closed."""
    found = queries.tenant(db, slug, lock=True)
    _demand_idle(found)
    if queries.open_erasure(db, slug) is not None:
        raise Conflict(ALREADY)
    if found.status != "active":
        found.status, found.suspended_at, found.suspended_why = "active", None, None
        _told(db, found, OperatorEvent.RESUMED, by)
    return found


def set_quotas(db: Session, slug: str, files: int | None, people: int | None, by: int | None) -> Tenant:
    """Limit the bytes of files and the number of people (пределы); None takes a limit away."""
    if (files or 0) < 0 or (people or 0) < 0:
        raise Invalid(fields=(FieldProblem("quota_files", N_("Нужно целое число или ничего.")),))
    found = queries.tenant(db, slug, lock=True)
    found.quota_bytes, found.quota_people = files, people
    note(db, by, OperatorEvent.QUOTAS, slug, {"bytes": files, "people": people})
    return found


def ask_export(db: Session, slug: str, by: int | None) -> OperatorTask:
    """Ask for a tenant's archive on the server (архив на сервере)."""
    queries.tenant(db, slug)
    note(db, by, OperatorEvent.EXPORT_ASKED, slug)
    return _task(db, "export", slug, by)


def ask_import(db: Session, slug: str, file_key: str, seal: str, by: int | None) -> OperatorTask:
    """Ask to put an uploaded archive into an empty or a new tenant (загрузить архив)."""
    note(db, by, OperatorEvent.IMPORT_ASKED, slug)
    return _task(db, "import", slug, by, file_key=file_key, detail={"seal": seal})


def ask_erasure(db: Session, slug: str, basis: str, by: int | None, now: datetime) -> Erasure:
    """The first step of an erasure (запросить удаление): the tenant is suspended, nothing is deleted yet."""
    if not basis.strip():
        raise Invalid(fields=(FieldProblem("basis", BASIS),))
    found = queries.tenant(db, slug, lock=True)
    _demand_idle(found)
    if db.execute(select(Tenant.id).where(Tenant.region_id == found.id).limit(1)).first() is not None:
        raise Conflict(HAS_DISTRICTS)
    if queries.open_erasure(db, slug) is not None:
        raise Conflict(ALREADY)
    made = Erasure(
        slug=slug,
        name=found.title(),
        basis=basis.strip()[:500],
        asked_by=by,
        asked_at=now,
        not_before=now + WAIT,
    )
    db.add(made)
    note(db, by, OperatorEvent.ERASURE_ASKED, slug)
    if found.status == "active":
        found.status, found.suspended_at, found.suspended_why = "suspended", now, ERASING
        _told(db, found, OperatorEvent.SUSPENDED, by)
    return made


def withdraw_erasure(db: Session, slug: str, by: int | None, now: datetime) -> Erasure:
    """Withdraw an erasure that was asked for (отозвать); the tenant stays suspended until it is resumed."""
    found = queries.open_erasure(db, slug, lock=True)
    if found is None:
        raise Conflict(NOT_ASKED)
    if found.confirmed_at is not None:
        raise Conflict(BUSY)
    found.withdrawn_at = now
    note(db, by, OperatorEvent.ERASURE_WITHDRAWN, slug)
    return found


def confirm_erasure(db: Session, slug: str, typed: str, by: int | None, now: datetime) -> Erasure:
    """The second step (подтвердить удаление): after the wait, by the slug typed; nothing brings it back."""
    found = queries.open_erasure(db, slug, lock=True)
    if found is None:
        raise Conflict(NOT_ASKED)
    if now < found.not_before:
        raise Conflict(TOO_EARLY, day=found.not_before.date())
    if typed.strip() != slug:
        raise Invalid(fields=(FieldProblem("typed", TYPED, {"slug": slug}),))
    if found.confirmed_at is None:
        found.confirmed_by, found.confirmed_at = by, now
        note(db, by, OperatorEvent.ERASURE_CONFIRMED, slug)
        _task(db, "erase", slug, by, detail={"erasure": found.id, "tenant": queries.tenant(db, slug).id})
    return found


def repeat_erasure(db: Session, erasure_id: int, by: int | None) -> OperatorTask:
    """Begin a confirmed erasure again (повторить удаление) that failed: it goes on where it stopped."""
    db.execute(select(Erasure.id).where(Erasure.id == erasure_id).with_for_update())
    last = queries.stopped(db).get(erasure_id)
    if last is None:
        raise Conflict(BUSY)
    note(db, by, OperatorEvent.ERASURE_REPEATED, last.slug)
    return _task(db, "erase", last.slug, by, detail=last.detail)


def _demand_idle(tenant: Tenant) -> None:
    if tenant.stage is not None:
        raise Conflict(BUSY)


def _task(db: Session, kind: str, slug: str, by: int | None, **values: Any) -> OperatorTask:
    made = OperatorTask(kind=kind, slug=slug, asked_by=by, **values)
    db.add(made)
    db.flush()
    return made


def _told(db: Session, tenant: Tenant, event: str, by: int | None) -> None:
    """Write it to both logs: the operators' and the tenant's own."""
    db.flush()
    note(db, by, event, tenant.slug)
    said = {"why": tenant.suspended_why} if tenant.suspended_why else {}
    db.execute(TELL, {"tenant": tenant.id, "event": event, "said": json.dumps(said, ensure_ascii=False)})
