"""Everything a page shows can be read, and everything a form does can be done, by the API: a reviewed list.

A page without a line in `parity.csv` fails: name the address of the API that does the same, or say why there
is none. A line with {address} and {register} speaks of every register.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from service.web.guard import Guard, guard_of

FILE = Path(__file__).with_name("parity.csv")
SKIPPED = frozenset({"static", "assets.serve"})
Route = tuple[str, str]


@pytest.fixture(scope="module")
def guards(app: Flask) -> dict[Route, Guard]:
    """What every route and method asks of the caller."""
    found = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in SKIPPED:
            for method in set(rule.methods or ()) - {"HEAD", "OPTIONS"}:
                guard = guard_of(app, rule.endpoint)
                assert guard is not None
                found[method, rule.rule] = guard
    return found


@pytest.fixture(scope="module")
def told(app: Flask) -> dict[Route, tuple[Route | None, str]]:
    """The reviewed list: page -> address of the API, and what is to be said of the pair."""
    with FILE.open(encoding="utf-8", newline="") as opened:
        return {page: rest for row in csv.DictReader(opened) for page, rest in spoken(app, row)}


def spoken(app: Flask, row: dict[str, str]) -> Iterator[tuple[Route, tuple[Route | None, str]]]:
    """The pairs that one line speaks of."""
    general = "{address}" in row["page"]
    for one in app.extensions["registers"] if general else [None]:
        names = {"address": one.address, "register": one.name} if one else {}
        page, api = (row[part].format(**names) if names else row[part] for part in ("page", "api"))
        yield (row["page_method"], page), ((row["api_method"], api) if api else None, row["why"])


def pages(guards: dict[Route, Guard]) -> set[Route]:
    """Routes that are no addresses of the JSON API."""
    return {route for route in guards if not route[1].startswith("/api/v1/")}


def test_every_page_has_its_line(
    guards: dict[Route, Guard], told: dict[Route, tuple[Route | None, str]]
) -> None:
    assert sorted(pages(guards) - set(told)) == [], "say in tests/architecture/parity.csv what does the same"
    assert sorted(set(told) - pages(guards)) == [], "pages that are gone"


def test_every_line_leads_to_the_api_or_says_why_not(
    guards: dict[Route, Guard], told: dict[Route, tuple[Route | None, str]]
) -> None:
    assert {page: api for page, (api, _) in told.items() if api and api not in guards} == {}
    assert [page for page, (api, why) in told.items() if api is None and not why] == []


def test_writing_by_the_api_asks_for_the_same_permission(
    guards: dict[Route, Guard], told: dict[Route, tuple[Route | None, str]]
) -> None:
    """Reading may ask for less: an empty form is for those who may write, its data is for readers."""
    unlike = {
        page: (guards[page].permission, guards[api].permission)
        for page, (api, why) in told.items()
        if api and not why and guards[page].permission != guards[api].permission
    }
    assert unlike == {}


def test_every_form_has_an_address_that_writes(told: dict[Route, tuple[Route | None, str]]) -> None:
    assert [page for page, (api, _) in told.items() if page[0] == "POST" and api and api[0] == "GET"] == []
