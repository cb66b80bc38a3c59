"""Edge cases of calling a meeting: who presides, notices, moves, agendas (council.md 6, edges 17-33, 77)."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask

from service.core.errors import Conflict, Invalid
from service.meetings.actions import agenda, attending, calling, noticing, sitting, voting
from service.meetings.actions.judging import Refused
from service.meetings.model.agenda import AgendaProposal
from service.meetings.names import MeetingsEvent
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices, presence
from service.profiles.profile import Profile
from service.rules.verdict import Status
from tests.meetings.council import DAY, Council, days
from tests.meetings.variants import fixture_profile, profile_of, with_params, with_setting

MEETING = date(2026, 12, 10)


@pytest.fixture(scope="module")
def luga(app: Flask) -> Profile:
    return profile_of(app, "luga")


@pytest.fixture
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(13)


def sat(council: Council, *there: int, presider: int | None = None, items: int = 1) -> tuple[int, list[int]]:
    """An open meeting of the members with these numbers."""
    meeting_id, asked = council.noticed(DAY, items=items)
    council.at(DAY)
    with council.acting() as scope:
        agenda.close_agenda(scope, meeting_id)
        for number in there:
            attending.mark(scope, meeting_id, council.people[number], {"status": "present"})
    with council.acting() as scope:
        sitting.open_meeting(scope, meeting_id, None if presider is None else council.people[presider])
    return meeting_id, asked


@pytest.mark.clause("LU2-4.2", "LU2-4.6-chair")
def test_the_deputy_presides_by_instruction_and_nobody_else(council: Council) -> None:
    """Edges 17, 18: without the chair and an instruction the meeting does not open, in the clause's words."""
    for there, presider in ((range(1, 11), None), (range(2, 12), 2)):
        with pytest.raises(Refused) as refused:
            sat(council, *there, presider=presider)
        assert refused.value.verdict.clause == "прил. 2, п. 4.6"
        council.at(date(2026, 3, 2))
    with pytest.raises(Conflict, match="некому"):
        sat(council, *range(2, 12))
    council.at(date(2026, 3, 2))
    with council.acting(member=0) as scope:
        draft = {"person_id": council.people[1], "basis": "Поручение от 02.03.2026"}
        sitting.instruct(scope, council.body_id, draft)
    meeting_id, _ = sat(council, *range(1, 11))
    with council.acting() as scope:
        meeting = reads.meeting(scope, meeting_id)
        assert (meeting.presider_id, meeting.presider_office) == (council.people[1], "deputy")


def test_the_meeting_elects_who_presides_where_the_regulation_lets_it(app: Flask) -> None:
    """Edge 18: the election is the first question and is voted on; nothing is filled in for anybody."""
    council = Council(app, "luga", profile=fixture_profile("centre")).seated(9)
    with pytest.raises(Invalid, match="по должности|поля"):
        sat(council, 0, *range(3, 9), presider=3)
    council.at(date(2026, 3, 2))
    meeting_id, _ = sat(council, *range(2, 9), presider=3)
    with council.acting() as scope:
        first, second = reads.agenda(scope, meeting_id)
        assert (reads.meeting(scope, meeting_id).presider_office, first.number, second.number) == (
            "elected",
            1,
            2,
        )
        election = first.id
    made = council.voted(election, "00+++--")
    assert (made.outcome, made.votes_for, made.votes_against) == ("adopted", 1, 2) or made.votes_for == 1


def test_the_chair_leaves_and_hands_over(council: Council) -> None:
    """Edges 19, 20: both who presided are kept with the time; an acting deputy by another act will do."""
    acting = [
        council.people[0],
        council.people[5],
        *council.people[2:5],
        council.people[1],
        *council.people[6:],
    ]
    council.compose(13, date(2026, 3, 1), acting)
    with council.acting() as scope:
        draft = {"person_id": council.people[5], "basis": "Приказ об исполнении обязанностей"}
        sitting.instruct(scope, council.body_id, draft)
    meeting_id, _ = sat(council, *range(13))
    council.at(DAY, time(15, 30))
    with council.acting() as scope:
        sitting.hand_over(scope, meeting_id, council.people[5])
        attending.leave(scope, meeting_id, council.people[0])
    with council.acting() as scope:
        shown = [(row.person_id, row.office) for row, _ in presence.presiders(scope, meeting_id)]
        assert shown == [(council.people[0], "chair"), (council.people[5], "deputy")]


def test_a_keeper_is_appointed_while_the_secretary_is_away(council: Council) -> None:
    """Edge 21."""
    meeting_id, _ = sat(council, 0, 1, *range(3, 10))
    with council.acting() as scope:
        assert sitting.appoint_keeper(scope, meeting_id, council.people[4]).keeper_id == council.people[4]
        with pytest.raises(Invalid):
            sitting.appoint_keeper(scope, meeting_id, council.person("Чужой"))


