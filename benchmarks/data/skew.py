"""How municipalities differ in size: many small ones, a few very large."""

from math import exp, log, sqrt
from random import Random
from statistics import NormalDist

from benchmarks.sizes import Size

MEDIAN, MEAN = 486, 833


def teachers(size: Size) -> list[int]:
    """Teachers by municipality: log-normal, clipped, in mixed order, with the exact total."""
    count = size.municipalities
    spread = sqrt(2 * log(MEAN / MEDIAN))
    middle = size.teachers / count * MEDIAN / MEAN
    normal = NormalDist()
    found = [
        min(size.most, max(size.least, round(middle * exp(spread * normal.inv_cdf((place + 0.5) / count)))))
        for place in range(count)
    ]
    _settle(found, size)
    Random(f"{size.name}-order").shuffle(found)  # noqa: S311 - the same country at every run
    return found


def _settle(found: list[int], size: Size) -> None:
    """Spread what is missing to the total over all but the smallest and the largest."""
    while (left := size.teachers - sum(found)) != 0:
        free = [place for place, one in enumerate(found) if size.least < one < size.most]
        step = max(1, abs(left) // len(free)) * (1 if left > 0 else -1)
        for place in free:
            if size.teachers == sum(found):
                return
            left = size.teachers - sum(found)
            move = max(-abs(left), min(abs(left), step))
            found[place] = min(size.most, max(size.least, found[place] + move))


def shares(total: int, weights: list[int]) -> list[int]:
    """A total divided by weights into whole numbers that add up to it."""
    whole, done, before = sum(weights), 0, 0
    parts = []
    for weight in weights:
        done += weight
        now = total * done // whole
        parts.append(now - before)
        before = now
    return parts
