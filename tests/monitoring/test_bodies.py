"""Figures about associations and meetings, against numbers by hand; the card behind each record."""

from datetime import date, datetime

import pytest
from flask import Flask

from service.core.paging import Paging
from service.monitoring import frozen, listing
from service.monitoring.rules import find
from tests.accounts import browser_as, scope_of
from tests.monitoring.counting import figures, told
from tests.monitoring.district import District, district

YEAR_END = date(2026, 12, 31)


@pytest.fixture(scope="module")
def made(app: Flask) -> District:
    return district(app, "luga")


@pytest.fixture(scope="module")
def union(app: Flask, made: District) -> dict[str, int]:
    """An old row that became a body, an association founded as one, a community; one teacher in each."""
    school = made.school("s1")
    people = [made.teacher(name, school) for name in ("Анна", "Борис", "Вера", "Глеб")]
    moved, founded = made.council("association"), made.council("association", starts=date(2026, 9, 1))
    row = made.community("РМО, как оно звалось прежде", "association", body=moved)
    network = made.community("Сеть")
    made.joins(people[0], row)
    made.seat(people[0], moved)
    made.seat(people[1], founded, office="leader")
    made.seat(people[2], founded, office="curator")
    made.joins(people[3], network)
    return {"moved": moved, "founded": founded, "row": row, "network": network}


@pytest.mark.clause("UK-19.9")
def test_an_association_is_counted_once_wherever_it_stands(app: Flask, union: dict[str, int]) -> None:
    assert told(figures(app, "luga", YEAR_END)["K10"]) == (3, None, "ok", "no_target")
    assert told(figures(app, "luga", date(2026, 8, 31))["K10"]) == (2, None, "ok", "no_target")
    assert told(figures(app, "luga", YEAR_END)["K09"])[:2] == (1, 4), "an association is not a network"
    scope = scope_of(app, "luga")
    with scope.db:
        found = find(scope.profile, "K10")
        assert found is not None
        ids = frozen.ids(scope, found, YEAR_END)["numerator"]
        assert ids == sorted([-union["founded"], union["row"], union["network"]])
        page = listing.members(scope, found, YEAR_END, listing.NUMERATOR, Paging(1, 20))
        kept = frozen.named(scope, found, ids, YEAR_END, Paging(1, 20))
        for listed in (page, kept):
            assert {one.id: (one.name, one.opens) for one in listed.items} == {
                union["row"]: ("Совет", -union["moved"]),
                -union["founded"]: ("Совет", -union["founded"]),
                union["network"]: ("Сеть", union["network"]),
            }


def test_the_page_opens_each_unit_where_it_is_kept(app: Flask, union: dict[str, int]) -> None:
    page = browser_as(app, "luga", "methodist").get("/luga/monitoring/K10")
    links = {one.attributes["href"] for one in page.html.css("a")}
    for body in ("moved", "founded"):
        assert f"/luga/associations/{union[body]}" in links
    assert f"/luga/communities/{union['network']}" in links
    assert f"/luga/communities/{union['row']}" not in links
    register = browser_as(app, "luga", "methodist").get("/luga/communities/")
    assert "Сеть" in register.text and "как оно звалось прежде" not in register.text


@pytest.mark.clause("LU2-4.6-freq", "LU3-3.3", "LU4-3.2-min4", "LU4-3.2-seminar")
def test_norms_of_meetings(app: Flask, made: District, union: dict[str, int]) -> None:
    council, active = made.council(), made.council("active", starts=date(2026, 2, 1))
    school = made.school("s2")
    made.council("association", school=school)  # one of a school lives by its own regulation
    for day in ((1, 20), (5, 20), (12, 31)):
        made.meeting(council, datetime(2026, *day, 20))
    made.meeting(council, datetime(2026, 6, 1, 10), call="extraordinary")
    made.meeting(council, datetime(2026, 6, 2, 10), state="no_quorum")
    made.meeting(
        active, datetime(2026, 1, 20, 10)
    )  # before it was there on a last day of a quarter, but within
    made.meeting(active, datetime(2026, 8, 20, 10))
    for month in (9, 10, 11):
        made.meeting(union["moved"], datetime(2026, month, 10, 10))
        made.meeting(union["founded"], datetime(2026, month, 10, 10))
    made.meeting(union["moved"], datetime(2026, 12, 10, 10), seminar=True)
    made.meeting(union["founded"], datetime(2026, 12, 10, 10))
    found = figures(app, "luga", YEAR_END)
    assert told(found["K14"]) == (3, None, "ok", "no_target")
    assert told(found["K15"]) == (2, 4, "ok", "no_target")
    assert told(found["K16"]) == (1, 2, "ok", "no_target")
    browser = browser_as(app, "luga", "methodist")
    for code, second in (("K14", "31.12.2026"), ("K15", "07.2026–09.2026"), ("K16", "Совет")):
        page = browser.get(f"/luga/monitoring/{code}?as_of=2026-12-31")
        assert second in page.text, code
