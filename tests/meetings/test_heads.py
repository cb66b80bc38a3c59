"""Heads of schools in a council and the innovative practices of their schools (прил. 2, п. 4.3)."""

from datetime import date

import pytest
from flask import Flask

from service.core.columns import life
from service.meetings.model.bodies import Seat
from service.people.model.organisations import InnovativePractice
from service.people.model.persons import Employment
from service.rules.verdict import Status
from tests.meetings.council import Council
from tests.meetings.test_composition import TODAY, told
from tests.people.makers import school

RULE = "innovative_heads"


def practice(council: Council, place: int, since: date, until: date | None = None) -> None:
    with council.acting() as scope:
        made = InnovativePractice(
            organisation_id=place, title="Школьное лесничество", kind="managerial", link="https://school.test"
        )
        made.valid = life(since, until)
        scope.db.add(made)


@pytest.mark.clause("LU2-4.3-oo")
def test_heads_who_sit_there_lead_schools_with_a_practice(app: Flask) -> None:
    council = Council(app, "luga").seated(12, 15)
    council.at(TODAY)
    first, second = (school(app, "luga", f"heads-{number}", f"Лицей {number}") for number in (1, 2))
    jobs = ((0, first, "head"), (1, second, "deputy_head"), (2, second, "teacher"))
    with council.acting() as scope:
        for number, place, position in jobs:
            job = Employment(person_id=council.people[number], organisation_id=place, kind="main")
            job.position, job.position_title, job.valid = position, position, life(date(2020, 9, 1))
            scope.db.add(job)
    with council.acting() as scope:
        for seat in scope.db.query(Seat).filter_by(council_id=council.body_id):
            number = council.people.index(seat.person_id)
            seat.category = "oo_head_innovative" if number < 3 else "omsu_specialist"
    assert told(council)[RULE].status is Status.NOT_YET, "no practice is entered: nothing is known"
    practice(council, first, date(2024, 1, 1))
    practice(council, second, date(2022, 1, 1), date(2026, 1, 1))
    found = told(council)[RULE]
    assert (found.status, found.actual, found.expected, found.severity) == (Status.FAIL, 1, 3, "soft")
    without, teacher = (str(one.message) for one in found.missing)
    assert without.endswith("(Лицей 2)") and "Лицей" not in teacher, "a teacher is no head"
    before = told(council, date(2025, 12, 31))[RULE]
    assert (before.actual, before.expected) == (2, 3), "a practice counts while it lives"
