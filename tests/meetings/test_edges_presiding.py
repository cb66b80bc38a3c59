"""Edge cases of presiding and keeping the minutes (council.md 6, edges 17-21)."""

from datetime import date, time

import pytest
from flask import Flask

from service.core.errors import Conflict, Invalid
from service.meetings.actions import attending, sitting
from service.meetings.actions.judging import Refused
from service.meetings.queries import meetings as reads
from service.meetings.queries import presence
from tests.meetings.council import DAY, Council
from tests.meetings.variants import fixture_profile


@pytest.fixture
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(13)


@pytest.mark.clause("LU2-4.2", "LU2-4.6-chair")
def test_the_deputy_presides_by_instruction_and_nobody_else(council: Council) -> None:
    """Edges 17, 18: without the chair and an instruction the meeting does not open, in the clause's words."""
    for there, presider in ((range(1, 11), None), (range(2, 12), 2)):
        with pytest.raises(Refused) as refused:
            council.sat(*there, presider=presider)
        assert refused.value.verdict.clause == "прил. 2, п. 4.6"
        council.at(date(2026, 3, 2))
    with pytest.raises(Conflict, match="некому"):
        council.sat(*range(2, 12))
    council.at(date(2026, 3, 2))
    with council.acting(member=0) as scope:
        draft = {"person_id": council.people[1], "basis": "Поручение от 02.03.2026"}
        sitting.instruct(scope, council.body_id, draft)
    meeting_id, _ = council.sat(*range(1, 11))
    with council.acting() as scope:
        meeting = reads.meeting(scope, meeting_id)
        assert (meeting.presider_id, meeting.presider_office) == (council.people[1], "deputy")


def test_the_meeting_elects_who_presides_where_the_regulation_lets_it(app: Flask) -> None:
    """Edge 18: the election is the first question and is voted on; nothing is filled in for anybody."""
    council = Council(app, "luga", profile=fixture_profile("centre")).seated(9)
    with pytest.raises(Invalid, match="по должности|поля"):
        council.sat(0, *range(3, 9), presider=3)
    council.at(date(2026, 3, 2))
    meeting_id, _ = council.sat(*range(2, 9), presider=3)
    with council.acting() as scope:
        first, second = reads.agenda(scope, meeting_id)
        assert (first.number, second.number) == (1, 2)
        assert reads.meeting(scope, meeting_id).presider_office == "elected"
        election = first.id
    made = council.voted(election, "..0+++--0")
    assert (made.outcome, made.votes_for, made.votes_against, made.votes_abstained) == ("adopted", 3, 2, 2)


def test_the_chair_leaves_and_hands_over(council: Council) -> None:
    """Edges 19, 20: both who presided are kept with the time; an acting deputy by another act will do."""
    acting = list(council.people)
    acting[1], acting[5] = acting[5], acting[1]
    council.compose(13, date(2026, 3, 1), acting)
    with council.acting() as scope:
        draft = {"person_id": council.people[5], "basis": "Приказ об исполнении обязанностей"}
        sitting.instruct(scope, council.body_id, draft)
    meeting_id, _ = council.sat(*range(13))
    council.at(DAY, time(15, 30))
    with council.acting() as scope:
        sitting.hand_over(scope, meeting_id, council.people[5])
        attending.leave(scope, meeting_id, council.people[0])
    with council.acting() as scope:
        shown = [(row.person_id, row.office) for row, _ in presence.presiders(scope, meeting_id)]
        assert shown == [(council.people[0], "chair"), (council.people[5], "deputy")]


def test_a_keeper_is_appointed_while_the_secretary_is_away(council: Council) -> None:
    """Edge 21."""
    meeting_id, _ = council.sat(0, 1, *range(3, 10))
    with council.acting() as scope:
        assert sitting.appoint_keeper(scope, meeting_id, council.people[4]).keeper_id == council.people[4]
        with pytest.raises(Invalid):
            sitting.appoint_keeper(scope, meeting_id, council.person("Чужой"))
