"""What other rules would mean for meetings (последствия для заседаний): verdicts turned, deadlines moved."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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
from service.meetings.queries.bodies import Composition, composition
from service.meetings.queries.compliance import sources_of
from service.meetings.queries.meetings import day_of
from service.meetings.queries.presence import attendance
from service.meetings.rules.deadlines import Due, calendar_of
from service.meetings.rules.presence import quorum_facts
from service.meetings.rules.states import HELD
from service.profiles.changes import touched
from service.profiles.profile import Profile
from service.rules.message import Message
from service.rules.specs import MEETING_CHOICES, MEETING_PREFIXES
from service.rules.verdict import Verdict
from service.settings.effects import MOVED, Effect, direction
from service.tenancy.scope import Scope

SAT = (*HELD, "no_quorum")
QUORUMS = ("meeting_quorum", "decision_quorum")
BACK = timedelta(days=92)
"""How far back a meeting may lie whose deadlines are still ahead."""
NO_DEADLINE = Message(N_("срока нет"))
NAMED = N_("%(body)s, %(day)s")
Sat = tuple[Meeting, Body]


def effects(scope: Scope, old: Profile, new: Profile) -> Iterator[Effect]:
    """Meetings that would become valid or invalid, and deadlines that would move."""
    rows = scope.db.execute(select(Meeting, Body).join(Body, Body.id == Meeting.body_id)).all()
    meetings = {meeting.id: (meeting, body) for meeting, body in rows if body.kind in PREFIXES}
    recounted = _recounted(old, new)
    ids = touched(old, new) | recounted
    if ids:
        judged = _judgements(scope, ids - recounted, meetings)
        yield from _again(scope, judged, meetings, old, new)
        yield from _quorums(scope, ids, {(key[0], key[2]) for key in judged}, meetings, old, new)
    yield from _deadlines(scope, list(meetings.values()), old, new)


def _recounted(old: Profile, new: Profile) -> frozenset[str]:
    """Quorum rules of bodies whose settings decide otherwise whom to count: kept facts do not tell that."""
    return frozenset(
        f"{prefix}.{name}"
        for prefix in MEETING_PREFIXES
        for name in QUORUMS
        if any(old.value(f"{prefix}.{one}") != new.value(f"{prefix}.{one}") for one in MEETING_CHOICES)
    )


def _quorums(
    scope: Scope,
    ids: frozenset[str],
    judged: Collection[tuple[str, int]],
    meetings: Mapping[int, Sat],
    old: Profile,
    new: Profile,
) -> Iterator[Effect]:
    """Count those who were there when a held meeting began, where no verdict of the rule is kept.

    What a hard rule refuses leaves no verdict: a meeting that could not decide anything shows only so.
    """
    for meeting, body in meetings.values():
        if meeting.opened_at is None or meeting.state not in HELD:
            continue
        policies = [MeetingPolicy.of(profile, body.kind) for profile in (old, new)]
        rules = [(name, policies[0].rule_id(name)) for name in QUORUMS]
        wanted = [name for name, rule in rules if rule in ids and (rule, meeting.id) not in judged]
        for name in wanted:
            seated = composition(scope, body.id, day_of(scope, meeting))
            before, after = (_quorum(scope, one, name, meeting, seated) for one in policies)
            turned = direction(before, after)
            if turned is not None:
                yield _of(scope, (meeting, body), turned, before, after)


def _quorum(scope: Scope, policy: MeetingPolicy, name: str, meeting: Meeting, seated: Composition) -> Verdict:
    there = attendance(scope, meeting, policy, seated, meeting.opened_at)
    return policy.evaluate(name, quorum_facts(policy, name, meeting.form, there))


def _of(scope: Scope, sat: Sat, turned: str, before: Verdict, after: Verdict) -> Effect:
    return Effect(
        "meetings", after.rule, _named(scope, sat), turned, before.message, after.message,
        "sittings.page", {"meeting_id": sat[0].id},
    )  # fmt: skip


def _judgements(
    scope: Scope, ids: frozenset[str], meetings: Mapping[int, Sat]
) -> dict[tuple[str, str, int, int], Judged]:
    """The last verdict of each of these rules about each thing at a meeting that took place or failed."""
    held = [number for number, (meeting, _) in meetings.items() if meeting.state in SAT]
    latest: dict[tuple[str, str, int, int], Judged] = {}
    for kind, chosen in sources_of(held).items():
        asked = chosen.where(Judged.rule.in_(ids)).order_by(Judged.id)
        for judged, meeting_id, record_id in scope.db.execute(asked):
            if AGAIN not in judged.verdict:
                latest[judged.rule, kind, meeting_id, record_id] = judged
    return latest


def _again(
    scope: Scope,
    latest: Mapping[tuple[str, str, int, int], Judged],
    meetings: Mapping[int, Sat],
    old: Profile,
    new: Profile,
) -> Iterator[Effect]:
    """Judge once more by the facts kept with the verdicts; what is alike at a meeting is told once."""
    told: set[tuple[object, ...]] = set()
    for (rule, kind, meeting_id, _record), judged in latest.items():
        given = judged.verdict.get("operands", {})
        before, after = (_judged(profile, rule, given) for profile in (old, new))
        turned = direction(before, after)
        key = (rule, kind, meeting_id, before.status, after.status)
        if turned is not None and key not in told:
            told.add(key)
            yield _of(scope, meetings[meeting_id], turned, before, after)


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
