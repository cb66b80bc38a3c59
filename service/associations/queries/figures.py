"""Figures of a year's analysis from the registers: meetings, forms, tasks, goals, attendance, partners."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select

from service.associations.policy import AssociationPolicy
from service.associations.queries import work
from service.associations.queries.listing import day_of
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.model.presence import Participation
from service.meetings.queries.bodies import composition
from service.tenancy.scope import Scope

LISTS = ("goals", "tasks", "forms")
HERE = ("present", "remote")
VISIT_FORMS: Mapping[str, str] = {"open_lesson": "open_lesson", "mutual_visit": "mutual_visit"}
"""Forms of work that a recorded lesson or visit is by itself."""


@dataclass
class MeetingFigure:
    """A meeting that was held: what it was about, who came."""

    id: int
    day: date
    seminar: bool
    topic: str = ""
    present: int | None = None
    members: int | None = None


@dataclass
class YearFigures:
    """What the registers say of a year; `uses` counts codes of each list, `titles` name them."""

    members: int = 0
    meetings: list[MeetingFigure] = field(default_factory=list)
    uses: dict[str, Counter[str]] = field(default_factory=dict)
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    visits: list[Any] = field(default_factory=list)
    cooperation: list[Any] = field(default_factory=list)
    items: int = 0
    done: int = 0
    linked: int = 0

    def counted(self, name: str) -> list[tuple[str, str, int]]:
        """Every code of a list with its title and how often it was used, zero included."""
        return [(code, title, self.uses[name][code]) for code, title in self.titles[name].items()]

    def idle(self, name: str) -> list[tuple[str, str]]:
        """Codes of a list that nothing was done for."""
        return [(code, title) for code, title, number in self.counted(name) if not number]

    def content(self) -> dict[str, Any]:
        """The figures as they are frozen with a submitted analysis."""
        return {
            "members": self.members,
            "meetings": [
                {"day": one.day.isoformat(), "seminar": one.seminar, "topic": one.topic,
                 "present": one.present, "members": one.members}
                for one in self.meetings
            ],
            "uses": {name: dict(counter) for name, counter in self.uses.items()},
            "visits": len(self.visits),
            "cooperation": len(self.cooperation),
            "items": self.items,
            "done": self.done,
            "linked": self.linked,
        }  # fmt: skip


def figures(scope: Scope, body: Body, year: int) -> YearFigures:
    """Count a year of an association for its analysis."""
    policy = AssociationPolicy(scope.profile)
    found = YearFigures(titles={name: policy.items(name) for name in LISTS})
    found.uses = {name: Counter() for name in LISTS}
    found.members = composition(scope, body.id, day_of(scope, year)).filled
    items = work.rows(scope, "plan-items", body.id, year)
    for one in items:
        for name in LISTS:
            found.uses[name].update(getattr(one, name))
    found.items, found.done = len(items), sum(one.done_on is not None for one in items)
    found.linked = sum(one.roadmap_id is not None for one in items)
    found.visits = work.rows(scope, "visits", body.id, year)
    found.cooperation = work.rows(scope, "cooperation", body.id, year)
    held = work.meetings(scope, body.id, year, held=True)
    _meetings(scope, found, held)
    forms = found.titles["forms"]
    if held and "meeting" in forms:
        found.uses["forms"]["meeting"] += len(held)
    for visit in found.visits:
        form = VISIT_FORMS.get(visit.kind)
        if form in forms:
            found.uses["forms"][form] += 1
    return found


def _meetings(scope: Scope, found: YearFigures, held: Sequence[tuple[Meeting, date]]) -> None:
    ids = [one.id for one, _ in held]
    topics: dict[int, str] = {}
    chosen = select(AgendaItem.meeting_id, AgendaItem.title).where(AgendaItem.meeting_id.in_(ids))
    for meeting_id, title in scope.db.execute(chosen.order_by(AgendaItem.number)):
        topics.setdefault(meeting_id, title)
    came: dict[int, tuple[int | None, int | None]] = {}
    marked = (
        select(
            Participation.meeting_id,
            func.count().filter(Participation.status.in_(HERE)),
            func.count().filter(Participation.status != "guest"),
        )
        .where(Participation.meeting_id.in_(ids))
        .group_by(Participation.meeting_id)
    )
    for row in scope.db.execute(marked):
        came[row[0]] = (row[1], row[2])
    for meeting, day in held:
        present, members = came.get(meeting.id, (None, None))
        found.meetings.append(
            MeetingFigure(meeting.id, day, meeting.seminar, topics.get(meeting.id, ""), present, members)
        )
