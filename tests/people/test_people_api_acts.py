"""What forms do with people, done by programs: leave, move, merge, staff; columns and answers of imports."""

import io
from datetime import date

import pytest
from flask import Flask

from service.jobs import work
from tests.accounts import scope_of
from tests.people.makers import person, school, workbook
from tests.people.test_people_api import SLUG, Caller


@pytest.fixture(scope="module")
def call(app: Flask) -> Caller:
    return Caller(app, "administrator")


def job_of(call: Caller, who: int) -> dict:
    return call("GET", f"/employments?person_id={who}")["items"][0]


def test_a_person_leaves_and_moves(app: Flask, call: Caller) -> None:
    first, second = school(app, SLUG, "m-1", "Первая"), school(app, SLUG, "m-2", "Вторая")
    who = person(app, SLUG, "Переводова", first)
    job = job_of(call, who)
    move = {
        "organisation_id": second,
        "first_day": "2026-02-01",
        "position": "teacher",
        "position_title": "Учитель химии",
        "version": job["version"],
    }
    moved = call("POST", f"/employments/{job['id']}/transfer", json=move)
    assert (moved["ended"]["ends"], moved["begun"]["starts"]) == ("2026-01-31", "2026-02-01")
    assert moved["begun"]["organisation_id"] == second
    for day, where in (("2026-01-31", first), ("2026-02-01", second)):
        held = call("GET", f"/employments?person_id={who}&on={day}")["items"]
        assert [one["organisation_id"] for one in held] == [where]
    late = call("POST", f"/employments/{job['id']}/transfer", 409, json=move)
    assert late["current"]["ends"] == "2026-01-31"
    begun = moved["begun"]["id"]
    refused = call("POST", f"/employments/{begun}/end", 422, json={"last_day": "2020-01-01"})
    assert refused["fields"][0]["field"] == "last_day"
    ended = call("POST", f"/employments/{begun}/end", json={"last_day": "2026-05-31"})
    assert ended["ends"] == "2026-05-31"
    working = call("GET", f"/organisations/{second}/staff")
    former = call("GET", f"/organisations/{second}/staff?state=former")
    assert working["total"] == 0
    assert [(one["person_id"], one["state"]) for one in former["items"]] == [(who, "former")]
    assert [job["id"] for job in former["items"][0]["employments"]] == [begun]


def test_two_cards_become_one(app: Flask, call: Caller) -> None:
    place = school(app, SLUG, "m-3", "Третья")
    keep, other = person(app, SLUG, "Двойнова", place), person(app, SLUG, "Двоинова", place, phone="+7 999")
    planned = call("GET", f"/people/{keep}/merge?other={other}")
    assert (planned["keep"], planned["other"], planned["taken"]) == (keep, other, ["phone"])
    assert len(planned["repeated"]) == 1
    draft = {
        "other": other,
        "keep_version": planned["keep_version"],
        "other_version": planned["other_version"],
    }
    merged = call("POST", f"/people/{keep}/merge", json=draft)
    assert merged["phone"] == "+7 999" and len(merged["employments"]) == 1
    assert call("GET", f"/people/{other}")["merged_into"] == keep
    assert call("GET", f"/people/{keep}/merge?other={other}", 422)["code"] == "invalid"
    assert call("GET", f"/people/{keep}/merge", 422)["fields"][0]["field"] == "other"
    Caller(app, "auditor")("POST", f"/people/{keep}/merge", 403, json=draft)


def test_the_card_of_today(app: Flask, call: Caller) -> None:
    place = school(app, SLUG, "m-4", "Четвёртая")
    who = person(app, SLUG, "Карточкина", place, birth_date=date(1996, 2, 29))
    experience = {"person_id": who, "kind": "pedagogical", "years": 2, "as_of": "2026-09-01"}
    call("POST", "/experience", 201, json=experience)
    told = call("GET", f"/people/{who}/card")
    assert told["teaches"] is True and told["age"] in (30, 31)
    assert told["experience"] == [{"kind": "pedagogical", "years": 2, "as_of": "2026-09-01"}]
    assert {one["verdict"]["status"] for one in told["young"]} <= {"pass", "fail", "not_yet"}
    assert Caller(app, "auditor")("GET", f"/people/{who}/card")["age"] is None


def test_columns_and_answers_of_an_import(app: Flask, call: Caller, bench: work.Workshop) -> None:
    here = school(app, SLUG, "m-5", "Пятая")
    gone = person(app, SLUG, "Выбылова", here)
    rows = [["ФИО", "Должность"], ["Новая Анна Ивановна", "Учитель"]]
    form = {"organisation_id": str(here), "file": (io.BytesIO(workbook(rows)), "list.xlsx")}
    made = call("POST", "/imports", 201, data=form, content_type="multipart/form-data")
    tenant = scope_of(app, SLUG).tenant.id
    work.perform(tenant, None, "people.read_import", subject_id=made["id"])
    one = f"/imports/{made['id']}"
    columns = call("GET", f"{one}/columns")
    assert [each["title"] for each in columns["columns"]] == ["ФИО", "Должность"]
    assert columns["known"]["full_name"] == "Фамилия, имя, отчество"
    assert call("PUT", f"{one}/columns", 422, json={"fields": ["position", "position"]})["code"] == "invalid"
    assert (
        call("PUT", f"{one}/columns", 202, json={"fields": ["full_name", "position"]})["status"] == "queued"
    )
    work.perform(tenant, None, "people.read_import", subject_id=made["id"])
    found = call("GET", f"{one}/rows?status=missing")["items"]
    left = {"employment_id": found[0]["employment_id"], "last_day": "2026-06-30"}
    assert found[0]["person_id"] == gone
    kept = call("POST", f"{one}/answers", json={"departures": [left]})
    assert kept["status"] == "ready"
    assert call("GET", f"{one}/rows?status=missing")["items"][0]["choice"] == "depart:2026-06-30"
    assert call("GET", f"/imports?organisation_id={here}")["total"] == 1
    assert call("POST", f"{one}/cancel")["status"] == "cancelled"
    assert call("POST", f"{one}/answers", 409, json={})["code"] == "conflict"


def test_the_template_of_a_staff_list(app: Flask, call: Caller) -> None:
    answer = app.test_client().get(f"/api/v1/{SLUG}/imports/template.xlsx", headers=call.headers)
    assert answer.status_code == 200 and answer.data[:2] == b"PK"
