"""Rules, settings, notes and versions for programs."""

import pytest
from flask import Flask

from service.profiles.directory import read_directory
from tests.accounts import token_for

SLUG = "luga"


@pytest.fixture(scope="module")
def get(app: Flask):
    """Gets an address of the API as a methodist."""
    client, headers = app.test_client(), token_for(app, SLUG, "methodist")

    def call(path, status=200):
        answer = client.get(f"/api/v1/{SLUG}{path}", headers=headers)
        assert answer.status_code == status, (
            f"{path}: {answer.status_code} {answer.get_data(as_text=True)[:400]}"
        )
        return answer

    return call


def test_one_rule_and_rules_narrowed(get):
    rule = get("/rules/council.decision_quorum").json
    assert rule["clause"] == "прил. 2, п. 4.9" and "present" in rule["facts"]
    get("/rules/no.such", 404)
    told = {state: get(f"/rules?state={state}").json["total"] for state in ("silent", "established")}
    assert told["silent"] + told["established"] == get("/rules").json["total"]
    found = get("/rules?q=решени").json
    assert 0 < found["total"] < get("/rules").json["total"]


def test_settings_and_notes(get):
    settings = {one["id"]: one for one in get("/settings").json["items"]}
    base = settings["council.decision_base"]
    assert base["value"] == "established" and "filled" in base["options"] and base["chosen"] is False
    notes = get("/notes").json["items"]
    assert any(one["clause"] for one in notes) and all(one["text"] for one in notes)


def test_versions_and_their_differences(get):
    versions = get("/profile/versions").json["items"]
    assert [one["number"] for one in versions if one["in_force"]] == [versions[0]["number"]]
    assert versions[0]["act"]
    assert get("/profile/changes?from=1&to=1").json["items"] == []
    get("/profile/changes?from=1&to=99", 404)
    assert {one["field"] for one in get("/profile/changes", 422).json["fields"]} == {"from", "to"}


def test_the_rules_as_a_file(get, tmp_path):
    own = get("/profile/export.toml")
    whole = get("/profile/export.toml?layer=effective")
    assert own.mimetype == whole.mimetype == "application/toml"
    assert len(whole.data) > len(own.data)
    (tmp_path / "leningrad").mkdir()
    (tmp_path / "leningrad" / "luga.toml").write_bytes(own.data)
    told = [str(problem) for problem in read_directory(tmp_path).problems]
    assert not [problem for problem in told if "luga.toml" in problem and "строк" in problem], told
    get("/profile/export.toml?on=1950-01-01", 404)
