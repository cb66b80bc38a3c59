"""Forms of the wizard's further steps: election, order, replacement, closing; and of people's seats."""

from collections.abc import Callable
from typing import Any

from flask import Response as FileResponse
from flask import g, request, url_for
from marshmallow import Schema
from werkzeug.wrappers import Response

from service.associations.actions import seating
from service.associations.actions import terms as acts
from service.associations.names import AssociationsPermission
from service.associations.order_paper import NOBODY_ELECTED, order_draft
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing as reads
from service.associations.queries import work
from service.associations.schema import (
    ActingDraft,
    ClosingDraft,
    ElectionDraft,
    LastDay,
    OrderDraft,
    SeatDraft,
)
from service.associations.views.card import show_card
from service.associations.views.founding import steps
from service.associations.views.sending import asked_year, send, with_person
from service.core.errors import NotFound
from service.documents.files import DOCX
from service.documents.paper import to_docx
from service.meetings.queries.bodies import composition
from service.structure.choices import act_choices
from service.web.answers import file_answer
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show


def _card_of(body_id: int) -> Callable[[Any], str]:
    return lambda _: url_for("associations.card", body_id=body_id, year=asked_year())


def _page(template: str, body_id: int, form: Form, **more: Any) -> str:
    scope = g.scope
    body = reads.association(scope, body_id)
    members = composition(scope, body.id, scope.today).members
    return show(
        template,
        form=form,
        body=body,
        year=asked_year(),
        members=[(one.person_id, one.name) for one in members],
        acts=act_choices(scope),
        policy=AssociationPolicy(scope.profile),
        rule=lambda name: scope.profile.rule(f"association.{name}"),
        **more,
    )


def _election(body_id: int, form: Form) -> str:
    held = work.meetings(g.scope, body_id, asked_year() - 1, held=True)
    held += work.meetings(g.scope, body_id, asked_year(), held=True)
    row = reads.years(g.scope, [body_id], asked_year()).get(body_id)
    forming = row is not None and row.state == "forming"
    return _page(
        "associations/election.html", body_id, form, meetings=held, steps=steps(row, 1) if forming else []
    )


@requires(AssociationsPermission.READ)
def election(body_id: int) -> str:
    """Who was elected, when, by which protocol."""
    reads.allow_work(g.scope, reads.association(g.scope, body_id))
    return _election(body_id, form_with({"elected_on": g.scope.today}))


@requires(AssociationsPermission.TAKE_PART)
def elect(body_id: int) -> Response | tuple[str, int]:
    """Record the election."""
    return _send(
        body_id,
        ElectionDraft(),
        lambda values: acts.elect(g.scope, body_id, values),
        lambda form: _election(body_id, form),
    )


def _send(
    body_id: int, schema: Schema, act: Callable[[dict[str, Any]], Any], again: Callable[[Form], str]
) -> Response | tuple[str, int]:
    return send(schema, act, again, _card_of(body_id))


@requires(AssociationsPermission.WRITE)
def acting(body_id: int) -> str:
    """Replace the leader within the year by an act."""
    return _page("associations/acting.html", body_id, form_with({"starts": g.scope.today}))


@requires(AssociationsPermission.WRITE)
def appoint(body_id: int) -> Response | tuple[str, int]:
    """Record the replacement."""
    return _send(
        body_id,
        ActingDraft(),
        lambda values: acts.appoint_acting(g.scope, body_id, values),
        lambda form: _page("associations/acting.html", body_id, form),
    )


@requires(AssociationsPermission.WRITE)
def closing(body_id: int) -> str:
    """Close the association by an order."""
    return _page("associations/closing.html", body_id, form_with({"last_day": g.scope.today}))


@requires(AssociationsPermission.WRITE)
def close(body_id: int) -> Response | tuple[str, int]:
    """Record the order that closes it."""
    return _send(
        body_id,
        ClosingDraft(),
        lambda values: acts.close(g.scope, body_id, values),
        lambda form: _page("associations/closing.html", body_id, form),
    )


def _order(form: Form) -> str:
    scope, year = g.scope, asked_year()
    policy = AssociationPolicy(scope.profile)
    bodies = [one for one in reads.living(scope, year) if policy.governs(one.type)]
    rows = reads.years(scope, [one.id for one in bodies], year)
    waiting = [one for one in bodies if one.id not in rows or rows[one.id].state in ("forming", "elected")]
    return show(
        "associations/order.html",
        form=form,
        year=year,
        waiting=waiting,
        confirmed=[one for one in bodies if one not in waiting],
        rows=rows,
        elected=work.elected(scope, year),
        chosen=form.chosen("bodies") or frozenset(filter(None, [request.args.get("body")])),
        acts=act_choices(scope),
        due=policy.order_due(year),
        rule=scope.profile.rule("association.order"),
    )


@requires(AssociationsPermission.WRITE)
def order() -> str:
    """The yearly order: which associations, with which elected leaders."""
    return _order(form_with())


@requires(AssociationsPermission.WRITE)
def draft() -> FileResponse:
    """The draft of the order, to be agreed and signed; raises NotFound while nobody is elected."""
    scope, year = g.scope, asked_year()
    paper = order_draft(scope, year)
    if paper is None:
        raise NotFound(NOBODY_ELECTED)
    return file_answer(to_docx(paper), DOCX, f"Проект приказа об объединениях {year}.docx")


@requires(AssociationsPermission.WRITE)
def confirm() -> Response | tuple[str, int]:
    """Put the order in force."""
    return send(
        OrderDraft(),
        lambda values: acts.confirm(g.scope, values),
        _order,
        lambda rows: (
            url_for("associations.card", body_id=rows[0].body_id, year=rows[0].year)
            if len(rows) == 1
            else url_for("associations.listing", year=rows[0].year)
        ),
    )


@requires(AssociationsPermission.TAKE_PART)
def join(body_id: int) -> Response | tuple[str, int]:
    """Enter a member or a curator."""
    return send(
        SeatDraft(),
        lambda values: seating.join(g.scope, body_id, values),
        lambda form: show_card(body_id, form),
        _card_of(body_id),
        with_person,
    )


@requires(AssociationsPermission.TAKE_PART)
def leave(body_id: int, seat_id: int) -> Response | tuple[str, int]:
    """End somebody's time in the association."""
    return send(
        LastDay(),
        lambda values: seating.leave(g.scope, body_id, seat_id, values["last_day"]),
        lambda form: show_card(body_id, form),
        _card_of(body_id),
    )
