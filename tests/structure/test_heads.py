"""Whoever heads a unit changes that unit and its people, for as long as they head it, and nothing else."""

import pytest
from flask import Flask

from service.access.actions.standing import link_person
from tests.access.test_standing import role_of
from tests.accounts import account, browser_as, scope_of, token_for
from tests.people.makers import person, school

SLUG = "oktyabrsky"


@pytest.fixture(scope="module")
def program(app: Flask):
    client, ours = app.test_client(), token_for(app, SLUG, "methodist")

    def call(method: str, path: str, status: int = 200, **options):
        answer = client.open(f"/api/v1/{SLUG}{path}", method=method, headers=ours, **options)
        assert answer.status_code == status, f"{path}: {answer.status_code} {answer.get_data(as_text=True)}"
        return answer.get_json(silent=True)

    return call


def test_a_head_edits_the_unit_they_head(app: Flask, program) -> None:
    kinds = [one["code"] for one in program("GET", "/structure")["absent"]][:2]
    own, other = program("POST", "/structure/start", 201, json={"kinds": kinds, "starts": "2026-01-01"})[
        "items"
    ]
    place = school(app, SLUG)
    head, colleague = person(app, SLUG, "Главина", place), person(app, SLUG, "Рядова", place)
    draft = {"person_id": head, "office": "head", "starts": "2026-01-01"}
    heading = program("POST", f"/units/{own['id']}/members", 201, json=draft)
    email = account(app, SLUG, "teacher")
    me = browser_as(app, SLUG, "teacher")
    page = f"/{SLUG}/structure/units/{own['id']}"
    me.get(f"{page}/edit", 403)
    with (scope := scope_of(app, SLUG)).db:
        link_person(scope, role_of(scope, email).id, head)
        scope.db.commit()
    assert "Добавить человека" in me.get(page).text
    assert "Добавить человека" not in me.get(f"/{SLUG}/structure/units/{other['id']}").text
    me.send(f"{page}/edit", contact="8-800", name="Наша единица")
    assert "Наша единица" in me.get(page).text
    token = {"csrf_token": me.token()}
    changed = me.client.post(f"{page}/edit", data={**token, "kind": other["kind"], "name": "Другая"})
    assert changed.status_code == 403
    for status, office in ((200, "member"), (403, "head")):
        sent = {"person_id": colleague, "office": office, "starts": "2026-02-01"}
        me.send(f"{page}/members/new", status, **sent)
    listed = {one["person_id"]: one["id"] for one in program("GET", f"/units/{own['id']}/members")["items"]}
    me.post(f"/{SLUG}/structure/members/{listed[head]}/end", 403, last_day="2026-11-01")
    me.post(f"/{SLUG}/structure/members/{listed[colleague]}/end", last_day="2026-11-01")
    for path in (f"structure/units/{other['id']}/edit", f"structure/units/{other['id']}/members/new"):
        me.get(f"/{SLUG}/{path}", 403)
    me.post(f"/{SLUG}/structure/units/{own['id']}/end", 403, last_day="2026-11-01")
    program("POST", f"/unit-members/{heading['id']}/end", json={"last_day": "2026-03-01", "version": 1})
    me.get(f"{page}/edit", 403)
