"""Evaluation of an indicator (показатель) over small registers, row by row, with its members."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from service.rules.conditions.explain import Row, inside, truth, unknown_codes
from service.rules.conditions.registers import Register
from service.rules.indicators.assessment import figure_from_counts
from service.rules.indicators.figure import Counts, IndicatorFigure, MissingFact
from service.rules.indicators.params import Params
from service.rules.indicators.rows import read_rows

Registers = Mapping[str, Sequence[Mapping[str, object]]]


def evaluate_indicator(params: Params, registers: Registers, as_of: date) -> IndicatorFigure:
    """Compute a figure from small registers as of a date (показатель на дату).

    A row whose facts leave population or numerator open is counted in neither number and is reported in
    `missing` under each field or register that is unknown. Raises BadFacts for a wrong row.
    """
    rows = read_rows(params.subject, registers.get(params.subject.name, ()), as_of)
    return evaluate_rows(params, rows, as_of)


def evaluate_rows(params: Params, rows: Iterable[Row], as_of: date) -> IndicatorFigure:
    """Compute a figure from rows that hold on the date already."""
    numerator: list[object] = []
    denominator: list[object] = []
    unknown: list[object] = []
    decided = 0
    missing: Counter[str] = Counter()
    for row in rows:
        if not in_window(params, row, as_of):
            continue
        population, counted = truth(params.population, row, as_of), truth(params.numerator, row, as_of)
        if population is None or population and counted is None:
            unknown.append(row["id"])
            condition = params.population if population is None else params.numerator
            missing.update(unknown_codes(condition, row, as_of))
            continue
        decided += 1
        if population:
            denominator.append(row["id"])
            if counted:
                numerator.append(row["id"])
    counts = Counts(
        numerator=len(numerator),
        denominator=len(denominator),
        unknown=len(unknown),
        decided=decided,
        missing=tuple(MissingFact(code, number) for code, number in sorted(missing.items())),
    )
    return figure_from_counts(params, counts, as_of, (tuple(numerator), tuple(denominator), tuple(unknown)))


def in_window(params: Params, row: Row, as_of: date) -> bool:
    """Say whether a row of a subject with dated rows lies in the indicator's window."""
    subject = params.subject
    if not params.window_field:
        return True
    timed = Register(subject.name, subject.title, subject.fields, params.window_field)
    return inside(timed, params.window, row, as_of, params.since)
