"""Every change of every register leaves its trace, and what people typed stays text wherever it goes."""

import io
import itertools
from collections.abc import Iterator
from typing import Any

import openpyxl
import psycopg
import pytest
from flask import Flask

from service.web.register import Kind
from tests.isolation.crawling import Visitor, registers
from tests.isolation.pair import ONLY_A, SLUG_A, Pair

REGISTERS = list(registers())
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example")')


@pytest.fixture(scope="module")
def visitor(app: Flask, pair: Pair) -> Visitor:
    """The administrator of A."""
    return Visitor(app, "administrator")


def values_of(register: Any, admin: psycopg.Connection, tenant: int, number: int) -> dict[str, Any]:
    """What the API would take for a row that is there."""
    with admin.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        statement = f"SELECT * FROM {register.model.__table__} WHERE tenant_id = %s AND id = %s"
        row = cursor.execute(statement.encode(), [tenant, number]).fetchone()
    assert row is not None
    values: dict[str, Any] = {}
    for field in register.entered:
        value = row[field.name]
        if field.choices and value not in field.choices:
            value = next(iter(field.choices))
        if isinstance(value, str):
            value = value[: field.longest]
        if value is not None:
            values[field.name] = value.isoformat() if hasattr(value, "isoformat") else value
    return values


def traces(admin: psycopg.Connection, register: Any, tenant: int, number: int) -> tuple[list[Any], list[str]]:
    """Audit rows and operations of the history of a record."""
    table = register.model.__tablename__
    audit = admin.execute(
        "SELECT event, fields, detail FROM mms.audit WHERE tenant_id = %s AND subject_type = %s"
        " AND subject_id = %s ORDER BY id",
        [tenant, table, number],
    ).fetchall()
    history = admin.execute(
        "SELECT operation FROM mms.history WHERE tenant_id = %s AND table_name = %s"
        " AND row_id = %s ORDER BY id",
        [tenant, table, number],
    ).fetchall()
    return audit, [operation for (operation,) in history]


def another(register: Any) -> dict[str, Any]:
    """One field with another value: a text where there is one, else a record of the same register."""
    texts = [field for field in register.entered if field.kind in (Kind.TEXT, Kind.LONG)]
    if texts:
        return {texts[0].name: "Изменено"}
    numbers = [field for field in register.fields if field.kind is Kind.INTEGER]
    dates = [field for field in register.fields if field.kind is Kind.DATE]
    if numbers:
        return {numbers[0].name: 7}
    return {dates[0].name: "2025-03-15"} if dates else {register.fields[1].name: 1}


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.name)
def test_a_change_is_audited_by_field_names_and_kept(
    register: Any, visitor: Visitor, admin: psycopg.Connection, pair: Pair
) -> None:
    address = f"/api/v1/{SLUG_A}/{register.name}/{ONLY_A}"
    values = values_of(register, admin, pair.a, ONLY_A)
    client, event = visitor.browser.client, register.event
    changed = client.put(address, json={**values, **another(register)}, headers=visitor.headers)
    assert changed.status_code == 200, changed.get_data(as_text=True)
    audit, history = traces(admin, register, pair.a, ONLY_A)
    assert [one[0] for one in audit] == [f"{event}.changed"]
    assert history == ["update"]
    names = {field.name for field in register.fields} | {"valid", "starts", "ends"}
    assert audit[0][1] and set(audit[0][1]) <= names
    typed = [value for value in values.values() if isinstance(value, str) and "Канарейка" in value]
    assert not [value for value in typed if value in str(audit)]


def attempts(register: Any, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """New records like one that is there, with other words and, one after the other, other references."""
    texts = {field.name: "Новое" for field in register.entered if field.kind in (Kind.TEXT, Kind.LONG)}
    references = [field.name for field in register.fields if field.reference and field.name in values]
    choices = [field for field in register.entered if field.choices]
    for chosen in itertools.product((1, 2, 3), repeat=len(references)):
        for words in itertools.product(*(field.choices for field in choices)):
            picked = dict(zip((field.name for field in choices), words, strict=True))
            yield {**values, **texts, **dict(zip(references, chosen, strict=True)), **picked}


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.name)
def test_a_record_that_comes_and_goes_is_audited_and_kept(
    register: Any, visitor: Visitor, admin: psycopg.Connection, pair: Pair
) -> None:
    client, address = visitor.browser.client, f"/api/v1/{SLUG_A}/{register.name}"
    tries = attempts(register, values_of(register, admin, pair.a, ONLY_A))
    answers = (client.post(address, json=one, headers=visitor.headers) for one in tries)
    made = next(one.get_json()["id"] for one in answers if one.status_code == 201)
    assert client.delete(f"{address}/{made}", headers=visitor.headers).status_code == 204
    audit, history = traces(admin, register, pair.a, made)
    assert [one[0] for one in audit] == [f"{register.event}.created", f"{register.event}.removed"]
    assert history == ["delete"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_looks_like_a_formula_is_text(text: str, visitor: Visitor) -> None:
    client = visitor.browser.client
    made = client.post(
        f"/api/v1/{SLUG_A}/events",
        json={"name": text, "kind": "seminar", "on": "2026-01-15", "place": text},
        headers=visitor.headers,
    )
    assert made.status_code == 201
    export = client.get(f"/{SLUG_A}/events/export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(export.get_data())).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).strip() == text.strip()]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7 * 7 }}", '"><img src=x onerror=alert(1)>']
)
def test_what_was_typed_is_shown_as_text(text: str, visitor: Visitor) -> None:
    client = visitor.browser.client
    made = client.post(
        f"/api/v1/{SLUG_A}/events",
        json={"name": text, "kind": "seminar", "on": "2026-01-15"},
        headers=visitor.headers,
    )
    page = client.get(f"/{SLUG_A}/events/{made.get_json()['id']}").get_data(as_text=True)
    assert text not in page.replace("{{ 7 * 7 }}", "") or text == "{{ 7 * 7 }}"
    assert "<script>alert" not in page and "<img src=x" not in page
    assert ("{{ 7 * 7 }}" in page) == (text == "{{ 7 * 7 }}")


def test_exports_are_audited(visitor: Visitor, admin: psycopg.Connection, pair: Pair) -> None:
    def counted() -> int:
        found = admin.execute(
            "SELECT count(*) FROM mms.audit WHERE tenant_id = %s AND event = 'event.exported'", [pair.a]
        ).fetchone()
        assert found is not None
        return int(found[0])

    before = counted()
    visitor.browser.client.get(f"/{SLUG_A}/events/export.xlsx")
    assert counted() == before + 1
