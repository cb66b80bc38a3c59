"""The two back ends of the condition language give the same figures on the same registers."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, text

from service.launcher import Servers
from service.rules.conditions.catalogue import REGISTERS
from service.rules.indicators.assessment import figure_from_counts
from service.rules.indicators.evaluate import evaluate_indicator
from service.rules.indicators.params import Params, parse
from service.rules.indicators.sql import compile_figures, compile_members, together
from tests.rules.register_tables import create_tables, fill_tables
from tests.rules.small_registers import OFFERS, days, definitions, small_registers

TENANTS = (1, 2, 3)


@pytest.fixture(scope="module")
def connection(servers: Servers) -> Iterator[Connection]:
    engine = create_engine(servers.admin_url)
    with engine.connect() as opened:
        create_tables(opened)
        yield opened
        opened.rollback()
    engine.dispose()


def expected(params: Params, rows: list[dict[str, Any]], as_of: date) -> Any:
    return evaluate_indicator(params, {params.subject.name: rows}, as_of)


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # every step of shrinking costs a round of statements
    suppress_health_check=list(HealthCheck),
)
@given(raw=definitions(), as_of=days, data=st.data())
def test_python_and_sql_agree(
    connection: Connection, raw: dict[str, Any], as_of: date, data: st.DataObject
) -> None:
    params = parse(raw)
    tenants = {tenant: data.draw(small_registers(params.subject)) for tenant in TENANTS}
    fill_tables(connection, params.subject, tenants)
    asked = TENANTS[:2]  # the third one's rows must not be seen
    statement = compile_figures([params], OFFERS, asked, as_of)
    found = {row["tenant_id"]: statement.counts(row)[0] for row in _rows(connection, statement)}
    assert set(found) <= set(asked)
    for tenant in asked:
        wanted = expected(params, tenants[tenant], as_of)
        counts = found.get(tenant, statement.no_rows()[0])
        members = _members(connection, params, tenant, as_of)
        assert figure_from_counts(params, counts, as_of, members) == wanted, statement.text
        assert _unknown(connection, params, tenant, as_of) == {
            item.code: item.count for item in wanted.missing
        }


def test_many_definitions_in_one_statement(connection: Connection) -> None:
    raw = [
        {"code": "a", "indicator": "share", "subject": "people", "numerator": {"exists": "trainings"}},
        {"code": "b", "indicator": "share", "subject": "people",
         "population": {"field": "age", "op": "lt", "value": 35},
         "numerator": {"exists": "trainings", "window": "calendar_year"}},
        {"code": "c", "indicator": "count", "subject": "units"},
    ]  # fmt: skip
    parsed = [parse(item) for item in raw]
    groups = together(parsed)
    assert [[params.code for params in group] for group in groups] == [["a", "b"], ["c"]]
    people = [
        {"id": "1", "birth_date": date(2000, 1, 1), "trained": [date(2025, 3, 1)]},
        {"id": "2", "birth_date": date(1980, 1, 1), "trained": [date(2024, 3, 1)]},
        {"id": "3"},
    ]
    as_of = date(2025, 12, 31)
    from_rows = [evaluate_indicator(params, {"people": people}, as_of) for params in groups[0]]
    flat = [_flat(person, as_of) for person in people]
    fill_tables(connection, REGISTERS["people"], {1: flat})
    statement = compile_figures(groups[0], OFFERS, [1], as_of)
    counts = statement.counts(_rows(connection, statement)[0])
    for number, params in enumerate(groups[0]):
        figure = figure_from_counts(params, counts[number], as_of)
        assert (figure.numerator, figure.denominator, figure.missing, figure.value_status) == (
            from_rows[number].numerator,
            from_rows[number].denominator,
            from_rows[number].missing,
            from_rows[number].value_status,
        )


def _flat(person: dict[str, Any], as_of: date) -> dict[str, Any]:
    subject = REGISTERS["people"]
    born = person.get("birth_date")
    row: dict[str, Any] = dict.fromkeys(subject.fields)
    row |= {name: [] for name in subject.tables}
    row |= {"id": person["id"], "age": as_of.year - born.year if born else None}
    blank = dict.fromkeys(subject.tables["trainings"].fields)
    row["trainings"] = [blank | {"finished_on": day, "kind": "pk"} for day in person.get("trained", ())]
    return row


def _members(connection: Connection, params: Params, tenant: int, as_of: date) -> Any:
    found = _rows(connection, compile_members(params, OFFERS, tenant, as_of))
    numerator = tuple(row["id"] for row in found if row["side"] == "numerator")
    decided = tuple(row["id"] for row in found if row["side"] != "unknown")
    return numerator, decided, tuple(row["id"] for row in found if row["side"] == "unknown")


def _unknown(connection: Connection, params: Params, tenant: int, as_of: date) -> Counter[str]:
    """What leaves the rows of one tenant open, counted from the members themselves."""
    found = _rows(connection, compile_members(params, OFFERS, tenant, as_of))
    return Counter(code for row in found for code in row["missing"])


def _rows(connection: Connection, statement: Any) -> list[Any]:
    return list(connection.execute(text(statement.text), dict(statement.params)).mappings())
