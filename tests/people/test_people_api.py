"""The API of people, jobs and imports; what schools, teachers and auditors may see."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from service.access.model import Account, Membership
from service.jobs import work
from tests.accounts import account, scope_of, token_for
from tests.client import Browser
from tests.people.makers import people_of, person, school, workbook

SLUG = "luga"
API = f"/api/v1/{SLUG}"


class Caller:
    """A program with a token of one role."""

    def __init__(self, app: Flask, role: str) -> None:
        self.client, self.headers = app.test_client(), token_for(app, SLUG, role)

    def __call__(self, method: str, path: str, status: int = 200, **options: Any) -> Any:
        answer = self.client.open(f"{API}{path}", method=method, headers=self.headers, **options)
        assert answer.status_code == status, (
            f"{path}: {answer.status_code} {answer.get_data(as_text=True)[:500]}"
        )
        return answer.get_json()


@pytest.fixture(scope="module")
def place(app: Flask) -> int:
    return school(app, SLUG)


def test_people_and_jobs_live_through_the_api(app: Flask, place: int) -> None:
    call = Caller(app, "administrator")
    job = {
        "organisation_id": place,
        "position": "teacher",
        "position_title": "Учитель",
        "starts": "2020-09-01",
    }
    made = call(
        "POST", "/people", 201,
        json={"last_name": "Семёнова", "first_name": "Анна", "birth_date": "1990-02-28", "employment": job},
    )  # fmt: skip
    assert made["full_name"] == "Семёнова Анна"
    assert made["employments"][0]["starts"] == "2020-09-01"
    listed = call("GET", "/people?q=семенова")
    assert listed["total"] == 1 and listed["next"] is None
    draft = {"last_name": "Семёнова", "first_name": "Анна", "phone": "+7", "version": made["version"]}
    assert call("PUT", f"/people/{made['id']}", json=draft)["version"] == 2
    assert call("PUT", f"/people/{made['id']}", 409, json=draft)["code"] == "conflict"
    past = call("GET", f"/people/{made['id']}/history")
    assert past["items"][0]["changed"] == ["birth_date", "phone"]
    two = call("POST", "/employments", 422, json={**job, "person_id": made["id"]})
    assert two["fields"][0]["field"] == "kind"
    second = call("POST", "/employments", 201, json={**job, "person_id": made["id"], "kind": "internal"})
    assert call("GET", f"/employments?person_id={made['id']}")["total"] == 2
    ended = {**job, "kind": "internal", "ends": "2021-05-31"}
    assert call("PUT", f"/employments/{second['id']}", json=ended)["ends"] == "2021-05-31"
    assert call("GET", "/people/999999", 404)["code"] == "not_found"
    assert call("POST", "/people", 422, json={"last_name": "Х", "odd": 1})["fields"]


def test_an_import_through_the_api(app: Flask, place: int, bench: work.Workshop) -> None:
    call = Caller(app, "methodist")
    here = school(app, SLUG, "api-1", "Школа API")
    gone = person(app, SLUG, "Ушедшая", here)
    data = workbook([["ФИО", "Должность"], ["Новая Анна Ивановна", "Учитель"], ["Иванова", "Учитель"]])
    form = {"organisation_id": str(here), "file": (io.BytesIO(data), "list.xlsx")}
    made = call("POST", "/imports", 201, data=form, content_type="multipart/form-data")
    work.perform(scope_of(app, SLUG).tenant.id, None, "people.read_import", subject_id=made["id"])
    found = call("GET", f"/imports/{made['id']}")
    assert found["status"] == "ready" and found["counts"]["new"] == 1 and found["counts"]["missing"] == 1
    rows = call("GET", f"/imports/{made['id']}/rows")
    assert [row["status"] for row in rows["items"]] == ["new", "refused", "missing"]
    left = {"employment_id": rows["items"][2]["employment_id"], "last_day": "2026-06-30"}
    call("POST", f"/imports/{made['id']}/apply", 422, json={"departures": [{**left, "employment_id": 1}]})
    call("POST", f"/imports/{made['id']}/apply", 202, json={"departures": [left]})
    work.perform(scope_of(app, SLUG).tenant.id, None, "people.apply_import", subject_id=made["id"])
    assert call("GET", f"/imports/{made['id']}")["counts"]["departed"] == 1
    names = {one.id: job.valid.upper for one, job in people_of(app, SLUG, here)}
    assert len(names) == 2 and names[gone] is not None
    assert call("POST", f"/imports/{made['id']}/undo")["status"] == "undone"
    assert [one.id for one, _ in people_of(app, SLUG, here)] == [gone]


def test_a_school_sees_and_changes_its_own_people_only(
    app: Flask, place: int, signed_in: Callable[..., Browser]
) -> None:
    other = school(app, SLUG, "school-2", "Школа № 2")
    mine, theirs = person(app, SLUG, "Своя", place), person(app, SLUG, "Чужая", other)
    head = signed_in(SLUG, "school_head", place)
    listed = head.get(f"/{SLUG}/people/").text
    assert "Своя" in listed and "Чужая" not in listed
    head.get(f"/{SLUG}/people/{mine}")
    head.get(f"/{SLUG}/people/{theirs}", 404)
    head.post(f"/{SLUG}/people/{theirs}/edit", 404, last_name="Новая", first_name="Айару")
    values = {"position": "teacher", "position_title": "Учитель", "organisation_id": str(other)}
    head.post(f"/{SLUG}/people/new", 403, last_name="Новая", first_name="Анна", **values)
    head.post(f"/{SLUG}/people/{mine}/merge", 403, other=str(theirs))
    head.post(
        f"/{SLUG}/people/imports/new", 404, organisation_id=str(other), file=(io.BytesIO(b"a;b"), "a.csv")
    )


def test_a_teacher_sees_the_own_card_only(app: Flask, place: int, signed_in: Callable[..., Browser]) -> None:
    mine, theirs = person(app, SLUG, "Учителева", place), person(app, SLUG, "Чужая", place)
    email = account(app, SLUG, "teacher")
    teacher = signed_in(SLUG, "teacher")
    teacher.get(f"/{SLUG}/people/{mine}", 404)
    scope = scope_of(app, SLUG)
    with scope.db as db:
        known = db.execute(select(Account).where(Account.email == email)).scalar_one()
        found = db.execute(select(Membership).where(Membership.account_id == known.id)).scalar_one()
        found.person_id = mine
        db.commit()
    assert "Учителева" in teacher.get(f"/{SLUG}/people/{mine}").text
    teacher.get(f"/{SLUG}/people/{theirs}", 404)
    teacher.get(f"/{SLUG}/people/", 403)
    teacher.get(f"/{SLUG}/people/{mine}/edit", 403)


def test_an_auditor_sees_no_birth_date_and_no_contacts(
    app: Flask, place: int, signed_in: Callable[..., Browser]
) -> None:
    who = person(app, SLUG, "Личнова", place, phone="+79990001122", email="lich@mail.test")
    administrator = Caller(app, "administrator")
    draft = {"last_name": "Личнова", "first_name": "Айару", "phone": "+79990003344"}
    administrator("PUT", f"/people/{who}", json=draft)
    assert administrator("GET", f"/people/{who}")["phone"] == "+79990003344"
    call = Caller(app, "auditor")
    assert call("GET", f"/people/{who}")["phone"] is None
    past = str(call("GET", f"/people/{who}/history"))
    assert "+7999" not in past and "mail.test" not in past
    page = signed_in(SLUG, "auditor").get(f"/{SLUG}/people/{who}").text
    assert "+7999" not in page and "Дата рождения" not in page
    call("PUT", f"/people/{who}", 403, json=draft)
    call("GET", "/imports", 403)
