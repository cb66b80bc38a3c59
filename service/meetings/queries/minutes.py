"""What minutes say (содержание протокола), read from the records: no figure in them is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from service.core.clock import zone_mark
from service.core.errors import Conflict
from service.core.language import N_, format_date, format_time
from service.documents.letterhead import letterhead
from service.meetings.model.bodies import Body as BodyRow
from service.meetings.model.meetings import Meeting
from service.meetings.model.minutes import Amendment, Minutes, MinutesBlock
from service.meetings.model.presence import WrittenOpinion
from service.meetings.papers import facts, naming
from service.meetings.papers.wording import Body, Somebody, say
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies as body_reads
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes_parts as parts
from service.meetings.queries.bodies import Composition, composition
from service.meetings.queries.minutes_findings import competence
from service.meetings.queries.presence import marked, presiders
from service.meetings.queries.row import row_of
from service.meetings.queries.sittingdays import days_of
from service.meetings.rules.naming import FORMS
from service.people.model.persons import Person
from service.tenancy.scope import Scope

CONTRADICT = N_("Записи заседания противоречат друг другу: протокол по ним не составить. Сверьте голоса.")


def minutes_of(scope: Scope, meeting_id: int, *, locked: bool = False) -> Minutes | None:
    """The minutes of a meeting, where there are any."""
    chosen = select(Minutes).where(Minutes.meeting_id == meeting_id)
    if locked:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    return scope.db.execute(chosen).scalar()


def minutes(scope: Scope, minutes_id: int, *, locked: bool = False) -> Minutes:
    """One minutes; `locked` keeps others waiting until the transaction ends. Raises NotFound."""
    return row_of(scope, Minutes, minutes_id, locked=locked)


def blocks(scope: Scope, minutes_id: int) -> Mapping[int, MinutesBlock]:
    """The words of minutes by question."""
    chosen = select(MinutesBlock).where(MinutesBlock.minutes_id == minutes_id)
    return {row.item_id: row for row in scope.db.execute(chosen).scalars()}


def amendments(scope: Scope, minutes_id: int) -> Sequence[Amendment]:
    """Amendments of minutes in their order."""
    chosen = select(Amendment).where(Amendment.minutes_id == minutes_id)
    return scope.db.execute(chosen.order_by(Amendment.number)).scalars().all()


@dataclass(frozen=True)
class Signing:
    """Who is expected to sign (подписант): an office, and the person who holds it."""

    office: str
    person_id: int | None
    name: str


def expected(policy: MeetingPolicy, meeting: Meeting, seated: Composition) -> list[Signing]:
    """One of each group that signs: who presided at the close, where the group allows, else its first."""
    found = []
    for group in groups(policy, meeting):
        office = next((one for one in group if one == meeting.presider_office), group[0])
        holder = seated.holder(office)
        if office == meeting.presider_office:
            holder = seated.member(meeting.presider_id) or holder
        found.append(Signing(office, holder.person_id if holder else None, holder.name if holder else ""))
    return found


def groups(policy: MeetingPolicy, meeting: Meeting) -> tuple[tuple[str, ...], ...]:
    """Groups of offices that sign; where the regulation names none, whoever presided (council.md C-11)."""
    if policy.established("signatories") or meeting.presider_office is None:
        return policy.signers
    return ((meeting.presider_office,),)


def letter_body(scope: Scope, body: BodyRow) -> Body:
    """How papers name a body, under the tenant's own names."""
    return Body(body.name, naming.genitive(body.kind, body.name), letterhead(scope, body.name))


def year_of(scope: Scope, policy: MeetingPolicy, meeting: Meeting) -> int:
    """The year in whose row the minutes are numbered: that of the meeting, not of the signing (edge 61)."""
    day = reads.day_of(scope, meeting)
    if policy.year_basis == "school":
        return day.year if day.month >= 9 else day.year - 1
    return day.year


def content(scope: Scope, meeting: Meeting, minutes: Minutes | None = None) -> facts.MinutesData:
    """Everything that the minutes of a meeting say, the same from the same records.

    Raises Conflict where the records contradict each other: such minutes are not made.
    """
    try:
        return _content(scope, meeting, minutes)
    except facts.DoesNotAddUp as error:
        raise Conflict(CONTRADICT) from error


