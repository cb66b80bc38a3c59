"""Reads of notices: versions of a meeting, deliveries with names, e-mail addresses."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from service.meetings.model.judged import Judged
from service.meetings.model.notices import Notice, NoticeDelivery
from service.people.model.persons import Person
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Delivered:
    """One member's delivery with the name and the verdict of the rule of notice."""

    row: NoticeDelivery
    name: str
    judged: Judged | None

    @property
    def arrived(self) -> bool:
        """Whether it was sent and did not bounce."""
        return self.row.sent_at is not None and self.row.bounced_at is None


def latest(scope: Scope, meeting_id: int) -> Notice | None:
    """The newest notice of a meeting."""
    chosen = select(Notice).where(Notice.meeting_id == meeting_id).order_by(Notice.number.desc()).limit(1)
    return scope.db.execute(chosen).scalar()


def latest_of(scope: Scope, meetings: Collection[int]) -> Mapping[int, Notice]:
    """The newest notice of each of several meetings that has one, by the meeting; one statement."""
    chosen = select(Notice).where(Notice.meeting_id.in_(meetings)).order_by(Notice.number)
    return {one.meeting_id: one for one in scope.db.execute(chosen).scalars()}


def versions(scope: Scope, meeting_id: int) -> list[Notice]:
    """All notices of a meeting, the newest first."""
    chosen = select(Notice).where(Notice.meeting_id == meeting_id).order_by(Notice.number.desc())
    return list(scope.db.execute(chosen).scalars())


def told_before(scope: Scope, row: NoticeDelivery) -> bool:
    """Whether a member was told of the day, the form and the place by an earlier notice."""
    notice = scope.db.get_one(Notice, (scope.db.tenant_id, row.notice_id))
    if notice.material:
        return False
    earlier = (
        select(NoticeDelivery.id)
        .join(Notice, Notice.id == NoticeDelivery.notice_id)
        .where(
            Notice.meeting_id == notice.meeting_id,
            Notice.number < notice.number,
            Notice.number >= _material(notice.meeting_id),
            NoticeDelivery.person_id == row.person_id,
            NoticeDelivery.sent_at.is_not(None),
            NoticeDelivery.bounced_at.is_(None),
        )
    )
    return scope.db.execute(earlier.limit(1)).first() is not None


def _material(meeting_id: int) -> ScalarSelect[int]:
    """The number of the newest notice of a meeting that named a day, a form or a place."""
    return (
        select(func.max(Notice.number))
        .where(Notice.meeting_id == meeting_id, Notice.material.is_(True))
        .scalar_subquery()
    )


def deciding(scope: Scope, notice: Notice) -> list[Delivered]:
    """Of each member of a notice the delivery that told of the day first: by it the term is judged."""
    listed = deliveries(scope, notice.id)
    if notice.material:
        return listed
    first: dict[int, Delivered] = {}
    for one in _since(scope, notice):
        if one.arrived:
            first.setdefault(one.row.person_id, one)
    return [first.get(one.row.person_id, one) for one in listed]


def _since(scope: Scope, notice: Notice) -> list[Delivered]:
    of = (Notice.meeting_id == notice.meeting_id) & (Notice.number >= _material(notice.meeting_id))
    return _delivered(scope, of)


def deliveries(scope: Scope, notice_id: int) -> list[Delivered]:
    """Deliveries of a notice by name."""
    return _delivered(scope, Notice.id == notice_id)


def _delivered(scope: Scope, of: ColumnElement[bool]) -> list[Delivered]:
    found = scope.db.execute(
        select(NoticeDelivery, Person, Judged)
        .join(Notice, Notice.id == NoticeDelivery.notice_id)
        .join(Person, Person.id == NoticeDelivery.person_id)
        .outerjoin(Judged, Judged.id == NoticeDelivery.verdict_id)
        .where(of)
        .order_by(Person.sort_key, Person.id, Notice.number)
    )
    return [Delivered(row, person.full_name, judged) for row, person, judged in found]


def emails(scope: Scope, people: Collection[int]) -> Mapping[int, str]:
    """E-mail addresses of those who have one."""
    chosen = select(Person.id, Person.email).where(Person.id.in_(people), Person.email.is_not(None))
    return {row.id: row.email for row in scope.db.execute(chosen) if row.email}
