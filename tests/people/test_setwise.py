"""Rows written by sets: in their order, as their columns' types, never over somebody else's change."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from service.core.columns import life
from service.jobs import work
from service.people.actions import setwise, undoing
from service.people.actions.setwise import insert_set, update_set
from service.people.model.persons import Employment, Person
from tests.accounts import scope_of
from tests.people.makers import people_of, person, school, workbook
from tests.people.test_import_force import confirmed, entered, perform, status_of

SLUG = "pervomaisky"
PERSON: Any = Person.__table__
JOB: Any = Employment.__table__


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several statements even for a few rows."""
    monkeypatch.setattr(setwise, "CHUNK", 7)


def names(number: int) -> dict[str, Any]:
    """A person whose name tells the place in the list; letters, quotes and signs that JSON must carry."""
    last = f'Тест"{number}\\'
    return {
        "last_name": last,
        "first_name": "Ӧ’Нил",
        "middle_name": None,
        "sort_key": last,
        "search_key": last,
    }


def test_ids_come_back_in_the_order_of_the_rows(app: Flask, small_chunks: None) -> None:
    scope = scope_of(app, SLUG)
    with scope.db as db:
        rows = [names(number) for number in reversed(range(20))]
        ids = insert_set(db, PERSON, rows)
        found = {one.id: one for one in db.execute(select(Person).where(Person.id.in_(ids))).scalars()}
        assert [found[one].last_name for one in ids] == [row["last_name"] for row in rows]
        assert {(one.first_name, one.middle_name, one.version) for one in found.values()} == {
            ("Ӧ’Нил", None, 1)
        }
        assert insert_set(db, PERSON, []) == []


def test_values_keep_their_types(app: Flask) -> None:
    place = school(app, SLUG, "types", "Школа видов")
    scope = scope_of(app, SLUG)
    valid = life(date(2020, 1, 1), date(2021, 1, 1))
    with scope.db as db:
        one = insert_set(db, PERSON, [names(1)])[0]
        values = {"person_id": one, "organisation_id": place, "kind": "main", "position": "teacher"}
        more = {"position_title": "Учитель", "subjects": ["Химия, 5 «А»", "{x}"], "rate": Decimal("0.25")}
        made = insert_set(db, JOB, [{**values, **more, "valid": valid, "on_leave": True}])[0]
        job = db.get(Employment, (scope.tenant.id, made))
        assert job is not None and job.subjects == ["Химия, 5 «А»", "{x}"] and job.on_leave is True
        assert (job.rate, job.valid) == (Decimal("0.25"), valid)


def test_only_a_record_of_the_known_version_is_changed(app: Flask, small_chunks: None) -> None:
    scope = scope_of(app, SLUG)
    with scope.db as db:
        ids = insert_set(db, PERSON, [names(number) for number in range(10)])
        rows = [{"id": one, "email": f"{place}@example.test"} for place, one in enumerate(ids)]
        versions = [2 if place == 8 else 1 for place in range(10)]
        assert update_set(db, PERSON, rows, versions=versions) == 9
        found = db.execute(select(Person.email, Person.version).where(Person.id.in_(ids)).order_by(Person.id))
        expected = [(None, 1) if place == 8 else (f"{place}@example.test", 2) for place in range(10)]
        assert [tuple(row) for row in found] == expected


def test_another_tenants_record_is_out_of_reach(app: Flask) -> None:
    other = scope_of(app, "luga")
    with other.db as db:
        theirs = insert_set(db, PERSON, [names(1)])[0]
        db.commit()
    scope = scope_of(app, SLUG)
    with scope.db as db:
        assert update_set(db, PERSON, [{"id": theirs, "email": "x@example.test"}]) == 0


def test_a_changed_rate_and_day_are_written_and_taken_back(
    app: Flask, settings: Any, bench: work.Workshop
) -> None:
    place = school(app, SLUG, "rates", "Школа ставок")
    for last in ("Полная", "Половинная"):
        person(app, SLUG, last, place)
    header = ["ФИО", "Должность", "Предметы", "Ставка", "Дата приёма"]
    listed = [[f"{one} Айару Сергеевна", "Учитель", "Математика", "0,5", date(2016, 9, 1)]
              for one in ("Полная", "Половинная")]  # fmt: skip
    made = entered(app, settings, place, workbook([header, *listed]))
    perform(app, "people.read_import", made)
    assert status_of(app, made).counts["changed"] == 2
    confirmed(app, made)
    perform(app, "people.apply_import", made)
    after = [(job.rate, job.valid.lower, job.version) for _, job in people_of(app, SLUG, place)]
    assert after == [(Decimal("0.50"), date(2016, 9, 1), 2)] * 2
    scope = scope_of(app, SLUG)
    with scope.db as db:
        undoing.undo(scope, made)
        db.commit()
    back = [(job.rate, job.valid.lower, job.version) for _, job in people_of(app, SLUG, place)]
    assert back == [(Decimal("1.00"), date(2015, 9, 1), 3)] * 2
