"""Another tenant's id reads exactly like an id that does not exist, for every role, and writes nothing."""

from typing import Any

import psycopg
import pytest
from flask import Flask

from service.web.api import description_of
from tests.isolation import roles
from tests.isolation.bodies import BODIES, QUERIES
from tests.isolation.crawling import (
    STRANGER,
    TENANT_ROLES,
    Address,
    UnknownArgument,
    Visitor,
    addresses,
    fixed,
    registers,
)
from tests.isolation.filling import fingerprint
from tests.isolation.inspecting import text_of
from tests.isolation.pair import NOBODY, ONLY_A, ONLY_B, WORD_B, Pair
from tests.isolation.sampling import sample

REFUSED = (401, 403, 404)


VISITORS: dict[str, Visitor] = {}


@pytest.fixture(scope="module", autouse=True)
def two(app: Flask, pair: Pair) -> Flask:
    """The application on a database where both tenants are filled; B's administrator has come already."""
    VISITORS.clear()
    VISITORS.update({actor: Visitor(app, actor) for actor in (STRANGER, "administrator")})
    return app


@pytest.fixture(autouse=True)
def nothing_written(two: Flask, admin: psycopg.Connection, pair: Pair) -> Any:
    """B is untouched by every test here."""
    before = fingerprint(admin, pair.b)
    yield
    assert fingerprint(admin, pair.b) == before


def draft(address: Address, app: Flask, admin: psycopg.Connection, pair: Pair) -> dict[str, Any]:
    """Values a writing address would take, so that only the id is wrong: those of row 1 of A."""
    if address.endpoint in BODIES:
        return dict(BODIES[address.endpoint].values)
    name = address.endpoint.split(".")[0].removeprefix("register_").removeprefix("api_")
    found = next((one for one in registers() if one.name == name), None)
    if found is None:
        told = description_of(app.view_functions[address.endpoint])
        return sample(told.body) if told.body is not None else {}
    with admin.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        statement = f"SELECT * FROM {found.model.__table__} WHERE tenant_id = %s AND id = 1"
        row = cursor.execute(statement.encode(), [pair.a]).fetchone()
    assert row is not None
    values = {field.name: row[field.name] for field in found.entered if row[field.name] is not None}
    for field in found.entered:
        if field.choices and values.get(field.name) not in field.choices:
            values[field.name] = next(iter(field.choices))
        elif isinstance(values.get(field.name), str):
            values[field.name] = values[field.name][: field.longest]
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in values.items()}


@pytest.mark.parametrize("role", TENANT_ROLES)
def test_an_id_of_another_tenant_is_an_unknown_id(
    role: str, two: Flask, admin: psycopg.Connection, pair: Pair
) -> None:
    visitor = Visitor(two, role)
    told, tried = [], 0
    for address in addresses(two):
        if not address.takes_row or roles.reviewed_outcome(address, role) == "403":
            continue  # turned away at the door, whatever the id
        values = draft(address, two, admin, pair) if address.writes else None
        theirs, nobodys = (visitor.call(address, number, values) for number in (ONLY_B, NOBODY))
        tried += 1
        if theirs.status_code not in REFUSED or theirs.status_code != nobodys.status_code:
            told.append(f"{address.method} {address.rule}: {theirs.status_code}, {nobodys.status_code}")
        elif fixed(theirs) != fixed(nobodys) or dict(theirs.headers).keys() != dict(nobodys.headers).keys():
            told.append(f"{address.method} {address.rule}: differs")
    assert told == [], told
    assert tried > (100 if role == "administrator" else 0)


def test_a_stranger_cannot_tell_what_a_tenant_has(two: Flask) -> None:
    """B's administrator at A's address: the same words whether A has the row or nobody has."""
    visitor = VISITORS[STRANGER]
    told = [
        f"{address.method} {address.rule}"
        for address in addresses(two)
        if address.takes_row and fixed(visitor.call(address, ONLY_A)) != fixed(visitor.call(address, NOBODY))
    ]
    assert told == [], told


