"""Reports of teachers on an agenda: linked to a programme or courses, refused without, printed."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from flask import Flask

from service.core.columns import life
from service.core.errors import Invalid
from service.meetings.actions import agenda, calling
from service.meetings.model.bodies import Body
from service.meetings.queries import reports
from service.people.model.persons import SelfEducation
from service.tenancy.scope import Scope
from service.training.model import Training
from tests.accounts import browser_as, token_for
from tests.associations import staging

DAY = date(2026, 12, 10)
CLAUSE = "прил. 4, п. 2.2"


def meeting(scope: Scope, kind: str = "association") -> tuple[int, list[int]]:
    """A meeting of a body of two teachers."""
    body = Body(kind=kind, type="association", name="РМО химии", valid=life(), unit_id=staging.service(scope))
    scope.db.add(body)
    scope.db.flush()
    people = staging.teachers(scope, 2, "химия")
    draft = {
        "form": "in_person", "kind": "ordinary", "starts_on": DAY, "starts_time": time(15, 0),
        "place": "Школа",
    }  # fmt: skip
    return calling.create(scope, body.id, draft).id, people


def learned(scope: Scope, person: int, kind: str = "pk") -> tuple[int, int]:
    """A programme of self-education and finished courses of a teacher."""
    programme = SelfEducation(person_id=person, topic="Проектная работа", steps="Прочесть", report_on=DAY)
    courses = Training(person_id=person, kind=kind, programme="ФГОС", finished_on=date(2026, 3, 1), hours=72)
    scope.db.add_all([programme, courses])
    scope.db.flush()
    return programme.id, courses.id


@pytest.fixture
def scope(app: Flask) -> Iterator[Scope]:
    """A scope of Luga; nothing of a test stays."""
    made = staging.scope_on(app, "luga", date(2026, 11, 20))
    with made.db:
        yield made


@pytest.mark.clause("LU4-2.2.16", "LU4-4.1-self")
def test_a_report_is_linked_to_what_its_teacher_learned(scope: Scope) -> None:
    meeting_id, (one, other) = meeting(scope)
    programme, courses = learned(scope, one)
    theirs, internship = learned(scope, other, "internship")
    draft: dict[str, Any] = {"title": "Отчёт", "kind": "teacher_report", "speaker_id": one}
    for more, field in (
        ({}, "self_education_id"),
        ({"speaker_id": None, "training_id": courses}, "speaker_id"),
        ({"self_education_id": theirs}, "self_education_id"),
        ({"speaker_id": other, "training_id": internship}, "training_id"),
        ({"self_education_id": programme, "training_id": courses}, "training_id"),
        ({"self_education_id": 10**12}, "self_education_id"),
    ):
        with pytest.raises(Invalid) as told:
            agenda.add_item(scope, meeting_id, draft | more)
        (problem,) = told.value.fields
        assert problem.field == field, more
        assert more or problem.params["clause"] == CLAUSE
    first = agenda.add_item(scope, meeting_id, draft | {"self_education_id": programme})
    second = agenda.add_item(scope, meeting_id, draft | {"training_id": courses})
    plain = agenda.add_item(scope, meeting_id, {"title": "Разное", "training_id": courses})
    scope.db.flush()
    assert plain.training_id is None, "only a report is linked"
    assert (
        reports.titled(scope, first) == "Отчёт. Отчёт педагога о программе самообразования «Проектная работа»"
    )
    assert "курсах повышения квалификации «ФГОС» (01.03.2026)" in reports.titled(scope, second)
    with pytest.raises(Invalid):
        agenda.change_item(scope, first.id, draft)
    council, _ = meeting(scope, "council")
    with pytest.raises(Invalid) as told:
        agenda.add_item(scope, council, draft | {"training_id": courses})
    assert told.value.fields[0].field == "kind"


@pytest.mark.clause("LU4-2.2.16")
def test_page_and_api_say_the_same(app: Flask) -> None:
    def make(scope: Scope) -> dict[str, int]:
        made, people = meeting(scope)
        return {"meeting": made, "teacher": people[0], "programme": learned(scope, people[0])[0]}

    made = staging.committed(app, "luga", make, date(2026, 11, 20))
    client, headers = app.test_client(), token_for(app, "luga", "methodist")
    path = f"/api/v1/luga/meetings/{made['meeting']}/items"
    draft = {"title": "Отчёт", "kind": "teacher_report", "speaker_id": made["teacher"]}
    refused = client.post(path, json=draft, headers=headers)
    assert refused.status_code == 422, refused.text
    (field,) = refused.json["fields"]
    assert field["field"] == "self_education_id" and CLAUSE in field["message"]
    browser = browser_as(app, "luga", "methodist")
    address = f"/luga/meetings/{made['meeting']}/items/new"
    form = browser.get(address)
    assert "отчёт педагога" in form.text and CLAUSE in form.text
    page = browser.post(address, 422, **draft)
    assert "Свяжите отчёт" in page.text
    added = client.post(path, json=draft | {"self_education_id": made["programme"]}, headers=headers)
    assert (added.status_code, added.json["kind"]) == (201, "teacher_report"), added.text
    assert "«Проектная работа»" in browser.get(f"/luga/meetings/{made['meeting']}").text
