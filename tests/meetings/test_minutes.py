"""Minutes by Luga's regulation: made from the records, kept by the secretary, signed, numbered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from service.core.errors import Conflict, Forbidden, Invalid
from service.core.paging import Paging
from service.documents import files
from service.documents.paper import GOST_2025, checklist, to_docx, to_pdf
from service.meetings.actions import attending, minutes, signing
from service.meetings.actions.judging import Refused
from service.meetings.model.minutes import Minutes
from service.meetings.papers.facts import MinutesData
from service.meetings.papers.frozen import freeze, thaw
from service.meetings.papers.minutes import minutes as paper
from service.meetings.queries import meetings as reads
from service.meetings.queries import minutes as minutes_reads
from service.meetings.queries.upcoming import upcoming
from tests.accounts import PASSWORD, scope_of
from tests.meetings.after import closed, drafted, let_sign, reviewed, sign
from tests.meetings.council import Council
from tests.meetings.test_papers import docx_words, pdf_words


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    """A council of thirteen by an act, whose members may sign."""
    made = Council(app, "luga").seated(13)
    let_sign(made)
    return made


def due(council: Council, meeting_id: int) -> set[str]:
    """What the calendar says is still to be done for a meeting."""
    with council.acting() as scope:
        return {one.kind for one in upcoming(scope, Paging(1, 200)).items if one.meeting_id == meeting_id}


@pytest.mark.clause("LU2-4.10-protocol", "LU2-4.10-secretary")
def test_minutes_go_from_records_to_signed_papers(council: Council) -> None:
    meeting_id = closed(council, items=2, votes="+++++++-0")
    minutes_id = drafted(council, meeting_id)
    assert {"minutes_draft", "minutes_copy"} <= due(council, meeting_id)
    with council.acting(member=2) as scope:
        first = reads.agenda(scope, meeting_id)[0].id
        minutes.write(scope, minutes_id, first, {"heard": "Доклад об итогах.", "spoke": "Содоклад.\nОтветы."})
    row = reviewed(council, meeting_id)
    with council.acting() as scope:
        found = minutes_reads.content(scope, reads.meeting(scope, meeting_id), row)
        again = minutes_reads.content(scope, reads.meeting(scope, meeting_id), row)
        assert row.content is not None
        pdf, docx = files.stored(scope, row.pdf_id or 0), files.stored(scope, row.docx_id or 0)
    assert found == again == thaw(MinutesData, row.content)
    assert to_pdf(paper(found)) == pdf.content
    assert to_docx(paper(found)) == docx.content
    assert pdf_words(pdf.content, [paper(found)]) == docx_words(docx.content)
    one = found.questions[0]
    assert one.counts is not None
    assert (one.counts.for_, one.counts.against, one.counts.abstained, one.counts.not_voting) == (7, 1, 1, 0)
    assert (one.present, one.spoke, one.decided) == (9, ("Содоклад.", "Ответы."), ("Рекомендовать 1",))
    assert len(found.attendance.present) == 9 and len(found.attendance.absent) == 4
    assert [each.clause.partition(",")[2].strip()[:6] for each in one.findings] == ["п. 4.9", "п. 4.9"]
    assert "рекомендательный" in one.force
    assert all(
        each.holds for each in checklist(docx.content, GOST_2025, {"date": "20.03.2026", "kind": "ПРОТОКОЛ"})
    )
    assert "minutes_draft" not in due(council, meeting_id)
    sign(council, row)
    assert "minutes_copy" in due(council, meeting_id)
    with council.acting() as scope:
        kept = minutes_reads.minutes(scope, row.id)
        assert (kept.state, kept.number, kept.pdf_sha256) == ("signed", row.number, pdf.sha256)
        assert reads.meeting(scope, meeting_id).state == "minutes_signed"
        assert [v.status for v in reads.stored(scope, "minutes", [row.id])] == ["pass"]


@pytest.mark.clause("LU2-4.10-secretary")
def test_only_the_secretary_keeps_the_minutes(council: Council) -> None:
    meeting_id = closed(council)
    for who in ({"role": "administrator"}, {"member": 0}, {"member": 5}):
        with council.acting(**who) as scope, pytest.raises(Forbidden):
            minutes.begin(scope, meeting_id)
    assert drafted(council, meeting_id)


def test_a_stale_edit_keeps_both_texts(council: Council) -> None:
    meeting_id = closed(council)
    minutes_id = drafted(council, meeting_id)
    with council.acting(member=2) as scope:
        (item,) = reads.agenda(scope, meeting_id)
        seen = minutes.write(scope, minutes_id, item.id, {"heard": "Первый"}).version
    with council.acting(member=2) as scope:
        minutes.write(scope, minutes_id, item.id, {"heard": "Второй", "version": seen})
    with council.acting(member=2) as scope, pytest.raises(Conflict) as conflict:
        minutes.write(scope, minutes_id, item.id, {"heard": "Третий", "version": seen})
    assert getattr(conflict.value.current, "heard") == "Второй"  # noqa: B009 - any object


@pytest.mark.clause("LU2-4.10-protocol")
@pytest.mark.parametrize(("member", "signs"), [(0, True), (1, True), (2, False), (5, False)])
def test_chair_or_deputy_signs(council: Council, member: int, signs: bool) -> None:
    row = reviewed(council, closed(council))
    if not signs:
        with pytest.raises(Refused) as refused:
            sign(council, row, member)
        assert refused.value.verdict.clause == "прил. 2, п. 4.10"
        return
    sign(council, row, member)
    with council.acting() as scope:
        assert minutes_reads.minutes(scope, row.id).state == "signed"


def test_a_signature_holds_to_one_text_and_one_person(council: Council) -> None:
    row = reviewed(council, closed(council))
    with council.acting(member=0) as scope:
        what = signing.minutes_to_sign(scope, row.id)
        with pytest.raises(Conflict):
            signing.sign(scope, what, "0" * 64, PASSWORD)
        with pytest.raises(Invalid):
            signing.sign(scope, what, row.pdf_sha256 or "", "wrong")
    with council.acting() as scope, pytest.raises(Forbidden):
        signing.sign(scope, signing.minutes_to_sign(scope, row.id), row.pdf_sha256 or "", PASSWORD)


def test_signed_minutes_never_change(council: Council) -> None:
    row = reviewed(council, closed(council))
    sign(council, row)
    with council.acting(member=2) as scope:
        (item,) = reads.agenda(scope, row.meeting_id)
        for act in (
            lambda: minutes.write(scope, row.id, item.id, {"heard": "Иначе"}),
            lambda: minutes.to_draft(scope, row.id),
            lambda: minutes.to_review(scope, row.id),
        ):
            with pytest.raises(Conflict):
                act()
    for statement in (
        update(Minutes).where(Minutes.id == row.id).values(content={}),
        text("UPDATE mms.minutes_block SET heard = 'x' WHERE minutes_id = :id").bindparams(id=row.id),
        text("DELETE FROM mms.minutes WHERE id = :id").bindparams(id=row.id),
        text("UPDATE mms.signature SET sha256 = 'x' WHERE minutes_id = :id").bindparams(id=row.id),
    ):
        with scope_of(council.app, "luga").db as db, pytest.raises(DBAPIError):
            db.execute(statement)


def test_numbers_have_no_gap_whoever_comes_first(council: Council) -> None:
    ids = [drafted(council, closed(council)) for _ in range(4)]

    def send(minutes_id: int) -> int:
        with council.acting(member=2) as scope:
            return minutes.to_review(scope, minutes_id).number or 0

    with ThreadPoolExecutor(4) as pool:
        given = sorted(pool.map(send, ids))
    with council.acting(member=2) as scope:
        every = scope.db.execute(
            select(Minutes.number).where(Minutes.body_id == council.body_id, Minutes.number.is_not(None))
        ).scalars()
        assert sorted(every) == list(range(1, given[-1] + 1))
        assert given == list(range(given[0], given[0] + 4))
        minutes.to_draft(scope, ids[0])
        before = minutes_reads.minutes(scope, ids[0]).number
        assert minutes.to_review(scope, ids[0]).number == before


def test_two_who_sign_at_once_sign_one_after_the_other(council: Council) -> None:
    row = reviewed(council, closed(council))

    def put(member: int) -> bool:
        try:
            sign(council, row, member)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(put, (0, 1))) == [False, True]
    with council.acting() as scope:
        assert minutes_reads.minutes(scope, row.id).state == "signed"


def test_the_year_is_that_of_the_meeting(council: Council) -> None:
    meeting_id = closed(council, day=date(2026, 12, 10))
    council.at(date(2027, 1, 20))
    row = reviewed(council, meeting_id)
    assert row.year == 2026 and row.content is not None
    assert row.content["days"] == ["2026-12-10"]
    council.at(date(2026, 3, 2))


def test_times_of_coming_and_leaving_are_printed(council: Council) -> None:
    meeting_id, (item,) = council.opened(9)
    council.now = council.now.replace(minute=20)
    with council.acting() as scope:
        attending.leave(scope, meeting_id, council.people[8])
        attending.invite(scope, meeting_id, {"name": "Иванова Анна", "category": "authority"})
        found = minutes_reads.content(scope, reads.meeting(scope, meeting_id))
    assert found.attendance.present[-1].office.endswith("до 15:20")
    assert found.attendance.invited[0].category == "представитель органа управления образованием"
    assert item and freeze(found)["attendance"]["established"] == 13
