"""Monitored services in a half-year and required documents, against numbers by hand."""

from datetime import date

import pytest
from flask import Flask

from service.core.paging import Paging
from service.monitoring import frozen, listing
from service.monitoring.rules import find
from tests.accounts import browser_as, scope_of
from tests.monitoring.counting import figures, told
from tests.monitoring.district import district


@pytest.mark.clause("OK-7.3")
def test_services_with_a_cycle_in_this_half_year(app: Flask) -> None:
    made = district(app, "oktyabrsky")
    first, second, nursery = made.school("s1"), made.school("s2"), made.school("d1", "preschool")
    made.cycle(date(2026, 7, 1), school=first)
    made.cycle(date(2026, 6, 30), school=second)
    made.cycle(date(2026, 9, 1), school=nursery)
    assert told(figures(app, "oktyabrsky", date(2026, 6, 30))["K17"])[:2] == (1, 3)
    assert told(figures(app, "oktyabrsky", date(2026, 12, 31))["K17"])[:2] == (1, 3)
    made.cycle(date(2026, 11, 1))
    assert told(figures(app, "oktyabrsky", date(2026, 10, 31))["K17"])[:2] == (1, 3)
    assert told(figures(app, "oktyabrsky", date(2026, 12, 31))["K17"]) == (2, 3, "ok", "no_target")
    page = browser_as(app, "oktyabrsky", "methodist").get("/oktyabrsky/monitoring/K17?as_of=2026-12-31")
    assert "Муниципальная методическая служба" in page.text and "Школа s1" in page.text
    links = {one.attributes["href"] for one in page.html.css("a")}
    assert any(link and link.endswith(f"/organisations/{first}") for link in links)


@pytest.mark.clause("LU1-4.10.1", "LU1-4.10.2a", "LU1-4.10.2b", "LU1-4.10.3", "LU1-4.10.4", "LU4-5.1")
def test_five_documents_of_the_service_and_seven_of_each_association(app: Flask) -> None:
    made, day = district(app, "luga"), date(2026, 12, 31)
    assert told(figures(app, "luga", day)["K18"]) == (0, 5, "ok", "no_target")
    made.required("regulation", date(2024, 1, 30), 2026, title="Положение о службе")
    made.required("annual_plan", date(2026, 1, 10), 2025)  # of the year before
    made.required("trilateral_agreement", date(2024, 1, 1), 2026, repealed=day)  # in force no more
    made.required("council_regulation", date(2027, 1, 1), 2026)  # not yet
    body = made.council("association")
    made.council("association", school=made.school("s1"))  # lives by its own acts
    assert told(figures(app, "luga", day)["K18"])[:2] == (1 + 1, 5 + 7), "п. 5.1 засчитывает прил. 4"
    teacher = made.person("Анна")
    made.seat(teacher, body)
    made.analysis(body, 2025)
    made.plan(body, 2026)
    made.need(body, teacher, date(2026, 9, 1))
    made.paper(body, "young_plan", 2026)
    made.paper(body, "programmes", 2025)  # of the school year before
    assert told(figures(app, "luga", day)["K18"]) == (1 + 6, 12, "ok", "no_target")
    scope = scope_of(app, "luga")
    with scope.db:
        found = find(scope.profile, "K18")
        assert found is not None
        rest = listing.members(scope, found, day, listing.REST, Paging(1, 20)).items
        assert sorted((one.kind, one.opens) for one in rest) == [
            ("programmes", body), *[("service_document", None)] * 4,
        ]  # fmt: skip
        ids = frozen.ids(scope, found, day)["numerator"]
        assert len(frozen.named(scope, found, ids, day, Paging(1, 20)).items) == 7
    page = browser_as(app, "luga", "methodist").get("/luga/monitoring/K18?as_of=2026-12-31")
    assert "Положение о службе" in page.text and "Банк данных о педагогах" in page.text
    assert f"/luga/associations/{body}/papers" in {one.attributes["href"] for one in page.html.css("a")}
