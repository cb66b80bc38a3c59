"""Waivers, who answers, subscriptions, the API, the digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, text

from service.compliance.actions import assigning, waiving
from service.compliance.due import queue_digests
from service.compliance.jobs import send_digest
from service.compliance.model import ComplianceDigest, ComplianceWaiver
from service.compliance.names import WAIVER_ROLE
from service.config import Settings
from service.core.errors import Forbidden
from service.profiles.profile import Setting
from service.tenancy.context import TenantSession, make_engine
from tests.accounts import account, browser_as, scope_of, shell_of, tenant_of, token_for
from tests.associations.staging import committed, led, person
from tests.client import Browser

RULE = "council.frequency"
BASE = "/luga/compliance"


@pytest.fixture(scope="module")
def administrator(app: Flask) -> Browser:
    browser = browser_as(app, "luga", "administrator", organisation_id=None)
    browser.post(f"{BASE}/check")
    return browser


def test_a_waiver_is_recorded_shown_and_revoked_with_its_history(administrator: Browser) -> None:
    address = f"{BASE}/rules/{RULE}"
    page = administrator.post(
        f"{address}/waivers", 422, decided_by="Иванова А. П.", reason="", starts="2026-01-01", ends=""
    )
    assert "Заполните это поле" in page.text
    page = administrator.post(
        f"{address}/waivers", 422, decided_by="А", reason="Б", starts="2026-02-01", ends="2026-01-01"
    )
    assert "раньше первого" in page.text
    page = administrator.post(
        f"{address}/waivers",
        decided_by="Иванова А. П., приказ № 7",
        reason="Совет создаётся заново",
        starts="2026-01-01",
    )
    assert "○ снято решением" in page.text
    assert "Совет создаётся заново" in page.text
    action = page.one("form[action*='/revoke']").attributes["action"]
    page = administrator.post(action, reason="Совет создан")
    assert "Отозвано" in page.text
    assert "Совет создан" in page.text
    assert "… нет данных" in page.one("h2:contains('Сегодня')").parent.parent.text() or "снято" not in page.one(
        "section.card"
    ).text()


def test_the_role_that_may_waive_is_named_by_the_profile(app: Flask) -> None:
    scope = scope_of(app, "luga")
    named = Setting(WAIVER_ROLE, "", "", (), "approver", "approver", (), {}, "", (), "district", "luga", "")
    settings = {**scope.profile.settings, WAIVER_ROLE: named}
    other = replace(scope, profile=replace(scope.profile, settings=settings))
    with scope.db, pytest.raises(Forbidden):
        waiving.waive(other, RULE, {"decided_by": "а", "reason": "б", "starts": date(2026, 1, 1), "ends": None})
