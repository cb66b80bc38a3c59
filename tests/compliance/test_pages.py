"""The pages of compliance as people use them."""

import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.accounts import browser_as, token_for
from tests.associations.staging import committed, led
from tests.client import Browser, Page

BASE = "/luga/compliance"


@pytest.fixture(scope="module")
def administrator(app: Flask) -> Browser:
    browser = browser_as(app, "luga", "administrator", organisation_id=None)
    browser.post(f"{BASE}/check")
    return browser


def words(page: Page) -> str:
    return page.text


def test_the_page_shows_every_rule_by_filters_and_pages(administrator: Browser) -> None:
    page = administrator.get(f"{BASE}/")
    assert len(page.html.css("form.filters + section tbody tr")) == 50
    page = administrator.get(f"{BASE}/?module=council&state=no_data")
    assert "Кворум для решений" in words(page) or "… нет данных" in words(page)
    for address in (f"{BASE}/print?module=council", f"{BASE}/dates", f"{BASE}/?lang=alt"):
        assert administrator.get(address).status == 200


def test_the_workbook_has_a_line_for_every_rule(administrator: Browser) -> None:
    answer = administrator.client.get(f"{BASE}/export.xlsx?module=council")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    assert sheet.max_row > 30


def test_the_home_page_says_what_is_due_for_the_reader(app: Flask, administrator: Browser) -> None:
    committed(app, "luga", lambda scope: led(scope, "физика"))
    administrator.post(f"{BASE}/check")
    home = administrator.get("/luga/?lang=ru")
    mine = next(one for one in home.html.css("section.card") if "Сделать мне" in one.text())
    assert "! просрочено" in mine.text()
    assert "Ближайшее" in home.text
    headers = token_for(app, "luga", "administrator")
    told = app.test_client().get("/api/v1/luga/home", headers=headers).get_json()
    assert {one["status"] for one in told["due"]} == {"overdue"}
    teacher = browser_as(app, "luga", "teacher", organisation_id=None).get("/luga/")
    assert "Срочного нет" in teacher.text


@pytest.mark.parametrize(
    ("role", "reads", "writes", "waives"),
    [
        ("methodist", 200, 200, 403),
        ("approver", 200, 200, 403),
        ("auditor", 200, 403, 403),
        ("institute_analyst", 403, 403, 403),
        ("school_head", 403, 403, 403),
    ],
)
def test_who_reads_and_who_writes(app: Flask, role: str, reads: int, writes: int, waives: int) -> None:
    """Without a setting of the profile only the administrator waives, whoever may be named there."""
    browser = browser_as(app, "luga", role, organisation_id=None)
    browser.get(f"{BASE}/", reads)
    browser.get(f"{BASE}/rules/council.frequency", reads)
    browser.post(f"{BASE}/check", writes)
    draft = {"decided_by": "а", "reason": "б", "starts": "2026-01-01"}
    browser.post(f"{BASE}/rules/council.frequency/waivers", waives, **draft)
    browser.post(f"{BASE}/rules/council.frequency/responsible", 403, responsible="")
