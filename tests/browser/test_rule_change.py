"""Changing a rule in a real browser: Luga halves its decision quorum, Kemerovo adds a rule for all.

Both versions begin days from now, so that the rest of the session goes by the present rules.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from service.config import Settings
from tests.browser.auditing import Audit
from tests.browser.conftest import Visit
from tests.short_meeting import hold_short

STARTS = (date.today() + timedelta(days=9)).isoformat()
SIGNED = date.today().isoformat()
PAGES = (
    "", "/rules", "/rules/active.eligibility", "/rules/council.composition", "/settings",
    "/settings/council.decision_base", "/preview", "/adopt",
)  # fmt: skip


@pytest.fixture
def plain(chromium: Browser, live: str) -> Iterator[Visit]:
    """A window without scripts."""
    made = Visit(chromium, live, javascript=False)
    yield made
    made.close()


def begin(page: Page, slug: str, title: str) -> str:
    """Begin a draft; its address."""
    page.goto(f"/{slug}/profile/drafts")
    page.fill("#field-title", title)
    page.click("main form.form button[type=submit]")
    page.wait_for_url("**/profile/drafts/*")
    return page.url


def give_act(page: Page, draft: str, number: str) -> None:
    """Give the draft its act and first day."""
    page.goto(draft)
    page.fill("#field-act_kind", "Приказ")
    page.fill("#field-act_number", number)
    page.fill("#field-act_date", SIGNED)
    page.fill("#field-effective_from", STARTS)
    page.click("text=Сохранить акт")
    expect(page.locator("#adopt")).to_contain_text("Всё готово")


def adopt(page: Page, draft: str) -> None:
    """Adopt the draft with its confirmation."""
    page.goto(draft)
    page.click("#adopt a.btn-primary")
    page.check("#field-sure")
    page.click("main form.form button[type=submit]")
    page.wait_for_url("**/profile/versions")


@pytest.mark.clause("LU2-4.9-twothirds")
def test_luga_sees_the_effect_of_a_half_before_it_adopts_it(visit: Visit, live_settings: Settings) -> None:
    _, day = hold_short(live_settings, "luga", back=45)
    page = visit.sign_in("luga")
    draft = begin(page, "luga", "Решения принимает половина совета")
    page.goto(f"{draft}/rules")
    page.fill("#field-q", "двух третях")
    page.click("main form.filters button[type=submit]")
    page.click("text=Решения принимаются при двух третях состава")
    page.fill("[name='params.share.above']", "1")
    page.fill("[name='params.share.below']", "2")
    expect(page.locator("#sentence p").first).to_contain_text("1/2")
    page.click("button[value=save]")
    expect(page.locator("#changes")).to_contain_text("Нужно участие не менее 1/2")
    give_act(page, draft, "101")
    page.click("#preview button")
    expect(page.locator("#effects-meetings")).to_contain_text("перестанет быть нарушением", timeout=60_000)
    page.click(f"#effects-meetings a:has-text('{day:%d.%m.%Y}')")
    expect(page.locator("h1")).to_be_visible()
    path = urlsplit(draft).path
    shown = [f"{path}{below}" for below in PAGES]
    assert Audit().all_faults(visit, [*shown, "/luga/profile/drafts"]) == []
    visit.page.goto("/luga/?lang=ru")
    adopt(page, draft)
    expect(page.locator("main")).to_contain_text("в редакции: Приказ № 101")
    page.goto("/luga/profile/council.decision_quorum")
    expect(page.locator("main")).to_contain_text("2/3")
    page.goto(f"/luga/profile/council.decision_quorum?on={STARTS}")
    expect(page.locator(".lede")).to_contain_text("1/2")


def test_kemerovo_adds_a_rule_for_all_its_municipalities(plain: Visit, visit: Visit) -> None:
    page = plain.sign_in("kemerovo")
    draft = begin(page, "kemerovo", "Открытые дни")
    page.goto(f"{draft}/rules")
    page.select_option("#field-section", "association")
    page.fill("#field-name", "open_days")
    page.select_option("#field-kind", "frequency")
    page.click("#add button")
    page.fill("#field-title", "Открытые дни объединений")
    page.fill("#field-clause", "п. 7")
    page.fill("#field-quote", "Объединения проводят открытые дни не реже двух раз в год.")
    page.fill("[name='params.count']", "2")
    page.fill("[name='params.what']", "event")
    page.click("button.btn-outline-primary[value=show]")
    expect(page.locator("#sentence p").first).to_contain_text("Мероприятия")
    page.click("button[value=save]")
    expect(page.locator("#changes")).to_contain_text("п. 7")
    give_act(page, draft, "202")
    adopt(page, draft)
    page.goto("/kemerovo/profile/districts")
    expect(page.locator("main")).to_contain_text("Работает по правилам региона")
    district = visit.sign_in("yurga")
    expect(district.locator(".notice.warn")).to_contain_text("Регион принял новую редакцию")
    district.click("text=Что изменилось")
    expect(district.locator("#changes")).to_contain_text("п. 7")
