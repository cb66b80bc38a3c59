"""Meetings as calendars and letters show them: as announced, with the zone, for one person at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from service.access.model import Account, Membership
from service.core.language import DEFAULT, N_, fill, translate
from service.meetings.invitations import USUAL_LENGTH, Addressee, Sitting
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.queries.bodies import Composition, composition
from service.meetings.queries.meetings import day_of, local
from service.meetings.queries.notices import emails
from service.people.model.persons import Person
from service.tenancy.scope import Scope

TITLE = N_("Заседание: %(body)s")
KEEPERS = ("secretary", "leader", "chair")
UNSAID = frozenset({"draft", "scheduled"})
"""States of which nobody outside is told."""


@dataclass(frozen=True)
class Sender:
    """Whom answers go to (организатор): the body's keeper with an address, else the service itself."""

    name: str
    email: str


def sender_of(scope: Scope, body: Body, seated: Composition, otherwise: str) -> Sender:
    """Who organises a meeting; `otherwise` is the address that the service writes from."""
    keepers = [one for one in map(seated.holder, KEEPERS) if one is not None]
    known = emails(scope, [one.person_id for one in keepers])
    for one in keepers:
        if one.person_id in known:
            return Sender(one.name, known[one.person_id])
    return Sender(body.name, otherwise.rpartition("<")[2].strip("<> "))


def page_of(scope: Scope, meeting_id: int, public_url: str) -> str:
    """The address of a meeting's page, of the service as set up."""
    return f"{public_url}/{scope.tenant.slug}/meetings/{meeting_id}"


def announced(
    scope: Scope, meeting: Meeting, body: Body, content: Mapping[str, Any], sender: Sender, public_url: str
) -> Sitting:
    """A meeting as a notice has told it (`content` of the notice), whatever became of it since."""
    starts = _wall(content["starts_at"])
    return Sitting(
        tenant=scope.tenant.slug,
        id=meeting.id,
        body=body.name,
        title=_title(body),
        form=content["form"],
        zone=content["zone"],
        starts=starts,
        ends=_ends(starts, meeting),
        organiser_name=sender.name,
        organiser_email=sender.email,
        sheets_due=_wall(sheets) if (sheets := content["sheets_due_at"]) else None,
        place="; ".join(filter(None, (content["place"], content["link"]))),
        link=page_of(scope, meeting.id, public_url),
        questions=tuple(content["questions"]),
        sequence=meeting.sequence,
    )


def present(
    scope: Scope, found: Sequence[tuple[Meeting, Body]], public_url: str, sender: Sender | None = None
) -> list[Sitting]:
    """Meetings as they stand now, for feeds: one statement for all their questions."""
    asked = questions(scope, [meeting.id for meeting, _ in found])
    nobody = sender or Sender("", "")
    return [
        Sitting(
            tenant=scope.tenant.slug,
            id=meeting.id,
            body=body.name,
            title=_title(body),
            form=meeting.form,
            zone=scope.tenant.time_zone,
            starts=(starts := local(scope, meeting.starts_at).replace(tzinfo=None)),
            ends=_ends(starts, meeting),
            organiser_name=nobody.name,
            organiser_email=nobody.email,
            sheets_due=_local(scope, meeting.sheets_due_at),
            place="; ".join(filter(None, (meeting.place, meeting.link))),
            link=page_of(scope, meeting.id, public_url),
            questions=asked.get(meeting.id, ()),
            sequence=meeting.sequence,
            draft=meeting.state in UNSAID,
            cancelled=meeting.state == "cancelled",
        )
        for meeting, body in found
    ]


def questions(scope: Scope, ids: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """Questions of several agendas in their order."""
    asked: dict[int, tuple[str, ...]] = {}
    chosen = select(AgendaItem.meeting_id, AgendaItem.title).where(AgendaItem.meeting_id.in_(ids))
    for row in scope.db.execute(chosen.order_by(AgendaItem.meeting_id, AgendaItem.number)):
        asked[row.meeting_id] = (*asked.get(row.meeting_id, ()), row.title)
    return asked


def addressee(
    scope: Scope, meeting: Meeting, person_id: int, email: str, seated: Composition | None = None
) -> Addressee:
    """A person whom a letter goes to: name, office, the language of their account."""
    person = scope.db.get(Person, (scope.db.tenant_id, person_id))
    seated = seated or composition(scope, meeting.body_id, day_of(scope, meeting))
    member = seated.member(person_id)
    office = member.office if member else "guest"
    role = office if office in ("chair", "guest") else "member"
    return Addressee(person.full_name if person else "", email, role, language_of(scope, person_id))


def language_of(scope: Scope, person_id: int) -> str:
    """The language that a person has chosen for the service; Russian without an account."""
    chosen = (
        select(Account.language)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.person_id == person_id, Membership.valid.contains(scope.today))
    )
    return scope.db.execute(chosen.order_by(Account.id).limit(1)).scalar() or DEFAULT


def _title(body: Body) -> str:
    return fill(translate(TITLE, DEFAULT), {"body": body.name}, DEFAULT)


def _wall(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=None)


def _local(scope: Scope, moment: datetime | None) -> datetime | None:
    return local(scope, moment).replace(tzinfo=None) if moment else None


def _ends(starts: datetime, meeting: Meeting) -> datetime | None:
    """The end of a meeting of several days: its last day, after the usual length."""
    if meeting.ends_on is None or meeting.ends_on <= starts.date():
        return None
    return datetime.combine(meeting.ends_on, (starts + USUAL_LENGTH).time())
