"""What other rules would mean for meetings (последствия для заседаний): verdicts turned, deadlines moved."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from service.core.language import N_
from service.meetings.actions.deadlines import day_facts
from service.meetings.actions.reexamining import AGAIN
from service.meetings.model.bodies import Body
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from service.meetings.policy import PREFIXES, MeetingPolicy
from service.meetings.queries.compliance import sources_of
from service.meetings.queries.meetings import day_of
from service.meetings.rules.deadlines import Due, calendar_of
from service.meetings.rules.states import HELD
from service.profiles.changes import touched
from service.profiles.profile import Profile
from service.rules.message import Message
from service.settings.effects import MOVED, Effect, direction
from service.tenancy.scope import Scope

SAT = (*HELD, "no_quorum")
BACK = timedelta(days=92)
"""How far back a meeting may lie whose deadlines are still ahead."""
NO_DEADLINE = Message(N_("срока нет"))
NAMED = N_("%(body)s, %(day)s")
Sat = tuple[Meeting, Body]


def effects(scope: Scope, old: Profile, new: Profile) -> Iterator[Effect]:
    """Meetings that would become valid or invalid, and deadlines that would move."""
    rows = scope.db.execute(select(Meeting, Body).join(Body, Body.id == Meeting.body_id)).all()
    meetings = {meeting.id: (meeting, body) for meeting, body in rows if body.kind in PREFIXES}
    ids = touched(old, new)
    if ids:
        yield from _verdicts(scope, ids, meetings, old, new)
    yield from _deadlines(scope, list(meetings.values()), old, new)


def _verdicts(
    scope: Scope, ids: frozenset[str], meetings: Mapping[int, Sat], old: Profile, new: Profile
) -> Iterator[Effect]:
    """Judge what was judged at held meetings once more, by the facts that are kept with the verdicts."""
    held = [number for number, (meeting, _) in meetings.items() if meeting.state in SAT]
    latest: dict[tuple[str, str, int, int], Judged] = {}
    for kind, chosen in sources_of(held).items():
        asked = chosen.where(Judged.rule.in_(ids)).order_by(Judged.id)
        for judged, meeting_id, record_id in scope.db.execute(asked):
            if AGAIN not in judged.verdict:
                latest[judged.rule, kind, meeting_id, record_id] = judged
    told: set[tuple[object, ...]] = set()
    for (rule, kind, meeting_id, _record), judged in latest.items():
        given = judged.verdict.get("operands", {})
        before, after = (_judged(profile, rule, given) for profile in (old, new))
        turned = direction(before, after)
        if turned is None or (rule, kind, meeting_id, before.status, after.status) in told:
            continue
        told.add((rule, kind, meeting_id, before.status, after.status))
        yield Effect(
            "meetings", rule, _named(scope, meetings[meeting_id]), turned, before.message, after.message,
            "sittings.page", {"meeting_id": meeting_id},
        )  # fmt: skip


def _judged(profile: Profile, rule_id: str, given: Mapping[str, Any]) -> Any:
    rule = profile.rules.get(rule_id)
    known = rule.facts if rule else {}
    return profile.evaluate(
        rule_id, {name: value for name, value in given.items() if name in known and value is not None}
    )


def _named(scope: Scope, sat: Sat) -> Message:
    meeting, body = sat
    return Message(NAMED, {"body": body.name, "day": day_of(scope, meeting)})


def _deadlines(scope: Scope, sat: Sequence[Sat], old: Profile, new: Profile) -> Iterator[Effect]:
    """Deadlines still ahead that would fall on another day, appear or go."""
    for meeting, body in sat:
        if meeting.state in ("cancelled", "no_quorum") or day_of(scope, meeting) < scope.today - BACK:
            continue
        facts = day_facts(scope, meeting)
        was, now = (
            {one.name: one for one in calendar_of(MeetingPolicy.of(profile, body.kind), facts)}
            for profile in (old, new)
        )
        for name in dict.fromkeys((*was, *now)):
            moved = _moved(was.get(name), now.get(name))
            if moved and any(one.day >= scope.today for one in (was.get(name), now.get(name)) if one):
                yield Effect(
                    "deadlines", moved.rule, _named(scope, (meeting, body)), MOVED,
                    was[name].words if name in was else NO_DEADLINE,
                    now[name].words if name in now else NO_DEADLINE,
                    "sittings.page", {"meeting_id": meeting.id},
                )  # fmt: skip


def _moved(was: Due | None, now: Due | None) -> Due | None:
    if was is not None and now is not None and (was.day, was.until) == (now.day, now.until):
        return None
    return now or was
