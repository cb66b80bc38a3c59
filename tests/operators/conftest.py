"""An operator with a second factor, and two filled tenants of which no word may reach them."""

from collections.abc import Iterator

import psycopg
import pyotp
import pytest
from flask import Flask
from sqlalchemy import make_url

from service.config import Settings
from tests.accounts import PASSWORD, account
from tests.client import Browser
from tests.database import superuser
from tests.isolation.pair import Pair, fill_pair

OPERATOR = "stranger@luga.test"


def make_operator(app: Flask, settings: Settings) -> str:
    """The address of an account that is an operator and belongs to no tenant."""
    email = account(app, "luga", "auditor")
    with superuser(make_url(settings.database_url).database or "") as admin:
        admin.execute(
            "UPDATE platform.account SET is_operator = true, email = %s WHERE email = %s", [OPERATOR, email]
        )
        admin.execute(
            "DELETE FROM mms.membership WHERE account_id ="
            " (SELECT id FROM platform.account WHERE email = %s)",
            [OPERATOR],
        )
    return OPERATOR


@pytest.fixture(scope="module")
def pair(settings: Settings) -> Pair:
    """Two tenants with rows in every table."""
    with superuser(make_url(settings.database_url).database or "") as admin:
        return fill_pair(admin)


@pytest.fixture(scope="module")
def operator(app: Flask, settings: Settings, pair: Pair) -> Browser:
    """A browser of an operator who has turned on the second factor."""
    browser = Browser(app).sign_in(make_operator(app, settings), PASSWORD)
    secret = browser.get("/operator/").one("code").text().strip()
    browser.send("/account/second-factor", code=pyotp.TOTP(secret).now())
    return browser


@pytest.fixture(scope="module")
def admin(settings: Settings) -> Iterator[psycopg.Connection]:
    """The superuser's eyes."""
    with superuser(make_url(settings.database_url).database or "") as connection:
        yield connection
