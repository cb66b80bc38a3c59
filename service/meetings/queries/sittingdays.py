"""Days of a meeting (дни заседания) with the quorum that each began with."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.meetings.model.judged import Judged
from service.meetings.model.presence import SittingDay
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Sat:
    """A day with its quorum as it was judged; without one nobody sat on it."""

    row: SittingDay
    judged: Judged

    @property
    def quorate(self) -> bool:
        """Whether the day took place."""
        return self.judged.status != "fail"


def days_of(scope: Scope, meeting_id: int) -> list[Sat]:
    """The days of a meeting in their order."""
    chosen = select(SittingDay, Judged).join(Judged, Judged.id == SittingDay.verdict_id)
    found = scope.db.execute(chosen.where(SittingDay.meeting_id == meeting_id).order_by(SittingDay.day))
    return [Sat(row, judged) for row, judged in found]


def on(days: list[Sat], day: date) -> Sat | None:
    """The day of a date, where it has begun."""
    return next((one for one in days if one.row.day == day), None)
