"""The pages of indicators as people read them, in both languages, and what each may see."""

import io
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from service.monitoring.places import PLACES
from service.tenancy.context import TenantSession
from service.tenancy.model import Audit
from tests.accounts import browser_as, shell_of, tenant_of
from tests.client import Browser
from tests.monitoring.district import District, district
from tests.statements import statements

SignIn = Callable[..., Browser]


@pytest.fixture(scope="module")
def signed_in(app: Flask) -> SignIn:
    """Browsers that stay signed in: so many sign-ins from one address would be slowed down."""
    return cache(lambda *who, **where: browser_as(app, *who, **{"organisation_id": None, **where}))


@pytest.fixture
def made(app: Flask) -> District:
    """Two schools, four teachers, one trained this year, one without a birth date."""
    rows = district(app, "ust-koksa")
    first, second = rows.school("первая"), rows.school("вторая")
    ann = rows.teacher("Аннина", first, born=date(1995, 3, 1))
    rows.teacher("Борисов", second, born=date(1970, 3, 1))
    rows.teacher("Верина", second, born=date(1971, 3, 1))
    rows.teacher("Глебов", second)
    rows.training(ann, date(2025, 3, 1))
    return rows


def test_ten_indicators_with_clause_period_and_target(signed_in: SignIn, made: District) -> None:
    page = signed_in("ust-koksa", "methodist").get("/ust-koksa/monitoring/?as_of=2025-12-31")
    lines = page.html.css("tbody tr")
    assert len(lines) == 10
    fourth = " ".join(lines[3].text(separator=" ").split()).replace("\xa0", " ")
    for words in ("п. 19", "с 01.01.2025 по 31.12.2025", "25,0 %", "1 из 4", "не менее 10 %", "✓ достигнут"):
        assert words in fourth
    second = " ".join(lines[1].text(separator=" ").split())
    assert "порог положением не установлен" in second and "✓" not in second and "✗" not in second
    assert not lines[1].css(".tick") and not lines[1].css(".fill.ok, .fill.bad")
    assert "Кадры внесены у 2 из 2 организаций" in page.text


@pytest.mark.clause("UK-19.2")
def test_no_threshold_is_said_and_never_coloured(signed_in: SignIn, made: District) -> None:
    page = signed_in("ust-koksa", "methodist").get("/ust-koksa/monitoring/uk.19.2?as_of=2025-12-31")
    assert "Порог положением не установлен" in page.text
    assert not page.html.css(".chart .target") and not page.html.css("#content .mark.ok, #content .mark.bad")


@pytest.mark.clause("UK-19.1")
def test_how_many_are_missing_to_the_target(signed_in: SignIn, made: District) -> None:
    page = signed_in("ust-koksa", "methodist").get("/ust-koksa/monitoring/uk.19.1?as_of=2025-12-31")
    assert "Порог не достигнут: не менее 10 %, не хватает 1" in page.text


def test_a_figure_opens_to_the_people_behind_it(signed_in: SignIn, made: District) -> None:
    browser = signed_in("ust-koksa", "methodist")
    listing = browser.get("/ust-koksa/monitoring/?as_of=2025-12-31")
    page = browser.get(listing.links("tbody a.figure-of")["1 из 4"])
    assert "определение задано настройкой" in page.text
    names = page.links("#members tbody th a")
    assert list(names) == ["Аннина Имя"]
    browser.get(names["Аннина Имя"])
    rest = browser.get("/ust-koksa/monitoring/uk.19.4?as_of=2025-12-31&side=rest")
    assert list(rest.links("#members tbody th a")) == ["Борисов Имя", "Верина Имя", "Глебов Имя"]
    found = browser.get("/ust-koksa/monitoring/uk.19.4?as_of=2025-12-31&side=denominator&find=вЕРин")
    assert list(found.links("#members tbody th a")) == ["Верина Имя"]
    nobody = browser.get("/ust-koksa/monitoring/uk.19.4?side=denominator&find=Нет%20таких")
    assert "никого нет" in nobody.text


def test_unknown_rows_say_what_is_missing(signed_in: SignIn, made: District) -> None:
    page = signed_in("ust-koksa", "methodist").get("/ust-koksa/monitoring/uk.19.7?side=unknown")
    assert "дата рождения: неизвестно у 1 записи" in page.text
    assert "Глебов Имя" in page.text and "предварительно" in page.text


@pytest.mark.clause("OK-6.2")
def test_the_stair_of_targets_is_drawn_only_where_there_are_targets(app: Flask, signed_in: SignIn) -> None:
    rows = district(app, "oktyabrsky")
    rows.teacher("Аннина", rows.school("s1"))
    page = signed_in("oktyabrsky", "methodist").get("/oktyabrsky/monitoring/ok.6.2.1?as_of=2026-05-31")
    labels = [node.text().replace("\xa0", " ") for node in page.html.css(".chart .target-label")]
    assert labels == ["порог 5 %", "порог 10 %", "порог 20 %", "порог 30 %"]
    assert "срок не наступил" in page.text
    listing = signed_in("oktyabrsky", "methodist").get("/oktyabrsky/monitoring/?as_of=2027-12-31")
    assert len(listing.html.css("tbody tr")) == 4 and "порога нет" in listing.text


