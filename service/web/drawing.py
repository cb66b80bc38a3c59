"""Measures for pictures: widths of bars, a scale for a table, places of seats. No colours here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

SCALES = (Fraction(1, 10), Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(1))
SEAT = 46
ROW_LENGTH = 15
LINE = 18
LETTER = 7.4
EDGE = 4


def share_of(value: int | Fraction, scale: int | Fraction = 1) -> str:
    """A length as a percentage of the scale, between 0 and 100, for an SVG attribute: «24.1%»."""
    part = min(max(Fraction(value) / Fraction(scale), Fraction(0)), Fraction(1)) if scale else Fraction(0)
    tenths = round(part * 1000)
    return f"{tenths // 10}.{tenths % 10}%"


def nice_scale(values: Iterable[int | Fraction | None]) -> Fraction:
    """The smallest usual scale that leaves air to the right of the largest value or target."""
    largest = max((Fraction(value) for value in values if value is not None), default=Fraction(1))
    return next((scale for scale in SCALES if scale * 9 >= largest * 10), Fraction(1))


def segments(counts: Iterable[int]) -> list[tuple[str, str]]:
    """Places and lengths of the parts of one whole bar, as percentages; a part of nothing has no length."""
    listed = list(counts)
    total = sum(listed)
    before = [sum(listed[:place]) for place in range(len(listed))]
    return [
        (share_of(start, total), share_of(count, total)) for start, count in zip(before, listed, strict=True)
    ]


@dataclass(frozen=True)
class Seat:
    """One seat (место в совете): centre and state, `present`, `empty` or `vacant`."""

    x: int
    y: int
    state: str


@dataclass(frozen=True)
class Mark:
    """A threshold drawn between two seats, with its label."""

    x: int
    y: int
    text_x: int
    text_y: int
    anchor: str
    text: str
    tone: str


@dataclass(frozen=True)
class Seats:
    """A whole council, measured in pixels."""

    width: int
    height: int
    seats: tuple[Seat, ...]
    marks: tuple[Mark, ...]


def seat_plan(established: int, present: int, vacant: int, marks: Sequence[Mapping[str, object]]) -> Seats:
    """Place the seats: the present first, then empty ones, vacancies last.

    A mark is {count, text, tone}: it stands behind the seat number `count`. A mark over the established
    composition stands at its end.
    """
    states = ["present"] * min(present, established)
    states += ["empty"] * max(0, established - len(states) - vacant)
    states += ["vacant"] * (established - len(states))
    width = max(min(max(established, 1), ROW_LENGTH) * SEAT, 5 * SEAT) + 2 * EDGE
    placed = _labels(established, width, marks)
    tops = _row_tops(-(-max(established, 1) // ROW_LENGTH), placed)
    seats = tuple(
        Seat(place % ROW_LENGTH * SEAT + SEAT // 2 + EDGE, tops[place // ROW_LENGTH] + SEAT // 2, state)
        for place, state in enumerate(states)
    )
    drawn = tuple(
        Mark(x, tops[row], at, tops[row] + SEAT + 15 + line * LINE, anchor, text, tone)
        for row, x, at, line, anchor, text, tone in placed
    )
    return Seats(width, tops[-1], seats, drawn)


_Label = tuple[int, int, int, int, str, str, str]


def _labels(established: int, width: int, marks: Sequence[Mapping[str, object]]) -> list[_Label]:
    """Row, x of mark and text, line, anchor, text, tone; a label that would collide goes a line down."""
    placed: list[_Label] = []
    taken: dict[tuple[int, int], float] = {}
    for mark in sorted(marks, key=lambda each: int(str(each["count"]))):
        row, column = divmod(max(min(int(str(mark["count"])), established), 1) - 1, ROW_LENGTH)
        x, text = (column + 1) * SEAT + EDGE, str(mark["text"])
        length = len(text) * LETTER
        # The first label stands left of its mark, the next ones right: two thresholds rarely collide.
        left = (not placed and length + 6 < x) or length + 6 > width - x
        begin = x - 6 - length if left else x + 6
        line = next(line for line in range(len(marks) + 1) if taken.get((row, line), -1.0) < begin)
        taken[(row, line)] = begin + length + LETTER
        at, anchor = (x - 6, "end") if left else (x + 6, "start")
        placed.append((row, x, at, line, anchor, text, str(mark.get("tone", "ok"))))
    return placed


def _row_tops(rows: int, placed: Sequence[_Label]) -> list[int]:
    """The top of every row and the bottom of the last: rows with labels get room for them."""
    tops = [0]
    for row in range(rows):
        lines = max((label[3] + 1 for label in placed if label[0] == row), default=0)
        tops.append(tops[-1] + SEAT + (8 + lines * LINE if lines else 0))
    return tops
