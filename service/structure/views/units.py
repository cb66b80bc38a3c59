"""Pages of one unit: card with history, form, closing, removal."""

from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Conflict, Invalid, Problem
from service.profiles.profile import Profile
from service.structure import queries
from service.structure.actions.units import (
    FIELDS,
    change_unit,
    create_unit,
    end_unit,
    remove_unit,
    set_served,
)
from service.structure.choices import act_choices, unit_choices
from service.structure.heading import allow_editing, may_edit
from service.structure.model import Unit
from service.structure.names import OFFICE_TITLES, StructurePermission
from service.structure.policy import ACT, COUNCIL_REGULATION, KINDS, REGULATIONS, Function, read_policy
from service.structure.rules import COUNCIL, service_kinds, works
from service.structure.schema import LastDay, ServedDraft, UnitDraft
from service.structure.views import drawing, past
from service.structure.views.tree import policy_on, profile_on
from service.web.api import asked_date
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with, show

FORM_FIELDS = (*FIELDS, "level", "starts", "ends", "version")


@requires(StructurePermission.READ)
def card(unit_id: int) -> str:
    """One unit: act, people, functions, units below, and what it was before."""
    return _card(unit_id, form_with({"last_day": g.scope.today}))


def _card(unit_id: int, form: Any) -> str:
    scope = g.scope
    on = asked_date("on", scope.today)
    unit = queries.unit(scope, unit_id)
    profile = profile_on(on)
    policy = policy_on(profile)
    structure = queries.structure_on(scope, on)
    functions: dict[str, Function] = {one.code: one for one in policy.functions}
    return show(
        "structure/unit.html",
        unit=unit,
        names=drawing.names(unit),
        policy=policy,
        kind=policy.kind(unit.kind),
        kind_rule=drawing.rule_of(profile, KINDS),
        act_rule=drawing.rule_of(profile, ACT) if policy.with_act and unit.kind in policy.with_act else None,
        act=queries.acts_by_id(scope, [unit.act_id]).get(unit.act_id) if unit.act_id else None,
        **_regulation(unit, structure, profile),
        served=queries.served_by(scope, unit.id),
        serves=unit.kind in service_kinds(policy),
        organisations=structure.organisations,
        parent=next((one for one in structure.units if one.id == unit.parent_id), None),
        organisation=structure.organisations.get(unit.organisation_id) if unit.organisation_id else None,
        below=[one for one in structure.units if one.parent_id == unit.id],
        members=structure.members.get(unit.id, ()),
        former=[one for one in _everybody(unit) if (queries.last_day(one.row) or on) < on],
        consent_asked=asks_consent(unit),
        held=[
            (functions.get(one.row.function), one) for one in structure.holdings if one.row.unit_id == unit.id
        ],
        offices=OFFICE_TITLES,
        history=past.entries(scope, unit, policy),
        first_day=queries.first_day,
        last_day=queries.last_day,
        form=form,
        on_day=on,
        may_write=scope.can(StructurePermission.WRITE),
        may_edit=may_edit(scope, unit.id),
    )


def _regulation(unit: Unit, structure: queries.Structure, profile: Profile) -> dict[str, Any]:
    """The regulation of a unit, the rule that asks for it, and whether the unit may act."""
    params = profile.params(REGULATIONS)
    asks = COUNCIL_REGULATION if unit.kind == COUNCIL and profile.rule(COUNCIL_REGULATION) else REGULATIONS
    asked = asks == COUNCIL_REGULATION or (params is not None and unit.kind in params.units)
    return {
        "regulation": queries.acts_by_id(g.scope, [unit.regulation_id or 0]).get(unit.regulation_id or 0),
        "regulation_rule": drawing.rule_of(profile, asks) if asked else None,
        "works": works(profile, structure.facts_of(unit)),
    }


def _everybody(unit: Unit) -> tuple[queries.Membership, ...]:
    return queries.members_on(g.scope, [unit.id], None).get(unit.id, ())


def asks_consent(unit: Unit) -> Any:
    """The rule by which people of this unit agree to take part; None where the profile asks for none."""
    ids = ("structure.tutor_consent",) if unit.kind == "tutors" else ("people.staff_consent",)
    return next((rule for one in ids if (rule := g.scope.profile.rule(one)) is not None), None)


