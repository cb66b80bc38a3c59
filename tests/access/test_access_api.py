"""Users and the audit log for programs."""

import pytest
from flask import Flask

from tests.accounts import account, token_for
from tests.people.makers import school

SLUG = "pervomaisky"


@pytest.fixture(scope="module")
def program(app: Flask):
    """Calls the API as the administrator, or as somebody else."""
    client, ours = app.test_client(), token_for(app, SLUG, "administrator")

    def call(method, path, status=200, headers=None, **options):
        answer = client.open(f"/api/v1/{SLUG}{path}", method=method, headers=headers or ours, **options)
        assert answer.status_code == status, f"{path}: {answer.status_code} {answer.get_data(as_text=True)}"
        return answer.get_json(silent=True)

    return call


def test_a_person_is_invited_and_the_role_ends(app: Flask, program):
    account(app, SLUG, "administrator")
    place = school(app, SLUG)
    draft = {"email": "new@school.test", "name": "Новый директор", "role": "school_head"}
    assert program("POST", "/users", 422, json=draft)["fields"][0]["field"] == "organisation_id"
    made = program("POST", "/users", 201, json={**draft, "organisation_id": place})
    assert made["link"].startswith("http") and made["organisation_id"] == place
    listed = {one["email"]: one for one in program("GET", "/users")["items"]}
    assert listed["new@school.test"]["membership_id"] == made["membership_id"]
    ended = program("POST", f"/users/{made['membership_id']}/end")
    assert ended["role"] == "school_head"
    assert "new@school.test" not in {one["email"] for one in program("GET", "/users")["items"]}
    last = listed[f"administrator@{SLUG}.test"]["membership_id"]
    assert "последний администратор" in program("POST", f"/users/{last}/end", 422)["detail"]


def test_the_log_says_who_did_what(app: Flask, program):
    made = program("POST", "/councils", 201, json={"name": "Совет", "kind": "council"})
    found = program("GET", "/audit?event=council.created")["items"][0]
    assert (found["subject_type"], found["subject_id"]) == ("council", made["id"])
    assert found["by_token"] and found["actor"] == "test" and "name" in found["fields"]
    assert program("GET", "/audit?until=2020-01-01")["total"] == 0
    assert program("GET", "/audit?since=вчера", 422)["fields"][0]["field"] == "since"
    program("GET", "/audit", 403, headers=token_for(app, SLUG, "methodist"))
    assert program("GET", "/audit", headers=token_for(app, SLUG, "auditor"))["total"] > 0


def test_the_caller_learns_what_it_may(app: Flask, program):
    caller = program("GET", "/me", headers=token_for(app, SLUG, "secretary"))
    assert caller["roles"] == ["secretary"] and "people:write" not in caller["permissions"]
    assert caller["organisations"] is None
