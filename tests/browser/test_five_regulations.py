"""Five districts, one code: other rules, levels, words and figures in each."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.pages import open_quote

pytestmark = pytest.mark.browser

WITHOUT_INDICATORS = ("luga", "pervomaisky", "kemerovo")
LEVELS = {
    "ust-koksa": ("Региональный уровень", "Муниципальный уровень"),
    "luga": (
        "Региональный уровень: РС НМС Ленинградской области",
        "Муниципальный уровень: муниципальная методическая служба",
        "Институциональный уровень: образовательная организация",
    ),
    "pervomaisky": ("Муниципальный уровень",),
    "kemerovo": ("Региональный уровень", "Муниципальный уровень", "Школьный уровень"),
    "oktyabrsky": ("Муниципальный уровень", "Уровень образовательных организаций (институциональный)"),
}
QUORUM = "council.decision_quorum"
STAIR = {"2023": "5 %", "2024": "10 %", "2025": "20 %", "2026": "30 %"}


def rule(page: Page, slug: str, rule_id: str) -> Page:
    """The page of a rule."""
    page.goto(f"/{slug}/profile/{rule_id}")
    return page


@pytest.mark.parametrize("slug", LEVELS)
def test_each_district_has_its_own_levels(visit: Visit, slug: str) -> None:
    page = rule(visit.sign_in(slug), slug, "structure.levels")
    for title in LEVELS[slug]:
        expect(page.locator("main")).to_contain_text(title)
    others = {title for titles in LEVELS.values() for title in titles if ":" in title or "(" in title}
    text = page.locator("main").inner_text()
    assert not [title for title in others - set(LEVELS[slug]) if title in text]
    open_quote(page)
    page.goto(f"/{slug}/structure/")
    expect(page.locator("main details.clause").first).to_be_visible()


def test_a_quorum_stands_in_one_regulation_and_not_in_another(visit: Visit) -> None:
    page = rule(visit.sign_in("luga"), "luga", QUORUM)
    expect(page.locator("main")).to_contain_text("прил. 2, п. 4.9")
    expect(page.locator("main")).to_contain_text("2/3")


def test_a_regulation_without_a_council_says_so(visit: Visit) -> None:
    page = visit.sign_in("pervomaisky")
    page.goto("/pervomaisky/profile?module=council&state=silent")
    expect(page.locator("main")).to_contain_text("не установлено")


@pytest.mark.parametrize("slug", WITHOUT_INDICATORS)
def test_without_approved_indicators_figures_are_for_reference(visit: Visit, slug: str) -> None:
    page = visit.sign_in(slug)
    page.goto(f"/{slug}/monitoring/")
    expect(page.locator("main")).to_contain_text("Показатели положением не утверждены")
    rows = page.locator("main .card tbody tr")
    for row in rows.all():
        expect(row).to_contain_text("справочно")
    assert page.locator("main .bar .tick, main .bar .ok, main .bar .warn, main .bar .bad").count() == 0
    assert page.locator("main tbody .mark.ok, main tbody .mark.bad").count() == 0


def test_oktyabrsky_climbs_its_stair(visit: Visit) -> None:
    page = visit.sign_in("oktyabrsky")
    page.goto("/oktyabrsky/monitoring/?as_of=2026-12-31")
    rows = page.locator("main .card tbody tr")
    expect(rows).to_have_count(4)
    row = rows.filter(has_text=re.compile(r"ok\.6\.2\.1,"))
    steps = dict(
        text.replace("\xa0", " ").split(": ") for text in row.locator(".stair-words li").all_inner_texts()
    )
    assert steps == STAIR
    expect(row.locator(".stair-words .now")).to_contain_text("2026")
    expect(row.locator(".bar .tick")).to_have_count(1)
    page.goto("/oktyabrsky/monitoring/ok.6.2.1?as_of=2024-12-31")
    expect(page.locator(".chart .target-label").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("порог")
