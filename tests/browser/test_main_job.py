"""The main job in a real browser, with the real worker: staff in, structure, rules and figures out."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.cli.demo_records.samples import PEOPLE, write_samples
from tests.browser.conftest import Visit
from tests.browser.pages import (
    LATER,
    add_school,
    confirm,
    figure,
    open_quote,
    picture,
    start_structure,
    states,
    upload,
)

pytestmark = pytest.mark.browser
DISTRICT = "ust-koksa"
INDICATORS = [f"uk.19.{number}" for number in range(1, 11)]
TRAINED, ROUTES = "uk.19.4", "uk.19.5"


@pytest.fixture
def samples(tmp_path: Path) -> tuple[Path, Path]:
    """A filled spreadsheet and a saved official page."""
    return write_samples(tmp_path)


def test_a_school_comes_in_and_moves_the_figures(visit: Visit, samples: tuple[Path, Path]) -> None:
    sheet, official = samples
    page = visit.sign_in(DISTRICT)
    numerator, denominator = figure(page, DISTRICT, TRAINED)
    add_school(page, DISTRICT, "Школа у реки", "river")
    upload(page, DISTRICT, "Школа у реки", sheet)
    assert states(page) == {"новых": PEOPLE}
    assert figure(page, DISTRICT, TRAINED) == (numerator, denominator), "nothing is written before"
    page.go_back()
    confirm(page)
    upload(page, DISTRICT, "Школа у реки", sheet)
    assert states(page) == {"без изменений": PEOPLE}
    expect(page.get_by_role("button", name="Записать изменения")).to_be_disabled()
    upload(page, DISTRICT, "Школа у реки", official)
    assert states(page) == {"новых": PEOPLE}
    confirm(page)
    trained, counted = figure(page, DISTRICT, TRAINED)
    assert counted == denominator + 2 * PEOPLE
    assert trained > numerator
    _opens_to_people(page, trained, sheet.name)


def _opens_to_people(page: Page, trained: int, file_name: str) -> None:
    page.goto(f"/{DISTRICT}/monitoring/?as_of={LATER}")
    page.locator("main tr", has_text=f"{TRAINED},").locator(".figure-of").click()
    expect(page.locator("#members [aria-current]")).to_contain_text(str(trained))
    rows = page.locator("#members tbody tr")
    expect(rows).to_have_count(min(trained, 50))
    rows.filter(has_text="Школа у реки").first.locator("a").first.click()
    expect(page.locator("main")).to_contain_text("Школа у реки")
    expect(page.locator("main")).to_contain_text(re.compile(f"{re.escape(file_name)}|official-page.html"))


def test_structure_rules_and_ten_indicators_stand_on_clauses(visit: Visit) -> None:
    page = visit.sign_in(DISTRICT)
    start_structure(page, DISTRICT)
    expect(page.locator("main .tree")).to_contain_text("Муниципальный уровень")
    page.goto(f"/{DISTRICT}/")
    expect(page.locator("main table tbody tr").first).to_be_visible()
    picture(page, "home")
    page.goto(f"/{DISTRICT}/profile?module=monitoring")
    open_quote(page)
    page.goto(f"/{DISTRICT}/monitoring/")
    for code in INDICATORS:
        expect(page.locator("main tr", has_text=re.compile(rf"{re.escape(code)},"))).to_have_count(1)
    page.goto(f"/{DISTRICT}/monitoring/{ROUTES}")
    expect(page.locator("main blockquote.quote").first).to_be_visible()
    expect(page.locator("#members tbody tr").first).to_be_visible()
    picture(page, "indicator")


def test_the_same_in_altai_with_russian_marked(visit: Visit) -> None:
    page = visit.sign_in(DISTRICT)
    page.goto(f"/{DISTRICT}/?lang=alt")
    expect(page.locator("html")).to_have_attribute("lang", "alt")
    expect(page.locator(".rail .brand b")).to_have_text("Кӧксуу-Оозы аймак")
    words = page.locator(".rail .menu-list a")
    expect(words.filter(has_text="Ӱредӱ")).to_have_count(1)
    expect(words.locator("[lang=ru]").first).to_be_visible()
    page.goto(f"/{DISTRICT}/monitoring/")
    expect(page.locator("html")).to_have_attribute("lang", "alt")
    assert page.locator("main tbody tr").count() == len(INDICATORS)
    title = page.locator("main tbody tr a").first
    assert title.evaluate("node => Boolean(node.closest('[lang=ru]') || node.querySelector('[lang=ru]'))")


def test_the_main_path_without_javascript(chromium: Browser, live: str, samples: tuple[Path, Path]) -> None:
    visit = Visit(chromium, live, javascript=False)
    page = visit.sign_in(DISTRICT)
    add_school(page, DISTRICT, "Школа без скриптов", "plain")
    upload(page, DISTRICT, "Школа без скриптов", samples[0])
    assert states(page) == {"новых": PEOPLE}
    confirm(page)
    page.goto(f"/{DISTRICT}/monitoring/")
    open_quote(page).locator("summary").click()
    page.locator("main tbody tr a.figure-of").first.click()
    expect(page.locator("#members tbody tr").first).to_be_visible()
    page.goto(f"/{DISTRICT}/profile?module=structure")
    open_quote(page)
    page.goto(f"/{DISTRICT}/structure/")
    expect(page.locator("main")).to_contain_text("Что говорит положение")
    page.click("nav [hreflang=alt]")
    expect(page.locator("html")).to_have_attribute("lang", "alt")
    visit.close()


def test_of_two_editors_the_second_sees_both_versions(chromium: Browser, live: str) -> None:
    first, second = Visit(chromium, live), Visit(chromium, live)
    page, other = first.sign_in(DISTRICT), second.sign_in(DISTRICT, "methodist")
    page.goto(f"/{DISTRICT}/people/")
    page.locator("main tbody th a").first.click()
    page.locator("main a[href$='/edit']").first.click()
    other.goto(page.url)
    page.fill("[name=phone]", "+7 388 48 11111")
    page.click("main form.form button[type=submit]")
    page.wait_for_url(re.compile(r"/people/\d+$"))
    other.fill("[name=phone]", "+7 388 48 22222")
    other.click("main form.form button[type=submit]")
    expect(other.locator("[role=alert]")).to_contain_text("+7 388 48 11111")
    expect(other.locator("[name=phone]")).to_have_value("+7 388 48 22222")
    other.click("main form.form button[type=submit]")
    other.wait_for_url(re.compile(r"/people/\d+$"))
    expect(other.locator("main")).to_contain_text("+7 388 48 22222")
    first.close()
    second.close()
