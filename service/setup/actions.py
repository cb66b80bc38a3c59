"""Changes of the tenant itself (сведения о районе): its names, its words, the steps of its first day."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, Text, bindparam, select, text
from sqlalchemy.dialects.postgresql import JSONB

from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.setup.model import SetupStep
from service.setup.names import SetupEvent, SetupPermission
from service.setup.policy import CODES, State
from service.tenancy.scope import Scope

CHANGED = N_("Пока вы заполняли, сведения изменил другой администратор. Проверьте их и сохраните ещё раз.")
NO_TERM = N_("Такого названия в системе нет: %(term)s.")
DESCRIBE = text(
    "SELECT platform.describe_tenant(:name, :locales, :zone, :requisites, :words, :seen, :moment)"
).bindparams(
    bindparam("name", type_=JSONB),
    bindparam("requisites", type_=JSONB),
    bindparam("words", type_=JSONB),
    bindparam("locales", type_=ARRAY(Text)),
)


def describe(scope: Scope, draft: Mapping[str, Any], seen: datetime | None) -> None:
    """Write how the tenant is called, its requisites, languages and time zone (описать район).

    `seen` is when the description that was on the screen was made; raises Conflict when another is newer.
    """
    scope.allow(SetupPermission.MANAGE)
    names = {"ru": draft["name"], **({"alt": draft["name_alt"]} if draft["name_alt"] else {})}
    requisites = {
        "ru": _told(
            authority=draft["authority"], organisation=draft["organisation"], contacts=draft["contacts"]
        ),
        "alt": _told(authority=draft["authority_alt"], organisation=draft["organisation_alt"]),
    }
    _write(
        scope,
        seen,
        name=names,
        locales=["ru", "alt"] if draft["altai"] else ["ru"],
        zone=draft["time_zone"],
        requisites={language: lines for language, lines in requisites.items() if lines},
        words=scope.tenant.words,
    )
    scope.record(SetupEvent.DESCRIBED, fields=sorted(name for name, value in draft.items() if value))


def _told(**lines: str | None) -> dict[str, str]:
    return {name: line for name, line in lines.items() if line}


def say_so(
    scope: Scope, words: Mapping[str, Mapping[str, str]], known: Collection[str], seen: datetime | None
) -> None:
    """Say things in the tenant's own words (назвать по-своему); what is left empty keeps our name."""
    scope.allow(SetupPermission.MANAGE)
    for term in words:
        if term not in known:
            raise Invalid(fields=(FieldProblem("words", NO_TERM, {"term": term}),))
    kept = {term: own for term, each in words.items() if (own := _told(**each))}
    tenant = scope.tenant
    _write(
        scope, seen, name=tenant.name, locales=list(tenant.locales), zone=tenant.time_zone,
        requisites=tenant.requisites, words=kept,
    )  # fmt: skip
    scope.record(SetupEvent.WORDED, detail={"words": len(kept)})


def _write(scope: Scope, seen: datetime | None, **its: Any) -> None:
    if not scope.db.execute(DESCRIBE, {**its, "seen": seen, "moment": scope.now}).scalar_one():
        raise Conflict(CHANGED)


def mark(scope: Scope, step: str, state: str | None) -> None:
    """Say of a step that it is done, or put off (отметить шаг); None takes the mark away."""
    scope.allow(SetupPermission.MANAGE)
    if step not in CODES or state not in (None, State.DONE, State.LATER):
        raise NotFound()
    row = scope.db.execute(select(SetupStep).where(SetupStep.step == step)).scalar()
    if state is None:
        if row is not None:
            scope.db.delete(row)
    elif row is None:
        by = scope.actor.account_id
        scope.db.add(SetupStep(step=step, state=state, marked_at=scope.now, marked_by=by))
    else:
        row.state, row.marked_at, row.marked_by = state, scope.now, scope.actor.account_id
    scope.record(SetupEvent.STEP_MARKED, detail={"step": step, "state": state or "open"})