@pytest.mark.clause("LU2-4.8-notice")
@pytest.mark.parametrize(
    ("sent", "count", "status"),
    [
        (datetime(2026, 12, 5, 16, 59, tzinfo=UTC), "date_difference", "pass"),
        (datetime(2026, 12, 5, 16, 59, tzinfo=UTC), "clear_days", "fail"),
        (datetime(2026, 12, 5, 17, 0, tzinfo=UTC), "date_difference", "fail"),
    ],
)
def test_days_of_notice_are_days_where_the_body_sits(
    app: Flask, luga: Profile, sent: datetime, count: str, status: str
) -> None:
    """Edges 22, 23, 77: in Gorno-Altaysk (UTC+7) the sixth of December has begun, in Moscow it has not."""
    council = Council(app, "ust-koksa", profile=with_params(luga, "council.notice", count=count)).seated(4)
    assert council.zone.key in ("Asia/Barnaul", "Asia/Krasnoyarsk", "Asia/Novosibirsk", "Asia/Tomsk")
    council.at(date(2026, 12, 1))
    meeting_id, _ = council.meeting(MEETING, starts_time=time(10))
    with council.acting() as scope:
        assert reads.meeting(scope, meeting_id).starts_at == datetime(2026, 12, 10, 3, tzinfo=UTC)
        noticing.announce(scope, meeting_id)
    council.now = sent
    with council.acting() as scope:
        receipt = {"channel": "phone", "evidence": "звонок"}
        noticing.deliver(scope, meeting_id, council.people[0], receipt)
        assert status_of(scope, meeting_id, council.people[0]) == status


def status_of(scope: Any, meeting_id: int, person: int) -> str | None:
    latest = notices.latest(scope, meeting_id)
    assert latest is not None
    one = next(each for each in notices.deliveries(scope, latest.id) if each.row.person_id == person)
    return one.judged.status if one.judged and one.arrived else None


def test_one_not_told_and_one_that_bounced(council: Council) -> None:
    """Edges 24, 25: told by name; a bounced letter counts again only by another channel."""
    meeting_id, _ = council.meeting(DAY)
    receipt = {"channel": "paper", "evidence": "подпись"}
    with council.acting() as scope:
        noticing.announce(scope, meeting_id)
        for person in council.people[1:]:
            noticing.deliver(scope, meeting_id, person, receipt)
        noticing.bounced(scope, meeting_id, council.people[1], "ящика нет")
    with council.acting() as scope:
        told = [status_of(scope, meeting_id, person) for person in council.people]
        assert told == [None, None, *["pass"] * 11]
        noticing.deliver(scope, meeting_id, council.people[1], receipt)
        assert status_of(scope, meeting_id, council.people[1]) == "pass"


@pytest.mark.clause("LU2-4.8-notice")
@pytest.mark.parametrize(("moved", "status"), [(date(2026, 4, 10), "pass"), (date(2026, 3, 21), "fail")])
def test_a_move_is_told_anew_and_judged_by_the_new_day(council: Council, moved: date, status: str) -> None:
    """Edges 26, 27."""
    meeting_id, _ = council.noticed(DAY)
    council.at(date(2026, 3, 18))
    with council.acting() as scope:
        calling.postpone(scope, meeting_id, council.draft(moved))
        made = noticing.announce(scope, meeting_id)
        assert (made.number, made.material, reads.meeting(scope, meeting_id).sequence) == (2, True, 1)
        assert status_of(scope, meeting_id, council.people[0]) is None
        noticing.deliver(scope, meeting_id, council.people[0], {"channel": "phone", "evidence": "звонок"})
        assert status_of(scope, meeting_id, council.people[0]) == status
        due = [(one.kind, one.due_on) for one in reads.deadlines(scope, meeting_id)]
        assert ("notice", moved - days(5)) in due
        assert ("notice", date(2026, 3, 15)) in [
            (one.kind, one.due_on) for one in reads.deadlines(scope, meeting_id, past=True) if one.replaced_at
        ]


@pytest.mark.clause("LU2-4.6-form", "LU2-4.8-place")
def test_what_is_another_meeting_and_what_only_another_link(council: Council) -> None:
    """Edges 28, 29: a link is told without a new term; a form is not changed after the notice, only moved."""
    with council.acting() as scope:
        placeless = calling.create(scope, council.body_id, council.draft(DAY, place=None))
        with pytest.raises(Invalid) as refused:
            calling.schedule(scope, placeless.id)
        assert [one.field for one in refused.value.fields] == ["place"]
    meeting_id, _ = council.noticed(DAY)
    with council.acting() as scope:
        calling.change(scope, meeting_id, council.draft(DAY, link="https://example.test/room"))
        assert noticing.announce(scope, meeting_id).material is False
    council.at(date(2026, 3, 17))
    remote = council.draft(DAY, "correspondence", sheets_on=DAY)
    with council.acting() as scope, pytest.raises(Conflict):
        calling.change(scope, meeting_id, remote)
    with council.acting() as scope:
        calling.postpone(scope, meeting_id, remote)
        assert noticing.announce(scope, meeting_id).material is True
        noticing.deliver(scope, meeting_id, council.people[0], {"channel": "phone", "evidence": "звонок"})
        assert status_of(scope, meeting_id, council.people[0]) == "fail"


