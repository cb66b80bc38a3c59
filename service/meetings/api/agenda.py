"""The API of agendas: questions of a meeting, proposals to a body."""

from typing import Any

from flask import Blueprint, Response, g

from service.core.language import N_
from service.core.paging import Page
from service.meetings.actions import agenda, attending
from service.meetings.api import telling
from service.meetings.model.judged import Judged
from service.meetings.names import MeetingsPermission
from service.meetings.queries import meetings as reads
from service.meetings.queries.agenda import proposals
from service.meetings.queries.bodies import body as one_body
from service.meetings.schema import drafts, proceedings, records
from service.meetings.schema.pages import ItemDraft, ProposalDraft, RecusalDraft
from service.web.api import PREFIX, accepts, asked_page, described, or_present, returns
from service.web.asked import ListQuestion
from service.web.guard import requires

AGENDA = Blueprint("api_agenda", __name__, url_prefix=f"{PREFIX}/<slug>")
OF_MEETING, ONE = "/meetings/<int:meeting_id>/items", "/agenda-items/<int:item_id>"
OF_BODY, PROPOSAL = "/bodies/<int:body_id>/proposals", "/proposals/<int:proposal_id>"
ITEM, OFFERED = records.ItemRecord(), records.ProposalRecord()


@AGENDA.get(OF_MEETING)
@requires(MeetingsPermission.READ)
@returns(ITEM, many=True, summary=N_("Повестка заседания по порядку"))
def listing(meeting_id: int) -> Any:
    """Questions in their order."""
    return reads.agenda(g.scope, reads.meeting(g.scope, meeting_id).id)


@AGENDA.post(OF_MEETING)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.NewItem())
@returns(ITEM, status=201, summary=N_("Внести вопрос в повестку"))
def add(meeting_id: int, body: dict[str, Any]) -> Any:
    """Add a question."""
    return telling.fresh(agenda.add_item(g.scope, meeting_id, body))


@AGENDA.put(ONE)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=ItemDraft())
@returns(ITEM, summary=N_("Изменить вопрос повестки"))
def change(item_id: int, body: dict[str, Any]) -> Any:
    """Change a question."""
    return or_present(
        lambda: telling.fresh(agenda.change_item(g.scope, item_id, body)),
        lambda: ITEM.dump(reads.item(g.scope, item_id)),
    )


@AGENDA.post(f"{ONE}/move")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.PlaceDraft())
@returns(ITEM, summary=N_("Переставить вопрос в повестке"))
def move(item_id: int, body: dict[str, Any]) -> Any:
    """Put a question in another place."""
    return telling.fresh(agenda.move_item(g.scope, item_id, body["number"]))


@AGENDA.delete(ONE)
@requires(MeetingsPermission.TAKE_PART)
@described(status=204, summary=N_("Снять вопрос с повестки"))
def remove(item_id: int) -> Response:
    """Take a question off."""
    agenda.remove_item(g.scope, item_id)
    g.scope.db.flush()
    return Response(status=204)


@AGENDA.post(f"{ONE}/recusals")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=RecusalDraft())
@returns(proceedings.RecusalRecord(), status=201, summary=N_("Записать самоотвод по вопросу"))
def recuse(item_id: int, body: dict[str, Any]) -> Any:
    """Record a recusal."""
    return telling.fresh(attending.recuse(g.scope, item_id, body))


@AGENDA.get(OF_BODY)
@requires(MeetingsPermission.READ)
@accepts(query=ListQuestion())
@returns(OFFERED, many=True, summary=N_("Предложения в повестку, последние сверху"))
def offered(body_id: int, query: dict[str, Any]) -> Any:
    """Proposals of a body."""
    page = proposals(g.scope, one_body(g.scope, body_id).id, asked_page())
    return Page([_offered(one) for one in page.items], page.total, page.paging)


@AGENDA.post(OF_BODY)
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=ProposalDraft())
@returns(
    OFFERED,
    status=201,
    summary=N_("Внести предложение в повестку"),
    about=N_(
        "Опоздавшее не теряется: ответ 409 называет пункт, current – записанное предложение с state late."
        " Вопрос, внесённый после рассылки листов, получает state next_meeting."
    ),
)
def propose(body_id: int, body: dict[str, Any]) -> Any:
    """Propose a question; one that came late is refused with what was kept of it."""
    row = telling.fresh(agenda.propose(g.scope, body_id, body))
    told = _offered(row)
    try:
        agenda.demand_in_time(g.scope, row)
    except agenda.Late as late:
        late.current = OFFERED.dump(told)
        raise
    return told


@AGENDA.post(f"{PROPOSAL}/include")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.IncludeDraft())
@returns(ITEM, status=201, summary=N_("Включить предложение в повестку"))
def include(proposal_id: int, body: dict[str, Any]) -> Any:
    """Put a proposal on an agenda."""
    return telling.fresh(agenda.include(g.scope, proposal_id, body["meeting_id"], body["decides"]))


@AGENDA.post(f"{PROPOSAL}/answer")
@requires(MeetingsPermission.TAKE_PART)
@accepts(body=drafts.ProposalAnswerDraft())
@returns(OFFERED, summary=N_("Ответить автору предложения"))
def answer(proposal_id: int, body: dict[str, Any]) -> Any:
    """Answer the author."""
    return _offered(telling.fresh(agenda.answer(g.scope, proposal_id, body)))


def _offered(row: Any) -> dict[str, Any]:
    key = (g.scope.db.tenant_id, row.verdict_id)
    judged = g.scope.db.get(Judged, key) if row.verdict_id is not None else None
    return {**telling.columns(row), "verdict": telling.verdict(judged)}
