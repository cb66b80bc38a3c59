"""Invariants of opinion sheets, held by the database: in time, once, and the room first (I-6 to I-8)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest

from tests.meetings.rows import DUE, STARTS, Made, Rows, refused

Another = Callable[[], Rows]
SECOND = timedelta(seconds=1)
CONNECTIONS, SHEETS = 8, 200


@pytest.fixture
def body(rows: Rows) -> Made:
    return rows.body()


def issued(rows: Rows, body: Made, state: str = "balloting", **values: object) -> tuple[int, int]:
    """A meeting by correspondence and the sheet of its first member."""
    meeting = rows.meeting(body, state, **{"form": "correspondence", "counted": "sheets", **values})  # type: ignore[arg-type]
    return meeting, rows.sheet(meeting, body.people[0])


def test_a_sheet_is_in_time_up_to_the_second(rows: Rows, body: Made) -> None:
    _, sheet = issued(rows, body)
    with refused("sheet_late"):
        rows.receipt(sheet, received_at=DUE + SECOND)
    late = rows.receipt(sheet, "late", received_at=DUE + SECOND)
    with refused("sheet_late"):
        rows.change("sheet_receipt", late, status="valid")
    rows.receipt(sheet, received_at=DUE)


def test_when_and_how_a_sheet_came_is_not_rewritten(rows: Rows, body: Made) -> None:
    meeting, sheet = issued(rows, body)
    late = rows.receipt(sheet, "late", received_at=DUE + SECOND)
    other = rows.sheet(meeting, body.people[1], 2)
    for column, value in (("received_at", DUE), ("channel", "paper"), ("sheet_id", other)):
        with refused("receipt_is_final"):
            rows.change("sheet_receipt", late, **{column: value})
    with refused("sheet_is_personal"):
        rows.change("sheet", sheet, person_id=body.people[2])


def test_what_is_not_counted_says_why(rows: Rows, body: Made) -> None:
    _, sheet = issued(rows, body)
    for status in ("late", "spoiled", "duplicate", "replaced", "superseded", "conflict", "rejected"):
        with refused("ck_sheet_receipt_reason"):
            rows.receipt(sheet, status, reason=None)


def test_one_valid_receipt_a_sheet_and_one_sheet_a_member(rows: Rows, body: Made) -> None:
    meeting, sheet = issued(rows, body)
    first = rows.receipt(sheet)
    with refused("uq_sheet_receipt_valid"):
        rows.receipt(sheet)
    with refused("uq_sheet_of_member"):
        rows.sheet(meeting, body.people[0], 2)
    rows.change("sheet_receipt", first, status="replaced", reason="позже пришёл другой")
    rows.receipt(sheet)


def test_paper_counts_when_a_second_person_has_read_it(rows: Rows, body: Made) -> None:
    _, sheet = issued(rows, body)
    for readers in ({}, {"registered_by": 1}, {"registered_by": 1, "verified_by": 1}):
        with refused("ck_sheet_receipt_four_eyes"):
            rows.receipt(sheet, channel="paper", **readers)
    first = rows.receipt(sheet, "pending", channel="paper", registered_by=1)
    with refused("ck_sheet_receipt_four_eyes"):
        rows.change("sheet_receipt", first, status="valid", verified_by=1)
    rows.change("sheet_receipt", first, status="valid", verified_by=2)


def test_paper_without_a_first_reader_is_never_counted(rows: Rows, body: Made) -> None:
    """Nobody is not somebody else than the second reader."""
    _, sheet = issued(rows, body)
    with refused("ck_sheet_receipt_four_eyes"):
        rows.receipt(sheet, channel="paper", verified_by=2)


def test_a_void_sheet_is_not_counted(rows: Rows, body: Made) -> None:
    meeting, sheet = issued(rows, body)
    rows.change("sheet", sheet, void_at=STARTS, void_reason="выбыл")
    with refused("sheet_void"):
        rows.receipt(sheet)
    rows.receipt(rows.sheet(meeting, body.people[0], 2))


@pytest.mark.parametrize(
    ("state", "form"),
    [
        ("draft", "hybrid"),
        ("scheduled", "correspondence"),
        ("closed", "correspondence"),
        ("closed", "hybrid"),
    ],
)
def test_sheets_are_taken_between_the_notice_and_the_end(
    rows: Rows, body: Made, state: str, form: str
) -> None:
    _, sheet = issued(rows, body, state, form=form)
    with refused("sheets_not_taken"):
        rows.receipt(sheet)


def test_a_meeting_in_person_takes_no_sheets(rows: Rows, body: Made) -> None:
    sheet = rows.sheet(rows.meeting(body, "noticed"), body.people[0])
    with refused("sheets_not_taken"):
        rows.receipt(sheet)


@pytest.mark.parametrize("status", ["present", "remote"])
def test_the_room_comes_before_the_sheet(rows: Rows, body: Made, status: str) -> None:
    meeting, sheet = issued(rows, body, "in_session", form="hybrid", counted="room_and_sheets")
    receipt = rows.receipt(sheet)
    with refused("room_before_sheet"):
        rows.come(meeting, body.people[0], status)
    rows.change("sheet_receipt", receipt, status="superseded", reason="пришёл")
    rows.come(meeting, body.people[0], status)
    with refused("room_before_sheet"):
        rows.change("sheet_receipt", receipt, status="valid")
    second = rows.sheet(meeting, body.people[1], 2)
    absent = rows.come(meeting, body.people[1], "absent")
    rows.receipt(second)
    with refused("room_before_sheet"):
        rows.change("participation", absent, status=status)


def test_where_sheets_alone_count_the_room_does_not_matter(rows: Rows, body: Made) -> None:
    meeting, sheet = issued(rows, body, "in_session", form="hybrid", counted="sheets")
    rows.come(meeting, body.people[0])
    rows.receipt(sheet)


def test_who_comes_as_the_sheet_arrives_counts_once(rows: Rows, body: Made, another: Another) -> None:
    meeting, sheet = issued(rows, body, "in_session", form="hybrid", counted="room_and_sheets")
    door = another()
    with ThreadPoolExecutor(1) as pool:
        with rows.db.transaction():
            rows.receipt(sheet)
            waiting = pool.submit(door.come, meeting, body.people[0])
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        with refused("room_before_sheet"):
            waiting.result(timeout=5)


def test_a_sheet_that_meets_the_end_of_balloting_waits_for_it(
    rows: Rows, body: Made, another: Another
) -> None:
    meeting, sheet = issued(rows, body, "ballots_closed")
    desk = another()
    with ThreadPoolExecutor(1) as pool:
        with rows.db.transaction():
            rows.step(meeting, "closed")
            waiting = pool.submit(desk.receipt, sheet)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        with refused("sheets_not_taken"):
            waiting.result(timeout=5)


def test_two_hundred_sheets_at_once_lose_none_and_count_once(rows: Rows, another: Another) -> None:
    """Every sheet comes twice, over eight connections: each is kept, one of the two is counted."""
    body = rows.body(established=SHEETS, people=0)
    meeting = rows.meeting(body, "balloting", form="correspondence", counted="sheets")
    with rows.db.transaction():
        sheets = [rows.sheet(meeting, rows.person(), number) for number in range(1, SHEETS + 1)]
    desks = [another() for _ in range(CONNECTIONS)]

    def take(number: int) -> None:
        desk, half = desks[number], CONNECTIONS // 2
        for sheet in sheets[number % half :: half]:
            try:
                desk.receipt(sheet)
            except psycopg.errors.UniqueViolation as error:
                assert error.diag.constraint_name == "uq_sheet_receipt_valid"
                desk.receipt(sheet, "duplicate")

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(take, range(CONNECTIONS)))
    found = rows.ask(
        "SELECT t.status, count(*), count(DISTINCT t.sheet_id) FROM mms.sheet_receipt t"
        " JOIN mms.sheet s ON s.id = t.sheet_id WHERE s.meeting_id = %s GROUP BY 1 ORDER BY 1",
        meeting,
    )
    assert found == [("duplicate", SHEETS, SHEETS), ("valid", SHEETS, SHEETS)]
