"""Services of organisations, resources, joint work; regulations of units, guidance, the coordinator."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from service.compliance.jobs import survey_of
from service.modules import CARDS
from service.settings.names import SettingsPermission
from tests.accounts import browser_as, scope_of, shell_of, token_for
from tests.people.makers import person, school


class Caller:
    """A program of a district's methodist."""

    def __init__(self, app: Flask, slug: str, role: str = "methodist") -> None:
        self.client, self.slug, self.headers = app.test_client(), slug, token_for(app, slug, role)

    def __call__(self, method: str, path: str, status: int = 200, **body: Any) -> Any:
        address = f"/api/v1/{self.slug}/{path}"
        answer = self.client.open(address, method=method, headers=self.headers, json=body or None)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.json

    def unit(self, kind: str, name: str, status: int = 201, **more: Any) -> Any:
        return self("POST", "units", status, kind=kind, name=name, **more)

    def act(self, number: str, **more: Any) -> int:
        draft = {"title": f"Положение {number}", "kind": "Приказ", "number": number, "date": "2024-01-30"}
        return self("POST", "legal-acts", 201, **{**draft, **more})["id"]

    def verdict(self, rule: str) -> dict[str, Any]:
        return next(one for one in self("GET", "structure")["verdicts"] if one["rule"] == rule)

    def node(self, unit_id: int) -> dict[str, Any]:
        return next(one for one in self("GET", "structure")["units"] if one["id"] == unit_id)


@pytest.fixture(scope="module")
def luga(app: Flask) -> Caller:
    return Caller(app, "luga")


@pytest.fixture(scope="module")
def ust_koksa(app: Flask) -> Caller:
    return Caller(app, "ust-koksa")


@pytest.mark.clause("LU1-2.1.2")
def test_one_methodical_institution_is_the_coordinator(luga: Caller) -> None:
    made = luga.unit("institution", "МКУ «Лужский ИМЦ»", coordinator=True)
    assert luga.node(made["id"])["coordinator"] and made["level"] == "municipal"
    refused = luga.unit("institution", "Второй центр", 422, coordinator=True)
    assert refused["fields"][0]["field"] == "coordinator" and "Лужский ИМЦ" in refused["fields"][0]["message"]
    assert luga.verdict("structure.coordinator")["status"] == "pass"


@pytest.mark.clause("LU1-3.2.3")
def test_elements_show_who_answers_and_those_without_one_stand_out(app: Flask, luga: Caller) -> None:
    club = luga.unit("club", "Клуб учителей", contact="тел. 2-12-34")
    page = browser_as(app, "luga", "methodist")
    assert (
        "нет руководителя" in page.get("/luga/structure").one(f'a[href$="/units/{club["id"]}"]').parent.text()
    )
    head = person(app, "luga", "Клубов")
    luga("POST", f"units/{club['id']}/members", 201, person_id=head, office="head")
    told = luga.node(club["id"])
    assert told["head"].startswith("Клубов") and told["contact"] == "тел. 2-12-34"
    node = page.get("/luga/structure").one(f'a[href$="/units/{club["id"]}"]').parent
    assert "нет руководителя" not in node.text()


@pytest.mark.clause("LU1-3.2.4", "LU3-3.2.3")
def test_services_of_organisations_with_heads_bodies_documents_and_joint_work(
    app: Flask, luga: Caller
) -> None:
    first, second = (school(app, "luga", f"svc-{n}", f"Школа служб {n}") for n in (1, 2))
    regulation = luga.act("12")
    service = luga.unit(
        "school_service", "Служба школы", organisation_id=first, regulation_id=regulation, contact="каб. 5"
    )
    luga.unit("school_council", "Совет школы", organisation_id=first)
    luga(
        "POST",
        f"units/{service['id']}/members",
        201,
        person_id=person(app, "luga", "Службина"),
        office="head",
    )
    work = {
        "topic": "Открытый урок",
        "held_on": date.today().isoformat(),
        "form": "Выезд",
        "direction": "org7",
    }
    luga(
        "POST", "interactions", 201, **work, first_party="service", second_party="organisation",
        organisation_id=first,
    )  # fmt: skip
    rows = {one["organisation_id"]: one for one in luga("GET", "school-services")["items"]}
    units = {one["name"]: one for one in rows[first]["units"]}
    assert set(units) == {"Служба школы", "Совет школы"}
    assert units["Служба школы"]["head"].startswith("Службина")
    assert (units["Служба школы"]["regulation_id"], units["Служба школы"]["contact"]) == (
        regulation,
        "каб. 5",
    )
    assert (rows[first]["worked"], rows[first]["last_on"]) == (1, work["held_on"])
    assert rows[second]["units"] == [] and rows[second]["worked"] == 0
    _services_page(app, len(rows))