def test_a_cancelled_meeting_needs_a_reason_and_counts_for_nothing(council: Council) -> None:
    """Edge 30."""
    meeting_id, _ = council.noticed(DAY)
    with council.acting() as scope:
        with pytest.raises(Invalid):
            calling.cancel(scope, meeting_id, None)
        assert calling.cancel(scope, meeting_id, "Карантин").why_not == "Карантин"
        assert MeetingsEvent.CANCELLED in scope.events
        assert reads.held(scope, council.body_id, date(2026, 1, 1), date(2026, 12, 31)) == []
        with pytest.raises(Conflict):
            noticing.announce(scope, meeting_id)


@pytest.mark.clause("LU2-4.8-extra")
@pytest.mark.parametrize(
    ("moment", "state"),
    [((date(2026, 3, 18), time(23, 59)), "in_time"), ((date(2026, 3, 19), time(0)), "late")],
)
def test_a_proposal_in_time_may_be_decided_a_late_one_discussed(
    council: Council, moment: tuple[date, time], state: str
) -> None:
    """Edge 31: nothing is dropped, the verdict says why."""
    meeting_id, _ = council.noticed(DAY)
    council.at(*moment)
    with council.acting(member=5) as scope:
        offered = agenda.propose(
            scope, council.body_id, {"title": "О базе практик", "meeting_id": meeting_id}
        )
        assert (offered.state, offered.verdict_id is None) == (state, False)
        proposal = offered.id
    with council.acting(member=2) as scope:
        item = agenda.include(scope, proposal, meeting_id, "recommendation")
        assert (item.decides, item.late) == (
            ("recommendation", False) if state == "in_time" else (None, True)
        )
        added = item.id
    if state == "late":
        council.at(DAY)
        with council.acting() as scope:
            agenda.close_agenda(scope, meeting_id)
            for person in council.people:
                attending.mark(scope, meeting_id, person, {"status": "present"})
            sitting.open_meeting(scope, meeting_id)
            with pytest.raises(Conflict, match="после срока"):
                voting.open_round(scope, added)


@pytest.mark.parametrize("allowed", [False, True])
def test_a_question_added_in_the_room(app: Flask, luga: Profile, allowed: bool) -> None:
    """Edge 32: discussed, and decided only where the profile lets it."""
    profile = with_setting(luga, "council.allow_additions", allowed)
    council = Council(app, "luga", profile=profile).seated(4)
    meeting_id, _ = sat(council, *range(4))
    with council.acting() as scope:
        draft = {"title": "Ещё вопрос", "decides": "recommendation", "draft": "Рекомендовать"}
        item = agenda.add_item(scope, meeting_id, draft)
        assert (item.origin, item.late) == ("room", True)
        added = item.id
    if allowed:
        assert council.voted(added, "++++").outcome == "adopted"
    else:
        with pytest.raises(Conflict, match="после срока"), council.acting() as scope:
            voting.open_round(scope, added)


def test_a_term_on_a_day_off_is_not_moved(council: Council) -> None:
    """Edge 33: 15.03.2026 is a Sunday; a later day would shorten the notice."""
    meeting_id, _ = council.meeting(DAY)
    with council.acting() as scope:
        due = next(one for one in reads.deadlines(scope, meeting_id) if one.kind == "notice")
        assert (due.due_on, due.due_on.weekday()) == (date(2026, 3, 15), 6)


@pytest.mark.clause("LU2-4.6-extra")
def test_an_extraordinary_meeting_is_called_by_the_chair(council: Council) -> None:
    with council.acting() as scope, pytest.raises(Invalid) as refused:
        calling.create(scope, council.body_id, council.draft(DAY, kind="extraordinary"))
    assert [one.field for one in refused.value.fields] == ["called_on", "called_by"]
    decided = {"called_on": date(2026, 3, 2), "called_by": "решение председателя № 3"}
    meeting_id, _ = council.noticed(DAY, kind="extraordinary", **decided)
    with council.acting() as scope:
        assert status_of(scope, meeting_id, council.people[0]) == Status.PASS
    council.at(date(2026, 3, 16))
    with council.acting() as scope:
        noticing.deliver(scope, meeting_id, council.people[1], {"channel": "phone", "evidence": "звонок"})
        assert status_of(scope, meeting_id, council.people[1]) == Status.FAIL


@pytest.mark.clause("LU2-3.1.4")
def test_proposals_of_people_outside_get_an_answer(council: Council) -> None:
    with council.acting(member=2) as scope:
        draft = {"title": "О наставниках", "author": "Директор школы № 3", "author_kind": "head"}
        offered = agenda.propose(scope, council.body_id, draft)
        with pytest.raises(Invalid):
            agenda.answer(scope, offered.id, {})
        agenda.answer(scope, offered.id, {"answer": "Рассмотрим в мае", "declined": True})
        row = scope.db.get_one(AgendaProposal, (scope.db.tenant_id, offered.id))
        assert (row.state, row.answered_on) == ("declined", date(2026, 3, 2))
