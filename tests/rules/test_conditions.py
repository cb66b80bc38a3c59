"""The grammar of conditions: what is refused, and three-valued logic."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.rules.conditions.catalogue import CYCLES, PEOPLE, REGISTERS
from service.rules.conditions.explain import Life, both, either, truth
from service.rules.conditions.grammar import DEPTH, Condition, parse
from service.rules.conditions.registers import SINCE
from service.rules.conditions.sql import Builder
from service.rules.conditions.wording import condition_words
from service.rules.errors import BadParams
from tests.rules.small_registers import OFFERS

AS_OF = date(2025, 12, 31)
TEACHER = {"field": "position", "op": "eq", "value": "teacher"}


def deep(levels: int) -> dict[str, Any]:
    condition: dict[str, Any] = TEACHER
    for _ in range(levels - 1):
        condition = {"not": condition}
    return condition


@pytest.mark.parametrize(
    ("condition", "key"),
    [
        ({"field": "salary", "op": "eq", "value": 1}, "field"),
        ({"field": "kind) OR (1", "op": "eq", "value": "pk"}, "field"),
        ({"field": "age", "op": "like", "value": 1}, "op"),
        ({"field": "position", "op": "lt", "value": "teacher"}, "op"),
        ({"field": "age", "op": "lt", "value": "1 OR 1=1"}, "value"),
        ({"field": "age", "op": "lt", "value": 35.5}, "value"),
        ({"field": "age", "op": "lt", "value": True}, "value"),
        ({"field": "age", "op": "is_null", "value": "x"}, "value"),
        ({"field": "position", "op": "in", "value": []}, "value"),
        ({"field": "position", "op": "in", "value": "teacher"}, "value"),
        ({"field": "position", "op": "in", "value": ["teacher", "janitor"]}, "value[1]"),
        ({"field": "organisation", "op": "eq", "value": "'; DROP TABLE person; --"}, "value"),
        ({"field": "age", "op": "lt", "value": 35, "sql": "true"}, "sql"),
        ({"exists": "salaries"}, "exists"),
        ({"exists": "trainings", "window": "as_of'; DROP TABLE x; --"}, "window"),
        ({"exists": "trainings", "window": "since"}, "since"),
        ({"exists": "mentoring", "window": "calendar_year"}, "window"),
        ({"exists": "trainings", "where": [{"field": "colour", "op": "eq", "value": "x"}]}, "where[0].field"),
        ({"exists": "trainings", "where": [{"exists": "trainings"}]}, "where[0].exists"),
        ({"all": []}, "all"),
        ({"all": [TEACHER, {"any": [{"field": "x"}]}]}, "all[1].any[0].field"),
        ({"all": [TEACHER], "any": [TEACHER]}, ""),
        ({"sum": 1}, ""),
        ("position = 'teacher'", ""),
        (deep(DEPTH + 1), "not.not.not.not"),
    ],
)
def test_what_the_grammar_refuses(condition: object, key: str) -> None:
    with pytest.raises(BadParams) as refusal:
        parse(condition, PEOPLE)
    assert refusal.value.key == key


def test_the_greatest_depth_is_allowed() -> None:
    assert truth(parse(deep(DEPTH), PEOPLE), {"position": "teacher"}, AS_OF) is False


@pytest.mark.parametrize("values", [(a, b) for a in (True, False, None) for b in (True, False, None)])
def test_kleene_logic(values: tuple[bool | None, bool | None]) -> None:
    rank = {False: 0, None: 1, True: 2}
    assert both(values) is min(values, key=lambda value: rank[value])
    assert either(values) is max(values, key=lambda value: rank[value])


@pytest.mark.parametrize(
    ("condition", "row", "expected"),
    [
        ({"not": TEACHER}, {}, None),
        ({"field": "position", "op": "is_null"}, {}, True),
        ({"any": [TEACHER, {"field": "age", "op": "lt", "value": 35}]}, {"position": "teacher"}, True),
        ({"all": [TEACHER, {"field": "age", "op": "lt", "value": 35}]}, {"position": "head"}, False),
        ({"all": [TEACHER, {"field": "age", "op": "lt", "value": 35}]}, {"position": "teacher"}, None),
        ({"exists": "trainings"}, {"trainings": []}, False),
    ],
)
def test_truth_with_unknown_facts(
    condition: dict[str, Any], row: dict[str, Any], expected: bool | None
) -> None:
    assert truth(parse(condition, PEOPLE), row, AS_OF) is expected


def test_a_record_with_an_unknown_fact_leaves_existence_open_unless_another_decides() -> None:
    condition = parse(
        {"exists": "trainings", "where": [{"field": "kind", "op": "eq", "value": "pk"}]}, PEOPLE
    )
    unknown = {"finished_on": AS_OF, "kind": None}
    other = {"finished_on": AS_OF, "kind": "pp"}
    fits = {"finished_on": AS_OF, "kind": "pk"}
    assert truth(condition, {"trainings": [unknown, other]}, AS_OF) is None
    assert truth(condition, {"trainings": [unknown, fits]}, AS_OF) is True
    assert truth(condition, {"trainings": [other]}, AS_OF) is False


@pytest.mark.parametrize(
    ("window", "day", "expected"),
    [
        ("calendar_year", date(2025, 1, 1), True),
        ("calendar_year", date(2024, 12, 31), False),
        ("calendar_year", date(2025, 12, 31), True),
        ("calendar_year", date(2026, 1, 1), False),
        ("school_year", date(2025, 9, 1), True),
        ("school_year", date(2025, 8, 31), False),
        ("since", date(2023, 1, 1), True),
        ("since", date(2022, 12, 31), False),
        ("as_of", date(2010, 1, 1), True),
        ("as_of", date(2026, 1, 1), False),
    ],
)
def test_windows(window: str, day: date, expected: bool) -> None:
    condition = parse({"exists": "trainings", "window": window}, PEOPLE, date(2023, 1, 1))
    assert truth(condition, {"trainings": [{"finished_on": day}]}, AS_OF) is expected


@pytest.mark.parametrize(("end", "expected"), [(AS_OF, False), (date(2026, 1, 1), True), (None, True)])
def test_lives_are_half_open(end: date | None, expected: bool) -> None:
    condition = parse({"exists": "mentoring"}, PEOPLE)
    assert (
        truth(condition, {"mentoring": [{"life": Life(AS_OF if end is None else None, end)}]}, AS_OF)
        is expected
    )


def test_nothing_that_a_user_wrote_stands_in_the_sql() -> None:
    words = ["organisation-7", "pk", "2025-02-03"]
    condition: Condition = parse(
        {"all": [
            {"field": "organisation", "op": "eq", "value": words[0]},
            {"field": "age", "op": "lt", "value": 34567},
            {"exists": "trainings", "window": SINCE, "since": words[2], "where": [
                {"field": "kind", "op": "in", "value": [words[1]]}]}]},
        PEOPLE,
    )  # fmt: skip
    builder = Builder(OFFERS, PEOPLE, AS_OF)
    sql = builder.truth(condition) + builder.source("as_of", "", None)
    for word in [*words, "34567"]:
        assert word not in sql
    assert {words[0], 34567, date(2025, 2, 3)} <= {
        value for value in builder.params.values() if not isinstance(value, list)
    }
    assert sql.count("= ANY(:tenants)") == 2


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_no_text_gets_through_as_a_name(field: str, op: str, value: str) -> None:
    try:
        condition = parse({"field": field, "op": op, "value": value}, CYCLES)
    except BadParams:
        return
    assert field in CYCLES.fields
    assert condition_words(condition)


def test_every_register_has_a_title_and_windows() -> None:
    for register in REGISTERS.values():
        assert register.title
        assert register.window in register.windows
        for table in register.tables.values():
            assert table.windows
