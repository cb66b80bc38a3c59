"""The four indicators of Oktyabrsky counted from rows, year by year along the stair of targets."""

from datetime import date

import pytest
from flask import Flask

from tests.monitoring.counting import figures, told
from tests.monitoring.district import District, district

FEDERAL = {"federal_register": True, "after_diagnostics": True}


def year_end(year: int) -> date:
    return date(year, 12, 31)


@pytest.fixture(scope="module")
def rows(app: Flask) -> District:
    """Ten teachers, ten teams; each year one more teacher and team; one teacher counts once however often."""
    made = district(app, "oktyabrsky")
    schools = [made.school(f"s{number}") for number in range(10)]
    teachers = [made.teacher(f"Учитель{number}", schools[number]) for number in range(10)]
    teams = [made.team(school) for school in schools]
    for number, day in enumerate((date(2023, 1, 1), date(2024, 6, 1), date(2026, 12, 31))):
        made.training(teachers[number], day, **FEDERAL)
    made.training(teachers[0], date(2025, 3, 1), **FEDERAL)
    made.training(teachers[5], date(2022, 12, 31), **FEDERAL)
    made.training(teachers[6], date(2024, 1, 1), federal_register=True)
    made.training(teachers[7], date(2024, 1, 1), after_diagnostics=True)
    made.training(teachers[8], date(2024, 1, 1), "internship", **FEDERAL)
    made.training(teachers[9], date(2024, 1, 1), informal=True, **FEDERAL)
    for number, day in enumerate((date(2023, 5, 1), date(2024, 5, 1), date(2025, 5, 1), date(2026, 5, 1))):
        made.team_training(teams[number], day)
    made.team_training(teams[0], date(2025, 6, 1))
    made.team_training(teams[8], date(2025, 6, 1), "pp")
    # The roadmap had an item done in 2024 and one in 2026; the service's own cycles were 2024 and 2025.
    made.roadmap(date(2024, 12, 1), date(2024, 11, 1))
    made.roadmap(date(2026, 6, 1), date(2026, 7, 1))
    made.roadmap(date(2025, 6, 1))
    made.cycle(date(2024, 12, 20), date(2025, 1, 15))
    made.cycle(date(2025, 6, 20), date(2025, 7, 1))
    made.cycle(date(2026, 6, 20), None)
    made.cycle(date(2026, 6, 20), date(2026, 7, 1), school=schools[0])
    return made


@pytest.mark.clause("OK-6.2", "OK-6.2.1")
def test_teachers_accumulate_along_the_stair(app: Flask, rows: District) -> None:
    found = {year: figures(app, "oktyabrsky", year_end(year))["ok.6.2.1"] for year in range(2022, 2028)}
    assert {year: told(figure) for year, figure in found.items()} == {
        2022: (0, 10, "not_applicable", "no_target"),
        2023: (1, 10, "ok", "met"),
        2024: (2, 10, "ok", "met"),
        2025: (2, 10, "ok", "met"),
        2026: (3, 10, "ok", "met"),
        2027: (3, 10, "ok", "no_target"),
    }
    targets = {year: str(figure.target.value) for year, figure in found.items() if figure.target}
    assert targets == {2023: "1/20", 2024: "1/10", 2025: "1/5", 2026: "3/10"}


@pytest.mark.clause("OK-6.2.2")
def test_teams_accumulate_along_the_stair(app: Flask, rows: District) -> None:
    found = {year: told(figures(app, "oktyabrsky", year_end(year))["ok.6.2.2"]) for year in range(2023, 2027)}
    assert found == {
        2023: (1, 10, "ok", "met"),
        2024: (2, 10, "ok", "met"),
        2025: (3, 10, "ok", "met"),
        2026: (4, 10, "ok", "met"),
    }


def test_the_roadmap_is_carried_out_in_a_year_with_an_item_done(app: Flask, rows: District) -> None:
    found = {year: told(figures(app, "oktyabrsky", year_end(year))["ok.6.1.1"]) for year in range(2023, 2027)}
    assert found == {
        2023: (0, 1, "ok", "not_met"),
        2024: (1, 1, "ok", "met"),
        2025: (0, 1, "ok", "not_met"),
        2026: (1, 1, "ok", "met"),
    }


def test_what_is_done_later_was_not_done_then(app: Flask, rows: District) -> None:
    assert told(figures(app, "oktyabrsky", date(2026, 6, 30))["ok.6.1.1"]) == (0, 1, "ok", "not_due")
    assert told(figures(app, "oktyabrsky", date(2025, 6, 30))["ok.6.1.2"]) == (0, 1, "ok", "not_due")


def test_monitoring_needs_an_analysed_cycle_of_the_service_itself(app: Flask, rows: District) -> None:
    found = {year: told(figures(app, "oktyabrsky", year_end(year))["ok.6.1.2"]) for year in range(2022, 2027)}
    assert found == {
        2022: (None, None, "not_applicable", "not_assessed"),
        2023: (0, 1, "ok", "not_met"),
        2024: (0, 1, "ok", "not_met"),
        2025: (1, 1, "ok", "met"),
        2026: (0, 1, "ok", "not_met"),
    }
