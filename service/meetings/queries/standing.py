"""How a meeting stands (состояние заседания): what the rules say of its quorum and of who presides, now."""

from datetime import date
from typing import Any

from sqlalchemy import select

from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.presence import Instruction
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries.bodies import Composition, Member
from service.meetings.queries.presence import attendance
from service.meetings.rules.presence import quorum_facts
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope


def instructed(scope: Scope, meeting: Meeting, person_id: int, day: date) -> bool:
    """Whether a person has the chair's instruction for this meeting, or a standing one by that day."""
    chosen = select(Instruction.id).where(
        Instruction.body_id == meeting.body_id,
        Instruction.person_id == person_id,
        Instruction.meeting_id.is_(None) | (Instruction.meeting_id == meeting.id),
        Instruction.given_on <= day,
    )
    return scope.db.execute(chosen.limit(1)).first() is not None


def office_of(policy: MeetingPolicy, presider: Member) -> str:
    """As whom a person presides: by their office, or elected where the regulation lets the meeting elect."""
    if presider.office in (*policy.presider_order, "leader") or not policy.presider_elected:
        return presider.office
    return "elected"


def chairing(scope: Scope, policy: MeetingPolicy, meeting: Meeting, presider: Member) -> Verdict:
    """What the rule of presiding says of a person."""
    facts: dict[str, Any] = {"presider": office_of(policy, presider)}
    if presider.office in policy.instructed:
        facts["instruction"] = instructed(scope, meeting, presider.person_id, reads.day_of(scope, meeting))
    return policy.evaluate("chairing", facts)


def quorum(scope: Scope, meeting: Meeting, body: Body, seated: Composition) -> Verdict:
    """What the rule of the meeting's quorum says now."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    there = attendance(scope, meeting, policy, seated)
    facts = quorum_facts(policy, "meeting_quorum", meeting.form, there)
    return policy.evaluate("meeting_quorum", facts)
