"""People and schools made for tests, through the same actions as on the page."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from flask import Flask
from sqlalchemy import select

from service.core.alphabet import search_key, sort_key
from service.people.actions import persons
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person
from tests.accounts import scope_of

PERSON = {"first_name": "Айару", "middle_name": "Сергеевна"}
JOB = {
    "kind": "main",
    "position": "teacher",
    "position_title": "Учитель",
    "subjects": ["Математика"],
    "rate": 1,
    "on_leave": False,
    "starts": date(2015, 9, 1),
    "ends": None,
}


def school(app: Flask, slug: str, code: str = "school-1", name: str = "Школа № 1") -> int:
    """The id of a school with a code, made at its first mention."""
    scope = scope_of(app, slug)
    with scope.db as db:
        found = db.execute(select(Organisation).where(Organisation.code == code)).scalar_one_or_none()
        if found is None:
            found = Organisation(
                code=code, name=name, type="general", sort_key=sort_key(name), search_key=search_key(name)
            )
            db.add(found)
            db.commit()
        return found.id


def person(app: Flask, slug: str, last_name: str, organisation_id: int | None = None, **facts: Any) -> int:
    """The id of a new person, with a job where a school is given; `job` changes what the job says."""
    scope = scope_of(app, slug)
    job = {**JOB, **facts.pop("job", {}), "organisation_id": organisation_id} if organisation_id else None
    with scope.db as db:
        made, _ = persons.create(scope, {"last_name": last_name, **PERSON, **facts}, job)
        db.commit()
        return made.id


def people_of(app: Flask, slug: str, organisation_id: int) -> list[tuple[Person, Employment]]:
    """Everybody who has or had a job in a school, by name."""
    scope = scope_of(app, slug)
    with scope.db as db:
        rows = db.execute(
            select(Person, Employment)
            .join(Employment, Employment.person_id == Person.id)
            .where(Employment.organisation_id == organisation_id)
            .order_by(Person.sort_key, Employment.id)
        ).all()
        db.expunge_all()
        return [(row[0], row[1]) for row in rows]


def workbook(rows: list[list[Any]]) -> bytes:
    """An XLSX workbook of the rows."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Штат")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
    return made.getvalue()
