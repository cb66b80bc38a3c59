"""Bodies, their meetings and their quarters as small registers, walked row by row in Python."""

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from service.associations.model.work import LessonVisit
from service.communities.model import Community, CommunityMember
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.meetings import Meeting
from service.meetings.rules.states import HELD
from service.tenancy.context import TenantSession
from service.tenancy.model import Tenant
from tests.monitoring.spans import Row, span

FIRST_YEAR = 2020


class Bodies:
    """The rows about bodies of the session's tenant."""

    def __init__(self, db: TenantSession, as_of: date) -> None:
        self.as_of = as_of
        self.bodies = list(db.execute(select(Body)).scalars())
        self.communities = list(db.execute(select(Community)).scalars())
        self.members = list(db.execute(select(CommunityMember)).scalars())
        self.seats = list(db.execute(select(Seat)).scalars())
        self.visits = list(db.execute(select(LessonVisit)).scalars())
        zone = ZoneInfo(db.execute(select(Tenant.time_zone).where(Tenant.id == db.tenant_id)).scalar_one())
        self.held = [
            (one, one.starts_at.astimezone(zone).date())
            for one in db.execute(select(Meeting)).scalars()
            if one.state in HELD
        ]

    def units(self) -> list[Row]:
        """Communities and associations; one that became a body lives as the body does."""
        bodies = {one.id: one for one in self.bodies}
        became = {one.body_id for one in self.communities}
        found = [
            {"id": one.id, "kind": one.kind, **span(bodies[one.body_id] if one.body_id else one)}
            for one in self.communities
        ]
        return found + [
            {"id": -one.id, "kind": one.kind, **span(one)}
            for one in self.bodies
            if one.kind == "association" and one.id not in became
        ]

    def memberships(self) -> Iterator[tuple[int, Row]]:
        """Who is in what: members of communities, people with a seat in an association."""
        communities = {one.id: one for one in self.communities}
        bodies = {one.id: one for one in self.bodies}
        for one in self.members:
            of = communities[one.community_id]
            if of.body_id is None:
                yield one.person_id, {"kind": of.kind, **span(one, of)}
        for seat in self.seats:
            body = bodies[seat.council_id]
            if body.kind == "association" and seat.office != "curator":
                yield seat.person_id, {"kind": body.kind, **span(seat, body)}

    def associations(self) -> list[Row]:
        return [
            {
                "id": one.id,
                "type": one.type,
                "of_school": one.organisation_id is not None,
                "met_school_year": len(self._met(one.id, self._september())),
                "met_calendar_year": len(self._met(one.id, date(self.as_of.year, 1, 1))),
                "seminars_school_year": sum(m.seminar for m, _ in self._met(one.id, self._september())),
                "meetings": [_said(met, day) for met, day in self.held if met.body_id == one.id],
                "visits": [
                    {"on": visit.held_on, "kind": visit.kind}
                    for visit in self.visits
                    if visit.body_id == one.id
                ],
                **span(one),
            }
            for one in self.bodies
            if one.kind == "association"
        ]

    def meetings(self) -> list[Row]:
        kinds = {one.id: one.kind for one in self.bodies}
        return [{"id": met.id, "kind": kinds[met.body_id], **_said(met, day)} for met, day in self.held]

    def quarters(self) -> list[Row]:
        return [
            {
                "id": body.id * 1000 + number,
                "ends_on": last,
                "kind": body.kind,
                "met": any(met.body_id == body.id and first <= day <= last for met, day in self.held),
            }
            for body in self.bodies
            for number, (first, last) in enumerate(_quarters(self.as_of), start=1)
            if body.valid.contains(last)
        ]

    def _met(self, body: int, first: date) -> list[tuple[Meeting, date]]:
        return [(met, day) for met, day in self.held if met.body_id == body and first <= day <= self.as_of]

    def _september(self) -> date:
        return date(self.as_of.year - (self.as_of.month < 9), 9, 1)


def _said(met: Meeting, day: date) -> Row:
    return {"on": day, "call": met.kind, "form": met.form, "seminar": met.seminar}


def _quarters(as_of: date) -> Iterator[tuple[date, date]]:
    first = date(FIRST_YEAR, 1, 1)
    while first <= as_of:
        following = date(first.year + (first.month == 10), (first.month + 3) % 12, 1)
        yield first, following - timedelta(days=1)
        first = following
