"""The agenda (повестка): items, proposals of members, its closing."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from service.core.errors import Conflict, FieldProblem, Invalid, NotFound
from service.core.language import N_
from service.meetings.actions.calling import found, step
from service.meetings.actions.judging import store, words_of
from service.meetings.actions.reporting import reported
from service.meetings.model.agenda import AgendaItem, AgendaProposal
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import proposals as proposal_reads
from service.meetings.queries.bodies import composition
from service.meetings.queries.notices import latest
from service.meetings.queries.rights import NOT_MEMBER, allow_keeping, keeps, person_of
from service.meetings.rules.states import BEFORE, SITTING
from service.rules.message import Message
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

CLOSED = N_("Повестка этого заседания закрыта.")
NO_DRAFT = N_("Вопрос %(number)d: напишите проект решения, чтобы было о чём голосовать.")
TOO_EARLY = N_("Члены вносят предложения по %(day)s включительно: повестку закрывают после этого дня.")
NO_NAME = N_("Назовите группу, которую создаёт решение.")
ANSWER = N_("Напишите ответ автору.")
LATE = N_("Предложение записано как позднее: его можно обсудить, но не решить. %(why)s")
FIELDS = (
    "title", "speaker_id", "speaker", "decides", "draft", "task", "plan_id", "group_name", "group_until",
    "group_leader_id", "kind", "self_education_id", "training_id",
)  # fmt: skip


class Late(Conflict):
    """A proposal came after its term (позднее предложение): refused for a decision, kept for discussion."""

    code = "late"
    keeps = True

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        said = {"said": verdict.message, "clause": verdict.clause, "act": verdict.act}
        super().__init__(LATE, why=Message(words_of(verdict), said))


def add_item(scope: Scope, meeting_id: int, draft: Mapping[str, Any]) -> AgendaItem:
    """Add a question; during the meeting it is marked as added in the room (council.md edge 32)."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    in_room = meeting.state in SITTING
    if meeting.state not in BEFORE and not in_room:
        raise Conflict(CLOSED)
    _check(draft)
    draft = reported(scope, body, draft)
    item = AgendaItem(
        meeting_id=meeting.id,
        number=_next_number(scope, meeting.id),
        origin="room" if in_room else draft.get("origin") or "secretary",
        late=in_room,
        **{name: draft.get(name) for name in FIELDS},
    )
    scope.db.add(item)
    scope.record(MeetingsEvent.AGENDA_CHANGED, item, detail={"meeting": meeting.id})
    return item


def _check(draft: Mapping[str, Any]) -> None:
    if draft.get("decides") in ("working_group", "expert_group") and not draft.get("group_name"):
        raise Invalid(fields=(FieldProblem("group_name", NO_NAME),))


def _next_number(scope: Scope, meeting_id: int) -> int:
    highest = select(func.coalesce(func.max(AgendaItem.number), 0)).where(AgendaItem.meeting_id == meeting_id)
    return scope.db.execute(highest).scalar_one() + 1


