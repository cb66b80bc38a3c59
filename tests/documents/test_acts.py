"""Acts of the rules: the card a version rests on, modules off before their act, lists of documents."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from service.profiles.directory import read_directory
from service.rules.verdict import Status
from tests.accounts import browser_as
from tests.documents.test_basis import RULE, Program

TENANTS = Path(__file__).resolve().parents[2] / "tenants"
DIRECTORY = read_directory(TENANTS)


def version_of(client: Program) -> dict[str, Any]:
    """The own version of the rules as the legal basis tells it."""
    return next(one for one in client.send("GET", "legal-basis")["versions"] if one["owner"] == client.slug)


@pytest.mark.clause("UK-order-1", "LU0-order-1.1", "OK-order-1.1")
@pytest.mark.parametrize(
    ("slug", "number", "day"),
    [
        ("ust-koksa", "339", date(2020, 12, 26)),
        ("luga", "46", date(2024, 1, 30)),
        ("oktyabrsky", "1063-од", date(2023, 11, 23)),
    ],
)
def test_the_rules_are_bound_to_the_card_of_their_act(app: Flask, slug: str, number: str, day: date) -> None:
    client = Program(app, slug)
    told = version_of(client)
    assert (told["act_number"], told["act_date"], told["draft"]) == (number, day.isoformat(), False)
    page = browser_as(app, slug, "auditor")
    if told["act_id"] is None:
        assert "карточки акта нет" in page.get(f"/{slug}/documents/basis").text
    client.act(number, date(2019, 1, 1).isoformat())
    assert version_of(client)["act_id"] == told["act_id"], "another act of that number is another card"
    card = told["act_id"] or client.act(number, day.isoformat(), level="municipal")
    assert version_of(client)["act_id"] == card
    assert page.get(f"/{slug}/documents/basis").links()["Карточка акта"].endswith(f"/documents/{card}")
    own = [one for one in DIRECTORY.profile(slug).rules.values() if one.owner == slug]
    assert own and all(number in one.act for one in own)
    before = DIRECTORY.profile(slug, date.fromordinal(day.toordinal() - 1))
    assert not [one for one in before.rules.values() if one.owner == slug], "earlier days keep their rules"


@pytest.mark.clause("LU0-order-1.2", "LU0-order-1.3", "LU0-order-1.4")
@pytest.mark.parametrize(
    ("module", "annex", "rule", "facts"),
    [
        (
            "council",
            "прил. 2",
            "council.meeting_quorum",
            {"form": "in_person", "established": 9, "present": 2},
        ),
        ("active", "прил. 3", "active.frequency", {"year": 2024, "held": [], "as_of": date(2024, 12, 31)}),
        ("association", "прил. 4", "association.min_members", {"members": 3, "existing": False}),
    ],
)
def test_a_module_cites_its_annex_and_is_off_until_the_act_is_in_force(
    module: str, annex: str, rule: str, facts: dict[str, Any]
) -> None:
    inside, eve = DIRECTORY.profile("luga", date(2024, 1, 30)), DIRECTORY.profile("luga", date(2024, 1, 29))
    cited = [one for one in inside.of_module(module) if one.owner == "luga"]
    assert cited and {one.act for one in cited} == {"Приказ № 46 от 30.01.2024"}
    assert any(one.clause.startswith(annex) for one in cited)
    verdict = inside.evaluate(rule, facts)
    assert verdict.status is Status.FAIL and verdict.act == "Приказ № 46 от 30.01.2024"
    assert not [one for one in eve.of_module(module) if one.owner == "luga"]
    assert eve.evaluate(rule, facts).status is Status.NOT_APPLICABLE


@pytest.mark.clause("LU1-4.10.5")
def test_other_documents_are_a_free_list_beside_the_five(app: Flask) -> None:
    client = Program(app)
    first = client.list_of(RULE)
    other = client.act("О-5", "2024-03-01", title="Положение о методическом активе", level="municipal")
    assert client.list_of(RULE)["present"] == first["present"] and first["wanted"] == 5
    page = browser_as(app, "luga", "auditor").get("/luga/documents/basis")
    assert f"{first['present']} из 5 обязательных" in page.text
    assert "Положение о методическом активе" in page.links()
    assert other in {one["act_id"] for one in client.send("GET", "legal-basis")["acts"]}


@pytest.mark.clause("LU1-1.3")
def test_the_regulation_works_only_when_the_authority_approved_it(app: Flask) -> None:
    client = Program(app)
    place = f"legal-basis/{RULE}/regulation"

    def works(**more: Any) -> bool:
        act = client.act("У-1", "2024-01-30", **more)
        listed = client.send("PUT", place, act_id=act)["documents"]
        return next(one["in_force"] for one in listed if one["code"] == "regulation")

    assert not works(approver=None) and not works(approver="centre") and works(approver="authority")
    assert not works(approver="authority", effective_from="2090-01-01")
    for lacking in ("number", "date"):
        draft = {"title": "Положение", "kind": "Приказ", "number": "1", "date": "2024-01-30", lacking: None}
        client.send("POST", "legal-acts", 422, **draft)
    client.send(
        "PUT", f"legal-basis/{RULE}/annual_plan", act_id=client.act("У-2", "2024-01-30", approver=None)
    )
    listed = client.list_of(RULE)["documents"]
    assert next(one["in_force"] for one in listed if one["code"] == "annual_plan"), (
        "a plan is free of the rule"
    )
    client.send("DELETE", f"legal-basis/{RULE}/annual_plan", 204)
    client.send("DELETE", place, 204)


@pytest.mark.clause("OK-5.2.2-d1.1")
def test_documents_by_kind_with_their_state_and_the_item_of_the_roadmap(app: Flask) -> None:
    client = Program(app, "oktyabrsky")
    item = client.send("POST", "roadmap-items", 201, number="1.1", title="Документация", due_on="2026-12-01")[
        "id"
    ]
    kinds = {"Дорожная карта": {}, "Соглашение": {"effective_from": "2090-01-01"},
             "Договор": {"repealed_on": "2025-01-01"}, "Положение": {}}  # fmt: skip
    made = {
        kind: client.act(f"Д-{place}", "2024-01-30", kind=kind, roadmap_item_id=item, **more)
        for place, (kind, more) in enumerate(kinds.items())
    }
    states = {one["act_id"]: one["state"] for one in client.send("GET", "legal-basis")["acts"]}
    assert [states[one] for one in made.values()] == ["in_force", "ahead", "repealed", "in_force"]
    kept = client.send("GET", f"legal-acts/{made['Договор']}")
    assert (kept["kind"], kept["roadmap_item_id"]) == ("Договор", item)
    page = browser_as(app, "oktyabrsky", "auditor").get(f"/oktyabrsky/documents/{made['Договор']}")
    assert "Документация" in page.text, "the card leads to the item"


@pytest.mark.clause("OK-order-basis", "PE-1.5")
@pytest.mark.parametrize(
    ("slug", "number", "title"),
    [
        ("oktyabrsky", "10-П-777", "Положение о региональной системе научно-методического сопровождения"),
        ("pervomaisky", "б/н", "Положение о сетевой методической службе в системе образования"),
    ],
)
def test_a_regional_act_is_the_parent_and_its_missing_text_is_told(
    app: Flask, slug: str, number: str, title: str
) -> None:
    client = Program(app, slug)
    parent = client.act(number, "2023-03-31", title=title, level="regional")
    child = client.act("1", "2023-11-23", level="municipal", basis_id=parent)
    acts = {one["act_id"]: one for one in client.send("GET", "legal-basis")["acts"]}
    assert (acts[parent]["level"], acts[child]["basis_id"], acts[child]["faults"]) == ("regional", parent, [])
    assert acts[parent]["faults"] == ["Текст акта не приложен"]
    draft = {"title": title, "kind": "Приказ", "number": number, "date": "2023-03-31", "level": "regional"}
    client.send("PUT", f"legal-acts/{parent}", **draft, url="https://example.test/777", version=1)
    acts = {one["act_id"]: one for one in client.send("GET", "legal-basis")["acts"]}
    assert acts[parent]["faults"] == []
    page = browser_as(app, slug, "auditor").get(f"/{slug}/documents/basis")
    assert "Региональный" in page.text and title in page.links()


@pytest.mark.clause("PE-title")
def test_rules_without_requisites_are_a_draft_until_they_are_entered(app: Flask) -> None:
    client = Program(app, "pervomaisky")
    told = version_of(client)
    assert (told["act_number"], told["act_date"], told["draft"]) == (None, None, True)
    page = browser_as(app, "pervomaisky", "administrator")
    banner = "Проект: у акта нет даты и номера"
    assert banner in page.get("/pervomaisky/documents/basis").text
    assert "правила остаются проектом" in page.get("/pervomaisky/documents/basis").text
    drafts = "/pervomaisky/profile/drafts"
    draft = str(page.send(drafts, form=drafts, title="Реквизиты").response.request.path)
    act = {
        "title": "Положение о службе", "relation": "amends", "act_kind": "Приказ", "act_number": "15",
        "act_date": "2026-02-02", "effective_from": "2026-03-01",
    }  # fmt: skip
    page.send(draft, form=f"{draft}/act", **act)
    rule = f"{draft}/rules/documents.regulation"
    values = {
        node.attributes["name"]: node.text() or node.attributes.get("value") or ""
        for node in page.get(rule).html.css("form[hx-post] input[name], form[hx-post] textarea[name]")
    }
    page.post(rule, **{**values, "title": "Положение с реквизитами", "do": "save"})
    page.send(f"{draft}/adopt", form=f"{draft}/adopt", sure="1")
    told = version_of(client)
    assert (told["act_number"], told["draft"]) == ("15", False) and told["act_id"] is not None
    assert banner not in page.get("/pervomaisky/documents/basis").text
