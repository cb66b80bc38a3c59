"""What a coordinator sees at a glance (пульт координатора): services, tasks, reports, figures, events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from service.coordination.queries.deficits import missed
from service.coordination.queries.tasks import Asked, Told, page, states
from service.coordination.rules import OPEN, overdue, standing
from service.core.paging import Paging
from service.events.model import Event
from service.monitoring.queries import Reading
from service.structure.policy import read_policy
from service.structure.queries import structure_on
from service.structure.serving import SchoolService, school_services
from service.tenancy.scope import Scope

AHEAD = timedelta(days=30)
MOST = 20
"""Lines of a list of the overview; the whole list is a link away."""


@dataclass(frozen=True)
class Standing:
    """An organisation in the register of services: whom to reach, how its tasks stand."""

    service: SchoolService
    state: str
    awaited: int
    late: int

    @property
    def heads(self) -> tuple[str, ...]:
        """Who heads its units."""
        return tuple(one.head for one in self.service.units if one.head)


@dataclass(frozen=True)
class Overview:
    """What is late, what is awaited, which figures miss their target, what is ahead."""

    standings: Sequence[Standing]
    late: Sequence[Told]
    late_total: int
    reports: Sequence[Told]
    gaps: Sequence[Reading]
    events: Sequence[Event]


def overview(scope: Scope) -> Overview:
    """Everything of today; a fixed number of statements beside the indicators."""
    late = page(scope, Asked("overdue"), Paging(1, MOST))
    reports = [
        one for one in page(scope, Asked(asks="report"), Paging(1, MOST)).items if one.row.state in OPEN
    ]
    return Overview(standings(scope), late.items, late.total, reports, missed(scope), upcoming(scope))


def standings(scope: Scope) -> list[Standing]:
    """Every organisation of the district with its service, its contact and how its tasks stand."""
    services = school_services(scope, structure_on(scope, scope.today), read_policy(scope.profile))
    held = states(scope)
    return [
        Standing(
            one,
            standing(held.get(one.organisation_id, ()), scope.today),
            sum(state in OPEN for state, _ in held.get(one.organisation_id, ())),
            sum(overdue(state, due, scope.today) for state, due in held.get(one.organisation_id, ())),
        )
        for one in services
    ]


def upcoming(scope: Scope) -> list[Event]:
    """Events of the service in the next thirty days, the nearest first."""
    chosen = select(Event).where(Event.on.between(scope.today, scope.today + AHEAD))
    return list(scope.db.execute(chosen.order_by(Event.on, Event.id).limit(MOST)).scalars())
