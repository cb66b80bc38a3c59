"""Measures of the chart (диаграмма): the stair of targets by year and the values on their days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor

from service.monitoring.labels import Box, Label, Segment, box_of, place
from service.rules.indicators.figure import Target

WIDTH, HEIGHT = 720, 250
LEFT, RIGHT, TOP, BOTTOM = 56, 684, 24, 212
TOPS = tuple(Fraction(part, 20) for part in (1, 2, 4, 6, 8, 12, 16, 20))
LABEL_ROOM, TARGET_ROOM = 58, 66


@dataclass(frozen=True)
class Point:
    """A value on a day; None is a gap; an `open` one is not the year's last word."""

    day: date
    value: Fraction | None
    open: bool = False


@dataclass(frozen=True)
class Dot:
    """A drawn value: place, whether it is open, whether its day has room for a label under the axis."""

    x: int
    y: int
    point: Point
    labelled: bool
    label: Label = Label(0, 0)


@dataclass(frozen=True)
class Step:
    """One step of the stair: from x to x at height y, its target and year."""

    x1: int
    x2: int
    y: int
    year: int
    target: Target


@dataclass(frozen=True)
class Chart:
    """A whole chart: lines of values without the gaps, dots, steps, marks of the axes."""

    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    steps: tuple[Step, ...]
    riser: str
    levels: tuple[tuple[int, Fraction], ...]
    days: tuple[tuple[int, date], ...]


def chart(points: Sequence[Point], targets: Sequence[tuple[int, Target]], *, counted: bool = False) -> Chart:
    """Place values and targets; `counted` for pieces, whose axis goes up to the largest whole number.

    No line is drawn through a gap, no step over a year without a target.
    """
    values = [point.value for point in points if point.value is not None]
    top = _top([*values, *(target.value for _, target in targets)], counted)
    first, last = _span(points, targets)

    def x(day: date) -> int:
        return LEFT + (RIGHT - LEFT) * (day - first).days // max(1, (last - first).days)

    def y(value: Fraction) -> int:
        return BOTTOM - int((BOTTOM - TOP) * min(value / top, Fraction(1)))

    steps = tuple(
        Step(x(max(first, date(year, 1, 1))), x(min(last, date(year, 12, 31))), y(one.value), year, one)
        for year, one in targets
    )
    dots = _dots(points, x, y)
    return Chart(
        lines=_lines(points, x, y),
        dots=_with_labels(dots, steps),
        steps=steps,
        riser=" ".join(
            f"M{a.x2} {a.y}V{b.y}H{b.x1}"
            for a, b in zip(steps, steps[1:], strict=False)
            if a.year + 1 == b.year
        ),
        levels=tuple((y(top * part), top * part) for part in (Fraction(0), Fraction(1, 2), Fraction(1))),
        days=tuple((dot.x, dot.point.day) for dot in dots if dot.labelled),
    )


def _top(values: Sequence[Fraction], counted: bool) -> Fraction:
    largest = max(values, default=Fraction(0))
    if counted:
        return Fraction(max(2, (floor(largest) + 2) // 2 * 2))
    return next((top for top in TOPS if top * 9 >= largest * 10), Fraction(1))


def _span(points: Sequence[Point], targets: Sequence[tuple[int, Target]]) -> tuple[date, date]:
    days = [point.day for point in points]
    years = [year for year, _ in targets]
    firsts = [*days, *(date(year, 1, 1) for year in years)]
    lasts = [*days, *(date(year, 12, 31) for year in years)]
    return min(firsts), max(lasts)


def _lines(
    points: Sequence[Point], x: Callable[[date], int], y: Callable[[Fraction], int]
) -> tuple[str, ...]:
    runs: list[list[str]] = [[]]
    for point in points:
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{x(point.day)},{y(point.value)}")
    return tuple(" ".join(run) for run in runs if len(run) > 1)


def _dots(points: Sequence[Point], x: Callable[[date], int], y: Callable[[Fraction], int]) -> tuple[Dot, ...]:
    dots: list[Dot] = []
    free = RIGHT + LABEL_ROOM
    # From the latest day back: where labels would touch, the earlier one gives way.
    for point in reversed(points):
        at = x(point.day)
        labelled = at + LABEL_ROOM <= free
        free = at if labelled else free
        dots.append(Dot(at, y(point.value) if point.value is not None else BOTTOM, point, labelled))
    return tuple(reversed(dots))


def _with_labels(dots: Sequence[Dot], steps: Sequence[Step]) -> tuple[Dot, ...]:
    """The dots that have a value, each number in a free place."""
    lines: list[Segment] = [(step.x1, step.y, step.x2, step.y) for step in steps]
    lines += [(a.x2, a.y, a.x2, b.y) for a, b in zip(steps, steps[1:], strict=False)]
    pairs = zip(dots, dots[1:], strict=False)
    told = [(a, b) for a, b in pairs if a.point.value is not None and b.point.value is not None]
    lines += [(a.x, a.y, b.x, b.y) for a, b in told]
    named = [step for before, step in zip([None, *steps], steps, strict=False) if _named(before, step)]
    taken: list[Box] = [(step.x1, step.y - 17, step.x1 + TARGET_ROOM, step.y - 3) for step in named]
    found: list[Dot] = []
    for dot in (dot for dot in dots if dot.point.value is not None):
        label = place(dot.x, dot.y, BOTTOM, lines, taken)
        if dot.labelled:
            taken.append(box_of(label))
        found.append(replace(dot, label=label))
    return tuple(found)


def _named(before: Step | None, step: Step) -> bool:
    """Whether a step carries its number: the first one, and each that differs from the one before."""
    return before is None or before.target.value != step.target.value
