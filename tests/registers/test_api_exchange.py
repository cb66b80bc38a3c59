"""Registers for programs beyond one record: what was removed and comes back, workbooks that are written."""

import io

import pytest
from flask import Flask

from tests.accounts import token_for
from tests.people.makers import school, workbook

SLUG = "luga"
API = f"/api/v1/{SLUG}"
TYPE = "multipart/form-data"


@pytest.fixture(scope="module")
def program(app: Flask):
    """Calls the API as a methodist, or as somebody else."""
    client, ours = app.test_client(), token_for(app, SLUG, "methodist")

    def call(method, path, status=200, headers=None, **options):
        answer = client.open(API + path, method=method, headers=headers or ours, **options)
        assert answer.status_code == status, f"{path}: {answer.status_code} {answer.get_data(as_text=True)}"
        return answer.get_json(silent=True)

    return call


def upload(program, path, rows, status=201, **options):
    return program(
        "POST",
        path,
        status,
        data={"file": (io.BytesIO(workbook(rows)), "a.xlsx")},
        content_type=TYPE,
        **options,
    )


def test_a_removed_record_comes_back_with_its_number(program):
    made = program("POST", "/councils", 201, json={"name": "Совет", "kind": "council"})
    program("DELETE", f"/councils/{made['id']}", 204)
    found = program("GET", "/councils/removed")["items"]
    assert [(one["id"], one["values"]["name"]) for one in found] == [(made["id"], "Совет")]
    back = program("POST", f"/councils/{made['id']}/restore")
    assert {**made, "version": back["version"], "recorded_at": back["recorded_at"]} == back
    assert program("GET", "/councils/removed")["total"] == 0
    program("POST", f"/councils/{made['id']}/restore", 409)
    program("POST", "/councils/999999/restore", 404)


def test_a_workbook_is_looked_at_before_it_is_written(program):
    heading = ["Название", "Вид"]
    rows = [heading, ["Совет из файла", "Методический совет"], ["Без вида", "что-то"], ["", ""]]
    before = program("GET", "/councils")["total"]
    told = upload(program, "/councils/imports", rows)
    assert told["counts"] == {"new": 1, "unchanged": 0, "refused": 1}, program(
        "GET", f"/councils/imports/{told['key']}/rows"
    )
    assert program("GET", "/councils")["total"] == before
    refused = program("GET", f"/councils/imports/{told['key']}/rows?status=refused")
    assert refused["total"] == 1 and refused["items"][0]["problems"][0]["field"] == "kind"
    assert program("GET", f"/councils/imports/{told['key']}")["counts"] == told["counts"]
    assert program("POST", f"/councils/imports/{told['key']}/write")["counts"]["new"] == 1
    assert program("GET", "/councils")["total"] == before + 1
    program("POST", f"/councils/imports/{told['key']}/write", 404)
    again = upload(program, "/councils/imports", rows[:2])
    assert again["counts"]["unchanged"] == 1
    program("DELETE", f"/councils/imports/{again['key']}", 204)
    program("GET", f"/councils/imports/{again['key']}", 404)


def test_what_is_no_workbook_is_refused(app: Flask, program):
    refused = program(
        "POST", "/councils/imports", 422, data={"file": (io.BytesIO(b"x"), "a.xlsx")}, content_type=TYPE
    )
    assert refused["fields"][0]["field"] == "file"
    assert program("POST", "/councils/imports", 415, json={})["code"] == "not_form"
    other = token_for(app, SLUG, "auditor")
    upload(program, "/councils/imports", [["Название"]], 403, headers=other)
    lacking = upload(program, "/councils/imports", [["Что-то"], ["х"]], 422)
    assert lacking["fields"][0]["field"] == "file"


def test_a_template_can_be_filled_in(app: Flask, program):
    answer = app.test_client().get(
        f"{API}/councils/imports/template.xlsx", headers=token_for(app, SLUG, "methodist")
    )
    assert answer.status_code == 200 and answer.data[:2] == b"PK"


def test_a_school_sees_what_its_own_people_removed(app: Flask, program):
    mine, other = school(app, SLUG, "x-1", "Школа раз"), school(app, SLUG, "x-2", "Школа два")
    draft = {"kind": "charter", "title": "Устав"}
    theirs = token_for(app, SLUG, "school_head", mine)
    kinds = program("GET", "/organisation-documents")
    assert kinds["total"] == 0
    for place in (mine, other):
        made = program("POST", "/organisation-documents", 201, json=document(app, place, draft))
        program("DELETE", f"/organisation-documents/{made['id']}", 204)
    found = program("GET", "/organisation-documents/removed", headers=theirs)["items"]
    assert [one["values"]["organisation_id"] for one in found] == [mine]


def document(app: Flask, place: int, draft: dict) -> dict:
    """A document of a school, of the first kind that the register knows."""
    register = next(one for one in app.extensions["registers"] if one.name == "organisation-documents")
    made = {}
    for field in register.entered:
        if field.required:
            made[field.name] = (
                next(iter(field.choices)) if field.choices else draft.get(field.name, "2024-01-01")
            )
    return {**made, "organisation_id": place}
