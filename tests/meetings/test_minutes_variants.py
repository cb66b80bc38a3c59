"""Minutes where the regulation or the meeting is another: signers, standards, sheets, no quorum, two days."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask

from service.core.errors import Forbidden
from service.documents import files
from service.documents.paper import GOST_2016, GOST_2025, checklist
from service.documents.paper import Profile as Standard
from service.meetings.actions import agenda, attending, minutes, sitting
from service.meetings.papers.wording import days as said_days
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.profiles.profile import Profile
from tests.meetings.after import closed, drafted, let_sign, reviewed, sign
from tests.meetings.ballots import Ballots, council_of
from tests.meetings.council import DAY, Council
from tests.meetings.variants import with_params, with_setting, without


@pytest.fixture(scope="module")
def plain(app: Flask) -> Council:
    """A council of five by an act, whose members may sign."""
    made = Council(app, "luga").seated(5)
    let_sign(made)
    return made


@pytest.fixture
def council(plain: Council) -> Iterator[Council]:
    """The same council, by Luga's own profile again after each test."""
    yield plain
    plain.profile = None


def luga(council: Council) -> Profile:
    with council.acting() as scope:
        return scope.profile


def test_every_group_signs_where_the_regulation_asks_for_two(council: Council) -> None:
    council.profile = with_params(
        luga(council), "council.signatories", signers=[["chair", "deputy"], ["secretary"]]
    )
    row = reviewed(council, closed(council, present=5))
    for member, state in ((0, "review"), (2, "signed")):
        sign(council, row, member)
        with council.acting() as scope:
            assert minutes_reads.minutes(scope, row.id).state == state


def test_who_presided_signs_where_the_regulation_is_silent(council: Council) -> None:
    council.profile = without(luga(council), "council.signatories", "council.minutes_keeper")
    row = reviewed(council, closed(council, present=5))
    with pytest.raises(Forbidden):
        sign(council, row, 1)
    sign(council, row, 0)
    with council.acting() as scope:
        assert minutes_reads.minutes(scope, row.id).state == "signed"
        assert [one.status for one in reads.stored(scope, "minutes", [row.id])] == ["not_applicable"]


@pytest.mark.parametrize("standard", [GOST_2016, GOST_2025], ids=lambda one: one.key)
def test_the_paper_follows_the_edition_that_the_profile_names(council: Council, standard: Standard) -> None:
    council.profile = with_setting(
        luga(council), "council.minutes_gost", standard.key.removeprefix("7.0.97-")
    )
    row = reviewed(council, closed(council, present=5))
    with council.acting() as scope:
        docx = files.stored(scope, row.docx_id or 0).content
    found = {
        one.key: one
        for one in checklist(docx, standard, {"date": "20.03.2026", "number": f"№\u00a0{row.number}"})
    }
    assert [key for key, one in found.items() if not one.holds] == []
    assert ("code" in {key for key, one in found.items() if one.present}) is (standard is GOST_2025)


@pytest.mark.clause("LU2-4.10-copy")
@pytest.mark.parametrize(
    ("day", "shift", "due"),
    [
        (date(2026, 1, 31), "next_working_day", date(2026, 3, 2)),
        (date(2026, 1, 31), "none", date(2026, 2, 28)),
        (date(2027, 1, 30), "next_working_day", date(2027, 3, 1)),
    ],
)
def test_the_copy_is_due_a_month_after_the_meeting(
    council: Council, day: date, shift: str, due: date
) -> None:
    council.profile = with_params(luga(council), "council.minutes_copy", shift=shift)
    council.at(day - timedelta(days=20))
    meeting_id, _ = council.meeting(day)
    with council.acting() as scope:
        found = {one.kind: one.due_on for one in reads.deadlines(scope, meeting_id)}
    assert found["minutes_copy"] == due
    council.at(date(2026, 3, 2))


def test_two_days_make_one_date(council: Council) -> None:
    meeting_id, _ = council.opened(5, ends_on=DAY + timedelta(days=1))
    with council.acting() as scope:
        found = minutes_reads.content(scope, reads.meeting(scope, meeting_id))
        sitting.close(scope, meeting_id)
    assert said_days(found.days) == "20–21.03.2026"


def test_named_votes_are_printed_where_the_profile_says_so(council: Council) -> None:
    council.profile = with_setting(luga(council), "council.named_votes_printed", True)
    meeting_id = closed(council, present=5, votes="+++-0")
    with council.acting() as scope:
        (question,) = minutes_reads.content(scope, reads.meeting(scope, meeting_id)).questions
    assert [one.choice for one in question.named] == ["за", "за", "за", "против", "воздержался"]


def test_a_meeting_without_a_quorum_has_minutes_of_that(council: Council) -> None:
    meeting_id, _ = council.noticed(DAY)
    council.at(DAY)
    with council.acting() as scope:
        agenda.close_agenda(scope, meeting_id)
        attending.mark(scope, meeting_id, council.people[0], {"status": "present"})
        sitting.declare_no_quorum(scope, meeting_id)
    row = reviewed(council, meeting_id)
    with council.acting() as scope:
        found = minutes_reads.content(scope, reads.meeting(scope, meeting_id), row)
    assert len(found.attendance.present) == 1 and found.questions[0].counts is None
    assert "1 из 5" in found.quorum[0].sentence
    sign(council, row)


def test_a_late_notice_is_printed_once_with_whom_it_concerns(council: Council) -> None:
    council.at(DAY - timedelta(days=2))
    meeting_id, _ = council.opened(5)
    with council.acting() as scope:
        (_, late) = minutes_reads.content(scope, reads.meeting(scope, meeting_id)).quorum
        sitting.close(scope, meeting_id)
    assert late.sentence.startswith("Извещение всех членов. Отправлено 18.03.2026")
    assert late.clause.startswith("прил. 2, п. 4.8") and " = " not in late.reading
    council.at(date(2026, 3, 2))


def test_a_keeper_writes_in_the_secretarys_absence(council: Council) -> None:
    meeting_id = closed(council, present=5)
    with council.acting(member=3) as scope, pytest.raises(Forbidden):
        minutes.begin(scope, meeting_id)
    with council.acting() as scope:
        sitting.appoint_keeper(scope, meeting_id, council.people[3])
    with council.acting(member=3) as scope:
        assert minutes.begin(scope, meeting_id).state == "draft"


def test_sheets_are_reconciled_in_the_minutes(app: Flask) -> None:
    council = council_of(app, 5, 5)
    ballots = Ballots.issued(council)
    for member, signs in enumerate("+++-"):
        ballots.online(member, signs)
    state, decisions = ballots.tallied()
    assert (state, decisions[0].outcome) == ("closed", "adopted")
    drafted(council, ballots.meeting_id)
    with council.acting() as scope:
        found = minutes_reads.content(scope, reads.meeting(scope, ballots.meeting_id))
    assert found.sheets is not None
    assert (found.sheets.issued, found.sheets.valid, found.sheets.not_returned) == (5, 4, 1)
    assert len(found.attendance.by_sheet) == 4 and len(found.sheets.rows) == 4
    counts = found.questions[0].counts
    assert counts is not None and (counts.for_, counts.against, counts.not_voting) == (3, 1, 0)
