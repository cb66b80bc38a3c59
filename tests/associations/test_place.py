"""The place of an association in the structure: refused without one, shown under its unit, never lost."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from service.associations.actions import founding
from service.core.columns import life
from service.core.errors import Invalid
from service.meetings.actions.composing import create_body
from service.meetings.model.bodies import Body
from service.structure.actions.units import create_unit, end_unit, remove_unit
from tests.accounts import browser_as, token_for
from tests.associations.staging import committed, scope_on, teachers, unit

CLAUSE = "прил. 4, п. 1.1"


def refused(make: Any) -> tuple[str, str]:
    """The field and the sentence of a refusal."""
    with pytest.raises(Invalid) as told:
        make()
    one = told.value.fields[0]
    assert one.params.get("clause") == CLAUSE, one
    return one.field, one.msgid


@pytest.mark.clause("LU4-1.1")
def test_an_orphan_is_refused_by_whatever_way_it_comes(app: Flask) -> None:
    scope = scope_on(app, "luga")
    with scope.db:
        people = teachers(scope, 10, "химия")
        draft = {"type": "association", "name": "РМО", "subject": "химия", "year": 2026, "people": people}
        body = {"kind": "association", "type": "association", "name": "РМО химии"}
        node = {"kind": "association", "name": "РМО химии", "starts": scope.today}
        ways = (
            (lambda more: founding.create(scope, draft | more), "unit_id"),
            (lambda more: create_body(scope, body | more), "unit_id"),
            (lambda more: create_unit(scope, node | {"parent_id": more.get("unit_id")}), "parent_id"),
        )
        for make, field in ways:
            assert refused(lambda make=make: make({}))[0] == field, "no service, no place"
        council = unit(scope, "council", "Методический совет")
        unit(scope, "institution", "ИМЦ"), unit(scope, "institution", "Кабинет")
        for make, field in ways:
            told = {refused(lambda make=make, more=more: make(more)) for more in ({}, {"unit_id": council})}
            assert {one[0] for one in told} == {field}
            assert any("Выберите" in one[1] for one in told) and any("а не" in one[1] for one in told)


@pytest.mark.clause("LU4-1.1")
def test_an_association_stands_under_the_service_and_keeps_it(app: Flask) -> None:
    scope = scope_on(app, "luga")
    with scope.db:
        first = unit(scope, "institution", "ИМЦ")
        within = unit(scope, "union", "Объединения", first)
        draft = {"type": "association", "name": "РМО", "subject": "химия", "year": 2026}
        draft["people"] = teachers(scope, 10, "химия", "физика")
        assert founding.create(scope, draft | {"unit_id": within}).unit_id == within, "one step below"
        assert founding.create(scope, draft | {"subject": "физика"}).unit_id == first, "the only one"
        assert (
            create_body(scope, {"kind": "association", "type": "association", "name": "Б"}).unit_id == first
        )
        assert create_unit(scope, {"kind": "association", "name": "В"}).parent_id == first
        scope.db.flush()
        for leave in (lambda: end_unit(scope, within, date(2026, 12, 1)), lambda: remove_unit(scope, within)):
            with pytest.raises(Invalid):
                leave()


@pytest.mark.clause("LU4-1.1")
def test_what_was_there_before_is_told_as_a_finding_and_can_be_placed(app: Flask) -> None:
    def before(scope: Any) -> dict[str, int]:
        scope.db.execute(select(1))
        centre = unit(scope, "institution", "Лужский ИМЦ")
        placed = Body(
            kind="association", type="association", name="РМО на месте", unit_id=centre, valid=life()
        )
        lost = Body(kind="association", name="РМО без места", subject="труд", valid=life())
        school = teachers(scope, 1)
        scope.db.add_all([placed, lost])
        scope.db.flush()
        assert school
        return {"centre": centre, "placed": placed.id, "lost": lost.id}

    made = committed(app, "luga", before)
    client, headers = app.test_client(), token_for(app, "luga", "methodist")
    told = client.get("/api/v1/luga/structure", headers=headers).json
    assert {one["id"]: (one["unit_id"], one["placed"]) for one in told["associations"]} == {
        made["placed"]: (made["centre"], True),
        made["lost"]: (None, False),
    }
    said = next(one for one in told["verdicts"] if one["rule"] == "association.unit")
    assert (said["status"], said["clause"]) == ("fail", CLAUSE)
    assert "РМО без места" in said["message"]["ru"] and "РМО на месте" not in said["message"]["ru"]
    browser = browser_as(app, "luga", "methodist")
    page = browser.get("/luga/structure/")
    under = next(one for one in page.html.css("li") if "Лужский ИМЦ" in one.text() and one.css("ul"))
    assert (
        "РМО на месте" in under.css_first("ul").text() and "РМО без места" not in under.css_first("ul").text()
    )
    assert "РМО без места" in page.text and "нет места в структуре" in page.text
    assert "нет места в структуре" in browser.get(f"/luga/associations/{made['lost']}").text
    # Changing the card gives it its place: there is one service.
    card = client.get(f"/api/v1/luga/associations/{made['lost']}", headers=headers).json
    sent = {name: card[name] for name in ("name", "subject", "version")} | {"type": "association"}
    changed = client.put(f"/api/v1/luga/associations/{made['lost']}", json=sent, headers=headers)
    assert (changed.status_code, changed.json["unit_id"]) == (200, made["centre"]), changed.text
    told = client.get("/api/v1/luga/structure", headers=headers).json
    assert all(one["placed"] for one in told["associations"])
    assert next(one for one in told["verdicts"] if one["rule"] == "association.unit")["status"] == "pass"


@pytest.mark.clause("LU4-1.1")
def test_where_no_rule_gives_a_place_none_is_asked(app: Flask) -> None:
    scope = scope_on(app, "ust-koksa")
    with scope.db:
        body = create_body(scope, {"kind": "association", "name": "Объединение учителей"})
        scope.db.flush()
        assert body.unit_id is None