def _content(scope: Scope, meeting: Meeting, minutes: Minutes | None) -> facts.MinutesData:
    body = body_reads.body(scope, meeting.body_id)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    seated = composition(scope, body.id, reads.day_of(scope, meeting))
    starts = reads.local(scope, meeting.opened_at or meeting.starts_at)
    items = reads.agenda(scope, meeting.id)
    words = blocks(scope, minutes.id) if minutes else {}
    number = str(minutes.number) if minutes and minutes.number else None
    return facts.MinutesData(
        body=letter_body(scope, body),
        days=_days(scope, meeting),
        number=number,
        place=meeting.place or "",
        form=say(FORMS[meeting.form]),
        times=_times(scope, meeting),
        zone=zone_mark(starts, scope.tenant.time_zone),
        presiding=_presiding(scope, meeting),
        keeper=_keeper(scope, meeting, seated),
        attendance=parts.attendance_of(scope, meeting, seated, marked(scope, meeting.id)),
        quorum=competence(scope, meeting),
        questions=parts.questions(scope, policy, items, words),
        opinions=_opinions(scope, meeting, {one.id: one.number for one in items}),
        sheets=parts.sheets(scope, meeting),
        signatories=tuple(
            facts.Signatory(naming.signing_office(one.office, one.person_id == meeting.presider_id), one.name)
            for one in expected(policy, meeting, seated)
        ),
        code=f"{scope.tenant.slug}-{body.id}-{minutes.year}-{number}" if minutes and number else "",
    )


def _days(scope: Scope, meeting: Meeting) -> tuple[date, ...]:
    first = reads.day_of(scope, meeting)
    return (first, meeting.ends_on) if meeting.ends_on and meeting.ends_on > first else (first,)


def _times(scope: Scope, meeting: Meeting) -> str:
    def clock(moment: datetime) -> str:
        return format_time(reads.local(scope, moment))

    if meeting.form == "correspondence" or meeting.opened_at is None:
        return ""
    days = [one.row for one in days_of(scope, meeting.id) if one.quorate]
    if len(days) > 1:
        spans = [(one.day, clock(one.begun_at), clock(one.ended_at) if one.ended_at else "") for one in days]
        return "; ".join(f"{format_date(day)} {'–'.join(filter(None, hours))}" for day, *hours in spans)
    return clock(meeting.opened_at) + (f"–{clock(meeting.closed_at)}" if meeting.closed_at else "")


def _presiding(scope: Scope, meeting: Meeting) -> tuple[facts.Presiding, ...]:
    rows = presiders(scope, meeting.id)
    several = len(rows) > 1
    found, grounds = [], parts.instructions_of(scope, meeting)
    for place, (row, name) in enumerate(rows):
        until = rows[place + 1][0].since if place + 1 < len(rows) else None
        found.append(
            facts.Presiding(
                Somebody(name, naming.office(row.office)),
                since=format_time(reads.local(scope, row.since)) if several and place else "",
                until=format_time(reads.local(scope, until)) if until else "",
                ground=grounds.get(row.person_id, ""),
            )
        )
    return tuple(found)


def _keeper(scope: Scope, meeting: Meeting, seated: Composition) -> Somebody | None:
    if meeting.keeper_id is None:
        holder = seated.holder("secretary")
        return Somebody(holder.name, naming.office("secretary")) if holder else None
    member = seated.member(meeting.keeper_id)
    person = scope.db.get_one(Person, (scope.db.tenant_id, meeting.keeper_id))
    return Somebody(person.full_name, naming.office(member.office) if member else "")


def _opinions(scope: Scope, meeting: Meeting, numbers: Mapping[int, int]) -> tuple[facts.Opinion, ...]:
    rows = scope.db.execute(
        select(WrittenOpinion, Person)
        .join(Person, Person.id == WrittenOpinion.person_id)
        .where(WrittenOpinion.meeting_id == meeting.id)
        .order_by(WrittenOpinion.id)
    )
    return tuple(
        facts.Opinion(person.full_name, row.text, numbers.get(row.item_id) if row.item_id else None)
        for row, person in rows
    )