def _services_page(app: Flask, asked: int) -> None:
    """What the page says of them, to the staff and to a teacher."""
    page = browser_as(app, "luga", "methodist").get("/luga/structure/services")
    assert f"Методическая служба есть в 1 из {asked} организаций." in page.text
    idle = page.text.split("Совместной работы не было:")[1].split(".")[0]
    assert "Школа служб 2" in idle and "Школа служб 1" not in idle
    browser = browser_as(app, "luga", "teacher")
    assert "Открытый урок" not in browser.get("/luga/structure/services").text
    browser.get("/luga/structure/interactions", 403)


@pytest.mark.clause("UK-9-parties", "UK-4-party-mms")
def test_joint_work_of_one_party_is_kept_and_marked(app: Flask, ust_koksa: Caller) -> None:
    profile = scope_of(app, "ust-koksa").profile
    named = [one.code for one in profile.params("structure.interaction_participants").items]
    day = date.today().isoformat()
    for number, other in enumerate(named[1:]):
        both = {"first_party": "service", "second_party": other, "direction": "9.3"}
        ust_koksa("POST", "interactions", 201, topic=f"Сеть {number}", held_on=day, **both)
    state = _compliance(app, "ust-koksa", "structure.interaction_parties")
    assert (state.verdict.status, state.occasions, state.broken) == ("pass", 4, 0)
    alone = {"first_party": "tutor", "second_party": "tutor"}
    ust_koksa("POST", "interactions", 201, topic="Одна сторона", held_on=day, **alone)
    ust_koksa("POST", "interactions", 422, topic="Чужой", held_on=day, first_party="ministry")
    page = browser_as(app, "ust-koksa", "methodist").get("/ust-koksa/structure/services").text
    told = page.split("Названа одна сторона, нужны две:")[1]
    assert told.split(".")[0].strip() == "Одна сторона"
    assert page.split("Направление не указано:")[1].split(".")[0].strip() == "Одна сторона"
    state = _compliance(app, "ust-koksa", "structure.interaction_parties")
    assert (state.verdict.status, state.verdict.clause) == ("fail", "п. 9")
    assert (state.occasions, state.broken) == (5, 1)


def _compliance(app: Flask, slug: str, rule: str) -> Any:
    """What structure knows of a rule in a tenant today."""
    from_structure = next(card for card in CARDS if card.name == "structure").facts
    scope = scope_of(app, slug)
    with scope.db:
        survey = survey_of(scope)
        return next(one for provide in from_structure for one in provide(survey) if one.rule == rule)


@pytest.mark.clause("UK-17")
def test_guidance_is_of_the_authority_and_apart_from_coordination(app: Flask, ust_koksa: Caller) -> None:
    refused = ust_koksa.unit("department", "ИМО", 422, coordinator=True, guidance=True)
    assert refused["fields"][0]["field"] == "guidance"
    wrong = ust_koksa.unit("department", "ИМО", guidance=True)
    told = ust_koksa.verdict("structure.guidance")
    assert (told["status"], told["clause"]) == ("fail", "п. 17")
    second = ust_koksa.unit("education_office", "Управление образования", 422, guidance=True)
    assert "«ИМО»" in second["fields"][0]["message"]
    draft = {"kind": "department", "name": "ИМО", "coordinator": True, "version": wrong["version"]}
    ust_koksa("PUT", f"units/{wrong['id']}", **draft)
    ust_koksa.unit("education_office", "Управление образования", guidance=True)
    assert ust_koksa.verdict("structure.guidance")["status"] == "pass"
    assert ust_koksa.verdict("structure.coordinator")["status"] == "pass"
    grants = shell_of(app).grants
    assert (
        SettingsPermission.ADOPT in grants["approver"] and SettingsPermission.ADOPT not in grants["methodist"]
    )


@pytest.mark.clause("UK-order-2")
def test_the_department_coordinates_and_its_staff_keep_every_register(app: Flask) -> None:
    profile = scope_of(app, "ust-koksa").profile
    assert profile.params("structure.coordinator").units == ("department",)
    rule = profile.rules["structure.coordinator_order"]
    assert rule.clause == "приказ, п. 2" and "информационно-методический отдел" in rule.params.statement
    grants = shell_of(app).grants["methodist"]
    lacking = [one.name for card in CARDS for one in card.registers if one.write not in grants]
    assert not lacking


@pytest.mark.clause("UK-3-levels")
def test_two_levels_and_organisations_are_no_level_of_management(ust_koksa: Caller) -> None:
    assert [one["code"] for one in ust_koksa("GET", "structure")["levels"]] == ["regional", "municipal"]
    for level in ("school", "federal"):
        refused = ust_koksa.unit("organisation", "Школа", 422, level=level)
        assert refused["fields"][0]["field"] == "level"
    assert ust_koksa.unit("organisation", "Школа")["level"] == "municipal"


