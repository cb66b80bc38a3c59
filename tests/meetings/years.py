"""A year of a council for tests: meetings held from notice to closing, the rule of frequency changed."""

from dataclasses import replace
from datetime import date, timedelta

from service.meetings.actions import agenda, attending, sitting
from service.meetings.queries import meetings as reads
from service.profiles.profile import Profile
from tests.meetings.council import Council, days


def held(
    council: Council,
    day: date,
    plan_id: int | None = None,
    votes: str = "++++",
    told: int = 10,
    **changed: object,
) -> int:
    """A meeting that was held; with a plan it votes on it."""
    council.at(day - days(told))
    meeting_id, (item,) = council.noticed(day, **changed)
    with council.acting() as scope:
        if plan_id is not None:
            row = reads.item(scope, item)
            row.decides, row.plan_id = "plan", plan_id
    council.at(day)
    with council.acting() as scope:
        agenda.close_agenda(scope, meeting_id)
        for person in council.people:
            attending.mark(scope, meeting_id, person, {"status": "present"})
        sitting.open_meeting(scope, meeting_id)
    council.voted(item, votes)
    council.now += timedelta(hours=1)
    with council.acting() as scope:
        sitting.close(scope, meeting_id)
    return meeting_id


def council_rule(council: Council, **params: object) -> Profile:
    """The profile with another rule of frequency."""
    with council.acting() as scope:
        profile = scope.profile
    rule = profile.rules["council.frequency"]
    changed = replace(rule, params=replace(rule.params, **params))
    return replace(profile, rules={**profile.rules, "council.frequency": changed})
