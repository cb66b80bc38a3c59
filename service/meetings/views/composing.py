"""The form of another composition: prefilled by the present one, judged before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, redirect, request, url_for

from service.core.errors import FieldProblem, Forbidden, Invalid, NotFound, Problem
from service.core.language import N_
from service.meetings.actions import composing
from service.meetings.names import OFFICES, MeetingsPermission
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as reads
from service.meetings.queries.composing import categories, difference, leaders_verdict
from service.meetings.queries.leaders import leaders_on
from service.meetings.queries.rights import allow_keeping
from service.meetings.schema.drafts import CompositionDraft
from service.meetings.views.acting import Answer
from service.structure.choices import act_choices, people_named
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint("composing", __name__, url_prefix="/<slug>/bodies", template_folder="../templates")
SPARE = 5
MOST = 500
SEVERAL = N_("«%(name)s»: таких людей несколько, выберите одного в строке %(row)d.")
NOBODY = N_("«%(name)s»: такого человека в реестре нет (строка %(row)d).")


@dataclass(frozen=True)
class SeatRow:
    """One line of the form: who, in which office, of which category; `choices` where a name fits several."""

    number: int
    name: str = ""
    person_id: int | None = None
    office: str = "member"
    category: str = ""
    choices: tuple[tuple[int, str], ...] = ()


@blueprint.get("/<int:body_id>/composition/new")
@requires(MeetingsPermission.TAKE_PART)
def new(body_id: int) -> str:
    """The form with the members of today."""
    seated = reads.composition(g.scope, body_id, g.scope.today)
    rows = [
        SeatRow(n, one.name, one.person_id, one.office, one.category or "")
        for n, one in enumerate(seated.members)
    ]
    values = {"established_seats": seated.established, "starts": g.scope.today}
    return _form(body_id, form_with(values), rows)


@blueprint.post("/<int:body_id>/composition/new")
@requires(MeetingsPermission.TAKE_PART)
def save(body_id: int) -> Answer:
    """Judge what was typed (`act=check`), or put it in force."""
    values = typed()
    rows = _rows(values)
    if values.get("act") == "check":
        return _form(body_id, form_with(values, _unknown(rows)), rows, judge=True)
    try:
        if (problem := _unknown(rows)) is not None:
            raise problem
        seats = [
            {"person_id": one.person_id, "office": one.office, "category": one.category or None}
            for one in rows
        ]
        asked = {name: values.get(name) for name in ("act_id", "starts", "established_seats")}
        composing.set_composition(g.scope, body_id, load(CompositionDraft(), {**asked, "seats": seats}))
        g.scope.db.flush()
    except (Forbidden, NotFound):
        raise
    except Problem as problem:
        g.scope.db.rollback()
        return _form(body_id, form_with(values, problem), rows, judge=True), problem.status
    return redirect(url_for("composition.page", body_id=body_id))


def _rows(values: Mapping[str, Any]) -> list[SeatRow]:
    """Lines that name somebody; a name typed anew is looked up, an empty or struck one is left out."""
    rows = []
    for n in range(MOST):
        if f"name-{n}" not in values:
            break
        name, was = str(values[f"name-{n}"] or ""), str(values.get(f"was-{n}") or "")
        if not name or values.get(f"out-{n}"):
            continue
        given = str(values.get(f"person-{n}") or "")
        row = SeatRow(
            len(rows),
            name,
            int(given) if given.isdecimal() and name == was else None,
            str(values.get(f"office-{n}") or "member"),
            str(values.get(f"category-{n}") or ""),
        )
        rows.append(row if row.person_id is not None else _looked_up(row, given))
    return rows


def _looked_up(row: SeatRow, chosen: str) -> SeatRow:
    found = people_named(g.scope, row.name)
    known = dict(found)
    if chosen.isdecimal() and int(chosen) in known:
        found = [(int(chosen), known[int(chosen)])]
    person = found[0][0] if len(found) == 1 else None
    name = reads.name_of(g.scope, person) or row.name
    choices = tuple(found) if len(found) > 1 else ()
    return SeatRow(row.number, name, person, row.office, row.category, choices)


def _unknown(rows: list[SeatRow]) -> Invalid | None:
    """What is wrong with the names: nobody, or several."""
    problems = tuple(
        FieldProblem(
            f"name-{one.number}",
            SEVERAL if one.choices else NOBODY,
            {"name": one.name, "row": one.number + 1},
        )
        for one in rows
        if one.person_id is None
    )
    return Invalid(fields=problems) if problems else None


def _form(body_id: int, form: Form, rows: list[SeatRow], *, judge: bool = False) -> str:
    body = reads.body(g.scope, body_id)
    allow_keeping(g.scope, body)
    policy = MeetingPolicy.of(g.scope.profile, body.kind)
    seated = reads.composition(g.scope, body.id, g.scope.today)
    verdicts = []
    if judge:
        seats = [{"office": one.office, "category": one.category} for one in rows]
        verdicts = composing.judged(g.scope, body.kind, seats)
        if policy.prefix == "council":
            people = {one.person_id for one in rows if one.person_id}
            verdicts.append(leaders_verdict(policy, people, leaders_on(g.scope, g.scope.today)))
    spare = [SeatRow(len(rows) + n) for n in range(SPARE)]
    return show(
        "meetings/composition_form.html",
        body=body,
        form=form,
        rows=[*rows, *spare],
        offices=list(OFFICES.items()),
        categories=list(categories(g.scope, body.kind).items()),
        acts=act_choices(g.scope),
        verdicts=verdicts,
        changed=difference(seated.members, [one for one in rows if one.person_id]) if judge else None,
        secretary_votes=policy.secretary_votes,
        words=OFFICES,
        asked=request.path,
    )
