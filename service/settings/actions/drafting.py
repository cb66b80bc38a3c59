"""Drafts of rules (проекты редакций): begun, given an act and a day, discarded, made of an old version."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_, format_date
from service.documents.files import keep
from service.profiles.changes import compare
from service.profiles.drafting import KEYS, entry_of
from service.settings.drafts import Workpiece, find, workpiece
from service.settings.model import DraftEntry, RuleDraft
from service.settings.names import SettingsEvent, SettingsPermission
from service.settings.queries import edition, editions
from service.tenancy.scope import Scope

CLOSED = N_("Этот проект уже закрыт: новое изменение начинают новым проектом.")
BEFORE_ACT = N_("Редакция не может действовать раньше даты своего акта: %(date)s.")
OVERLAPS = N_("Редакция %(number)s уже действует с %(date)s: новая должна начаться позже.")
NO_ACT_YET = N_("Собственного акта ещё нет: вносить изменения не во что.")
WITHOUT_DATE = N_("Сначала укажите дату акта.")
RESTORED = N_("Возврат к редакции %(number)s")
SAME = N_("Эта редакция ничем не отличается от последней.")
FIELDS = (
    "title", "relation", "act_title", "act_kind", "act_number", "act_date", "act_issuer", "effective_from",
)  # fmt: skip


def begin(scope: Scope, title: str) -> RuleDraft:
    """Begin a draft (начать проект редакции) over the newest own version."""
    scope.allow(SettingsPermission.WRITE)
    row = RuleDraft(title=title, state="open", created_by=scope.actor.account_id)
    piece = workpiece(scope, row)
    row.relation = "amends" if _has_act(piece) else "listed"
    scope.db.add(row)
    scope.record(SettingsEvent.DRAFTED, row)
    return row


def _has_act(piece: Workpiece) -> bool:
    return piece.base.act is not None


def opened(scope: Scope, draft_id: int) -> Workpiece:
    """An open draft, locked till the end of the transaction; raises Conflict for a closed one."""
    row = find(scope, draft_id, locked=True)
    if row.state != "open":
        raise Conflict(CLOSED)
    return workpiece(scope, row)


def change_act(
    scope: Scope,
    draft_id: int,
    values: Mapping[str, Any],
    version: int | None,
    file: tuple[str, str, bytes] | None,
) -> RuleDraft:
    """Give a draft its act and first day; `version` is the state that the person saw.

    Raises Invalid naming the field, Conflict when somebody changed the same meanwhile.
    """
    scope.allow(SettingsPermission.WRITE)
    piece = opened(scope, draft_id)
    row = piece.row
    if version is not None and row.version != version:
        raise Conflict(current=row)
    problems = act_problems(piece, values)
    if problems:
        raise Invalid(fields=tuple(problems))
    changed = [name for name in FIELDS if name in values and getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    if file is not None:
        row.file_id = keep(scope, *file).id
        changed.append("file_id")
    if changed:
        scope.record(SettingsEvent.ACT_CHANGED, row, fields=changed)
    return row


def act_problems(piece: Workpiece, values: Mapping[str, Any]) -> list[FieldProblem]:
    """What is wrong with an act and its first day, field by field."""
    found = []
    dated, starts = values.get("act_date"), values.get("effective_from")
    if starts and not dated:
        found.append(FieldProblem("act_date", WITHOUT_DATE))
    if dated and starts and starts < dated:
        found.append(FieldProblem("effective_from", BEFORE_ACT, {"date": format_date(dated)}))
    base = piece.base
    if starts and starts <= base.effective_from:
        said = {"number": base.number, "date": format_date(base.effective_from)}
        found.append(FieldProblem("effective_from", OVERLAPS, said))
    if values.get("relation") == "amends" and not _has_act(piece):
        found.append(FieldProblem("relation", NO_ACT_YET))
    return found


def discard(scope: Scope, draft_id: int) -> None:
    """Discard a draft (отклонить проект); what it said stays to be read."""
    scope.allow(SettingsPermission.WRITE)
    row = opened(scope, draft_id).row
    row.state, row.closed_by, row.closed_at = "discarded", scope.actor.account_id, scope.now
    scope.record(SettingsEvent.DISCARDED, row, fields=["state"])


def restore(scope: Scope, number: int) -> RuleDraft:
    """Begin a draft that would bring an adopted version back (вернуть прежнюю редакцию)."""
    old = edition(editions(scope.db, scope.tenant), number).content
    row = begin(scope, RESTORED % {"number": number})
    base = workpiece(scope, row).base.content
    wanted = [one for one in compare(base, old) if one.section in KEYS]
    if not wanted:
        raise Conflict(SAME)
    for one in wanted:
        scope.db.add(
            DraftEntry(
                draft_id=row.id,
                section=one.section,
                entry_id=one.id,
                content=entry_of(old, one.section, one.id),
                was=entry_of(base, one.section, one.id),
                changed_by=scope.actor.account_id,
            )
        )
    scope.db.flush()
    return row


def flushed(scope: Scope, row: object) -> None:
    """Write now; what another has written meanwhile is a Conflict."""
    try:
        scope.db.flush()
    except StaleDataError as stale:
        raise Conflict(current=row) from stale
