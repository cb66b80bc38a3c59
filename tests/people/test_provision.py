"""What organisations keep: documents the rules ask of them, textbooks, support of subjects."""

from typing import Any

import pytest
from flask import Flask

from tests.accounts import browser_as, token_for
from tests.people.makers import person, school


class Caller:
    """A program of a tenant."""

    def __init__(self, app: Flask, slug: str, role: str = "methodist", place: int | None = None) -> None:
        self.client, self.slug = app.test_client(), slug
        self.headers = token_for(app, slug, role, place)

    def __call__(self, method: str, path: str, status: int = 200, **body: Any) -> Any:
        address = f"/api/v1/{self.slug}/{path}"
        answer = self.client.open(address, method=method, headers=self.headers, json=body or None)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.json

    def document(self, place: int, kind: str, title: str = "Документ", **more: Any) -> int:
        draft = {"organisation_id": place, "kind": kind, "title": title, "starts": "2024-01-01", **more}
        return self("POST", "organisation-documents", 201, **draft)["id"]

    def demand(self, rule: str) -> dict[str, Any]:
        return next(one for one in self("GET", "provision")["documents"] if one["rule"] == rule)

    def lacking(self, rule: str) -> set[int]:
        return {one["organisation_id"] for one in self.demand(rule)["lacking"]}


@pytest.mark.clause("UK-19.2-doc")
def test_organisations_without_a_development_plan_of_today_are_listed(app: Flask) -> None:
    call, rule = Caller(app, "ust-koksa"), "documents.development_plan"
    first, second, third = (school(app, "ust-koksa", f"plan-{n}", f"Школа плана {n}") for n in (1, 2, 3))
    assert {first, second, third} <= call.lacking(rule)
    file = "https://school.example.test/plan.pdf"
    made = call.document(first, "development_plan", "План развития", ends="2030-12-31", url=file)
    call.document(second, "development_plan", "План прошлых лет", ends="2025-12-31")
    told = call.demand(rule)
    assert first not in call.lacking(rule) and {second, third} <= call.lacking(rule)
    assert told["clause"] == "п. 19" and told["asked"] == told["present"] + len(told["lacking"])
    kept = call("GET", f"organisation-documents/{made}")
    assert (kept["starts"], kept["ends"], kept["url"]) == ("2024-01-01", "2030-12-31", file)
    page = browser_as(app, "ust-koksa", "auditor").get("/ust-koksa/organisations/provision").text
    assert "Школа плана 1: План развития" in page
    assert "Школа плана 3" in page.split("Фонды учебников")[0]


@pytest.mark.clause("LU0-order-3.1")
def test_acts_are_aligned_before_the_day_of_the_order(app: Flask) -> None:
    call, rule = Caller(app, "luga"), "documents.alignment"
    timely, late, idle = (school(app, "luga", f"align-{n}", f"Школа акта {n}") for n in (1, 2, 3))
    call.document(timely, "alignment", "Устав", date="2024-02-01")
    call.document(late, "alignment", "Устав", date="2024-02-02")
    told = call.demand(rule)
    assert (told["due"], told["clause"]) == ("2024-02-01", "приказ, п. 3.1")
    assert timely not in told["late"] and {late, idle} <= set(told["late"])
    assert idle in call.lacking(rule) and told["present"] == 2
    page = browser_as(app, "luga", "auditor").get("/luga/organisations/provision").text
    assert "Последний день: 01.02.2024" in page and page.count("позже срока") == 1
    assert f"есть у 2 из {told['asked']}" in page


@pytest.mark.clause("KE-5.2s.7")
def test_local_acts_of_the_methodical_service_by_organisation(app: Flask) -> None:
    call, rule = Caller(app, "kemerovo"), "documents.local_acts"
    first, second = (school(app, "kemerovo", f"acts-{n}", f"Школа актов {n}") for n in (1, 2))
    head = Caller(app, "kemerovo", "school_head", first)
    head.document(first, "local_acts", "Положение о методической службе", number="1", date="2024-01-10")
    head("POST", "organisation-documents", 422, organisation_id=second, kind="local_acts", title="Чужой")
    assert second in call.lacking(rule) and first not in call.lacking(rule)
    assert {one["organisation_id"] for one in head.demand(rule)["lacking"]} == set(), "a school sees its own"
    listed = call("GET", "organisation-documents")["items"]
    assert [one["title"] for one in listed if one["organisation_id"] == first]


@pytest.mark.clause("KE-5.1s.6")
def test_an_innovation_programme_has_a_period_a_state_and_a_result(app: Flask) -> None:
    call = Caller(app, "kemerovo")
    place = school(app, "kemerovo", "innovation", "Школа с программой")
    made = call.document(
        place, "innovation_programme", "Программа", ends="2027-12-31", state="submitted", result=None
    )
    told = call("GET", f"organisation-documents/{made}")
    assert (told["starts"], told["ends"], told["state"]) == ("2024-01-01", "2027-12-31", "submitted")
    draft = {"organisation_id": place, "kind": "innovation_programme", "title": "Программа",
             "starts": "2024-01-01", "state": "running", "result": "Рекомендована", "version": 1}  # fmt: skip
    call("PUT", f"organisation-documents/{made}", **draft)
    assert call("GET", f"organisation-documents/{made}")["result"] == "Рекомендована"
    past = call("GET", f"organisation-documents/{made}/history")["items"]
    assert past[0]["values"]["state"] == "submitted"
    call("PUT", f"organisation-documents/{made}", 422, **{**draft, "state": "won", "version": 2})


@pytest.mark.clause("KE-5.2s.10")
def test_textbooks_by_class_with_the_share_and_the_shortage_first(app: Flask) -> None:
    call = Caller(app, "kemerovo")
    place = school(app, "kemerovo", "books", "Школа учебников")
    for grade, needed, available in ((5, 30, 30), (6, 40, 25), (7, 0, 3)):
        call("POST", "textbook-stock", 201, organisation_id=place, subject="Физика", grade=grade,
             needed=needed, available=available)  # fmt: skip
    call(
        "POST", "textbook-stock", 422, organisation_id=place, subject="Физика", grade=0, needed=1, available=1
    )
    told = [one for one in call("GET", "provision")["textbooks"] if one["organisation_id"] == place]
    assert [(one["grade"], one["percent"], one["short"]) for one in told] == [
        (6, 62, 15), (5, 100, 0), (7, None, 0),
    ]  # fmt: skip
    page = browser_as(app, "kemerovo", "auditor").get("/kemerovo/organisations/provision").text
    assert "62 %" in page


@pytest.mark.clause("OK-5.3.2-s.4")
def test_subjects_whose_support_conforms_by_organisations(app: Flask) -> None:
    call = Caller(app, "oktyabrsky")
    first, second = (school(app, "oktyabrsky", f"support-{n}", f"Школа {n}") for n in (1, 2))
    who = person(app, "oktyabrsky", "Завучева", first)
    for place, fine in ((first, True), (second, False)):
        call("POST", "subject-support", 201, organisation_id=place, subject="Химия", conforms=fine,
             checked_on="2026-02-01", person_id=who)  # fmt: skip
    assert call("GET", "provision")["subjects"] == [{"subject": "Химия", "conforming": 1, "checked": 2}]
    page = browser_as(app, "oktyabrsky", "auditor").get("/oktyabrsky/organisations/provision").text
    assert "Химия: соответствует в 1 из 2 организаций" in page
    listed = call("GET", "subject-support")["items"]
    assert {(one["checked_on"], one["person_id"]) for one in listed} == {("2026-02-01", who)}
