"""Reads of councils (советы): with who sits there and what they hold next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.core.paging import LARGEST_SIZE, Paging
from service.meetings.model.bodies import Body
from service.meetings.model.meetings import Meeting
from service.meetings.queries import bodies, meetings
from service.meetings.rules.states import BEFORE, SITTING
from service.tenancy.scope import Scope

KINDS = ("council", "expert_council")
LIVE = tuple(sorted(BEFORE | SITTING | {"balloting", "ballots_closed"}))


@dataclass(frozen=True)
class CouncilLine:
    """A council with its composition today and the meeting that comes or goes on."""

    body: Body
    seated: bodies.Composition
    coming: Meeting | None
    starts: datetime | None


def overview(scope: Scope) -> Sequence[CouncilLine]:
    """Councils that live today; as many statements whatever their number."""
    page = bodies.bodies(scope, KINDS, Paging(size=LARGEST_SIZE))
    ids = [one.id for one in page.items]
    seated = bodies.compositions(scope, ids, scope.today)
    nearest: dict[int, Meeting] = {}
    chosen = select(Meeting).where(Meeting.body_id.in_(ids), Meeting.state.in_(LIVE))
    for meeting in scope.db.execute(chosen.order_by(Meeting.starts_at)).scalars():
        nearest.setdefault(meeting.body_id, meeting)
    return [
        CouncilLine(
            one,
            seated[one.id],
            nearest.get(one.id),
            meetings.local(scope, nearest[one.id].starts_at) if one.id in nearest else None,
        )
        for one in page.items
    ]
