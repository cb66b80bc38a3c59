"""Definitions of two regulations and small registers for them."""

from datetime import date
from typing import Any

YEAR_END = date(2026, 12, 31)
TEACHERS = {"field": "position", "op": "in", "value": ["teacher"]}
UK_4 = {
    "code": "uk.19.4", "canonical": "K04", "indicator": "share", "subject": "people",
    "population": {"field": "position", "op": "in", "value": ["teacher", "head"]},
    "numerator": {"exists": "trainings", "window": "calendar_year", "where": [
        {"field": "kind", "op": "in", "value": ["pk", "pp"]}]},
    "target": {"op": "at_least", "value": "1/10"}, "assessed": "year_end",
}  # fmt: skip
UK_7 = {
    "code": "uk.19.7", "indicator": "share", "subject": "people",
    "population": {"all": [TEACHERS, {"field": "age", "op": "lt", "value": 35}]},
    "numerator": {"exists": "support", "window": "calendar_year"},
}  # fmt: skip
OK_1 = {
    "code": "ok.6.2.1", "indicator": "share", "subject": "people", "population": TEACHERS,
    "numerator": {"exists": "trainings", "window": "since", "where": [
        {"field": "federal_register", "op": "eq", "value": True},
        {"field": "after_diagnostics", "op": "eq", "value": True}]},
    "since": date(2023, 1, 1), "cumulative": True, "assessed": "year_end",
    "targets": {"2023": "1/20", "2024": "1/10", "2025": "1/5", "2026": "3/10"},
}  # fmt: skip


def people(trained: int, untrained: int, day: date = date(2026, 3, 1)) -> list[dict[str, Any]]:
    rows = [{"id": f"t{n}", "position": "teacher", "trained": [day]} for n in range(trained)]
    return rows + [{"id": f"u{n}", "position": "teacher"} for n in range(untrained)]
