"""The sitting (ход заседания): opened with a verdict, presence marked, suspended, closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.meetings.actions.calling import found, step
from service.meetings.actions.judging import Refused, demand, forbids, store
from service.meetings.actions.noticing import check_act
from service.meetings.actions.sittingdays import begin, end_last, no_open_round
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.meetings import Meeting
from service.meetings.model.presence import Instruction, Presiding
from service.meetings.model.voting import Round
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import sheets as sheet_reads
from service.meetings.queries.bodies import Composition, Member, composition
from service.meetings.queries.presence import marked
from service.meetings.queries.rights import allow_chairing, allow_keeping
from service.meetings.queries.standing import chairing, office_of, quorum
from service.rules.verdict import Status, Verdict
from service.tenancy.scope import Scope

NO_PRESIDER = N_("Вести заседание некому: отметьте приход председателя или заместителя с поручением.")
NOT_HERE = N_("Вести заседание может тот, кто присутствует.")
WITH_SHEETS = N_("Заочное заседание не открывают: приём листов заканчивается в срок.")
QUORUM_THERE = N_("Кворум есть: откройте заседание.")
CHAIR_ONLY = N_("Поручение даёт председатель.")
NOT_ITS_MEMBER = N_("Поручение даётся члену органа.")
NOBODY_ELECTED = N_("Есть кому вести заседание по должности: председательствующего не избирают.")
ELECT = N_("Избрание председательствующего")
ELECTED = N_("Избрать председательствующим: %(name)s")
SHEETS_COMING = N_("Срок листов ещё не прошёл: кворум может собраться.")
TALLY_FIRST = N_("Сначала подведите итоги голосования листами: заседание закроется вместе с ними.")
CHAIR_HERE = N_("Председатель присутствует: заместитель заменяет его только в его отсутствие.")


def instruct(scope: Scope, body_id: int, draft: Mapping[str, Any]) -> Instruction:
    """Record the chair's instruction to preside instead (поручение председателя, LU2 п. 4.2)."""
    body = body_reads.body(scope, body_id)
    allow_chairing(scope, body)
    day = draft.get("given_on") or scope.today
    seated = composition(scope, body.id, day)
    chair = seated.holder("chair") or seated.holder("leader")
    if chair is None:
        raise Invalid(fields=(FieldProblem("person_id", CHAIR_ONLY),))
    if seated.member(draft["person_id"]) is None or draft["person_id"] == chair.person_id:
        raise Invalid(fields=(FieldProblem("person_id", NOT_ITS_MEMBER),))
    row = Instruction(
        body_id=body.id,
        meeting_id=draft.get("meeting_id"),
        giver_id=chair.person_id,
        person_id=draft["person_id"],
        given_on=day,
        basis=draft["basis"],
        file_id=draft.get("file_id"),
        recorded_by=scope.actor.account_id,
    )
    scope.db.add(row)
    scope.record(MeetingsEvent.INSTRUCTED, row, detail={"body": body.id})
    return row


def presider_of(
    scope: Scope, policy: MeetingPolicy, meeting: Meeting, seated: Composition, chosen: int | None
) -> tuple[Member, Verdict]:
    """Who presides: the person named, else the first present in the order of the profile who may."""
    here = {one.row.person_id for one in marked(scope, meeting.id) if one.here}
    there = [one for one in seated.members if one.person_id in here]
    chair = seated.holder("chair")
    if chosen is not None:
        named = next((one for one in there if one.person_id == chosen), None)
        if named is None:
            raise Invalid(fields=(FieldProblem("presider_id", NOT_HERE),))
        if policy.deputy_absence and named.office == "deputy" and chair and chair.person_id in here:
            raise Invalid(fields=(FieldProblem("presider_id", CHAIR_HERE),))
        if office_of(policy, named) == "elected" and any(
            one.office in policy.presider_order for one in there
        ):
            raise Invalid(fields=(FieldProblem("presider_id", NOBODY_ELECTED),))
        return named, demand(chairing(scope, policy, meeting, named))
    order = [office for office in policy.presider_order if office != "elected"]
    if seated.holder("leader") is not None:
        order = ["leader", *order]
    last: Verdict | None = None
    for office in order:
        for one in (one for one in there if one.office == office):
            last = chairing(scope, policy, meeting, one)
            if not forbids(last):
                return one, last
    if last is not None:
        raise Refused(last)
    raise Conflict(NO_PRESIDER)


