"""Reminders as deltas: when, whether, to whom."""

from datetime import UTC, datetime, timedelta

import pytest

from service.core.clock import instant
from service.meetings.rules.reminders import (
    DELTAS,
    Anchor,
    Audience,
    Changes,
    Delta,
    Participant,
    Reminder,
    changes,
    due_at,
    planned,
    reminded,
)

ALTAI, MOSCOW = "Asia/Barnaul", "Europe/Moscow"
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0, zone: str = ALTAI) -> datetime:
    return instant(datetime(year, month, day, hour, minute), zone)


def delta(**shift: int) -> Delta:
    return Delta("any", Anchor.START, timedelta(**shift), Audience.MEMBERS)


@pytest.mark.parametrize(
    ("shift", "anchor", "expected"),
    [
        (delta(days=-1), local(2026, 12, 10, 10), local(2026, 12, 9, 9)),
        (delta(days=-1), local(2026, 12, 10, 23, 30), local(2026, 12, 9, 9)),
        # A term «до конца 8 декабря» is kept as the midnight after it.
        (delta(days=-1), local(2026, 12, 9), local(2026, 12, 7, 9)),
        (delta(days=3), local(2026, 12, 10, 10), local(2026, 12, 13, 9)),
        (delta(hours=-2), local(2026, 12, 10, 14), local(2026, 12, 10, 12)),
        (delta(hours=-2), local(2026, 12, 10, 10), local(2026, 12, 9, 20)),
        (delta(hours=-2), local(2026, 12, 10, 23, 30), local(2026, 12, 10, 20)),
        (delta(hours=5), local(2026, 12, 10, 18), local(2026, 12, 11, 9)),
        (delta(hours=9), local(2026, 12, 10, 18), local(2026, 12, 11, 9)),
    ],
)
def test_people_are_reminded_by_day_in_the_zone_of_the_body(
    shift: Delta, anchor: datetime, expected: datetime
) -> None:
    assert due_at(shift, anchor, ALTAI) == expected
    assert due_at(shift, anchor, ALTAI).utcoffset() == timedelta(0)


def test_the_same_wall_clock_in_another_zone_is_another_moment() -> None:
    there, here = local(2026, 12, 10, 10), local(2026, 12, 10, 10, zone=MOSCOW)
    apart = due_at(delta(days=-1), here, MOSCOW) - due_at(delta(days=-1), there, ALTAI)
    assert apart == timedelta(hours=4)


def test_a_zone_that_moved_between_reminder_and_meeting_keeps_the_morning() -> None:
    """Barnaul went from +6 to +7 on the night before the meeting."""
    moment = due_at(delta(days=-1), local(2016, 3, 27, 10), ALTAI)
    assert moment == datetime(2016, 3, 26, 3, tzinfo=UTC)


ANCHORS = {
    Anchor.START: local(2026, 12, 10, 10),
    Anchor.NOTICE_DUE: local(2026, 12, 6),
    Anchor.AGENDA_CUTOFF: local(2026, 12, 9),
    Anchor.MINUTES_COPY_DUE: local(2027, 1, 12),
}


def test_a_meeting_has_the_reminders_of_its_own_terms_only() -> None:
    plan = {one.kind: one.due_at for one in planned(ANCHORS, ALTAI, NOW, silent=False)}
    assert plan == {
        "notice": local(2026, 12, 3, 9),
        "proposals": local(2026, 12, 7, 9),
        "meeting": local(2026, 12, 9, 9),
        "minutes_draft": local(2026, 12, 13, 9),
        "minutes_copy": local(2027, 1, 6, 9),
    }
    by_sheets = planned({Anchor.SHEETS_DUE: local(2026, 12, 14, 18)}, ALTAI, NOW, silent=False)
    assert by_sheets == (
        Reminder("sheets", local(2026, 12, 13, 9)),
        Reminder("sheets_closed", local(2026, 12, 14, 18, 1)),
    )


def test_a_draft_and_a_cancelled_meeting_remind_nobody_and_the_past_is_left() -> None:
    assert planned(ANCHORS, ALTAI, NOW, silent=True) == ()
    late = planned(ANCHORS, ALTAI, local(2026, 12, 9, 9), silent=False)
    assert [one.kind for one in late] == ["minutes_draft", "minutes_copy"]
    assert len({one.kind for one in DELTAS}) == len(DELTAS)


def test_a_meeting_that_moves_takes_its_reminders_along() -> None:
    first = planned(ANCHORS, ALTAI, NOW, silent=False)
    later = {anchor: moment + timedelta(days=7) for anchor, moment in ANCHORS.items()}
    moved = planned(later, ALTAI, NOW, silent=False)
    assert changes((), first) == Changes(add=first)
    assert changes(first, first) == Changes()
    assert changes(first, moved) == Changes(move=moved)
    assert changes(first, ()) == Changes(drop=tuple(sorted(one.kind for one in first)))
    sent = [Reminder(one.kind, one.due_at, done=True) for one in first]
    assert changes(sent, first) == Changes()
    assert changes(sent, moved) == Changes(add=moved)


@pytest.mark.parametrize(
    ("audience", "expected"),
    [
        (Audience.MEMBERS, (1, 2, 3)),
        (Audience.UNDECIDED, (2,)),
        (Audience.SECRETARY, (3,)),
        (Audience.ASSIGNEE, (2,)),
    ],
)
def test_of_sheets_only_the_undecided_are_reminded(audience: Audience, expected: tuple[int, ...]) -> None:
    people = [
        Participant(1, sheet_received=True),
        Participant(2, assignee=True),
        Participant(3, secretary=True, votes=False),
    ]
    assert reminded(audience, people) == expected
