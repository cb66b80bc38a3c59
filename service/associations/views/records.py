"""Forms of an association's plain records: one page for every kind, from its description."""

from collections.abc import Mapping
from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from service.associations.actions import following, planning, records
from service.associations.names import AssociationsPermission
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing as reads
from service.associations.queries import monthly, work
from service.associations.records import Asked, RecordKind, Sort
from service.associations.rules import month_title
from service.associations.schema import AssociationAnswerDraft, ForecastDraft, StepDraft, draft_of
from service.associations.views.card import show_card, show_plan
from service.associations.views.sending import asked_year, send
from service.core.errors import Conflict, Invalid
from service.core.language import gettext
from service.meetings.queries.bodies import composition
from service.meetings.queries.rights import person_of
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

TABS = {
    "plan-items": "plan",
    "documents": "papers",
    "publications": "papers",
}


def tab_of(kind: RecordKind, body_id: int) -> str:
    """The tab that shows a kind of records."""
    return url_for(f"associations.{TABS.get(kind.name, 'activity')}", body_id=body_id, year=asked_year())


@requires(AssociationsPermission.READ)
def new(body_id: int, kind: str) -> str:
    """An empty form of a kind; the address may fill fields."""
    described = records.kind_of(kind)
    records.allow(g.scope, reads.association(g.scope, body_id), described)
    named = {one.name for one in described.fields}
    filled = {name: value for name, value in request.args.items() if name in named}
    for one in described.fields:
        if one.sort is Sort.DATE and one.required:
            filled.setdefault(one.name, g.scope.today.isoformat())
        if one.name == "person_id":
            filled.setdefault(one.name, str(person_of(g.scope) or ""))
    return _form(body_id, described, form_with(filled))


@requires(AssociationsPermission.TAKE_PART)
def create(body_id: int, kind: str) -> Response | tuple[str, int]:
    """Enter a record."""
    described = records.kind_of(kind)
    return send(
        draft_of(described),
        lambda values: records.create(g.scope, body_id, kind, asked_year(), values),
        lambda form: _form(body_id, described, form),
        lambda _: tab_of(described, body_id),
    )


@requires(AssociationsPermission.READ)
def edit(body_id: int, kind: str, record_id: int) -> str:
    """The form with the present values."""
    described = records.kind_of(kind)
    records.allow(g.scope, reads.association(g.scope, body_id), described)
    row = records.record(g.scope, body_id, kind, record_id)
    filled = {one.name: getattr(row, one.name, None) for one in described.fields} | {"version": row.version}
    if kind == "visits":
        filled["visitors"] = [one for one, _ in work.visitors(g.scope, [row.id]).get(row.id, [])]
    return _form(body_id, described, form_with(filled), row)


@requires(AssociationsPermission.TAKE_PART)
def change(body_id: int, kind: str, record_id: int) -> Response | tuple[str, int]:
    """Save a record."""
    described = records.kind_of(kind)
    row = records.record(g.scope, body_id, kind, record_id)
    return send(
        draft_of(described),
        lambda values: records.change(g.scope, body_id, kind, record_id, values),
        lambda form: _form(body_id, described, form, row),
        lambda _: tab_of(described, body_id),
    )


@requires(AssociationsPermission.TAKE_PART)
def remove(body_id: int, kind: str, record_id: int) -> Response | tuple[str, int]:
    """Remove a record entered by mistake."""
    described = records.kind_of(kind)
    try:
        records.remove(g.scope, body_id, kind, record_id)
    except (Conflict, Invalid) as problem:
        g.scope.db.rollback()
        row = records.record(g.scope, body_id, kind, record_id)
        return _form(body_id, described, form_with({}, problem), row), problem.status
    return redirect(tab_of(described, body_id))


@requires(AssociationsPermission.TAKE_PART)
def close_visit(body_id: int, record_id: int) -> Response | tuple[str, int]:
    """Close a visit once both analyses are written."""
    described = records.kind_of("visits")
    try:
        following.close_visit(g.scope, body_id, record_id)
    except (Conflict, Invalid) as problem:
        g.scope.db.rollback()
        row = records.record(g.scope, body_id, "visits", record_id)
        filled = {one.name: getattr(row, one.name, None) for one in described.fields}
        return _form(body_id, described, form_with(filled, problem), row), problem.status
    return redirect(tab_of(described, body_id))


@requires(AssociationsPermission.TAKE_PART)
def answer(body_id: int, record_id: int) -> Response | tuple[str, int]:
    """Pass a member's proposal on, or answer it."""
    return send(
        AssociationAnswerDraft(),
        lambda values: following.answer(g.scope, body_id, record_id, values),
        lambda form: show_card(body_id, form),
        lambda _: url_for("associations.activity", body_id=body_id, year=asked_year()),
    )


@requires(AssociationsPermission.TAKE_PART)
def forecast(body_id: int) -> Response | tuple[str, int]:
    """Open the plan of a year, or write its forecast."""
    return send(
        ForecastDraft(),
        lambda values: planning.set_forecast(g.scope, body_id, values["year"], values["forecast"]),
        lambda form: show_plan(body_id, form),
        lambda _: url_for("associations.plan", body_id=body_id, year=asked_year()),
    )


@requires(AssociationsPermission.TAKE_PART)
def step(body_id: int) -> Response | tuple[str, int]:
    """Adopt, agree or return the plan."""
    return send(
        StepDraft(),
        lambda values: planning.take_step(g.scope, body_id, values),
        lambda form: show_plan(body_id, form),
        lambda _: url_for("associations.plan", body_id=body_id, year=asked_year()),
    )


def _form(body_id: int, kind: RecordKind, form: Form, row: Any = None) -> str:
    scope, year = g.scope, asked_year()
    body = reads.association(scope, body_id)
    policy = AssociationPolicy(scope.profile)
    members = composition(scope, body.id, scope.today).members
    offered: Mapping[Sort, Any] = {
        Sort.MEMBER: [(one.person_id, one.name) for one in members],
        Sort.MONTH: [(one.isoformat(), month_title(one)) for one in policy.months(year)],
        Sort.MEETING: work.meetings(scope, body.id, year),
        Sort.ORGANISATION: work.organisations(scope),
        Sort.ROADMAP: monthly.roadmap(scope, year),
    }
    return show(
        "associations/record.html",
        form=form,
        body=body,
        kind=kind,
        row=row,
        year=year,
        fields=[(one, _options(policy, one, offered)) for one in kind.fields],
        back=tab_of(kind, body.id),
        labels={one.name: gettext(one.title) for one in kind.fields},
    )


def _options(policy: AssociationPolicy, one: Asked, offered: Mapping[Sort, Any]) -> Any:
    """What a field offers: words of the product are translated, those of the profile stand as they are."""
    if one.sort in (Sort.CHOICE, Sort.CHOICES):
        if one.listed:
            return list(policy.items(one.listed).items())
        return [(code, gettext(title)) for code, title in one.choices.items()]
    return offered.get(Sort.MEMBER if one.sort is Sort.MEMBERS else one.sort, [])
