"""What a meeting's page shows (страница заседания): the records and what the regulation says of them now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting, MeetingDeadline
from service.meetings.model.notices import Notice
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices, rounds
from service.meetings.queries.bodies import Composition, body, composition
from service.meetings.queries.presence import Marked, attendance, marked
from service.meetings.queries.rounds import Held
from service.meetings.queries.standing import chairing, quorum
from service.meetings.rules.presence import ROOM, Attendance, quorum_facts
from service.meetings.rules.states import BEFORE, SITTING
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Picture:
    """A meeting with everything that its page shows."""

    meeting: Meeting
    body: Body
    policy: MeetingPolicy
    day: date
    seated: Composition
    marked: Sequence[Marked]
    there: Attendance
    items: Sequence[AgendaItem]
    rounds: Mapping[int, list[Held]]
    terms: Sequence[MeetingDeadline]
    notice: Notice | None
    deliveries: Sequence[notices.Delivered]
    verdicts: Sequence[Verdict]
    held: Sequence[Judged]

    def mark_of(self, person_id: int) -> Marked | None:
        """How a member is marked."""
        return next((one for one in self.marked if one.row.person_id == person_id), None)

    @property
    def guests(self) -> list[Marked]:
        """Those invited, who are never counted."""
        return [one for one in self.marked if one.row.status == "guest"]

    @property
    def spoken(self) -> list[Verdict]:
        """Verdicts to be said now: of a quorum not before somebody is marked or has returned a sheet."""
        begun = self.meeting.state not in BEFORE or any(one.row.status in ROOM for one in self.marked)
        if begun or self.there.sheets:
            return list(self.verdicts)
        return [one for one in self.verdicts if not one.rule.endswith("_quorum")]

    @property
    def deadlines(self) -> list[MeetingDeadline]:
        """Terms in force."""
        return [one for one in self.terms if one.replaced_at is None]

    @property
    def replaced(self) -> list[MeetingDeadline]:
        """Terms that a change of the meeting replaced, as they were (council.md B2)."""
        return [one for one in self.terms if one.replaced_at is not None]

    def due(self, kind: str) -> MeetingDeadline | None:
        """A deadline by its name."""
        return next((one for one in self.deadlines if one.kind == kind), None)

    def verdict(self, name: str) -> Verdict | None:
        """A verdict on the page by the rule's name."""
        wanted = self.policy.rule_id(name)
        return next((one for one in self.verdicts if one.rule == wanted), None)


def picture(scope: Scope, meeting_id: int) -> Picture:
    """Everything about a meeting; as many statements whatever the number of members and questions."""
    meeting = reads.meeting(scope, meeting_id)
    of = body(scope, meeting.body_id)
    policy = MeetingPolicy.of(scope.profile, of.kind)
    day = reads.day_of(scope, meeting)
    seated = composition(scope, of.id, day)
    there = attendance(scope, meeting, policy, seated, _moment(meeting))
    items = reads.agenda(scope, meeting.id)
    notice = notices.latest(scope, meeting.id)
    delivered = notices.deliveries(scope, notice.id) if notice else []
    return Picture(
        meeting=meeting,
        body=of,
        policy=policy,
        day=day,
        seated=seated,
        marked=marked(scope, meeting.id),
        there=there,
        items=items,
        rounds=rounds.by_item(scope, [one.id for one in items]),
        terms=reads.deadlines(scope, meeting.id, past=True),
        notice=notice,
        deliveries=delivered,
        held=reads.stored(scope, "meeting", [meeting.id]) if _spoke(meeting) else [],
        verdicts=_verdicts(
            scope, meeting, of, policy, seated, there, notices.deciding(scope, notice) if notice else []
        ),
    )


def _spoke(meeting: Meeting) -> bool:
    """Whether a verdict stands: the meeting was opened by it, or did not take place because of it."""
    return meeting.opened_at is not None or meeting.state == "no_quorum"


def _moment(meeting: Meeting) -> datetime | None:
    """A meeting that is over is shown as it was before everybody left."""
    return meeting.closed_at - timedelta(seconds=1) if meeting.closed_at else None


def _verdicts(
    scope: Scope,
    meeting: Meeting,
    of: Body,
    policy: MeetingPolicy,
    seated: Composition,
    there: Attendance,
    delivered: Sequence[notices.Delivered],
) -> list[Verdict]:
    """What the regulation says of the meeting as it stands; before and during it, of this very moment."""
    told = [policy.evaluate("notice", _notice_facts(scope, policy, meeting, delivered))] if delivered else []
    if meeting.state not in BEFORE | SITTING | {"balloting", "ballots_closed"}:
        return told
    facts = quorum_facts(policy, "decision_quorum", meeting.form, there)
    presider = seated.member(meeting.presider_id)
    return [
        quorum(scope, meeting, of, seated),
        policy.evaluate("decision_quorum", facts),
        *([chairing(scope, policy, meeting, presider)] if presider else []),
        *told,
    ]


def _notice_facts(
    scope: Scope, policy: MeetingPolicy, meeting: Meeting, delivered: Sequence[notices.Delivered]
) -> dict[str, date]:
    """The latest of all deliveries decides; while one has not arrived there is no day of sending."""
    sent = [one.row.sent_at for one in delivered if one.arrived and one.row.sent_at]
    last = reads.local(scope, max(sent)) if sent and len(sent) == len(delivered) else None
    return policy.ends("notice", meeting_date=reads.local(scope, meeting.starts_at), sent_date=last)
