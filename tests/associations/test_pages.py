"""Pages of associations: the list, the wizard, every tab, in tenants with rules and without."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from tests.associations import staging
from tests.client import Browser

SignedIn = Callable[..., Browser]
TABS = ("", "/plan", "/work", "/papers", "/bank", "/analysis", "/election", "/acting", "/closing", "/edit")


@pytest.mark.parametrize("slug", ["luga", "ust-koksa", "pervomaisky", "kemerovo", "oktyabrsky"])
def test_an_empty_list_says_what_the_regulation_asks(app: Flask, signed_in: SignedIn, slug: str) -> None:
    page = signed_in(slug).get(f"/{slug}/associations/")
    assert "Объединений пока нет" in page.text
    silent = "Положение не устанавливает правил для объединений" in page.text
    assert silent == (slug != "luga")


def test_every_tab_opens_in_both_languages(app: Flask, signed_in: SignedIn) -> None:
    day = date(2026, 8, 20)
    body, _ = staging.committed(app, "luga", lambda scope: _with_id(staging.led(scope, "математика")), day)
    browser = signed_in("luga")
    for tab in TABS:
        for language in ("ru", "alt"):
            browser.get(f"/luga/associations/{body}{tab}?lang={language}&year=2026")
    page = browser.get("/luga/associations/?lang=ru&year=2026")
    assert "РМО: математика" in page.text
    assert "утверждено на год" in page.text


def _with_id(made: tuple) -> tuple:
    return made[0].id, made[1]
