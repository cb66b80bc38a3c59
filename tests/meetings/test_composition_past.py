"""A composition and what was already held: acts dated back, joiners, members who left, who attends."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from service.core.errors import Invalid, NotFound
from service.meetings.actions import attending, noticing, voting
from service.meetings.model.judged import Judged
from service.meetings.queries import bodies, compliance
from service.meetings.queries.attending import Share, held_between, leaders_attendance, members_attendance
from service.meetings.queries.plans import year_view
from tests.meetings.council import Council
from tests.meetings.test_composition import association
from tests.meetings.years import held


@pytest.fixture
def council(app: Flask) -> Council:
    """Six of six since 2024."""
    return Council(app, "luga").seated(6)


def shares(council: Council, year: int = 2026) -> dict[int, Share]:
    with council.acting() as scope:
        body = bodies.body(scope, council.body_id)
        met = held_between(scope, body, date(year, 1, 1), date(year, 12, 31))
        return {one.person_id: one for one in members_attendance(scope, body, met)}


def test_an_act_dated_back_is_shown_beside_what_was_pronounced(council: Council) -> None:
    """Edge 13: the stored verdict stays, the meeting is judged again, the conflict is visible."""
    meeting_id = held(council, date(2026, 4, 14), votes="+" * 6)
    council.at(date(2026, 5, 20))
    council.compose(15, date(2026, 4, 1))  # six present of fifteen are no half
    with council.acting() as scope:
        chosen = select(Judged).where(Judged.subject == "meeting", Judged.subject_id == meeting_id)
        rows = scope.db.execute(chosen.order_by(Judged.id)).scalars()
        quorums = [(one.status, "reexamined_by" in one.verdict) for one in rows if "quorum" in one.rule]
        assert quorums == [("pass", False), ("fail", True)]
        view = year_view(scope, bodies.body(scope, council.body_id), 2026)
        found = next(
            one
            for one in compliance.evidence(scope, view)
            if one.rule == "council.meeting_quorum" and one.meeting_id == meeting_id
        )
        assert (found.status, found.conflicts, found.prevented) == ("pass", True, False)
        assert found.again is not None
        assert (found.again["expected"], found.again["actual"]) == (8, 6)


def test_a_joiner_is_counted_from_the_first_day(council: Council) -> None:
    """Edge 16: two meetings before the mandate are not missed ones."""
    for day in (date(2026, 2, 10), date(2026, 4, 14)):
        held(council, day, votes="+" * 6)
    joined, left = council.person("Новиков"), council.people[5]
    council.compose(6, date(2026, 5, 1), [*council.people[:5], joined])
    council.people[5] = joined
    held(council, date(2026, 6, 9), votes="+" * 6)
    council.at(date(2026, 6, 10))
    found = shares(council)
    assert [(found[one].came, found[one].held) for one in (joined, left, council.people[0])] == [
        (1, 1),
        (2, 2),
        (3, 3),
    ]


def test_a_member_who_left_neither_counts_nor_votes(council: Council) -> None:
    """Edge 11: dismissed after the notice."""
    meeting_id, (item,) = council.noticed(date(2026, 4, 14))
    gone = council.people[5]
    council.at(date(2026, 4, 10))
    council.compose(6, date(2026, 4, 10), council.people[:5])
    council.at(date(2026, 4, 14))
    with council.acting() as scope, pytest.raises(Invalid):
        attending.mark(scope, meeting_id, gone, {"status": "present"})


@pytest.mark.clause("LU2-4.11")
def test_staff_keep_the_council_without_a_vote(council: Council) -> None:
    """The centre's staff call and notice; who is no member has no voice in a round."""
    meeting_id, _ = council.meeting(date(2026, 4, 14))
    with council.acting("methodist") as scope:
        assert noticing.announce(scope, meeting_id).number == 1
    _, (item,) = council.opened(6, day=date(2026, 4, 20))
    helper = council.person("Помощникова")
    with council.acting() as scope:
        round_id = voting.open_round(scope, item, "open").id
    with pytest.raises((Invalid, NotFound)), council.acting() as scope:
        voting.cast_all(scope, round_id, {helper: "for"})


@pytest.mark.clause("LU4-4.3.1")
def test_each_leader_has_a_share(council: Council) -> None:
    """A leader outside the council, and one who began in the middle of the year."""
    outside = council.person("Физиков")
    association(council, "РМО физики", outside, "физика", date(2025, 9, 1))
    association(council, "РМО химии", council.people[1], "химия", date(2026, 3, 1))
    for day in (date(2026, 2, 10), date(2026, 4, 14)):
        held(council, day, votes="+" * 6)
    with council.acting() as scope:
        body = bodies.body(scope, council.body_id)
        met = held_between(scope, body, date(2026, 1, 1), date(2026, 12, 31))
        found = {one.person_id: (one.came, one.held) for one in leaders_attendance(scope, body, met)}
    assert (found[outside], found[council.people[1]]) == ((0, 2), (1, 1))
