"""The API of bodies: list, card, composition on a day, acts, instructions, history."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.core.paging import Page
from service.meetings.actions import composing, sitting
from service.meetings.api import telling
from service.meetings.model.bodies import Body
from service.meetings.names import KINDS, MeetingsPermission
from service.meetings.queries import bodies as reads
from service.meetings.queries.presence import instructions
from service.meetings.schema import drafts, records
from service.meetings.schema.pages import BodyDraft
from service.people.queries.history import card_history
from service.web.api import PREFIX, accepts, asked_page, or_present, returns
from service.web.asked import OnDay
from service.web.guard import requires
from service.web.shapes import PastRecord, past_record

BODIES = Blueprint("api_bodies", __name__, url_prefix=f"{PREFIX}/<slug>/bodies")
ONE = "/<int:body_id>"


@BODIES.get("")
@requires(MeetingsPermission.READ)
@accepts(query=drafts.BodiesAsked())
@returns(records.BodyRecord(), many=True, summary=N_("Коллегиальные органы, которые действуют в этот день"))
def listing(query: dict[str, Any]) -> Any:
    """Bodies of every kind on a day."""
    kinds = [query["kind"]] if query.get("kind") else list(KINDS)
    page = reads.bodies(g.scope, kinds, asked_page(), query.get("on"))
    return Page([telling.body(one) for one in page.items], page.total, page.paging)


@BODIES.post("")
@requires(MeetingsPermission.KEEP)
@accepts(body=BodyDraft())
@returns(records.BodyRecord(), status=201, summary=N_("Внести коллегиальный орган"))
def create(body: dict[str, Any]) -> Any:
    """Enter a body."""
    return telling.body(telling.fresh(composing.create_body(g.scope, body)))


@BODIES.get(ONE)
@requires(MeetingsPermission.READ)
@returns(records.BodyCard(), summary=N_("Орган с его составом сегодня"))
def get(body_id: int) -> Any:
    """A body with its composition today."""
    found = reads.body(g.scope, body_id)
    return {**telling.body(found), "composition": _composition(body_id, g.scope.today)}


@BODIES.put(ONE)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.BodyChange())
@returns(records.BodyRecord(), summary=N_("Изменить сведения об органе; вид не меняется"))
def change(body_id: int, body: dict[str, Any]) -> Any:
    """Change what is known of a body."""
    return or_present(
        lambda: telling.body(telling.fresh(composing.change_body(g.scope, body_id, body))),
        lambda: records.BodyRecord().dump(telling.body(reads.body(g.scope, body_id))),
    )


@BODIES.get(f"{ONE}/composition")
@requires(MeetingsPermission.READ)
@accepts(query=OnDay())
@returns(records.CompositionRecord(), summary=N_("Состав органа в этот день"))
def composition(body_id: int, query: dict[str, Any]) -> Any:
    """The composition of a body on a day (?on=)."""
    reads.body(g.scope, body_id)
    return _composition(body_id, query.get("on", g.scope.today))


@BODIES.post(f"{ONE}/compositions")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.CompositionDraft())
@returns(
    records.CompositionRecord(),
    status=201,
    summary=N_("Ввести состав по акту"),
    about=N_("Прежний состав кончается днём раньше; прошлое остаётся."),
)
def compose(body_id: int, body: dict[str, Any]) -> Any:
    """Put a composition in force by an act."""
    composing.set_composition(g.scope, body_id, body)
    g.scope.db.flush()
    return _composition(body_id, body["starts"])


@BODIES.get(f"{ONE}/instructions")
@requires(MeetingsPermission.READ)
@returns(records.InstructionRecord(), many=True, summary=N_("Поручения вести заседания"))
def instructed(body_id: int) -> Any:
    """The chair's instructions to preside."""
    return instructions(g.scope, reads.body(g.scope, body_id).id)


@BODIES.post(f"{ONE}/instructions")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.InstructionAsked())
@returns(records.InstructionRecord(), status=201, summary=N_("Записать поручение вести заседание"))
def instruct(body_id: int, body: dict[str, Any]) -> Any:
    """Record the chair's instruction."""
    return telling.fresh(sitting.instruct(g.scope, body_id, body))


@BODIES.get(f"{ONE}/history")
@requires(MeetingsPermission.READ)
@returns(PastRecord(), many=True, summary=N_("История сведений об органе"))
def history(body_id: int) -> Any:
    """Earlier states of a body."""
    found = card_history(g.scope, {Body.__tablename__: [reads.body(g.scope, body_id)]}, private=True)
    return [
        past_record(one.old, one.when, one.operation, one.who, {name for name, *_ in one.changes})
        for one in found
    ]


def _composition(body_id: int, on: Any) -> dict[str, Any]:
    return telling.composition(reads.composition(g.scope, body_id, on), on)