@requires(StructurePermission.WRITE)
def new() -> str:
    """An empty form; the address may choose kind and parent (?kind=council&parent_id=3)."""
    filled = {name: request.args[name] for name in ("kind", "parent_id") if name in request.args}
    return _form(form_with({"starts": g.scope.today, **filled}))


@requires(StructurePermission.WRITE)
def create() -> AnyResponse | tuple[str, int]:
    """Enter a unit; a refused form keeps what was typed."""
    values = typed()
    try:
        unit = create_unit(g.scope, _draft(values))
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _form(form_with(values, problem)), problem.status
    return redirect(url_for("structure.card", unit_id=unit.id))


@requires(StructurePermission.OWN)
def edit(unit_id: int) -> str:
    """The form with the present values."""
    unit = queries.unit(g.scope, unit_id)
    allow_editing(g.scope, unit.id)
    return _form(form_with(_values(unit)), unit)


@requires(StructurePermission.OWN)
def change(unit_id: int) -> AnyResponse | tuple[str, int]:
    """Save the form; of two people the second sees both versions."""
    values = typed()
    allow_editing(g.scope, queries.unit(g.scope, unit_id).id)
    try:
        change_unit(g.scope, unit_id, _draft(values))
        g.scope.db.flush()
    except Conflict as problem:
        g.scope.db.rollback()
        unit = queries.unit(g.scope, unit_id)
        return _form(form_with({**values, "version": unit.version}, problem), unit, theirs=unit), 409
    except Invalid as problem:
        g.scope.db.rollback()
        return _form(form_with(values, problem), queries.unit(g.scope, unit_id)), problem.status
    return redirect(url_for("structure.card", unit_id=unit_id))


@requires(StructurePermission.WRITE)
def serve(unit_id: int) -> AnyResponse | tuple[str, int]:
    """Save which organisations a unit helps."""
    sent = request.form.getlist("organisations")
    try:
        set_served(g.scope, unit_id, load(ServedDraft(), {"organisations": sent})["organisations"])
    except Invalid as problem:
        g.scope.db.rollback()
        return _card(unit_id, form_with({"last_day": g.scope.today}, problem)), problem.status
    return redirect(url_for("structure.card", unit_id=unit_id))


@requires(StructurePermission.WRITE)
def end(unit_id: int) -> AnyResponse | tuple[str, int]:
    """Close a unit with its last day."""
    values = typed()
    try:
        asked = load(LastDay(), values)
        end_unit(g.scope, unit_id, asked["last_day"], asked["version"])
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _card(unit_id, form_with(values, problem)), problem.status
    return redirect(url_for("structure.card", unit_id=unit_id))


@requires(StructurePermission.WRITE)
def remove(unit_id: int) -> AnyResponse | tuple[str, int]:
    """Remove a unit entered by mistake."""
    version = request.form.get("version", "")
    try:
        remove_unit(g.scope, unit_id, int(version) if version.isdecimal() else None)
    except Invalid as problem:
        g.scope.db.rollback()
        return _card(unit_id, form_with({"last_day": g.scope.today}, problem)), problem.status
    return redirect(url_for("structure.tree"))


def _draft(values: dict[str, Any]) -> dict[str, Any]:
    return load(UnitDraft(), {name: values.get(name) for name in FORM_FIELDS if name in values})


def _values(unit: Unit) -> dict[str, Any]:
    found = {name: getattr(unit, name) for name in FIELDS}
    return {
        **found,
        "starts": queries.first_day(unit),
        "ends": queries.last_day(unit),
        "version": unit.version,
    }


def _form(form: Any, unit: Unit | None = None, theirs: Unit | None = None) -> str:
    scope = g.scope
    policy = read_policy(scope.profile)
    levels = {level.code: level.title for level in policy.levels}
    refused: Problem | None = form.refusal
    return show(
        "structure/unit_form.html",
        form=form,
        unit=unit,
        theirs=past.present(theirs, policy, scope) if theirs is not None else None,
        refused=refused,
        policy=policy,
        kinds=[
            (one.code, f"{one.title} ({levels.get(one.level, one.level)})" if len(levels) > 1 else one.title)
            for one in policy.creatable
        ],
        parents=[one for one in unit_choices(scope, scope.today) if unit is None or one[0] != unit.id],
        acts=act_choices(scope),
        organisations=list(queries.structure_on(scope, scope.today).organisations.items()),
        kind_rule=drawing.rule_of(scope.profile, KINDS),
    )
