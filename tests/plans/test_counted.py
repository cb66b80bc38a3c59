"""What counts to directions by itself: news and mailings, consultations; news in the open."""

import pytest
from flask import Flask

from service.setup import opening
from tests.accounts import scope_of
from tests.client import Browser
from tests.plans.test_plans import Planner

SLUG = "pervomaisky"
GIVEN = {"topic": "Новое содержание", "kind": "group", "form": "in_person", "people": 12}
TOLD = {"title": "Итоги конкурса", "audience": "школы"}


def held(planner: Planner, plan: int) -> dict[str, dict[str, int]]:
    lists = planner.read(f"service-plans/{plan}/report")["lists"]
    return {one["mark"]: one["held"] for each in lists for one in each["values"]}


@pytest.mark.clause("PE-2.2-dir", "PE-2.4-dir")
def test_news_mailings_and_consultations_of_the_year_count(app: Flask) -> None:
    planner = Planner(app, SLUG)
    plan = planner.plan("Учёт", year=2025)
    before = held(planner, plan)
    assert before["tenancy.directions:2.2"] == {"news": 0}
    assert before["tenancy.directions:2.4"] == {"consultations": 0}
    for day, kind in (("2025-01-01", "news"), ("2025-12-31", "mailing"), ("2024-12-31", "news")):
        planner.send("news", {**TOLD, "kind": kind, "on": day})
    for day in ("2025-05-05", "2026-01-01"):
        planner.send("consultations", {**GIVEN, "on": day})
    after = held(planner, plan)
    assert after["tenancy.directions:2.2"] == {"news": 2}
    assert after["tenancy.directions:2.4"] == {"consultations": 1}
    assert after["tenancy.directions:2.1"] == {}


def test_a_stranger_sees_news_only_where_they_were_opened(app: Flask) -> None:
    planner = Planner(app, SLUG)
    said = {"title": "Неделя наставника", "on": "2026-02-02", "url": "https://school.test/week"}
    planner.send("news", {**said, "kind": "news", "text": "Сбор у Петровой"})
    planner.send("news", {**said, "kind": "mailing", "title": "Рассылка школам"})
    assert "Неделя наставника" not in Browser(app).get(f"/{SLUG}/").text
    scope = scope_of(app, SLUG)
    with scope.db:
        opening.choose(scope, ["rules", "news"], None)
        scope.db.commit()
    page = Browser(app).get(f"/{SLUG}/")
    (link,) = page.html.css("main a[href='https://school.test/week']")
    assert "Неделя наставника" in link.text()
    assert "Рассылка" not in page.text and "Петровой" not in page.text
