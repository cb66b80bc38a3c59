"""Case files (файлы примеров): strict reading of the examples that stand beside a profile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.profiles.fields import Field, day, list_of, read_table, report_unknown, table, text
from service.profiles.place import Document, Place
from service.profiles.problems import Problem
from service.profiles.schema import rule_id, slug
from service.rules.message import N_

REGISTERS = (
    "people", "organisations", "teams", "units", "cycles", "roadmap", "associations", "meetings", "quarters",
    "services", "required_documents",
)  # fmt: skip
VERDICT_KEYS = (
    "status",
    "severity",
    "clause",
    "act",
    "quote",
    "operands",
    "expected",
    "actual",
    "shortfall",
    "missing",
    "reading",
    "message",
    "remedy",
    "profile_version",
    "error",
)
FIGURE_KEYS = (
    "numerator",
    "denominator",
    "value",
    "unit",
    "value_status",
    "target",
    "target_status",
    "missing",
)

_rows = list_of(table)


def _register(place: Place, value: object) -> bool:
    """Accept a list of rows, an empty one too."""
    return value == [] or _rows(place, value)


CASE: dict[str, Field] = {
    "title": Field(text, required=True),
    "rule": Field(rule_id),
    "indicator": Field(text),
    "given": Field(table),
    "as_of": Field(day),
    "on": Field(day),
    "settings": Field(table),
    "expect": Field(table, required=True),
    **{register: Field(_register) for register in REGISTERS},
}


@dataclass(frozen=True, slots=True)
class Case:
    """One example: what is given to a rule or an indicator, and what is expected of it."""

    title: str
    profile: str
    rule: str
    given: Mapping[str, Any]
    expect: Mapping[str, Any]
    place: Place
    on: date | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    indicator: str = ""


def read_cases(document: Document, profile: str, problems: list[Problem]) -> list[Case]:
    """Read a case file; `profile` is the slug that its place in the tree gives, a key `profile` wins."""
    root = Place(document, problems)
    cases: list[Case] = []
    for key in document.data:
        if key not in ("case", "profile"):
            report_unknown(root.at(key), key, ("case", "profile"))
    named = document.data.get("profile", profile)
    if not slug(root.at("profile"), named):
        return cases
    data = document.data.get("case")
    if not isinstance(data, list) or not data:
        root.at("case").report(N_("в файле нет ни одного примера [[case]]"))
        return cases
    for number, item in enumerate(data):
        case = _case(root.at("case", number), str(named), item)
        if case:
            cases.append(case)
    return cases


def _case(place: Place, profile: str, data: object) -> Case | None:
    values = read_table(place, data, CASE)
    if "title" not in values or "expect" not in values or not isinstance(data, Mapping):
        return None
    if ("rule" in data) == ("indicator" in data):
        place.report(N_("в примере нужен либо ключ rule, либо ключ indicator"))
        return None
    if "rule" not in values and "indicator" not in values:
        return None
    indicator = str(values.get("indicator", ""))
    given = dict(values.get("given", {}))
    given.update({key: values[key] for key in (*REGISTERS, "as_of") if key in values})
    _check_expect(place, values, indicator or str(values.get("rule", "")))
    return Case(
        title=values["title"],
        profile=profile,
        rule=f"monitoring.{indicator}" if indicator else values["rule"],
        given=given,
        expect=values["expect"],
        place=place,
        on=values.get("on"),
        settings=values.get("settings", {}),
        indicator=indicator,
    )


def _check_expect(place: Place, values: Mapping[str, Any], name: str) -> None:
    """Accept only keys that a verdict or a figure has."""
    known = (
        (*VERDICT_KEYS, *FIGURE_KEYS)
        if name.startswith("monitoring.") or "indicator" in values
        else VERDICT_KEYS
    )
    if not values["expect"]:
        place.at("expect").report(N_("пример ничего не ожидает"))
    for key in values["expect"]:
        if key not in known:
            report_unknown(place.at("expect", key), key, known)
