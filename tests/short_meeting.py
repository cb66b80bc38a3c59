"""A meeting that could sit but not decide: half of the council came, two thirds are asked for."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from service.cli.scopes import command_scope
from service.config import Settings
from service.core.clock import today
from service.meetings.actions import agenda, attending, calling, noticing, sitting
from service.meetings.model.bodies import Body
from service.meetings.queries.bodies import composition
from service.tenancy.scope import Scope


def hold_short(settings: Settings, slug: str, back: int = 20) -> tuple[int, date]:
    """Hold it `back` days ago in the demonstration's council; its number and day."""
    with command_scope(settings, slug) as scope:
        body_id = (
            scope.db.execute(select(Body.id).where(Body.kind == "council").order_by(Body.id))
            .scalars()
            .first()
        )
        assert body_id is not None
        day = today(scope.now, scope.tenant.time_zone) - timedelta(days=back)
        before, told, then = (_at(scope, day - timedelta(days=one)) for one in (9, 8, 0))
        draft = {
            "form": "in_person",
            "kind": "ordinary",
            "starts_on": day,
            "starts_time": time(10),
            "place": "Зал",
        }
        meeting = calling.create(before, body_id, draft)
        agenda.add_item(
            before, meeting.id, {"title": "О плане", "decides": "recommendation", "draft": "Принять."}
        )
        calling.schedule(before, meeting.id)
        noticing.announce(told, meeting.id)
        agenda.close_agenda(then, meeting.id)
        seated = composition(scope, body_id, day)
        least = -(-(seated.established or 0) // 2)
        for one in seated.members[:least]:
            attending.mark(then, meeting.id, one.person_id, {"status": "present"})
        sitting.open_meeting(then, meeting.id)
        sitting.close(_at(scope, day, 12), meeting.id)
        return meeting.id, day


def _at(scope: Scope, day: date, hour: int = 10) -> Scope:
    return replace(scope, now=datetime.combine(day, time(hour - 3), UTC))
