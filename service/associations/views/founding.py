"""The wizard's first step and the card's form: list of people, kind, subject (создание объединения)."""

from typing import Any

from flask import g, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from service.associations.actions import founding
from service.associations.model.terms import AssociationYear
from service.associations.names import AssociationsPermission
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing as reads
from service.associations.queries import work
from service.associations.schema import CardDraft, FoundingDraft
from service.associations.views.sending import asked_year, send, with_people
from service.core.language import N_
from service.meetings.model.bodies import Body
from service.rules.message import Message
from service.structure.placing import choices
from service.structure.policy import PLACE
from service.web.forms import Form
from service.web.guard import requires
from service.web.show import form_with, show

CHOICES = 1000
STEPS = (N_("Список"), N_("Выборы руководителя"), N_("Приказ"))


def steps(row: AssociationYear | None, now: int) -> list[dict[str, Any]]:
    """The three steps of founding as the page draws them: list, election, order (C-LU-22)."""
    reached = {None: 0, "forming": 1, "elected": 2, "active": 3, "closed": 3}[row.state if row else None]
    return [
        {"title": Message(title), "note": None, "href": None,
         "state": "done" if number < reached else "now" if number == now else ""}
        for number, title in enumerate(STEPS)
    ]  # fmt: skip


@requires(AssociationsPermission.WRITE)
def new() -> str:
    """An empty form; the address may fill kind and subject (from a proposal of merging)."""
    filled: dict[str, Any] = {
        name: request.args[name] for name in ("type", "subject", "name") if name in request.args
    }
    coming = reads.present_year(g.scope) + (g.scope.today.month in (5, 6, 7, 8))
    fitting = choices(g.scope, filled.get("type"), g.scope.today)
    if len(fitting) == 1:
        filled["unit_id"] = fitting[0].id
    return _form(form_with({"year": coming, "starts": g.scope.today, **filled}))


@requires(AssociationsPermission.WRITE)
def create() -> Response | tuple[str, int]:
    """Found an association; a refused list keeps what was typed."""
    return send(
        FoundingDraft(), lambda values: founding.create(g.scope, values), _form, _after_founding, with_people
    )


def _after_founding(body: Body) -> str:
    """The next step of the wizard where the regulation asks for one, else the card; of the year chosen."""
    policy = AssociationPolicy(g.scope.profile)
    goes_on = policy.established("min_members") and policy.governs(body.type)
    return url_for(
        "associations.election" if goes_on else "associations.card", body_id=body.id, year=asked_year()
    )


@requires(AssociationsPermission.WRITE)
def edit(body_id: int) -> str:
    """The form with the present values."""
    body = reads.association(g.scope, body_id)
    filled = {name: getattr(body, name) for name in (*founding.FIELDS, "version")}
    return _form(form_with(filled), body)


@requires(AssociationsPermission.WRITE)
def change(body_id: int) -> Response | tuple[str, int]:
    """Save the card; of two people the second is told."""
    return send(
        CardDraft(),
        lambda values: founding.change(g.scope, body_id, values),
        lambda form: _form(form, reads.association(g.scope, body_id)),
        lambda body: url_for("associations.card", body_id=body.id),
    )


def _form(form: Form, body: Body | None = None) -> str:
    scope = g.scope
    policy = AssociationPolicy(scope.profile)
    present = reads.present_year(scope)
    above = select(Body.id, Body.name).where(Body.kind == reads.KIND, Body.valid.contains(scope.today))
    return show(
        "associations/form.html",
        form=form,
        body=body,
        policy=policy,
        kinds=[(one.code, one.title) for one in policy.kinds.values()],
        parents=[
            tuple(row)
            for row in scope.db.execute(above.order_by(Body.name).limit(CHOICES))
            if body is None or row.id != body.id
        ],
        organisations=work.organisations(scope),
        units=[(one.id, one.name) for one in choices(scope, body.type if body else None, scope.today)],
        place=scope.profile.rule(PLACE),
        years=[(year, f"{year}/{(year + 1) % 100:02d}") for year in (present + 1, present, present - 1)],
        rule=scope.profile.rule("association.min_members"),
        steps=steps(None, 0),
    )  # fmt: skip