def open_meeting(scope: Scope, meeting_id: int, presider_id: int | None = None) -> Meeting:
    """Open a meeting (открыть заседание): an act in force, a presider who may, the quorum; the verdict stays.

    Raises Refused with the verdict's own words where a hard rule is broken.
    """
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if meeting.form == "correspondence":
        raise Conflict(WITH_SHEETS)
    day = reads.day_of(scope, meeting)
    seated = composition(scope, body.id, day)
    check_act(scope, body, seated)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    presider, allowed = presider_of(scope, policy, meeting, seated, presider_id)
    verdict = demand(quorum(scope, meeting, body, seated))
    meeting.verdict_id = store(scope, verdict, "meeting", meeting.id).id
    meeting.opened_at = scope.now
    keeper = seated.holder("secretary")
    meeting.keeper_id = meeting.keeper_id or (keeper.person_id if keeper else None)
    step(meeting, "in_session")
    begin(scope, meeting, meeting.verdict_id)
    _preside(scope, meeting, presider, allowed)
    if office_of(policy, presider) == "elected":
        _elect(scope, meeting, presider)
    scope.record(MeetingsEvent.OPENED, meeting, fields=["state", "opened_at"])
    return meeting


def _preside(scope: Scope, meeting: Meeting, presider: Member, allowed: Verdict) -> None:
    office = office_of(
        MeetingPolicy.of(scope.profile, body_reads.body(scope, meeting.body_id).kind), presider
    )
    meeting.presider_id, meeting.presider_office = presider.person_id, office
    scope.db.add(
        Presiding(
            meeting_id=meeting.id,
            person_id=presider.person_id,
            office=office,
            since=scope.now,
            verdict_id=store(scope, allowed, "meeting", meeting.id).id,
        )
    )


def _elect(scope: Scope, meeting: Meeting, presider: Member) -> None:
    """The election of who presides is the first question; it is voted on like any other (edge 18)."""
    for item in reads.agenda(scope, meeting.id):
        item.number += 1
    scope.db.add(
        AgendaItem(
            meeting_id=meeting.id,
            number=1,
            title=ELECT,
            decides="procedural",
            draft=ELECTED % {"name": presider.name},
            origin="room",
        )
    )


def hand_over(scope: Scope, meeting_id: int, presider_id: int) -> Meeting:
    """Another person presides from now on (council.md edge 19)."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if meeting.state not in ("in_session", "suspended"):
        raise Conflict(NO_PRESIDER)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    policy = MeetingPolicy.of(scope.profile, body.kind)
    presider, allowed = presider_of(scope, policy, meeting, seated, presider_id)
    _preside(scope, meeting, presider, allowed)
    scope.record(MeetingsEvent.PRESIDER_CHANGED, meeting, fields=["presider_id"])
    return meeting


def appoint_keeper(scope: Scope, meeting_id: int, person_id: int) -> Meeting:
    """Appoint who keeps the minutes of one meeting while the secretary is away (edge 21)."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    if seated.member(person_id) is None:
        raise Invalid(fields=(FieldProblem("keeper_id", NOT_ITS_MEMBER),))
    meeting.keeper_id = person_id
    scope.record(MeetingsEvent.CHANGED, meeting, fields=["keeper_id"])
    return meeting


def declare_no_quorum(scope: Scope, meeting_id: int) -> Meeting:
    """Say that a meeting did not take place for want of a quorum; the reason is the verdict."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    if meeting.counted != "present" and meeting.sheets_due_at and scope.now <= meeting.sheets_due_at:
        raise Conflict(SHEETS_COMING)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    verdict = quorum(scope, meeting, body, seated)
    if verdict.status is not Status.FAIL:
        raise Conflict(QUORUM_THERE)
    meeting.verdict_id = store(scope, verdict, "meeting", meeting.id).id
    step(meeting, "no_quorum")
    scope.record(MeetingsEvent.NOT_OPENED, meeting, fields=["state"])
    return meeting


def close(scope: Scope, meeting_id: int, moment: datetime | None = None) -> Meeting:
    """Close a meeting (закрыть заседание): everybody has left, no round is open."""
    meeting, body = found(scope, meeting_id)
    allow_keeping(scope, body)
    no_open_round(scope, meeting)
    _sheets_counted(scope, meeting)
    step(meeting, "closed")
    meeting.closed_at = moment or scope.now
    end_last(scope, meeting, meeting.closed_at)
    for one in marked(scope, meeting.id):
        for interval in one.intervals:
            if interval.left_at is None:
                interval.left_at = max(meeting.closed_at, interval.came_at)
    scope.record(MeetingsEvent.CLOSED, meeting, fields=["state", "closed_at"])
    return meeting


def _sheets_counted(scope: Scope, meeting: Meeting) -> None:
    """Where sheets alone decide, a meeting with a room closes when they are counted (C-LU-4)."""
    if meeting.form != "hybrid" or meeting.counted != "sheets":
        return
    asked = [one.id for one in sheet_reads.questions(scope, meeting.id)]
    held = scope.db.execute(select(Round.item_id).where(Round.item_id.in_(asked))).scalars().all()
    if set(asked) - set(held):
        raise Conflict(TALLY_FIRST)
