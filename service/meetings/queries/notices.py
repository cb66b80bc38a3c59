"""Reads of notices: versions of a meeting, deliveries with names, e-mail addresses."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

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


def versions(scope: Scope, meeting_id: int) -> list[Notice]:
    """All notices of a meeting, the newest first."""
    chosen = select(Notice).where(Notice.meeting_id == meeting_id).order_by(Notice.number.desc())
    return list(scope.db.execute(chosen).scalars())


def deliveries(scope: Scope, notice_id: int) -> list[Delivered]:
    """Deliveries of a notice by name."""
    found = scope.db.execute(
        select(NoticeDelivery, Person, Judged)
        .join(Person, Person.id == NoticeDelivery.person_id)
        .outerjoin(Judged, Judged.id == NoticeDelivery.verdict_id)
        .where(NoticeDelivery.notice_id == notice_id)
        .order_by(Person.sort_key, Person.id)
    )
    return [Delivered(row, person.full_name, judged) for row, person, judged in found]


def emails(scope: Scope, people: Collection[int]) -> Mapping[int, str]:
    """E-mail addresses of those who have one."""
    chosen = select(Person.id, Person.email).where(Person.id.in_(people), Person.email.is_not(None))
    return {row.id: row.email for row in scope.db.execute(chosen) if row.email}
