"""Reads of what an association keeps of a year: scores of quality, the analysis, marks of publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from service.associations.model.papers import AssociationAnalysis, PublicationMark
from service.associations.model.work import QualitySheet
from service.associations.policy import AssociationPolicy
from service.associations.queries.work import meetings
from service.core.clock import school_year_span
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.tenancy.scope import Scope


def quality(scope: Scope, body_id: int, year: int) -> list[tuple[str, int, Any]]:
    """Scores of a school year by form of work: form, how many lines, the average as a fraction of them."""
    first, last = school_year_span(year)
    chosen = (
        select(QualitySheet.form, func.count(), func.avg(QualitySheet.score))
        .where(QualitySheet.body_id == body_id, QualitySheet.filled_on.between(first, last))
        .group_by(QualitySheet.form)
        .order_by(QualitySheet.form)
    )
    return [(row[0], row[1], row[2]) for row in scope.db.execute(chosen)]


def analysis(scope: Scope, body_id: int, year: int) -> AssociationAnalysis | None:
    """The analysis of a school year."""
    chosen = select(AssociationAnalysis).where(
        AssociationAnalysis.body_id == body_id, AssociationAnalysis.year == year
    )
    return scope.db.execute(chosen).scalar_one_or_none()


@dataclass(frozen=True)
class Published:
    """A meeting with its marks of publication and those that are late or missing."""

    meeting: Meeting
    day: date
    due: date
    marks: Mapping[str, PublicationMark]

    def late(self, site: str, today: date) -> bool:
        """Whether the results stand on a site too late, or not yet though they are due."""
        mark = self.marks.get(site)
        return (mark.published_on if mark else today) > self.due


def published(scope: Scope, body: Body, year: int, policy: AssociationPolicy) -> Sequence[Published]:
    """Meetings that were held, each with the marks of its publication (LU4 п. 5.2)."""
    held = meetings(scope, body.id, year, held=True)
    marks: dict[int, dict[str, PublicationMark]] = {}
    chosen = select(PublicationMark).where(PublicationMark.meeting_id.in_([one.id for one, _ in held]))
    for mark in scope.db.execute(chosen).scalars():
        marks.setdefault(mark.meeting_id, {})[mark.site] = mark
    wait = timedelta(days=policy.publish_days)
    return [Published(one, day, day + wait, marks.get(one.id, {})) for one, day in held]
