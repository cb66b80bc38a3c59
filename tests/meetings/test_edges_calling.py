"""Edge cases of calling a meeting: who presides, notices, moves, agendas (council.md 6, edges 17-33, 77)."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask

from service.core.errors import Conflict, Invalid
from service.meetings.actions import agenda, attending, calling, noticing, sitting, voting
from service.meetings.model.agenda import AgendaProposal
from service.meetings.names import MeetingsEvent
from service.meetings.queries import meetings as reads
from service.meetings.queries import notices, overview
from service.meetings.queries.minutes_findings import competence
from service.meetings.queries.overview import picture
from service.profiles.profile import Profile
from service.rules.verdict import Status
from tests.meetings.council import DAY, Council, days
from tests.meetings.variants import profile_of, with_params, with_setting

MEETING = date(2026, 12, 10)


@pytest.fixture(scope="module")
def luga(app: Flask) -> Profile:
    return profile_of(app, "luga")


@pytest.fixture
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(13)


@pytest.mark.clause("LU2-4.8-notice")
@pytest.mark.parametrize(
    ("sent", "counting", "status"),
    [
        (datetime(2026, 12, 5, 16, 59, tzinfo=UTC), {"count": "date_difference"}, "pass"),
        (datetime(2026, 12, 5, 16, 59, tzinfo=UTC), {"count": "clear_days"}, "fail"),
        (datetime(2026, 12, 5, 17, 0, tzinfo=UTC), {"count": "date_difference"}, "fail"),
        (datetime(2026, 12, 5, 16, 59, tzinfo=UTC), {"unit": "hours", "amount": 120}, "fail"),
        (datetime(2026, 12, 5, 3, 0, tzinfo=UTC), {"unit": "hours", "amount": 120}, "pass"),
        (datetime(2026, 12, 5, 3, 1, tzinfo=UTC), {"unit": "hours", "amount": 120}, "fail"),
    ],
)
def test_days_of_notice_are_days_where_the_body_sits(
    app: Flask, luga: Profile, sent: datetime, counting: dict[str, Any], status: str
) -> None:
    """Edges 22, 23, 77: in Gorno-Altaysk (UTC+7) the sixth of December has begun, in Moscow it has not."""
    council = Council(app, "ust-koksa", profile=with_params(luga, "council.notice", **counting)).seated(4)
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
        due = next(one for one in reads.deadlines(scope, meeting_id) if one.kind == "notice_due")
        in_hours = "unit" in counting
        assert due.due_at == (datetime(2026, 12, 5, 3, tzinfo=UTC) if in_hours else None)
        told = overview.picture(scope, meeting_id).verdicts if in_hours else ()
        assert all(one.status is Status.NOT_YET for one in told if one.rule == "council.notice")


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
        assert ("notice_due", moved - days(5)) in due
        assert ("notice_due", date(2026, 3, 15)) in [
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


@pytest.mark.clause("LU2-4.8-notice")
def test_further_questions_have_no_term_of_their_own(council: Council) -> None:
    """Whoever knows the day is told late of a question without a breach; whoever hears first, is late."""
    meeting_id, _ = council.noticed(DAY)
    told, missed = council.people[:2]
    with council.acting() as scope:
        noticing.bounced(scope, meeting_id, missed, "адрес не тот")
    council.at(date(2026, 3, 19))
    receipt = {"channel": "paper", "evidence": "подпись"}
    with council.acting() as scope:
        agenda.add_item(scope, meeting_id, {"title": "Разное", "decides": None, "draft": None})
        assert noticing.announce(scope, meeting_id).material is False
        for person in council.people:
            noticing.deliver(scope, meeting_id, person, receipt)
        assert [status_of(scope, meeting_id, one) for one in (told, missed)] == [None, "fail"]
        said = picture(scope, meeting_id).verdict("notice")
        assert said is not None and said.status is Status.FAIL and said.actual == date(2026, 3, 19)
        (found,) = competence(scope, reads.meeting(scope, meeting_id))
        assert "Член001" in found.sentence and "Член000" not in found.sentence


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
        draft = {"title": "О базе практик", "meeting_id": meeting_id}
        offered = agenda.propose(scope, council.body_id, draft)
        assert (offered.state, offered.verdict_id is None) == (state, False)
        proposal = offered.id
    with council.acting(member=2) as scope:
        item = agenda.include(scope, proposal, meeting_id, "recommendation")
        late = state == "late"
        assert (item.decides, item.late) == (None if late else "recommendation", late)
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
    meeting_id, _ = council.sat(*range(4))
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
        due = next(one for one in reads.deadlines(scope, meeting_id) if one.kind == "notice_due")
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
