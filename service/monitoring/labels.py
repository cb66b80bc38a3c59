"""Places of the numbers on a chart (подписи значений): beside their dots and clear of every line."""

from collections.abc import Sequence
from dataclasses import dataclass

Segment = tuple[int, int, int, int]
Box = tuple[float, float, float, float]
HALF, HEIGHT = 22, 13  # half the width and the height of "100,0 %" at 12 px
STEP = 3
BESIDE, FAR = HALF + 9, HALF + 14
AROUND = (
    (0, -11),
    (0, 22),
    (-BESIDE, -8),
    (BESIDE, -8),
    (-BESIDE, 18),
    (BESIDE, 18),
    (0, -22),
    (-FAR, -3),
    (FAR, -3),
    (0, 34),
)


@dataclass(frozen=True)
class Label:
    """Where a number stands: the middle of its base line."""

    x: int
    y: int


def place(x: int, y: int, bottom: int, lines: Sequence[Segment], taken: Sequence[Box]) -> Label:
    """The first free place around a dot: above, below, then beside; above when none is free.

    `bottom` is the axis, under which stand the days; `taken` are other labels; all in pixels.
    """
    for across, down in AROUND:
        label = Label(x + across, y + down)
        if label.y <= bottom - 3 and not _crossed(box_of(label), lines) and not _met(box_of(label), taken):
            return label
    return Label(x, y - 11)


def box_of(label: Label) -> Box:
    """The room that a number takes: left, top, right, bottom."""
    return label.x - HALF, label.y - HEIGHT + 2, label.x + HALF, label.y + 3


def _met(box: Box, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    return any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
    )


def _crossed(box: Box, lines: Sequence[Segment]) -> bool:
    left, top, right, bottom = box
    return any(
        left <= across <= right and top <= down <= bottom for line in lines for across, down in _points(line)
    )


def _points(line: Segment) -> list[tuple[float, float]]:
    x1, y1, x2, y2 = line
    count = max(1, max(abs(x2 - x1), abs(y2 - y1)) // STEP)
    return [(x1 + (x2 - x1) * part / count, y1 + (y2 - y1) * part / count) for part in range(count + 1)]
