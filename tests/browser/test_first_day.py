"""The first day of docs/first-day.md, step by step in an empty district; takes its pictures on the way."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from service.cli.demo_records.samples import PEOPLE, write_samples
from tests.browser.conftest import Visit
from tests.browser.pages import LATER, confirm, open_quote, picture, start_structure, states, upload

pytestmark = pytest.mark.browser
DISTRICT = "shebalino"
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "first-day.md"
SCHOOL = "Школа у перевала"
INDICATORS = 10
TRAINED = "uk.19.4"
ABOVE = "node => scrollTo(0, node.getBoundingClientRect().top + scrollY - 60)"
"""Put an element near the upper edge of the window."""
WINDOW = {"width": 1320, "height": 780}


def guide_picture(shown: Page | Locator, name: str) -> None:
    """A picture that the guide shows: the window, or a part of the page."""
    assert f"images/first-day-{name}.png" in GUIDE.read_text(encoding="utf-8")
    picture(shown, f"first-day-{name}")


def test_a_first_day_leads_from_signing_in_to_the_first_indicators(visit: Visit, tmp_path: Path) -> None:
    visit.page.set_viewport_size(WINDOW)  # type: ignore[arg-type]
    visit.page.goto("/sign-in")
    guide_picture(visit.page, "sign-in")
    page = visit.sign_in(DISTRICT)
    expect(page.locator("main")).to_contain_text("С чего начать")
    guide_picture(page, "home")
    _school(page)
    _staff(page, tmp_path)
    start_structure(page, DISTRICT)
    expect(page.locator("main")).to_contain_text("Что говорит положение")
    guide_picture(page, "structure")
    _rules(page)
    _figures(page)
    page.goto(f"/{DISTRICT}/")
    expect(page.locator("main")).not_to_contain_text("С чего начать")
    expect(page.locator("main tbody tr").first).to_be_visible()


def _school(page: Page) -> None:
    page.get_by_role("link", name="Внесите школы и детские сады").click()
    page.wait_for_url("**/organisations/new")
    page.fill("[name=name]", SCHOOL)
    page.fill("[name=code]", "school-1")
    page.select_option("[name=type]", "general")
    expect(page.locator("[name=own]")).to_be_checked()
    guide_picture(page, "school")
    page.click("main form.form button[type=submit]")
    page.wait_for_url(re.compile(rf"/{DISTRICT}/organisations/"))


def _staff(page: Page, folder: Path) -> None:
    sheet, _ = write_samples(folder)
    upload(page, DISTRICT, SCHOOL, sheet)
    assert states(page) == {"новых": PEOPLE}
    guide_picture(page, "import")
    confirm(page)


def _rules(page: Page) -> None:
    page.goto(f"/{DISTRICT}/profile?module=structure&source=region")
    expect(page.locator("main")).to_contain_text("образец: Усть-Коксинский район")
    open_quote(page)
    page.locator("main table").first.evaluate(ABOVE)
    guide_picture(page, "rules")


def _figures(page: Page) -> None:
    page.goto(f"/{DISTRICT}/monitoring/?as_of={LATER}")
    expect(page.locator("main tbody tr")).to_have_count(INDICATORS)
    guide_picture(page, "indicators")
    page.locator("main tr", has_text=f"{TRAINED},").locator(".figure-of").click()
    expect(page.locator("#members tbody tr").first).to_be_visible()
    guide_picture(page.locator("#members"), "members")
