"""Every page asks the database a bounded number of times, however many rows there are."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask, g
from sqlalchemy import make_url, select

from service.config import Settings
from service.people.model.persons import Person
from service.web.guard import signed_in
from tests.accounts import browser_as
from tests.database import superuser
from tests.statements import statements
from tests.web.counting import REGION, Counted, counted, reviewed

RENEW = "python -m tests.web.counting"
SLOW = "/<slug>/one-by-one"
"""A page of the test's own that asks once for every person: what the counting must notice."""


@signed_in
def one_by_one() -> str:
    """Names of people, each with a statement of its own."""
    ids = g.scope.db.execute(select(Person.id)).scalars().all()
    names = [g.scope.db.execute(select(Person.last_name).where(Person.id == one)).scalar() for one in ids]
    return "".join(f"<p>{name}</p>" for name in names)


@pytest.fixture(scope="module")
def admin(settings: Settings) -> Iterator[psycopg.Connection]:
    """The superuser's eyes on the module's database."""
    with superuser(make_url(settings.database_url).database or "") as connection:
        yield connection


@pytest.fixture(scope="module")
def found(app: Flask, admin: psycopg.Connection) -> tuple[Counted, Counted]:
    """Statements of every page with few rows in every table and with many."""
    app.add_url_rule(SLOW, "one_by_one", one_by_one)
    return counted(app, admin)


def test_a_page_that_asks_row_by_row_is_noticed(found: tuple[Counted, Counted]) -> None:
    few, many = (one["district", SLOW] for one in found)
    assert many > few + 20


def test_more_rows_ask_no_more_statements(found: tuple[Counted, Counted]) -> None:
    few, many = found
    grew = {key: (few[key], many[key]) for key in few if few[key] != many[key] and key[1] != SLOW}
    assert grew == {}


def test_no_page_asks_more_than_its_bound(found: tuple[Counted, Counted]) -> None:
    bounds = reviewed()
    over = {
        key: (number, bounds.get(key))
        for one in found
        for key, number in one.items()
        if key[1] != SLOW and number > bounds.get(key, -1)
    }
    assert over == {}, RENEW


def test_every_page_has_its_bound_and_no_bound_is_left_over(found: tuple[Counted, Counted]) -> None:
    assert set(found[0]) - {("district", SLOW)} == set(reviewed()), RENEW


def test_the_regions_own_connections_are_counted(app: Flask, found: tuple[Counted, Counted]) -> None:
    regional = app.extensions["shell"].region_engine
    client = browser_as(app, REGION, "administrator").client
    with statements(app) as all_of_them, statements(regional) as own:
        client.get(f"/{REGION}/comparison/")
    assert 0 < own.number < all_of_them.number == found[1]["region", "/<slug>/comparison/"]
