"""Invariants of papers, held by the database: signed ones stay (I-10), their numbers have no gaps (I-11)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.meetings.rows import STARTS, Made, Rows, refused

Another = Callable[[], Rows]


@pytest.fixture
def body(rows: Rows) -> Made:
    return rows.body(people=3)


def ready(rows: Rows, body: Made) -> int:
    """Minutes of a closed meeting, numbered and with a signature."""
    made = rows.minutes(rows.meeting(body, "closed"), body, "review")
    rows.sign(made, body.people[0])
    return made


def test_minutes_are_of_their_meeting_and_begin_as_a_draft(rows: Rows, body: Made) -> None:
    meeting, other = rows.meeting(body, "closed"), rows.body(people=1)
    with refused("minutes_of_meeting"):
        rows.minutes(meeting, other)
    with refused("minutes_begin_as_draft"):
        rows.add("minutes", meeting_id=meeting, body_id=body.id, year=2026, state="review", pdf_sha256="d",
                 number=1, pdf_id=rows.file())  # fmt: skip
    with refused("minutes_begin_as_draft"):
        rows.add("minutes", meeting_id=meeting, body_id=body.id, year=2026, number=1)
    made = rows.minutes(meeting, body)
    with refused("minutes_of_meeting"):
        rows.change("minutes", made, body_id=other.id)
    with refused("uq_minutes_tenant_id_meeting_id"):
        rows.minutes(meeting, body)


def test_minutes_are_signed_from_review_by_a_verdict_of_their_own(rows: Rows, body: Made) -> None:
    made, other = ready(rows, body), ready(rows, body)
    for verdict in (
        rows.verdict("signatories", "minutes", other),
        rows.verdict("signatories", "meeting", made),
        rows.verdict("minutes_copy", "minutes", made),
        rows.verdict("signatories", "minutes", made, "fail"),
        rows.verdict("signatories", "minutes", made, "not_yet"),
    ):
        with refused("minutes_verdict"):
            rows.sealed(made, verdict=verdict)
    draft = rows.minutes(rows.meeting(body, "closed"), body)
    verdict = rows.verdict("signatories", "minutes", draft)
    with refused("minutes_reviewed"):
        rows.change("minutes", draft, state="signed", number=3, signed_at=STARTS, verdict_id=verdict,
                    pdf_sha256="d1", pdf_id=rows.file())  # fmt: skip
    sitting = rows.minutes(rows.meeting(body, "in_session"), body, "review")
    rows.sign(sitting, body.people[0])
    with refused("minutes_after_meeting"):
        rows.sealed(sitting)
    unsigned = rows.minutes(rows.meeting(body, "closed"), body, "review")
    with refused("minutes_signature"):
        rows.sealed(unsigned)
    rows.sealed(made)


def test_what_is_out_for_signing_does_not_change(rows: Rows, body: Made) -> None:
    made = rows.minutes(rows.meeting(body, "closed"), body, "review")
    for column, value in (("content", {"a": 1}), ("pdf_sha256", "d2"), ("pdf_id", rows.file())):
        with refused("minutes_frozen"):
            rows.change("minutes", made, **{column: value})
    rows.change("minutes", made, state="draft", pdf_sha256=None, pdf_id=None)
    rows.send(made, 1, "d2")
    with refused("signature_digest"):
        rows.sign(made, body.people[0], "d1")
    rows.sign(made, body.people[0], "d2")
    with refused("minutes_frozen"):
        rows.change("minutes", made, state="draft", pdf_sha256=None, pdf_id=None)


def test_words_of_the_minutes_are_written_in_draft(rows: Rows, body: Made) -> None:
    meeting = rows.meeting(body, "closed")
    made, item, other = rows.minutes(meeting, body), rows.item(meeting), rows.item(meeting, 2)
    block = rows.add("minutes_block", minutes_id=made, item_id=item, heard="Слушали")
    rows.change("minutes_block", block, heard="Слушали доклад")
    rows.send(made, 1)
    with refused("minutes_frozen"):
        rows.change("minutes_block", block, heard="Иное")
    with refused("minutes_frozen"):
        rows.add("minutes_block", minutes_id=made, item_id=other)
    elsewhere = rows.minutes(rows.meeting(body, "closed"), body)
    with refused("minutes_frozen"):
        rows.change("minutes_block", block, minutes_id=elsewhere)


def test_signed_minutes_never_change(rows: Rows, body: Made) -> None:
    made = ready(rows, body)
    rows.sealed(made)
    draft = {"state": "draft", "signed_at": None, "pdf_sha256": None, "pdf_id": None}
    for values in ({"number": 2}, {"content": {}}, {"docx_id": rows.file()}, {"year": 2027}, draft):
        with refused("minutes_signed"):
            rows.change("minutes", made, **values)
    with refused("signature_digest"):
        rows.sign(made, body.people[1])
    for table in (
        "minutes",
        "minutes_block",
        "signature",
        "amendment",
        "vote",
        "decision",
        "verdict",
        "audit",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows.ask(f"DELETE FROM mms.{table}")
    for table in ("signature", "verdict", "notice", "audit", "history"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rows.ask(f"UPDATE mms.{table} SET tenant_id = tenant_id")


def test_numbers_of_minutes_have_no_gaps(rows: Rows, body: Made) -> None:
    first, second = (rows.minutes(rows.meeting(body, "closed"), body) for _ in range(2))
    for wrong in (0, 2):
        with refused("minutes_number"):
            rows.send(first, wrong)
    rows.send(first, 1)
    with refused("uq_minutes_tenant_id_body_id_year_number"):
        rows.send(second, 1)
    with refused("minutes_number"):
        rows.send(second, 3)
    rows.send(second, 2)
    rows.change("minutes", first, state="draft", pdf_sha256=None, pdf_id=None)
    for values in ({"number": None}, {"number": 3}, {"year": STARTS.year + 1}):
        with refused("minutes_number"):
            rows.change("minutes", first, **values)
    rows.send(first, 1, "d2")
    other = rows.body(people=1)
    rows.send(rows.minutes(rows.meeting(other, "closed"), other), 1)


def test_two_who_number_at_once_get_one_after_the_other(rows: Rows, body: Made, another: Another) -> None:
    """One takes its number back: the other, which waited, gets the same one. Then it keeps it."""
    first, second, third = (rows.minutes(rows.meeting(body, "closed"), body) for _ in range(3))
    desk = another()
    with ThreadPoolExecutor(1) as pool:
        with rows.db.transaction(force_rollback=True):
            rows.send(first, 1)
            waiting = pool.submit(desk.send, second, 1)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        waiting.result(timeout=5)
        with rows.db.transaction():
            rows.send(first, 2)
            late = pool.submit(desk.send, third, 2)
            with pytest.raises(TimeoutError):
                late.result(timeout=0.3)
        with refused("uq_minutes_tenant_id_body_id_year_number"):
            late.result(timeout=5)
    rows.send(third, 3)


def test_signing_and_taking_back_do_not_cross(rows: Rows, body: Made, another: Another) -> None:
    made, desk = rows.minutes(rows.meeting(body, "closed"), body, "review"), another()
    with ThreadPoolExecutor(1) as pool:
        with rows.db.transaction():
            rows.sign(made, body.people[0])
            waiting = pool.submit(desk.change, "minutes", made, state="draft", pdf_sha256=None, pdf_id=None)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        with refused("minutes_frozen"):
            waiting.result(timeout=5)


def test_what_signed_minutes_tell_of_stays(rows: Rows, body: Made) -> None:
    meeting = rows.meeting(body, "in_session")
    item, came = rows.item(meeting), rows.come(meeting, body.people[0])
    rows.step(meeting, "closed")
    rows.leave(came)
    rows.step(meeting, "minutes_signed")
    for table, number, values in (
        ("agenda_item", item, {"title": "Иной"}), ("participation", came, {"status": "remote"}),
        ("meeting", meeting, {"place": "Иное"}), ("meeting", meeting, {"presider_id": body.people[1]}),
    ):  # fmt: skip
        with refused("meeting_is_past"):
            rows.change(table, number, **values)
    with refused("meeting_is_past"):
        rows.item(meeting, 2)
    with refused("meeting_is_past"):
        rows.come(meeting, body.people[1], "absent")
    with refused("meeting_is_past"):
        rows.add("recusal", item_id=item, person_id=body.people[1], reason="поздно", declared_at=STARTS)
    for statement in ("UPDATE mms.presence_interval SET left_at = NULL", "DELETE FROM mms.presence_interval"):
        with refused("meeting_is_past"):
            rows.ask(f"{statement} WHERE participation_id = %s", came)
    with refused("meeting_is_past"):
        rows.ask("DELETE FROM mms.agenda_item WHERE id = %s", item)
    rows.step(meeting, "distributed")
    rows.change("meeting", meeting, sequence=5)


def test_an_amendment_is_a_signed_paper_of_its_own(rows: Rows, body: Made) -> None:
    made = ready(rows, body)
    given = {"minutes_id": made, "number": 1, "text": "Вместо 7 читать 8", "reason": "описка", "sha256": "a1"}
    given |= {"pdf_id": rows.file(), "docx_id": rows.file()}
    with refused("amendment_of_signed"):
        rows.add("amendment", **given)
    rows.sealed(made)
    amendment = rows.add("amendment", **given)
    signed = {
        "state": "signed",
        "signed_at": STARTS,
        "verdict_id": rows.verdict("signatories", "minutes", made),
    }
    with refused("minutes_signature"):
        rows.change("amendment", amendment, **signed)
    rows.change("amendment", amendment, text="Вместо 7 читать 9", sha256="a2")
    with refused("signature_digest"):
        rows.sign(made, body.people[0], "a1", minutes_id=None, amendment_id=amendment)
    rows.sign(made, body.people[0], "a2", minutes_id=None, amendment_id=amendment)
    with refused("minutes_frozen"):
        rows.change("amendment", amendment, text="Вместо 7 читать 10")
    with refused("minutes_frozen"):
        rows.change("amendment", amendment, reason="иная", **signed)
    rows.change("amendment", amendment, **signed)
    for values in ({"text": "Иное"}, {"state": "draft", "signed_at": None}):
        with refused("amendment_signed"):
            rows.change("amendment", amendment, **values)
