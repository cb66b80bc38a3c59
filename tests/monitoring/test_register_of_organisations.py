"""Shares of organisations are counted of the register as it stood on the reporting date."""

from datetime import date

import pytest
from flask import Flask

from tests.accounts import browser_as
from tests.monitoring.counting import figures, told
from tests.monitoring.district import district


@pytest.mark.clause("UK-4-party-oo")
def test_the_register_on_the_reporting_date_is_the_denominator(app: Flask) -> None:
    made = district(app, "ust-koksa")
    first = made.school("r1")
    made.school("r2")
    made.school("r3", ends=date(2026, 7, 1))
    made.school("r4", own=False)
    made.document(first, "development_plan", date(2026, 1, 1))
    june, december = (
        figures(app, "ust-koksa", day)["uk.19.2"] for day in (date(2026, 6, 30), date(2026, 12, 31))
    )
    assert told(june)[:2] == (1, 3), "a school that closed in July still counts in June"
    assert told(december)[:2] == (1, 2), "neither the closed school nor one outside the district counts"
    page = browser_as(app, "ust-koksa", "auditor").get("/ust-koksa/organisations")
    assert {"Школа r1", "Школа r2"} <= set(page.links())