@pytest.mark.parametrize("slug", ["luga", "pervomaisky", "kemerovo"])
def test_where_the_regulation_sets_none_the_canonical_ones_are_for_reference(
    app: Flask, signed_in: SignIn, slug: str
) -> None:
    rows = district(app, slug)
    rows.teacher("Аннина", rows.school("s1"))
    page = signed_in(slug, "methodist").get(f"/{slug}/monitoring/")
    assert "Показатели положением не утверждены" in page.text
    codes = [
        node.text().split(",")[0] for node in page.html.css("tbody .quiet.small") if node.text()[:1] == "K"
    ]
    assert "K04" in codes and "K01" in codes and "K10" not in codes and "K12" not in codes
    assert not page.html.css(".tick, .fill.ok, .fill.bad, tbody .mark.ok, tbody .mark.bad")


def test_an_empty_tenant_is_told_what_to_enter(app: Flask, signed_in: SignIn) -> None:
    district(app, "luga")
    page = signed_in("luga", "administrator").get("/luga/monitoring/")
    assert "Внесите организации и людей" in page.text and "/luga/organisations/" in page.links().values()


def test_both_languages_tell_the_same_numbers(signed_in: SignIn, made: District) -> None:
    browser = signed_in("ust-koksa", "methodist")
    page = browser.get("/ust-koksa/monitoring/?as_of=2025-12-31&lang=alt")
    assert page.html.css_first("html").attributes["lang"] == "alt"
    assert len(page.html.css("tbody tr")) == 10 and "25,0 %" in page.text
    assert page.html.css("tbody th a [lang=ru]")
    assert "25,0 %" in browser.get("/ust-koksa/monitoring/uk.19.4?as_of=2025-12-31&lang=alt").text
    browser.get("/ust-koksa/monitoring/?lang=ru")


def test_a_teacher_sees_figures_but_no_names(signed_in: SignIn, made: District) -> None:
    browser = signed_in("ust-koksa", "teacher")
    page = browser.get("/ust-koksa/monitoring/uk.19.4?as_of=2025-12-31&find=Аннина")
    assert "25,0 %" in page.text and "Аннина" not in page.text.replace("«Аннина»", "")
    assert "Фамилии видят те" in page.text
    browser.get("/ust-koksa/monitoring/uk.19.4/export.xlsx", 403)
    assert browser.client.get("/ust-koksa/monitoring/export.xlsx").status_code == 200


def test_a_school_sees_its_own_people_only(app: Flask, signed_in: SignIn, made: District) -> None:
    with TenantSession(shell_of(app).engine, made.tenant_id) as db:
        school = (
            db.connection().exec_driver_sql("SELECT id FROM mms.organisation WHERE code = 'первая'").scalar()
        )
    browser = signed_in("ust-koksa", "school_head", organisation_id=school)
    page = browser.get("/ust-koksa/monitoring/uk.19.4?side=denominator")
    assert list(page.links("#members tbody th a")) == ["Аннина Имя"] and "0 из 4" in page.text


def test_unknown_codes_dates_and_strangers(signed_in: SignIn, browser: Browser, made: District) -> None:
    ours = signed_in("ust-koksa", "methodist")
    ours.get("/ust-koksa/monitoring/uk.99", 404)
    ours.get("/ust-koksa/monitoring/ok.6.2.1", 404)
    ours.get("/ust-koksa/monitoring/?as_of=yesterday", 422)
    ours.get("/ust-koksa/monitoring/?as_of=0001-01-01", 422)
    assert browser.client.get("/ust-koksa/monitoring/").status_code == 302


def test_workbooks_hold_numbers_and_are_audited(app: Flask, signed_in: SignIn, made: District) -> None:
    browser = signed_in("ust-koksa", "methodist")
    response = browser.client.get("/ust-koksa/monitoring/export.xlsx?as_of=2025-12-31")
    rows = list(load_workbook(io.BytesIO(response.get_data())).active.values)
    assert len(rows) == 11 and rows[4][:1] + rows[4][5:8] == ("uk.19.4", 1, 4, "=F5/G5")
    response = browser.client.get("/ust-koksa/monitoring/uk.19.4/export.xlsx?as_of=2025-12-31")
    people = list(load_workbook(io.BytesIO(response.get_data())).active.values)
    assert [row[0] for row in people[1:]] == ["Аннина Имя", "Борисов Имя", "Верина Имя", "Глебов Имя"]
    assert [row[3] for row in people[1:]] == ["да", "нет", "нет", "нет"]
    with TenantSession(shell_of(app).engine, tenant_of(app, "ust-koksa").id) as db:
        events = list(db.execute(select(Audit.event).order_by(Audit.id.desc()).limit(2)).scalars())
    assert events == ["indicator_members.exported", "indicators.exported"]


def test_statements_do_not_grow_with_the_data(app: Flask, signed_in: SignIn, made: District) -> None:
    browser = signed_in("ust-koksa", "methodist")
    addresses = ("/ust-koksa/monitoring/", "/ust-koksa/monitoring/uk.19.4?side=denominator")
    before = [_statements(app, browser, address) for address in addresses]
    for number in range(30):
        made.teacher(f"Ещё{number}", made.school(f"ещё{number}"))
    assert [_statements(app, browser, address) for address in addresses] == before
    assert before[0] < 15


def _statements(app: Flask, browser: Browser, address: str) -> int:
    with statements(app) as ran:
        browser.get(address)
    return ran.number


def test_every_register_behind_an_indicator_has_its_pages(app: Flask) -> None:
    assert {one.listing for one in PLACES.values()} <= set(app.view_functions)
    assert {one.card for one in PLACES.values()} <= set(app.view_functions)
    held = {str(permission) for granted in shell_of(app).grants.values() for permission in granted}
    assert {one.permission for one in PLACES.values()} <= held
