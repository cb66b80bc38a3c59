"""What the page says of particular clauses, from records entered as people enter them."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from service.compliance.actions.checking import check
from service.compliance.jobs import providers_of, survey_of
from service.compliance.queries.rows import Line, line
from service.documents.model import LegalAct
from service.modules import CARDS
from service.monitoring.model import Cycle
from service.structure.model import Unit
from service.tenancy.scope import Scope
from tests.accounts import scope_of, token_for
from tests.associations.staging import committed, led, school, scope_on

PROVIDERS = providers_of(CARDS)


def found(app: Flask, slug: str, rule: str) -> Line:
    """A rule after a check."""
    scope = scope_of(app, slug)
    with scope.db:
        check(survey_of(scope), PROVIDERS)
        scope.db.commit()
        return line(scope, rule)


def act(scope: Scope, title: str, since: date | None = None) -> None:
    row = LegalAct(kind="Положение", number="7", date=since or scope.today, title=title, effective_from=since)
    scope.db.add(row)


@pytest.mark.clause("UK-10")
def test_every_rule_says_its_clause_and_act(app: Flask) -> None:
    """Rules of the district's own cite order 339; what it is silent about says so."""
    client, headers = app.test_client(), token_for(app, "ust-koksa", "methodist")
    listed = client.get("/api/v1/ust-koksa/compliance?size=200", headers=headers).get_json()["items"]
    own = [one for one in listed if one["layer"] != "base" and one["status"] != "off"]
    assert len(own) > 80
    for one in own:
        assert one["clause"], one["rule"]
        assert "№ 339" in one["act"], one["rule"]


@pytest.mark.clause("LU1-4.10.1", "LU1-4.10.2a")
def test_five_documents_are_counted_by_the_acts_in_force(app: Flask) -> None:
    """A regulation counts from its first day in force; the headline says how many of five there are."""
    rule = "documents.mandatory"
    committed(app, "luga", lambda scope: act(scope, "О порядке"))
    before = found(app, "luga", rule)
    assert (before.state, before.rule.clause) == ("overdue", "прил. 1, п. 4.10")
    assert "Документов 1 из 5" in before.found["message"]["ru"], "the regulation of the profile's own act"
    council = "Положение о муниципальном методическом совете"
    committed(app, "luga", lambda scope: act(scope, council, scope.today + timedelta(days=1)))
    assert "Документов 1 из 5" in found(app, "luga", rule).found["message"]["ru"], "not in force yet"
    committed(app, "luga", lambda scope: act(scope, f"{council} (новая редакция)"))
    assert "Документов 2 из 5" in found(app, "luga", rule).found["message"]["ru"]


@pytest.mark.clause("LU1-4.7-powers")
def test_charter_and_powers_of_the_coordinator_are_asked_for(app: Flask) -> None:
    rule = "documents.coordinator_powers"
    committed(app, "luga", lambda scope: act(scope, "О порядке"))
    before = found(app, "luga", rule)
    assert (before.state, before.rule.clause) == ("overdue", "прил. 1, п. 4.7")
    for title in ("Устав МКУ «Лужский ИМЦ»", "Полномочия, утверждённые ОМСУ"):
        committed(app, "luga", lambda scope, title=title: act(scope, title))
    assert found(app, "luga", rule).state == "met"


@pytest.mark.clause("LU4-5.1")
def test_seven_documents_of_each_association_with_a_list_of_those_behind(app: Flask) -> None:
    body, _ = committed(app, "luga", lambda scope: led(scope, "химия"))
    told = found(app, "luga", "association.documents")
    assert told.state == "overdue"
    (part,) = [one for one in told.parts if one["key"] == {"body_id": body.id}]
    assert "из 7" in part["message"]["ru"]
    sets = found(app, "luga", "documents.association_sets")
    assert sets.state == "overdue"
    assert part["title"] in sets.found["message"]["ru"]


@pytest.mark.clause("PE-2.3.1")
def test_organisations_without_a_contact_are_listed(app: Flask) -> None:
    def make(scope: Scope) -> None:
        first, _ = school(scope, "Первая"), school(scope, "Вторая")
        scope.db.add(
            Unit(
                level="school", kind="school_council", name="Служба", organisation_id=first,
                contact="Иванова А. П., +7 900 000-00-00",
            )
        )  # fmt: skip

    committed(app, "pervomaisky", make)
    told = found(app, "pervomaisky", "structure.organisation_contacts")
    assert told.state == "overdue"
    assert "Охвачено 1 из 2" in told.found["message"]["ru"]
    assert "Вторая" in told.found["message"]["ru"]


@pytest.mark.clause("OK-7.3")
def test_every_service_has_a_cycle_in_each_half_year(app: Flask) -> None:
    """Halves are judged for the district's service and for each school; the past one is a breach."""

    def make(scope: Scope) -> Any:
        schools = [school(scope, name) for name in ("Первая", "Вторая")]
        year = scope.today.year
        for owner in (None, schools[0]):
            for day in (date(year, 3, 1), date(year, 9, 1)):
                scope.db.add(Cycle(title="Цикл", organisation_id=owner, finished_on=day))

    committed(app, "oktyabrsky", make, on=date(2026, 11, 1))
    scope = scope_on(app, "oktyabrsky", on=date(2026, 11, 1))
    with scope.db:
        check(survey_of(scope), PROVIDERS)
        told = line(scope, "monitoring.services_frequency")
    states = {one["title"].split()[0]: one["state"] for one in told.parts}
    assert states["Вторая"] == "overdue"
    assert {state for title, state in states.items() if title != "Вторая"} == {"met"}
    (late,) = [one for one in told.parts if one["title"].startswith("Вторая")]
    assert "первое полугодие" in late["message"]["ru"]
