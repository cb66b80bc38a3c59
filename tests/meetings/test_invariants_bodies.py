"""Invariants of composition, held by the database: seats (I-2, I-3, I-13), participation once (I-1)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import psycopg
import pytest

from tests.meetings.rows import SINCE, Rows, refused

LATER = date(2026, 1, 1)
Another = Callable[[], Rows]


def test_one_participation_a_person(rows: Rows) -> None:
    body = rows.body()
    meeting, other = rows.meeting(body), rows.meeting(body)
    rows.come(meeting, body.people[0])
    rows.come(meeting, body.people[1])
    rows.come(other, body.people[0])
    with refused("uq_participation_tenant_id_meeting_id_person_id"):
        rows.come(meeting, body.people[0], "remote")


def test_a_person_sits_in_a_body_once_at_a_time(rows: Rows) -> None:
    body, person = rows.body(people=0), rows.person()
    rows.seat(body.id, person, until=LATER)
    rows.seat(body.id, person, "deputy", since=LATER)
    rows.seat(rows.body(people=0).id, person)
    with refused("ex_seat_once"):
        rows.seat(body.id, person, "member", since=LATER - timedelta(1), until=LATER)


@pytest.mark.parametrize("office", ["chair", "secretary", "leader"])
def test_an_office_of_one_is_held_by_one_at_a_time(rows: Rows, office: str) -> None:
    body = rows.body(kind="association", people=0)
    first = rows.seat(body.id, rows.person(), office, until=LATER)
    after = rows.seat(body.id, rows.person(), office, since=LATER)
    with refused("one_at_a_time"):
        rows.seat(body.id, rows.person(), office, since=SINCE, until=SINCE + timedelta(1))
    with refused("one_at_a_time"):
        rows.change("seat", first, valid=psycopg.types.range.DateRange(SINCE, LATER + timedelta(1)))
    member = rows.seat(body.id, rows.person(), "member")
    with refused("one_at_a_time"):
        rows.change("seat", member, office=office)
    rows.seat(rows.body(people=0).id, rows.person(), office)
    assert rows.value("seat", after, "office") == office


def test_offices_of_many_may_be_held_by_many(rows: Rows) -> None:
    body = rows.body(people=0)
    for office in ("deputy", "member", "curator"):
        rows.seat(body.id, rows.person(), office)
        rows.seat(body.id, rows.person(), office)


def test_no_more_members_than_the_act_establishes(rows: Rows) -> None:
    body = rows.body(established=3, people=3)
    rows.seat(body.id, rows.person(), "curator")
    with refused("established_seats"):
        rows.seat(body.id, rows.person())
    with refused("established_seats"):
        rows.seat(body.id, rows.person(), since=LATER, until=LATER + timedelta(1))
    rows.seat(body.id, rows.person(), since=SINCE - timedelta(9), until=SINCE)


def test_the_number_holds_where_nobody_knows_since_when(rows: Rows) -> None:
    body = rows.body(established=None, people=0)
    rows.composition(body.id, 1, since=None)
    rows.seat(body.id, rows.person(), since=None)
    with refused("established_seats"):
        rows.seat(body.id, rows.person(), since=None)


def test_seats_follow_one_another_within_the_number(rows: Rows) -> None:
    body = rows.body(established=1, people=0)
    rows.seat(body.id, rows.person(), until=LATER)
    rows.seat(body.id, rows.person(), since=LATER)


def test_an_act_does_not_establish_fewer_seats_than_are_filled(rows: Rows) -> None:
    body = rows.body(established=None, people=4)
    with refused("established_seats"):
        rows.composition(body.id, 3)
    act = rows.composition(body.id, 4, until=LATER)
    with refused("established_seats"):
        rows.change("composition_act", act, established_seats=3)
    with refused("ex_composition_act_once"):
        rows.composition(body.id, 9, since=LATER - timedelta(1))
    rows.composition(body.id, 9, since=LATER)


@pytest.mark.parametrize(("office", "name"), [("chair", "one_at_a_time"), ("member", "established_seats")])
def test_two_at_once_do_not_both_get_the_last_seat(
    rows: Rows, another: Another, office: str, name: str
) -> None:
    """The second waits until the first has committed, and then meets what the first has written."""
    body, second = rows.body(established=1 if office == "member" else 9, people=0), another()
    people = [rows.person(), rows.person()]
    with ThreadPoolExecutor(1) as pool:
        with rows.db.transaction():
            rows.seat(body.id, people[0], office)
            waiting = pool.submit(second.seat, body.id, people[1], office)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        with refused(name):
            waiting.result(timeout=5)
