"""Drafts for programs, who may do what, a region above its districts."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from service.modules import CARDS
from service.settings.actions.previewing import compute
from service.settings.model import RulePreview
from tests.accounts import scope_of, token_for

RULE = {
    "id": "council.frequency",
    "kind": "frequency",
    "title": "Не реже четырёх заседаний",
    "params": {"count": 4, "per": "year", "what": "meeting"},
    "severity": "hard",
    "clause": "п. 6",
    "quote": "Заседания проводятся не реже четырёх раз в год.",
}
ACT = {"title": "Заседания", "relation": "listed", "act_kind": "Приказ", "act_number": "9",
       "act_date": "2026-03-02", "effective_from": "2026-04-01"}  # fmt: skip


class Caller:
    """A program of one role in one tenant."""

    def __init__(self, app: Flask, slug: str, role: str = "administrator") -> None:
        self.client, self.headers = app.test_client(), token_for(app, slug, role)
        self.root = f"/api/v1/{slug}/profile"

    def __call__(self, method: str, path: str, status: int = 200, **body: Any) -> Any:
        sent = {"json": body} if method in ("POST", "PUT") else {}
        answer = self.client.open(f"{self.root}{path}", method=method, headers=self.headers, **sent)
        assert answer.status_code == status, (
            f"{path}: {answer.status_code} {answer.get_data(as_text=True)[:600]}"
        )
        return answer.json if answer.is_json else answer.data


def adopted(call: Caller, act: dict[str, Any], *entries: tuple[str, str, Any]) -> dict[str, Any]:
    """Adopt a draft with these entries."""
    draft = call("POST", "/drafts", 201, title=act["title"])
    here = f"/drafts/{draft['id']}"
    call("PUT", here, **act)
    for part, entry_id, content in entries:
        call("PUT", f"{here}/entries/{part}/{entry_id}", content=content, version=0)
    return call("POST", f"{here}/adopt", sure=True)


def test_a_district_on_a_model_gets_a_rule_of_its_own(app: Flask) -> None:
    call = Caller(app, "tikhvin")
    draft = call("POST", "/drafts", 201, title="Заседания")
    here = f"/drafts/{draft['id']}"
    entry = f"{here}/entries/rule/council.frequency"
    refused = call("PUT", entry, 422, content={**RULE, "params": {"count": 0}}, version=0)
    assert refused["fields"][0]["field"] == "params.count"
    saved = call("PUT", entry, content=RULE, version=0)
    lost = call("PUT", entry, 409, content=RULE, version=saved["version"] - 1)
    assert lost["current"]["content"]["title"] == RULE["title"]
    assert call("POST", f"{here}/adopt", 422, sure=True)["fields"][0]["field"] == "act_kind"
    assert call("PUT", here, 422, **{**ACT, "relation": "amends"})["fields"][0]["field"] == "relation"
    call("PUT", here, **ACT)
    assert call("GET", f"{here}/difference")["items"][0]["becomes"]
    assert call("GET", f"{here}/annex.docx")[:2] == b"PK"
    assert call("POST", f"{here}/preview", 202)["state"] == "queued"
    assert call("POST", f"{here}/adopt", sure=True)["state"] == "adopted"
    call("PUT", here, 409, **ACT)
    rule = app.test_client().get("/api/v1/tikhvin/rules/council.frequency", headers=call.headers).json
    assert rule["layer"] == "district" and rule["act"] == "Приказ № 9 от 02.03.2026"
    another = call("POST", "/drafts", 201, title="Ещё")
    call("DELETE", f"/drafts/{another['id']}/entries/rule/council.frequency", 404)
    taken = call("PUT", f"/drafts/{another['id']}", 422, **ACT)
    assert taken["fields"][0]["field"] == "effective_from"


@pytest.mark.clause("KE-1.1")
def test_a_binding_region_is_not_weakened_and_sees_who_differs(app: Flask) -> None:
    region, district = Caller(app, "kemerovo"), Caller(app, "yurga")
    act = {**ACT, "title": "Открытые дни", "relation": "amends"}
    rule = {**RULE, "id": "association.open_days", "title": "Открытые дни", "clause": "п. 7",
            "params": {"count": 2, "per": "year", "what": "event"}}  # fmt: skip
    adopted(region, act, ("rule", rule["id"], rule))
    told = district("GET", "/inherited")
    assert [one["id"] for one in told["lines"] if one["section"] == "rule"] == ["association.open_days"]
    draft = district("POST", "/drafts", 201, title="Реже")
    entry = f"/drafts/{draft['id']}/entries/rule/{rule['id']}"
    weaker = {**rule, "params": {**rule["params"], "count": 1}}
    refused = district("PUT", entry, 422, content=weaker, version=0)
    assert "п. 7" in refused["fields"][0]["message"]
    stronger = {**rule, "params": {**rule["params"], "count": 4}}
    adopted(district, ACT, ("rule", rule["id"], stronger))
    found = region("GET", "/districts")["items"]
    assert [(one["slug"], one["rule"], one["how"]) for one in found] == [("yurga", rule["id"], "changed")]
    back = region("POST", "/versions/1/restore", 201)
    assert region("GET", f"/drafts/{back['id']}/entries")["items"][0]["content"] is None


@pytest.mark.parametrize("role", ["auditor", "institute_analyst", "methodist", "teacher"])
def test_who_does_not_decide_on_rules_neither_sees_nor_writes_drafts(app: Flask, role: str) -> None:
    call = Caller(app, "luga", role)
    call("GET", "/drafts", 403)
    call("POST", "/drafts", 403, title="x")
    call("POST", "/drafts/1/adopt", 403, sure=True)


def test_the_role_that_the_profile_names_adopts(app: Flask) -> None:
    call, approver = Caller(app, "volosovo"), Caller(app, "volosovo", "approver")
    chosen = {"setting": "tenancy.rules_adopted_by", "value": "approver", "reason": "Так решил комитет"}
    adopted(call, ACT, ("choice", chosen["setting"], chosen))
    draft = call("POST", "/drafts", 201, title="Дальше")
    here = f"/drafts/{draft['id']}"
    call("PUT", here, **{**ACT, "act_number": "10", "relation": "amends", "effective_from": "2026-05-01"})
    call("PUT", f"{here}/entries/rule/council.frequency", content=RULE, version=0)
    call("POST", f"{here}/adopt", 403, sure=True)
    assert approver("POST", f"{here}/adopt", sure=True)["adopted_number"] == 3


@pytest.mark.clause("OK-4.2.2-dev")
def test_a_draft_of_the_centre_has_no_effect_until_the_authority_approves_it(app: Flask) -> None:
    centre, authority = Caller(app, "oktyabrsky"), Caller(app, "oktyabrsky", "approver")
    chosen = {"setting": "tenancy.rules_adopted_by", "value": "approver", "reason": "Утверждает УО"}
    adopted(centre, {**ACT, "relation": "amends"}, ("choice", chosen["setting"], chosen))
    client = app.test_client()

    def told() -> int:
        return client.get("/api/v1/oktyabrsky/rules/council.frequency", headers=centre.headers).status_code

    draft = centre("POST", "/drafts", 201, title="Заседания советов")
    here = f"/drafts/{draft['id']}"
    act = {**ACT, "act_number": "11", "relation": "amends", "effective_from": "2026-05-01"}
    centre("PUT", here, **act)
    before = told()
    centre("PUT", f"{here}/entries/rule/council.frequency", content=RULE, version=0)
    checked = {"rule": "council.frequency", "given": {"year": 2026, "held": [], "as_of": "2026-12-31"}}

    def verdict() -> dict[str, Any]:
        return client.post("/api/v1/oktyabrsky/verdicts", json=checked, headers=centre.headers).json

    assert told() == before and verdict()["status"] == "not_applicable"
    centre("POST", f"{here}/adopt", 403, sure=True)
    assert verdict()["status"] == "not_applicable"
    assert authority("POST", f"{here}/adopt", sure=True)["state"] == "adopted"
    assert verdict()["status"] in ("warn", "fail") and "№ 11 от 02.03.2026" in verdict()["act"]


def test_a_rule_that_another_version_changed_meanwhile_is_looked_at_again(app: Flask) -> None:
    call = Caller(app, "priozersk")
    entry = "entries/rule/council.frequency"
    late = call("POST", "/drafts", 201, title="Поздний")
    here = f"/drafts/{late['id']}"
    saved = call("PUT", f"{here}/{entry}", content=RULE, version=0)
    adopted(call, ACT, ("rule", RULE["id"], {**RULE, "params": {"count": 6, "what": "meeting"}}))
    call("PUT", here, **{**ACT, "act_number": "10", "relation": "amends", "effective_from": "2026-05-01"})
    assert "тем временем" in call("POST", f"{here}/adopt", 422, sure=True)["detail"]
    call("PUT", f"{here}/{entry}", content=RULE, version=saved["version"])
    assert call("POST", f"{here}/adopt", sure=True)["adopted_number"] == 3


def test_a_report_on_the_past_rewrites_nothing(app: Flask) -> None:
    region, call = Caller(app, "leningrad"), Caller(app, "tikhvin")
    rule = {**RULE, "id": "association.open_days", "title": "Открытые дни"}
    adopted(region, {**ACT, "relation": "listed"}, ("rule", rule["id"], rule))
    asked = call("POST", "/reports", 202, layer="leningrad", older=1, newer=2)
    assert asked["state"] == "queued"
    scope = scope_of(app, "tikhvin")
    with scope.db:
        row = scope.db.execute(select(RulePreview).order_by(RulePreview.id.desc())).scalars().first()
        assert row is not None
        compute(scope, row.id, [one for card in CARDS for one in card.effects], lambda *_: None)
        scope.db.commit()
    told = call("GET", "/reports?layer=leningrad&older=1&newer=2")
    assert (told["state"], told["effects"]) == ("done", [])
    call("POST", "/reports", 422, layer="kemerovo", older=1, newer=1)
