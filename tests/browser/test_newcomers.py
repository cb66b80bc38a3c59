"""A sibling of Luga and a new region begin: docs/new-district.md word for word."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from service.config import Settings
from tests.browser import newcomers
from tests.browser.auditing import Audit
from tests.browser.conftest import PHONE, Visit
from tests.browser.recipe import Follower, recipe

pytestmark = pytest.mark.browser
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "new-district.md"
ALTAI = {"altai": "", "name_alt": "Сосново аймак", "authority_alt": "Аймактыҥ администрациязы"}
PAGES = ("/setup", "/settings/card", "/settings/words", "/compliance/", "/profile/drafts")


@pytest.fixture
def secret(live_settings: Settings) -> str:
    """The secret of the operator's codes."""
    return newcomers.make_operator(live_settings)


def test_no_part_of_the_recipe_is_left_out() -> None:
    headings = re.findall(r"^### (.+)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [*newcomers.DISTRICT, *newcomers.REGION]


@pytest.mark.parametrize("parts", [newcomers.DISTRICT, newcomers.REGION])
def test_the_recipe_by_screens_works_word_for_word(
    visit: Visit, secret: str, tmp_path: Path, parts: tuple[str, ...]
) -> None:
    follower = Follower(visit.page, newcomers.sample_files(tmp_path), secret)
    for title in parts:
        follower.follow(recipe(GUIDE, title))


def test_a_first_day_in_altai(visit: Visit, secret: str) -> None:
    page = visit.page
    page.goto("/sign-in?lang=alt")
    Follower(page, {}, secret).sign_in(newcomers.EMAIL, newcomers.PASSWORD)
    page.goto("/operator/new?lang=alt")
    expect(page.locator("html")).to_have_attribute("lang", "alt")
    page.fill("[name=slug]", "sosnovo")
    page.fill("[name=name]", "Сосновский район")
    page.select_option("[name=region]", "leningrad")
    page.locator("[name=slug]").press("Enter")
    page.wait_for_url("**/operator/tenants/sosnovo")
    page.fill("[name=email]", "ayana@sosnovo.example")
    page.fill("[name=name]", "Аяна")
    page.locator("#administrator button[type=submit]").click()
    page.goto(page.locator("#administrator code").inner_text())
    page.fill("[name=password]", "Ладога лодка весло 4")
    page.click("main form.form button[type=submit]")
    page.wait_for_url("**/sosnovo/setup")
    page.goto("/sosnovo/settings/card?lang=alt")
    for name, value in ALTAI.items():
        page.fill(f"[name={name}]", value) if value else page.check(f"[name={name}]")
    page.click("main form.form button[type=submit]")
    page.wait_for_url("**/sosnovo/setup")
    expect(page.locator("html")).to_have_attribute("lang", "alt")
    expect(page.locator(".rail")).to_contain_text("Сосново аймак")
    expect(page.locator(".setup-step .mark.ok")).to_have_count(1)
    visit.resize(PHONE)
    audit = Audit()
    assert [fault for below in PAGES for fault in audit.faults(visit, f"/sosnovo{below}", "alt")] == []
