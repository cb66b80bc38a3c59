"""The operators' list of tenants: found by words and state, by page; and where an operator lands."""

import psycopg
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from service.config import Settings
from service.core.paging import Paging
from service.operators import queries
from tests.accounts import PASSWORD
from tests.archive.moving import engine_of
from tests.client import Browser
from tests.operators.conftest import OPERATOR


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ЛУЖСКИЙ", ["luga"]),
        ("ust-kok", ["ust-koksa"]),
        ("КӦКСУУ", ["ust-koksa"]),
        ("leningrad", ["leningrad", "kingisepp", "luga", "priozersk", "tikhvin", "volosovo"]),
        ("oktyabr", ["oktyabrsky"]),
        ("нет такого", []),
    ],
)
def test_a_tenant_is_found_by_its_name_address_or_region(
    operator: Browser, words: str, found: list[str]
) -> None:
    page = operator.get("/operator/", query_string={"q": words})
    listed = [node.attributes["href"] for node in page.html.css("#tenants tbody th a")]
    assert [one.rpartition("/")[2] for one in listed if one] == found
    assert page.one("#field-q").attributes["value"] == words
    assert ("Ничего не найдено" in page.text) is not found if not found else "Сбросить" in page.text


def test_the_list_goes_by_pages_and_by_state(operator: Browser, settings: Settings) -> None:
    with engine_of(settings.database_platform_url) as platform, Session(platform) as db:
        whole = queries.listed(db, Paging(1, 200))
        parts = [queries.listed(db, Paging(number, 4)) for number in range(1, whole.total // 4 + 2)]
        assert [one.tenant.slug for each in parts for one in each.items] == [
            one.tenant.slug for one in whole.items
        ]
        assert whole.total == len(whole.items) and parts[0].next == 2
        luga = queries.line(db, "luga")
        assert (luga.region, luga.version) == ("Ленинградская область", 1)
    assert f"1–{whole.total} из {whole.total}" in operator.get("/operator/?state=nonsense&page=x").text
    operator.post("/operator/tenants/luga/suspend", why="Проверка")
    page = operator.get("/operator/?state=suspended")
    assert len(page.html.css("#tenants tbody tr")) == 1 and "/luga/" in page.text
    operator.post("/operator/tenants/luga/resume")


def test_an_operator_without_a_district_lands_among_the_tenants(
    app: Flask, operator: Browser, admin: psycopg.Connection
) -> None:
    # A newcomer: the page of the tenants then asks for the second factor first.
    admin.execute("UPDATE platform.account SET totp_secret = NULL WHERE email = %s", [OPERATOR])
    comer = Browser(app)
    sent = comer.client.post(
        "/sign-in", data={"csrf_token": comer.token(), "email": OPERATOR, "password": PASSWORD}
    )
    assert comer.client.get(sent.headers["Location"]).headers["Location"] == "/operator/"
    page = comer.get("/account/")
    assert page.response.request.path == "/account/", "one's own page stays"
    assert page.links(".drop-panel a")["Районы службы"] == "/operator/"
