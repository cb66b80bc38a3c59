"""The analyst's way: from the table of municipalities to one indicator, its course and the files."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.pages import picture

pytestmark = pytest.mark.browser
REGION = "altai-republic"


def test_an_analyst_compares_municipalities(visit: Visit) -> None:
    page = visit.sign_in(REGION, "institute_analyst")
    page.get_by_role("link", name="Сравнение").first.click()
    page.get_by_role("link", name="31.12.2025").click()
    table = page.locator("table.heat")
    expect(table.locator("tbody tr")).to_have_count(11)
    expect(table.locator("td.met, td.not_met, td.near").first).to_be_visible()
    hidden = table.locator("td.suppressed").first
    expect(hidden).to_contain_text("малая группа, скрыто")
    expect(hidden).not_to_contain_text("%")
    expect(table).to_contain_text("нет соглашения")
    expect(page.locator(".legend")).to_contain_text("группа меньше 5 человек")
    picture(page, "comparison")
    total = table.locator("tfoot tr").first.locator("td").nth(3).inner_text()
    table.locator("thead a").nth(3).click()
    expect(page.locator("h1")).to_have_text("Педагоги и руководители, прошедшие обучение")
    ranking = page.locator("main table").first
    expect(ranking.locator("tbody tr").last).to_contain_text(total.strip())
    places = [text for text in ranking.locator("tbody td.num").all_inner_texts() if text.strip().isdigit()]
    assert places == sorted(places, key=int) and places[0] == "1"
    page.select_option("[name=tenant]", label="Усть-Коксинский район")
    page.get_by_role("button", name="Показать").click()
    expect(page.locator("svg.chart")).to_be_visible()
    with page.expect_download() as file:
        page.goto(f"/{REGION}/comparison/?as_of=2025-12-31")
        page.get_by_role("link", name="CSV").click()
    assert file.value.suggested_filename == f"{REGION}-comparison-2025-12-31.csv"


def test_the_table_is_cards_on_a_phone(visit: Visit) -> None:
    page = visit.sign_in(REGION, "institute_analyst")
    visit.resize(PHONE)
    page.goto(f"/{REGION}/comparison/?as_of=2025-12-31")
    card = page.locator("table.heat tbody tr").first
    assert card.evaluate("node => getComputedStyle(node).display") == "block"
    assert card.locator("td").count() == 13
    expect(card.locator("td").last).to_be_visible()


def test_a_district_publishes_and_stands_beside_its_region(visit: Visit) -> None:
    page = visit.sign_in("chemal")
    page.goto("/chemal/comparison/")
    expect(page.locator("main table")).to_contain_text(re.compile(r"\d+ район"))
    page.get_by_role("link", name="Опубликовать показатели").click()
    page.fill("[name=body]", "Методический совет")
    page.fill("[name=protocol_number]", "12")
    page.fill("[name=protocol_date]", page.evaluate("new Date().toISOString().slice(0, 10)"))
    page.fill("[name=reason]", "Проверка")
    page.get_by_role("button", name=re.compile("^Опубликовать на")).click()
    expect(page.locator("main")).to_contain_text("с тех пор ничего не изменилось")
    expect(page.locator("[name=body]")).to_have_value("Методический совет")
