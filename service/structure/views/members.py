"""Forms of the people in a unit (люди в единице)."""

from typing import Any

from flask import g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Conflict, Invalid
from service.structure import queries
from service.structure.actions.members import add_member, change_member, end_member
from service.structure.heading import allow_editing
from service.structure.model import Unit, UnitMember
from service.structure.names import OFFICE_TITLES, StructurePermission
from service.structure.schema import LastDay, MemberDraft
from service.structure.views.choosing import candidates, with_person
from service.structure.views.units import asks_consent
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with, show

FIELDS = ("person_id", "office", "consent_on", "starts", "ends", "version")


@requires(StructurePermission.OWN)
def new(unit_id: int) -> str:
    """An empty form."""
    unit = queries.unit(g.scope, unit_id)
    allow_editing(g.scope, unit.id)
    return _form(unit, form_with({"office": "member", "starts": g.scope.today}))


@requires(StructurePermission.OWN)
def create(unit_id: int) -> AnyResponse | tuple[str, int]:
    """Put a person into the unit."""
    values = typed()
    allow_editing(g.scope, queries.unit(g.scope, unit_id).id)
    try:
        add_member(g.scope, unit_id, _draft(with_person(values)))
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _form(queries.unit(g.scope, unit_id), form_with(values, problem)), problem.status
    return redirect(url_for("structure.card", unit_id=unit_id))


@requires(StructurePermission.OWN)
def edit(member_id: int) -> str:
    """The form with the present values."""
    row = queries.member(g.scope, member_id)
    allow_editing(g.scope, row.unit_id)
    return _form(queries.unit(g.scope, row.unit_id), form_with(_values(row)), row)


@requires(StructurePermission.OWN)
def change(member_id: int) -> AnyResponse | tuple[str, int]:
    """Save office, consent and dates; of two people the second sees the other's version."""
    values = typed()
    row = queries.member(g.scope, member_id)
    allow_editing(g.scope, row.unit_id)
    unit_id = row.unit_id
    try:
        change_member(g.scope, member_id, _draft({**values, "person_id": row.person_id}))
        g.scope.db.flush()
    except (Conflict, Invalid) as problem:
        g.scope.db.rollback()
        row = queries.member(g.scope, member_id)
        kept = {**values, "version": row.version if isinstance(problem, Conflict) else values.get("version")}
        theirs = row if isinstance(problem, Conflict) else None
        return _form(queries.unit(g.scope, unit_id), form_with(kept, problem), row, theirs), problem.status
    return redirect(url_for("structure.card", unit_id=unit_id))


@requires(StructurePermission.OWN)
def end(member_id: int) -> AnyResponse:
    """End a person's time in the unit."""
    asked = load(LastDay(), typed())
    row = end_member(g.scope, member_id, asked["last_day"])
    return redirect(url_for("structure.card", unit_id=row.unit_id))


def _draft(values: dict[str, Any]) -> dict[str, Any]:
    return load(MemberDraft(), {name: values[name] for name in FIELDS if name in values})


def _values(row: UnitMember) -> dict[str, Any]:
    return {
        "person_id": row.person_id,
        "office": row.office,
        "consent_on": row.consent_on,
        "starts": queries.first_day(row),
        "ends": queries.last_day(row),
        "version": row.version,
    }


def _form(unit: Unit, form: Any, row: UnitMember | None = None, theirs: UnitMember | None = None) -> str:
    name = ""
    if row is not None:
        everybody = queries.members_on(g.scope, [unit.id], None)[unit.id]
        name = next(one.name for one in everybody if one.row.id == row.id)
    return show(
        "structure/member_form.html",
        unit=unit,
        row=row,
        name=name,
        theirs=_values(theirs) if theirs is not None else None,
        form=form,
        people=[] if row is not None else candidates(form),
        offices=OFFICE_TITLES,
        consent=asks_consent(unit),
        today=g.scope.today,
    )