@pytest.mark.clause("LU1-4.8-reg")
def test_a_council_does_not_act_before_its_regulation_is_in_force(app: Flask, luga: Caller) -> None:
    council = luga.unit("council", "Методический совет")
    assert luga.node(council["id"])["works"] is False
    page = browser_as(app, "luga", "methodist")
    assert "не введена в действие" in page.get("/luga/structure").text
    card = page.get(f"/luga/structure/units/{council['id']}").text
    assert "единица не введена в действие" in card and "прил. 1, п. 4.8" in card
    ahead = luga.act("46-1", effective_from="2090-01-01")
    draft = {"kind": "council", "name": "Методический совет"}
    changed = luga("PUT", f"units/{council['id']}", **draft, regulation_id=ahead, version=council["version"])
    assert luga.node(council["id"])["works"] is False
    now = luga.act("46-2")
    luga("PUT", f"units/{council['id']}", **draft, regulation_id=now, version=changed["version"])
    assert luga.node(council["id"])["works"] is True
    assert "не введена в действие" not in page.get("/luga/structure").text
    refused = luga("PUT", f"units/{council['id']}", 422, **draft, regulation_id=10**9)
    assert refused["fields"][0]["field"] == "regulation_id"


@pytest.mark.clause("LU1-4.9")
def test_councils_and_associations_of_organisations_have_regulations(luga: Caller) -> None:
    bare = luga.unit("school_association", "МО учителей школы")
    own = luga.unit("school_association", "МО начальных классов", regulation_id=luga.act("3"))
    dead = luga.unit(
        "school_council", "Совет без положения", regulation_id=luga.act("4", repealed_on="2024-05-01")
    )
    told = luga.verdict("documents.unit_regulations")
    missing = {one["code"] for one in told["missing"]}
    assert {str(bare["id"]), str(dead["id"])} <= missing and str(own["id"]) not in missing
    assert (told["status"], told["clause"]) == ("fail", "прил. 1, п. 4.9")


@pytest.mark.clause("KE-4.1")
def test_units_without_an_act_are_listed_from_the_highest_level(app: Flask) -> None:
    kemerovo = Caller(app, "kemerovo")
    low = kemerovo.unit("resource_centre", "Ресурсный центр")
    middle = kemerovo.unit("laboratory", "Лаборатория")
    high = kemerovo.unit("academic_council", "Учёный совет")
    founded = kemerovo.unit("teaching_council", "Совет", act_id=kemerovo.act("5", level="regional"))
    told = kemerovo.verdict("structure.unit_act")
    listed = [int(one["code"]) for one in told["missing"]]
    assert [one for one in listed if one in (low["id"], middle["id"], high["id"])] == [
        high["id"], middle["id"], low["id"],
    ]  # fmt: skip
    assert founded["id"] not in listed and told["clause"] == "п. 4.1"


@pytest.mark.clause("KE-3.2-oper-rc")
def test_a_resource_centre_of_a_school_helps_other_schools(app: Flask) -> None:
    kemerovo = Caller(app, "kemerovo")
    host, *others = (school(app, "kemerovo", f"rc-{n}", f"Школа центра {n}") for n in (1, 2, 3))
    made = kemerovo.unit("resource_centre", "Ресурсный центр химии", organisation_id=host)
    assert (made["level"], made["organisation_id"]) == ("school", host)
    place = f"units/{made['id']}/served"
    assert kemerovo("GET", place) == {"organisations": []}
    assert kemerovo("PUT", place, organisations=others) == {"organisations": sorted(others)}
    kemerovo("PUT", place, 422, organisations=[others[0], 10**9])
    page = browser_as(app, "kemerovo", "methodist")
    card = f"/kemerovo/structure/units/{made['id']}"
    shown = page.get(card).text
    assert "Оперативное управление" in shown and "Школа центра 3" in shown
    page.post(f"{card}/served", organisations=str(others[1]))
    assert kemerovo("GET", place) == {"organisations": [others[1]]}
    browser_as(app, "kemerovo", "auditor").post(f"{card}/served", 403, organisations=str(others[0]))


@pytest.mark.clause("LU1-3.3.2.6-growth", "LU3-3.2.2")
def test_resources_of_the_district_and_an_event_at_one(app: Flask, luga: Caller) -> None:
    place = school(app, "luga", "res-1", "Школа с «Точкой роста»")
    named = ["growth_point", "quantorium", "it_cube", "copp"]
    asked = scope_of(app, "luga").profile.params("structure.resources").items
    assert [one.code for one in asked] == named
    for kind in named:
        draft = {"name": f"Площадка {kind}", "kind": kind, "organisation_id": place}
        made = luga(
            "POST", "resources", 201, **draft, equipment="3D-принтер", topics="Робототехника",
            availability="по средам",
        )  # fmt: skip
        assert (made["kind"], made["availability"]) == (kind, "по средам")
    luga("POST", "resources", 422, name="Другое", kind="planetarium")
    event = luga(
        "POST",
        "events",
        201,
        name="Семинар на площадке",
        kind="seminar",
        on="2026-03-20",
        resource_id=made["id"],
    )
    assert event["resource_id"] == made["id"]
    page = browser_as(app, "luga", "methodist").get(f"/luga/events/{event['id']}")
    assert f"Площадка {named[-1]}" in page.text
