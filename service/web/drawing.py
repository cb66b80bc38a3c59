"""Measures for pictures: widths of bars, a scale for a table, places of seats. No colours here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

SCALES = (Fraction(1, 10), Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(1))
SEAT = 46
ROW_LENGTH = 15
LABEL_ROOM = 30
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
    return [(share_of(start, total), share_of(count, total)) for start, count in zip(before, listed, strict=True)]


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
    seats = tuple(
        Seat(place % ROW_LENGTH * SEAT + SEAT // 2 + EDGE, _row_top(place // ROW_LENGTH) + SEAT // 2, state)
        for place, state in enumerate(states)
    )
    width = min(max(established, 1), ROW_LENGTH) * SEAT + 2 * EDGE
    rows = -(-max(established, 1) // ROW_LENGTH)
    return Seats(max(width, 4 * SEAT), _row_top(rows), seats, _marks(established, width, marks))


def _row_top(row: int) -> int:
    return row * (SEAT + LABEL_ROOM)


def _marks(established: int, width: int, marks: Sequence[Mapping[str, object]]) -> tuple[Mark, ...]:
    placed: list[Mark] = []
    for mark in sorted(marks, key=lambda each: int(str(each["count"]))):
        count = min(int(str(mark["count"])), established)
        row, column = divmod(max(count, 1) - 1, ROW_LENGTH)
        x = (column + 1) * SEAT + EDGE
        text = str(mark["text"])
        # The first label stands left of its mark, the next ones right: two thresholds never collide.
        left = not placed and len(text) * LETTER < x or len(text) * LETTER > width - x
        placed.append(
            Mark(
                x=x,
                y=_row_top(row),
                text_x=x - 6 if left else x + 6,
                text_y=_row_top(row) + SEAT + 15,
                anchor="end" if left else "start",
                text=text,
                tone=str(mark.get("tone", "ok")),
            )
        )
    return tuple(placed)