@pytest.mark.parametrize("register", list(registers()), ids=lambda one: one.name)
def test_a_reference_to_another_tenants_row_is_one_to_nothing(
    register: Any, two: Flask, admin: psycopg.Connection, pair: Pair
) -> None:
    """In a form, in JSON, in a filter and in the address that fills a form in."""
    visitor = VISITORS["administrator"]
    found = {(one.endpoint, one.method): one for one in addresses(two)}
    page = found[f"register_{register.name}.create", "POST"]
    api = found[f"api_{register.name}.create", "POST"]
    lists = [found[f"register_{register.name}.listing", "GET"], found[f"api_{register.name}.listing", "GET"]]
    forms = [found[f"register_{register.name}.new", "GET"]]
    for field in (one for one in register.fields if one.reference):
        for address in (page, api):
            values = draft(address, two, admin, pair)
            answers = [
                visitor.call(address, 1, {**values, field.name: number}) for number in (ONLY_B, NOBODY)
            ]
            assert {one.status_code for one in answers} == {422}, field.name
            assert fixed(answers[0]) == fixed(answers[1]), field.name
        for address in lists + forms:
            given = [
                visitor.browser.client.get(
                    f"{address.path(1)}?{field.name}={number}", headers=visitor.headers if address.api else {}
                )
                for number in (ONLY_B, NOBODY)
            ]
            assert [one.status_code for one in given] == [200, 200]
            assert fixed(given[0]) == fixed(given[1]), (address.rule, field.name)
            assert WORD_B not in text_of(given[0])


@pytest.mark.parametrize(("endpoint", "name"), [(one, name) for one in BODIES for name in BODIES[one].ids])
def test_an_id_in_a_body_is_one_of_nothing(endpoint: str, name: str, two: Flask) -> None:
    address = next(one for one in addresses(two) if (one.endpoint, one.writes) == (endpoint, True))
    values = BODIES[endpoint].values
    visitor = VISITORS["administrator"]
    theirs, nobodys = (visitor.call(address, 1, {**values, name: number}) for number in (ONLY_B, NOBODY))
    assert theirs.status_code == nobodys.status_code in (404, 422)
    assert fixed(theirs) == fixed(nobodys)


@pytest.mark.parametrize(("endpoint", "name"), [(one, name) for one in QUERIES for name in QUERIES[one]])
def test_an_id_in_a_query_is_one_of_nothing(endpoint: str, name: str, two: Flask) -> None:
    address = next(one for one in addresses(two) if (one.endpoint, one.writes) == (endpoint, False))
    visitor = VISITORS["administrator"]
    headers = visitor.headers if address.api else {}
    theirs, nobodys = (
        visitor.browser.client.get(f"{address.path(1)}?{name}={number}", headers=headers)
        for number in (ONLY_B, NOBODY)
    )
    assert theirs.status_code == nobodys.status_code in (200, 404, 422)
    assert fixed(theirs) == fixed(nobodys)
    assert WORD_B not in text_of(theirs)


@pytest.mark.parametrize("name", ["tenant_id", "id", "recorded_at", "sort_key", "valid"])
def test_what_is_not_a_field_cannot_be_set(
    name: str, two: Flask, admin: psycopg.Connection, pair: Pair
) -> None:
    """The API refuses the unknown name, a form does not read it."""
    visitor = VISITORS["administrator"]
    found = {(one.endpoint, one.method): one for one in addresses(two)}
    values = {"name": "Мероприятие", "kind": "seminar", "on": "2026-01-15", name: pair.b}
    refused = visitor.call(found["api_events.create", "POST"], 1, values)
    assert refused.status_code == 422
    assert [one["field"] for one in refused.get_json()["fields"]] == [name]
    accepted = visitor.call(found["register_events.create", "POST"], 1, values)
    assert accepted.status_code == 302
    made = int(accepted.headers["Location"].rsplit("/", 1)[-1])
    rows = admin.execute("SELECT tenant_id FROM mms.event WHERE id = %s", [made]).fetchall()
    assert rows == [(pair.a,)]


def test_a_version_that_was_not_seen_is_a_conflict(two: Flask) -> None:
    visitor = VISITORS["administrator"]
    change = next(one for one in addresses(two) if one.endpoint == "api_events.change")
    values = {"name": "Другое", "kind": "seminar", "on": "2026-01-15", "version": 999}
    assert visitor.call(change, 1, values).status_code == 409


def test_an_argument_nobody_declared_is_an_error() -> None:
    with pytest.raises(UnknownArgument, match="secret_door"):
        Address("GET", "/<slug>/<int:secret_door>", "x", frozenset({"slug", "secret_door"})).path(1)
