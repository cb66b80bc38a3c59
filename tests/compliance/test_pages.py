"""The pages of compliance as people use them."""

import io

import pytest
from flask import Flask
from openpyxl import load_workbook

from tests.accounts import browser_as
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
