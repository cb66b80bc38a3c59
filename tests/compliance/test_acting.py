"""Waivers, who answers, subscriptions, the API, the digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from service.compliance.actions import waiving
from service.compliance.due import queue_digests
from service.compliance.model import ComplianceDigest
from service.compliance.names import WAIVER_ROLE
from service.config import Settings
from service.core import clock
from service.core.errors import Forbidden
from service.jobs.queue import connect, queue_of
from service.tenancy.context import TenantSession, make_engine
from tests.accounts import account, browser_as, scope_of, shell_of, tenant_of, token_for
from tests.associations.staging import committed, led, person
from tests.client import Browser
from tests.meetings.post_office import PostOffice, post_office, text_of

RULE = "council.frequency"
BASE = "/luga/compliance"
API = "/api/v1/luga/compliance"


@pytest.fixture(scope="module")
def administrator(app: Flask) -> Browser:
    committed(app, "luga", lambda scope: led(scope, "математика"))
    browser = browser_as(app, "luga", "administrator", organisation_id=None)
    browser.post(f"{BASE}/check")
    return browser


@pytest.fixture(scope="module")
def office(app: Flask, settings: Settings) -> Iterator[PostOffice]:
    with post_office(app, settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def platform(settings: Settings) -> Iterator[Engine]:
    engine = make_engine(settings.database_platform_url or "")
    yield engine
    engine.dispose()


def test_a_waiver_is_recorded_shown_and_revoked_with_its_history(app: Flask, administrator: Browser) -> None:
    address = f"{BASE}/rules/{RULE}"
    draft = {"decided_by": "Иванова А. П., приказ № 7", "reason": "Совет создаётся заново"}
    page = administrator.post(f"{address}/waivers", 422, starts="2026-01-01", **{**draft, "reason": ""})
    assert "Заполните это поле" in page.text
    page = administrator.post(f"{address}/waivers", 422, starts="2026-02-01", ends="2026-01-01", **draft)
    assert "раньше первого" in page.text
    page = administrator.post(f"{address}/waivers", starts="2026-01-01", **draft)
    assert "○ снято решением" in page.text
    assert "Освобождение с 01.01.2026, решение: Иванова А. П., приказ № 7" in page.text
    page = administrator.post(page.one("form[action*='/revoke']").attributes["action"], reason="Совет создан")
    assert ": Совет создан" in page.text
    headers = token_for(app, "luga", "auditor")
    client = app.test_client()
    told = client.get(f"{API}/rules/{RULE}", headers=headers).get_json()
    assert told["status"] == "no_data"
    (waiver,) = client.get(f"{API}/waivers", headers=headers).get_json()["items"]
    assert (waiver["rule"], waiver["revoked_why"]) == (RULE, "Совет создан")


def test_the_role_that_may_waive_is_named_by_the_profile(app: Flask) -> None:
    scope = scope_of(app, "luga")
    named = replace(scope.profile.settings[WAIVER_ROLE], value="approver", chosen=True)
    settings = {**scope.profile.settings, WAIVER_ROLE: named}
    other = replace(scope, profile=replace(scope.profile, settings=settings))
    draft = {"decided_by": "а", "reason": "б", "starts": date(2026, 1, 1), "ends": None}
    with scope.db, pytest.raises(Forbidden):
        waiving.waive(other, RULE, draft)


def test_a_person_answers_for_a_rule_and_the_page_filters_by_them(app: Flask, administrator: Browser) -> None:
    owner = committed(app, "luga", lambda scope: person(scope, "Ответственная"))
    headers = token_for(app, "luga", "administrator")
    client = app.test_client()
    answer = client.put(f"{API}/rules/{RULE}/responsible", json={"person_id": owner}, headers=headers)
    assert answer.get_json()["responsible"]["person_id"] == owner
    page = administrator.get(f"{BASE}/?responsible=person-{owner}")
    assert len(page.html.css("form.filters + section tbody tr")) == 1
    refused = client.put(f"{API}/rules/{RULE}/responsible", json={"person_id": 10**12}, headers=headers)
    assert refused.status_code == 422
    assert administrator.post(f"{BASE}/rules/{RULE}/responsible", responsible="").status == 200
    told = client.get(f"{API}/rules/{RULE}", headers=headers).get_json()
    assert told["responsible"]["person_id"] is None


def test_the_year_stands_in_a_calendar_behind_a_secret_address(app: Flask, administrator: Browser) -> None:
    made = administrator.post(f"{BASE}/dates/feeds")
    path = made.one("code").text().removeprefix("http://localhost")
    stranger = app.test_client()
    calendar = stranger.get(path)
    assert calendar.status_code == 200
    lines = calendar.get_data(as_text=True).replace("\r\n ", "")
    assert f"rule-association.order-{clock.now().year}-08-31" in lines
    assert stranger.get(path, headers={"If-None-Match": calendar.headers["ETag"]}).status_code == 304
    administrator.post(made.one("form[action$='/revoke']").attributes["action"])
    assert stranger.get(path).status_code == 404


def test_the_api_tells_every_rule_and_narrows(app: Flask, administrator: Browser) -> None:
    client, headers = app.test_client(), token_for(app, "luga", "methodist")
    whole = client.get(f"{API}?size=200", headers=headers).get_json()
    scope = scope_of(app, "luga")
    scope.db.close()
    assert whole["total"] == len(scope.profile.rules)
    narrowed = client.get(f"{API}?module=association&state=overdue", headers=headers).get_json()["items"]
    assert narrowed
    for one in narrowed:
        assert one["explanation"]["ru"]
        assert one["evidence"][0]["href"].startswith("/luga/associations/")
    history = client.get(f"{API}/rules/{narrowed[0]['rule']}/history", headers=headers).get_json()
    assert history["items"][0]["status"] == "overdue"
    assert client.get(f"{API}/rules/no.such", headers=headers).status_code == 404
    assert client.get(f"{API}?state=odd", headers=headers).status_code == 422
    assert client.get(API, headers=token_for(app, "luga", "teacher")).status_code == 403


def test_a_digest_goes_weekly_daily_or_never_and_once(
    app: Flask, administrator: Browser, office: PostOffice, platform: Engine, settings: Settings
) -> None:
    account(app, "luga", "auditor")
    queue = queue_of(connect(settings.redis_url))
    monday = datetime.combine(clock.now().date() - timedelta(days=clock.now().weekday()), time(12), UTC)
    assert queue_digests(platform, queue, monday.replace(hour=1)) == 0, "not before the morning"
    assert queue_digests(platform, queue, monday) >= 2
    assert queue_digests(platform, queue, monday + timedelta(days=1)) == 0
    (letter,) = office.work_off()
    assert letter["To"] == "administrator@luga.test"
    assert "просрочено" in letter["Subject"]
    assert "/luga/compliance/rules/association." in text_of(letter)
    assert queue_digests(platform, queue, monday + timedelta(days=7)) >= 2
    assert office.work_off() == [], "not twice a day"
    page = administrator.post(f"{BASE}/digest", period="daily")
    assert page.one("input[value=daily]").attributes.get("checked", "") is None
    with TenantSession(shell_of(app).engine, tenant_of(app, "luga").id) as db:
        chosen = db.execute(select(ComplianceDigest).where(ComplianceDigest.period == "daily")).scalar_one()
        assert chosen.sent_on == clock.today(clock.now(), "Europe/Moscow")
    assert queue_digests(platform, queue, monday + timedelta(days=8)) == 1
    administrator.post(f"{BASE}/digest", period="off")
    assert queue_digests(platform, queue, monday + timedelta(days=14)) == 1, "the auditor's"