def _open_item(scope: Scope, item_id: int) -> tuple[AgendaItem, Meeting, Body]:
    item = reads.item(scope, item_id)
    meeting, body = found(scope, item.meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in BEFORE | SITTING:
        raise Conflict(CLOSED)
    return item, meeting, body


def change_item(scope: Scope, item_id: int, draft: Mapping[str, Any]) -> AgendaItem:
    """Change a question; raises Conflict when another state was seen."""
    item, meeting, body = _open_item(scope, item_id)
    if draft.get("version") is not None and draft["version"] != item.version:
        raise Conflict(current=item)
    _check(draft)
    draft = reported(scope, body, draft)
    changed = [name for name in FIELDS if getattr(item, name) != draft.get(name)]
    for name in changed:
        setattr(item, name, draft.get(name))
    if changed:
        scope.record(MeetingsEvent.AGENDA_CHANGED, item, fields=changed, detail={"meeting": meeting.id})
    return item


def move_item(scope: Scope, item_id: int, number: int) -> AgendaItem:
    """Put a question in another place; the others close up."""
    item, meeting, _ = _open_item(scope, item_id)
    others = [one for one in reads.agenda(scope, meeting.id) if one.id != item.id]
    place = max(0, min(len(others), number - 1))
    for counted, one in enumerate([*others[:place], item, *others[place:]], start=1):
        if one.number != counted:
            one.number = counted
    scope.record(MeetingsEvent.AGENDA_CHANGED, item, fields=["number"], detail={"meeting": meeting.id})
    return item


def remove_item(scope: Scope, item_id: int) -> None:
    """Take a question off an agenda that is not closed; a proposal behind it waits again."""
    item, meeting, _ = _open_item(scope, item_id)
    if meeting.state in SITTING:
        raise Conflict(CLOSED)
    for proposal in scope.db.execute(
        select(AgendaProposal).where(AgendaProposal.item_id == item.id)
    ).scalars():
        proposal.item_id, proposal.state = None, "in_time"
    scope.record(MeetingsEvent.AGENDA_CHANGED, item, detail={"meeting": meeting.id, "removed": item.number})
    scope.db.delete(item)
    scope.db.flush()
    for counted, one in enumerate(reads.agenda(scope, meeting.id), start=1):
        if one.number != counted:
            one.number = counted


def propose(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> AgendaProposal:
    """Propose a question (внести предложение): by a member, or recorded for an author outside the body.

    With a meeting named the rule of proposals is judged; what comes late is kept, as the profile says for the
    form: for the next meeting, or for discussion without a vote (LU2 п. 4.8; C-LU-6). Nothing is dropped.
    """
    body = body_reads.body(scope, body_id)
    person = person_of(scope)
    member = composition(scope, body.id, scope.today).member(person)
    if member is None and not keeps(scope, body):
        raise NotFound(NOT_MEMBER)
    proposal = AgendaProposal(
        body_id=body.id,
        meeting_id=None,
        person_id=person if member else draft.get("person_id"),
        author=member.name if member else draft.get("author") or scope.actor.name,
        author_kind="member" if member else draft.get("author_kind"),
        title=draft["title"],
        reason=draft.get("reason"),
        submitted_at=scope.now,
        state="in_time",
    )
    scope.db.add(proposal)
    scope.db.flush()
    if draft.get("meeting_id") is not None:
        _judge(scope, body, proposal, reads.meeting(scope, draft["meeting_id"]))
    scope.record(MeetingsEvent.PROPOSED, proposal, detail={"state": proposal.state})
    return proposal


def _judge(scope: Scope, body: Body, proposal: AgendaProposal, meeting: Meeting) -> None:
    if meeting.body_id != body.id or meeting.state not in BEFORE:
        raise Conflict(CLOSED)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    verdict = _term(scope, policy, meeting, proposal)
    proposal.verdict_id = store(scope, verdict, "proposal", proposal.id).id
    proposal.meeting_id = meeting.id
    if verdict.status is Status.FAIL:
        proposal.state = "late"
    sheets_out = meeting.form != "in_person" and latest(scope, meeting.id) is not None
    if sheets_out and policy.extra_items_remote == "next_meeting":
        proposal.state, proposal.meeting_id = "next_meeting", None


def _term(scope: Scope, policy: MeetingPolicy, meeting: Meeting, proposal: AgendaProposal) -> Verdict:
    starts, sent = (reads.local(scope, one) for one in (meeting.starts_at, proposal.submitted_at))
    facts = policy.ends("agenda_proposal", meeting_date=starts, submitted_date=sent)
    return policy.evaluate("agenda_proposal", facts)


def demand_in_time(scope: Scope, proposal: AgendaProposal) -> AgendaProposal:
    """Raise Late, in the clause's words, for a proposal that was kept as late (council.md C3)."""
    if proposal.state == "late" and proposal.meeting_id is not None:
        meeting = reads.meeting(scope, proposal.meeting_id)
        body = body_reads.body(scope, proposal.body_id)
        raise Late(_term(scope, MeetingPolicy.of(scope.profile, body.kind), meeting, proposal))
    return proposal


def include(scope: Scope, proposal_id: int, meeting_id: int, decides: str | None = None) -> AgendaItem:
    """Put a proposal on an agenda; one that came late may be discussed, not decided."""
    proposal = proposal_reads.one(scope, proposal_id)
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if proposal.body_id != body.id or meeting.state not in BEFORE:
        raise Conflict(CLOSED)
    late = proposal.state == "late" and proposal.meeting_id == meeting.id
    item = AgendaItem(
        meeting_id=meeting.id,
        number=_next_number(scope, meeting.id),
        title=proposal.title,
        speaker_id=proposal.person_id,
        speaker=proposal.author,
        decides=None if late else decides,
        origin="proposal",
        late=late,
    )
    scope.db.add(item)
    scope.db.flush()
    proposal.item_id, proposal.state, proposal.meeting_id = item.id, "included", meeting.id
    scope.record(MeetingsEvent.AGENDA_CHANGED, item, detail={"meeting": meeting.id, "proposal": proposal.id})
    return item


def answer(scope: Scope, proposal_id: int, draft: Mapping[str, Any]) -> AgendaProposal:
    """Answer the author: what came of the proposal; none stays without an outcome (LU2 п. 3.1.4)."""
    proposal = proposal_reads.one(scope, proposal_id)
    allow_keeping(scope, body_reads.body(scope, proposal.body_id))
    if not draft.get("answer"):
        raise Invalid(fields=(FieldProblem("answer", ANSWER),))
    proposal.answer, proposal.answered_on = draft["answer"], scope.today
    if draft.get("declined"):
        proposal.state = "declined"
    scope.record(MeetingsEvent.PROPOSAL_ANSWERED, proposal, fields=["answer"])
    return proposal


def close_agenda(scope: Scope, meeting_id: int) -> Meeting:
    """Close the agenda after the members' deadline; each question to be decided has a draft text."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    cutoff = next((one for one in reads.deadlines(scope, meeting.id) if one.kind == "agenda_cutoff"), None)
    if cutoff is not None and (scope.now <= cutoff.due_at if cutoff.due_at else scope.today <= cutoff.due_on):
        raise Conflict(TOO_EARLY, day=cutoff.due_on)
    for item in reads.agenda(scope, meeting.id):
        if item.decides and not item.draft:
            raise Invalid(NO_DRAFT, number=item.number)
    step(meeting, "agenda_final")
    scope.record(MeetingsEvent.AGENDA_CLOSED, meeting, fields=["state"])
    return meeting
