"""Coordination of the services of organisations: tasks from deficits, answers of schools, the overview."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from service.access.names import Role
from service.compliance.jobs import survey_of
from service.coordination.facts import FACTS
from service.coordination.model import CoordinationTask
from service.coordination.rules import standing
from service.diagnostics.model import Diagnostics
from service.events.model import Event
from service.tenancy.model import Audit
from tests.accounts import browser_as, scope_of, shell_of, token_for
from tests.people.makers import person, school

SLUG = "oktyabrsky"
PDF = b"%PDF-1.4 answer"
TODAY = date.today()
SOON, FIRST = TODAY + timedelta(days=10), TODAY.replace(day=1)


class Caller:
    """A program of somebody of a district."""

    def __init__(self, app: Flask, role: str, place: int | None = None, slug: str = SLUG) -> None:
        self.client, self.slug, self.headers = app.test_client(), slug, token_for(app, slug, role, place)

    def __call__(self, method: str, path: str = "", status: int = 200, **body: Any) -> Any:
        form = {"data": body.pop("form"), "content_type": "multipart/form-data"} if "form" in body else {}
        address = f"/api/v1/{self.slug}/{path}"
        answer = self.client.open(address, method=method, headers=self.headers, json=body or None, **form)
        assert answer.status_code == status, answer.get_data(as_text=True)
        return answer.json


@pytest.fixture(scope="module")
def places(app: Flask) -> tuple[int, int]:
    first, second = (school(app, SLUG, f"co-{n}", f"Школа координации {n}") for n in (1, 2))
    return first, second


@pytest.fixture(scope="module")
def teacher(app: Flask, places: tuple[int, int]) -> int:
    """A teacher of the first school, who has finished no course."""
    return person(app, SLUG, "Дефицитова", places[0])


@pytest.fixture(scope="module")
def coordinator(app: Flask) -> Caller:
    return Caller(app, Role.COORDINATOR)


def draft(*organisations: int, **more: Any) -> dict[str, Any]:
    """A task as a program sends it."""
    told = {"title": "Отчёт о работе службы", "asks": "report", "due_on": SOON.isoformat()}
    return {**told, "organisations": list(organisations), **more}


def late(app: Flask, task_id: int) -> None:
    """Let the last day of a task be over, as time does."""
    from_db = scope_of(app, SLUG)
    with from_db.db as db:
        row = db.execute(select(CoordinationTask).where(CoordinationTask.id == task_id)).scalar_one()
        row.due_on = TODAY - timedelta(days=3)
        db.commit()


@pytest.mark.clause("OK-4.2.2-coord")
def test_a_task_goes_to_schools_which_answer_it_and_it_is_accepted(
    app: Flask, coordinator: Caller, places: tuple[int, int]
) -> None:
    first, second = places
    made = coordinator("POST", "coordination/tasks", 201, **draft(first, second))["tasks"]
    mine = Caller(app, Role.SCHOOL_HEAD, first)
    assert [one["id"] for one in mine("GET", "coordination/tasks")["items"]] == [made[0]]
    mine("GET", f"coordination/tasks/{made[1]}", 404)
    mine("POST", f"coordination/tasks/{made[1]}/answer", 404, form={"answer": "Чужой"})
    scan = (io.BytesIO(PDF), "report.pdf")
    told = mine("POST", f"coordination/tasks/{made[0]}/answer", form={"answer": "Сделали", "file": scan})
    assert (told["state"], told["has_file"], told["answer"]) == ("answered", True, "Сделали")
    mine("POST", f"coordination/tasks/{made[0]}/answer", 409, form={"answer": "Ещё раз"})
    for who, status in ((coordinator, 200), (Caller(app, Role.SCHOOL_HEAD, second), 404)):
        address = f"/api/v1/{SLUG}/coordination/tasks/{made[0]}/file"
        sent = who.client.get(address, headers=who.headers)
        assert (sent.status_code, sent.data == PDF) == (status, status == 200)
    refused = coordinator("POST", f"coordination/tasks/{made[0]}/review", 422, verdict="returned")
    assert refused["fields"][0]["field"] == "remark"
    coordinator("POST", f"coordination/tasks/{made[0]}/review", verdict="returned", remark="Добавьте цифры")
    tutor = browser_as(app, SLUG, Role.SCHOOL_TUTOR, first)
    card = f"/{SLUG}/structure/coordination/tasks/{made[0]}"
    assert "Добавьте цифры" in tutor.get(card).text
    tutor.post(f"{card}/answer", answer="Добавили: 12 занятий")
    coordinator("POST", f"coordination/tasks/{made[0]}/review", verdict="accepted")
    coordinator("POST", f"coordination/tasks/{made[0]}/review", 409, verdict="withdrawn")
    assert coordinator("GET", f"coordination/tasks/{made[0]}")["state"] == "accepted"
    states = {one["organisation_id"]: one for one in coordinator("GET", "coordination")["organisations"]}
    assert (states[first]["status"], states[second]["status"]) == ("answered", "due")
    scope = scope_of(app, SLUG)
    with scope.db as db:
        events = db.execute(select(Audit.event).where(Audit.subject_id == made[0])).scalars().all()
        known = {one.rule: one.records for provide in FACTS for one in provide(survey_of(scope))}
    assert {"coordination_task.sent", "coordination_task.answered", "coordination_task.returned"} <= {*events}
    assert known["structure.services_coordination"] == known["structure.coordination"] >= 2


@pytest.mark.clause("OK-4.2.2-coord")
def test_deficits_become_tasks_only_when_they_are_confirmed(
    app: Flask, coordinator: Caller, places: tuple[int, int], teacher: int
) -> None:
    scope = scope_of(app, SLUG)
    with scope.db as db:
        db.add(Diagnostics(person_id=teacher, kind="subject", on=TODAY))
        db.commit()
    before = coordinator("GET", "coordination/tasks")["total"]
    offered = coordinator("GET", "coordination/proposals?size=200")["items"]
    mine = {one["basis"]: one for one in offered if one["organisation_id"] == places[0]}
    assert "не имеют маршрута: 1" in mine["diagnostics"]["evidence"]
    assert mine["indicator"]["evidence"] == "По записям организации: 0 из 1."
    assert mine["service"]["asks"] == "action" and "ни одной единицы" in mine["service"]["evidence"]
    assert coordinator("GET", "coordination/tasks")["total"] == before
    keys = [mine["diagnostics"]["key"], mine["service"]["key"]]
    day = {"due_on": SOON.isoformat()}
    coordinator("POST", "coordination/proposals", 422, keys=[], **day)
    coordinator("POST", "coordination/proposals", 422, keys=["service:0:none"], **day)
    made = coordinator("POST", "coordination/proposals", 201, keys=keys, **day)["tasks"]
    told = coordinator("GET", f"coordination/tasks/{made[0]}")
    assert (told["basis"], told["evidence"]) == ("diagnostics", mine["diagnostics"]["evidence"])
    left = {one["key"] for one in coordinator("GET", "coordination/proposals?size=200")["items"]}
    assert not left & set(keys)
    coordinator("POST", "coordination/proposals", 422, keys=keys, **day)


@pytest.mark.clause("OK-4.2.3")
def test_a_coordinator_reads_asks_and_assigns_and_edits_nothing_of_the_schools(
    app: Flask, coordinator: Caller, places: tuple[int, int]
) -> None:
    coordinator("GET", "school-services")
    coordinator("GET", "people")
    made = coordinator("POST", "coordination/tasks", 201, **draft(places[1], title="Только школа"))["tasks"][
        0
    ]
    path, card = f"coordination/tasks/{made}/answer", f"/{SLUG}/structure/coordination/tasks/{made}"
    refused = coordinator("POST", path, 403, form={"answer": "За школу"})
    assert "Отвечает сама организация" in refused["detail"]
    page = browser_as(app, SLUG, Role.COORDINATOR)
    assert "Отвечает сама организация" in page.post(f"{card}/answer", 403, answer="За школу").text
    unit = {"kind": "school_service", "name": "Служба", "organisation_id": places[1]}
    coordinator("POST", "units", 403, **unit)
    coordinator("POST", "organisation-documents", 403, title="План")
    page.get(f"/{SLUG}/people/new", 403)
    grants = shell_of(app).grants
    writes = {one for one in grants[Role.COORDINATOR] if one.endswith((":write", ":import", ":merge"))}
    assert writes == set()
    for role in (Role.AUDITOR, Role.APPROVER, Role.TEACHER):
        Caller(app, role)("POST", "coordination/tasks", 403, **draft(places[1]))
        browser = browser_as(app, SLUG, role)
        browser.get(f"/{SLUG}/structure/coordination/tasks/new", 403)
        browser.post(f"{card}/answer", 403, answer="За школу")
        browser.post(f"{card}/review", 403, verdict="withdrawn")


@pytest.mark.clause("OK-4.2.3.2")
def test_the_overview_leads_to_what_is_late_missing_below_target_and_ahead(
    app: Flask, coordinator: Caller, places: tuple[int, int], teacher: int
) -> None:
    made = coordinator("POST", "coordination/tasks", 201, **draft(places[1], title="Опоздавший отчёт"))[
        "tasks"
    ]
    late(app, made[0])
    scope = scope_of(app, SLUG)
    with scope.db as db:
        event = Event(name="Педагогические чтения", kind="conference", on=TODAY + timedelta(days=7))
        db.add(event)
        db.commit()
        number = event.id
    told = coordinator("GET", "coordination")
    assert made[0] in [one["id"] for one in told["overdue"]] and made[0] in [
        one["id"] for one in told["reports"]
    ]
    assert number in [one["id"] for one in told["events"]]
    states = {one["organisation_id"]: one for one in told["organisations"]}
    assert states[places[1]]["status"] == "overdue" and states[places[1]]["overdue"] == 1
    page = browser_as(app, SLUG, Role.COORDINATOR).get(f"/{SLUG}/structure/coordination")
    links = page.links()
    assert links["Опоздавший отчёт"].endswith(f"/tasks/{made[0]}")
    assert links["Педагогические чтения"].endswith(f"/events/{number}")
    assert [one["code"] for one in told["indicators"]] == ["ok.6.1.1", "ok.6.1.2", "ok.6.2.1"]
    for one in told["indicators"]:
        assert any(href.endswith(f"/{one['code']}") for href in links.values())
    browser_as(app, SLUG, Role.SCHOOL_HEAD, places[0]).get(f"/{SLUG}/structure/coordination", 403)
    listed = coordinator("GET", "coordination/tasks?state=overdue&size=1")
    assert [one["id"] for one in listed["items"]] == made and listed["total"] == 1
    sheet = browser_as(app, SLUG, Role.METHODIST).client.get(
        f"/{SLUG}/structure/coordination/tasks/export.xlsx?state=overdue"
    )
    rows = list(load_workbook(io.BytesIO(sheet.data)).active.values)
    assert rows[1][:2] == ("Школа координации 2", "Опоздавший отчёт") and rows[1][7] == "да"


def test_nothing_is_asked_where_the_regulation_does_not_ask_for_it(app: Flask) -> None:
    place = school(app, "luga", "co-luga", "Школа без координации")
    refused = Caller(app, Role.METHODIST, slug="luga")("POST", "coordination/tasks", 404, **draft(place))
    assert "не поручает" in refused["detail"]
    page = browser_as(app, "luga", Role.METHODIST)
    assert "/luga/structure/coordination" not in page.get("/luga/structure/services").links().values()
    assert "Положение этого не поручает" in page.get("/luga/structure/coordination").text


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ((), "none"),
        ((("withdrawn", FIRST),), "none"),
        ((("accepted", FIRST), ("answered", FIRST)), "answered"),
        ((("accepted", FIRST), ("sent", TODAY)), "due"),
        ((("returned", TODAY - timedelta(days=1)), ("sent", SOON)), "overdue"),
    ],
)
def test_an_organisation_stands_as_its_worst_task(tasks: Any, said: str) -> None:
    assert standing(tasks, TODAY) == said
