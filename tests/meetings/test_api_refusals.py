"""Refusals by the API: the words of the regulation, traces that survive, nothing of a neighbour."""

from collections.abc import Callable
from datetime import date
from typing import Any

import click
import pytest
from flask import Flask
from sqlalchemy import select

from service.cli.scopes import command_scope
from service.config import Settings
from service.core.errors import UNKNOWN_ASKED, Problem
from service.jobs import work
from service.meetings.actions import voting
from service.meetings.names import MeetingsEvent
from service.tenancy.model import Audit
from service.tenancy.scope import Scope
from service.workshop import workshop_of
from tests.accounts import browser_as, scope_of, tenant_of
from tests.meetings.council import DAY, Council
from tests.meetings.speaking import Program
from tests.meetings.variants import profile_of


@pytest.fixture(scope="module")
def council(app: Flask) -> Council:
    return Council(app, "luga").seated(13)


@pytest.fixture
def program(council: Council, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr("service.core.clock.now", lambda: council.now)
    council.at(date(2026, 3, 2))
    return Program.of(council)


def traces(council: Council, event: str) -> list[dict[str, Any]]:
    with scope_of(council.app, council.slug).db as db:
        rows = db.execute(select(Audit).where(Audit.event == event).order_by(Audit.id)).scalars()
        return [{**row.detail, "round": row.subject_id, "of": row.subject_type} for row in rows]


def by_action(council: Council, act: Callable[[Scope], Any]) -> str:
    with pytest.raises(Problem) as refused, council.acting() as scope:
        act(scope)
    return str(refused.value)


def by_job(council: Council, settings: Settings, act: Callable[[Scope], Any]) -> str:
    """The same action where no page and no program asks: in a worker."""
    work.open_workshop(workshop_of(settings))
    with (
        pytest.raises(Problem) as refused,
        work.tenant_scope(tenant_of(council.app, "luga").id, None) as scope,
    ):
        act(scope)
    return str(refused.value)


def by_command(council: Council, settings: Settings, act: Callable[[Scope], Any]) -> str:
    """The same action from the shell of commands, which ends with code 1."""
    with pytest.raises(click.ClickException) as refused, command_scope(settings, council.slug) as scope:
        act(scope)
    return refused.value.message.replace("\xa0", " ")


@pytest.mark.clause("LU2-4.9-twothirds", "LU2-4.9-open")
@pytest.mark.parametrize("voting_way", ["open", "secret"])
def test_one_refusal_in_the_same_words_by_every_way(
    program: Program, council: Council, settings: Settings, voting_way: str
) -> None:
    """An action, a job, a command, a program and a page refuse alike."""
    _, (item,) = council.opened(7)

    def act(scope: Scope) -> Any:
        return voting.open_round(scope, item, voting_way)

    told = program.post(f"/agenda-items/{item}/rounds", {"voting": voting_way}, 422)
    assert {by_action(council, act), by_job(council, settings, act)} == {told["detail"]}
    assert by_command(council, settings, act) == told["detail"].replace("\xa0", " ")
    browser = browser_as(council.app, council.slug, "administrator")
    form = {"csrf_token": browser.token(), "voting": voting_way}
    page = browser.client.post(f"/{council.slug}/items/{item}/vote", data=form)
    assert page.status_code == 422
    assert told["detail"] in page.get_data(as_text=True).replace("\xa0", " ").replace("&nbsp;", " ")
    assert told["code"] == "rule_broken"
    assert f"Основание: {told['verdict']['clause']}" in told["detail"]
    assert told["verdict"]["message"]["ru"] in told["detail"]


@pytest.mark.clause("LU2-4.7-person")
def test_a_vote_for_another_is_refused_and_stays_in_the_log(program: Program, council: Council) -> None:
    meeting_id, (item,) = council.opened(9)
    held = program.post(f"/agenda-items/{item}/rounds", {}, 201)["id"]
    member = Program.of(council, "member")
    told = member.post(f"/rounds/{held}/vote", {"choice": "for", "person_id": council.people[3]}, 403)
    assert (told["code"], told["verdict"]["rule"]) == ("rule_broken", "council.delegation")
    assert "Основание: прил. 2, п. 4.7" in told["detail"]
    member.post(f"/rounds/{held}/vote", {"choice": "for"}, 403)
    seen = traces(council, MeetingsEvent.PROXY_REFUSED)
    assert [(one["person"], one["round"], one["of"]) for one in seen] == [(council.people[3], held, "round")]
    assert all(not one["cast"] for one in program.get(f"/rounds/{held}")["voters"])


def test_a_number_of_another_tenant_is_one_of_nothing_and_stays_in_the_log(
    program: Program, council: Council, app: Flask
) -> None:
    """Edge 80: the log of whoever asked says the same of a neighbour's meeting and of nobody's."""
    there = Council(app, "pervomaisky", profile=profile_of(app, "luga")).seated(4)
    theirs, _ = there.meeting(DAY)
    nobodys = 2**40
    told = [program.get(f"/meetings/{number}", 404) for number in (theirs, nobodys)]
    assert told[0]["detail"] == told[1]["detail"]
    browser = browser_as(app, council.slug, "administrator")
    for number in (theirs, nobodys):
        assert browser.client.get(f"/{council.slug}/meetings/{number}").status_code == 404
    assert app.test_client().get(f"/{council.slug}/meetings/{nobodys}").status_code == 302
    form = {"csrf_token": browser.token(), "place": "Зал"}
    assert browser.client.post(f"/{council.slug}/meetings/{nobodys}/edit", data=form).status_code == 404
    lines = [(one["asked"], one["meeting_id"]) for one in traces(council, UNKNOWN_ASKED)]
    asked = [theirs, nobodys, theirs, nobodys, nobodys]
    assert [number for _, number in lines] == asked
    assert traces(there, UNKNOWN_ASKED) == []


def test_a_vote_after_a_recusal_is_refused_and_stays_in_the_log(program: Program, council: Council) -> None:
    """Edge 53: nothing of the round itself changes."""
    _, (item,) = council.opened(10)
    recusal = {"person_id": council.people[9], "reason": "Мой проект"}
    program.post(f"/agenda-items/{item}/recusals", recusal, 201)
    held = program.post(f"/agenda-items/{item}/rounds", {}, 201)["id"]
    votes = [{"person_id": person, "choice": "for"} for person in council.people[:10]]
    told = program.post(f"/rounds/{held}/votes", {"votes": votes}, 403)
    assert "самоотвод" in told["detail"]
    assert traces(council, MeetingsEvent.RECUSED_REFUSED)[-1]["person"] == council.people[9]
    assert not any(one["cast"] for one in program.get(f"/rounds/{held}")["voters"])
    program.post(f"/agenda-items/{item}/recusals", {**recusal, "person_id": council.people[0]}, 201)


@pytest.mark.parametrize(
    ("role", "status"),
    [("auditor", 403), ("teacher", 403), ("member", 403), ("secretary", 200), ("methodist", 200)],
)
def test_who_keeps_a_body(program: Program, council: Council, role: str, status: int) -> None:
    """Rights follow from the role in the tenant, or from the office in the body."""
    meeting_id, _ = council.meeting(DAY)
    somebody = Program.of(council, role)
    somebody.post(f"/meetings/{meeting_id}/cancel", {"reason": "Карантин"}, status)
    assert somebody.get(f"/meetings/{meeting_id}")["state"] == ("cancelled" if status == 200 else "scheduled")


def test_a_neighbour_sees_nothing(program: Program, council: Council, app: Flask) -> None:
    """Edge 80: whatever is asked of another tenant's record, there is no such record."""
    meeting_id, (item,) = council.opened(9)
    held = program.post(f"/agenda-items/{item}/rounds", {}, 201)["id"]
    neighbour = Program.of(Council(app, "tikhvin"))
    for method, path, body in (
        ("GET", f"/bodies/{council.body_id}", None),
        ("GET", f"/meetings/{meeting_id}", None),
        ("GET", f"/meetings/{meeting_id}/presence", None),
        ("GET", f"/rounds/{held}", None),
        ("POST", f"/rounds/{held}/vote", {"choice": "for", "person_id": council.people[0]}),
        ("POST", f"/rounds/{held}/close", None),
        ("POST", f"/meetings/{meeting_id}/close", None),
        ("PUT", f"/meetings/{meeting_id}/presence/{council.people[0]}", {"status": "absent"}),
    ):
        told = neighbour.call(method, path, body, 404)
        assert (told["code"], told["detail"]) == ("not_found", "Такой записи нет.")
    assert neighbour.get("/meetings")["total"] == 0


def test_what_is_typed_wrong_is_no_verdict(program: Program, council: Council) -> None:
    body = {
        "form": "in_person",
        "starts_on": "20.03.2026",
        "starts_time": "25:00",
        "body_id": council.body_id,
    }
    told = program.post("/meetings", body, 422)
    assert [one["field"] for one in told["fields"]] == ["starts_time"]
    assert "verdict" not in told
