"""A school's people meet their own school's records: those of the next school read like none at all."""

import re
from typing import Any

import pytest
from flask import Flask

from service.access.names import SCHOOL
from tests.isolation.crawling import Address, Visitor, addresses, registers
from tests.isolation.inspecting import text_of
from tests.isolation.pair import NOBODY, Pair

NARROWED = [one for one in registers() if one.school is not None]
NEXT_SCHOOL = 2
"""Rows of this number belong to organisation 2 and to the person who works there; the visitor's is 1."""
THEIRS = re.compile(rf"Канарейка-первая-\w+-{NEXT_SCHOOL}\b")
NAMED_BY = {
    "innovative-practices": {f"Канарейка-первая-title-{NEXT_SCHOOL}"},
    "pairs": {
        f"Канарейка-первая-{part}-{NEXT_SCHOOL}" for part in ("last_name", "first_name", "middle_name")
    },
}
"""What is no secret: a pair of one's own school names both people, and in these rows the mentee works at the
next school; a practice may stand on any act of the district, which everybody reads."""
OWN_SECTIONS = ("coordination.", "people.", "staff.", "api_people.", "api_employments.", "api_imports.")


@pytest.fixture(scope="module", params=sorted(SCHOOL))
def visitor(request: pytest.FixtureRequest, app: Flask, pair: Pair) -> Visitor:
    """Somebody of school 1."""
    return Visitor(app, str(request.param))


def of_register(app: Flask, register: Any) -> list[Address]:
    """Pages of a register."""
    return [one for one in addresses(app) if one.endpoint.startswith(f"register_{register.name}.")]


@pytest.mark.parametrize("register", NARROWED, ids=lambda one: one.name)
def test_records_of_the_next_school_are_not_there(register: Any, visitor: Visitor, app: Flask) -> None:
    told = []
    for address in of_register(app, register):
        if address.takes_row:
            theirs, nobodys = (visitor.call(address, number) for number in (NEXT_SCHOOL, NOBODY))
            if theirs.status_code != nobodys.status_code or theirs.status_code not in (403, 404):
                told.append(f"{address.method} {address.rule}: {theirs.status_code}")
        elif address.method == "GET":
            seen = set(THEIRS.findall(text_of(visitor.call(address, 1)))) - NAMED_BY.get(register.name, set())
            told += [f"{address.rule}: shows {word}" for word in sorted(seen)]
    assert told == []


def test_people_and_imports_of_the_next_school_are_not_there(visitor: Visitor, app: Flask) -> None:
    told = []
    for address in addresses(app):
        if not address.endpoint.startswith(OWN_SECTIONS) or address.api:
            continue
        if address.takes_row and not address.writes:
            answer = visitor.call(address, NEXT_SCHOOL)
            if answer.status_code not in (403, 404):
                told.append(f"{address.rule}: {answer.status_code}")
        elif not address.writes and THEIRS.search(text_of(visitor.call(address, 1))):
            told.append(f"{address.rule}: shows {THEIRS.findall(text_of(visitor.call(address, 1)))[:3]}")
    assert told == []
