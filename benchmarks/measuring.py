"""Measuring in pairs: every round sends one input through every variant, in shuffled order.

A machine that does other work makes one run after another incomparable. What is compared here meets the same
moment, and the base stands in every comparison twice: the ratio of the two (A/A) shows the noise.
"""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any

Work = Callable[[Any], Any]
AGAIN = "the base again"


@dataclass(frozen=True)
class Timed:
    """Seconds of one variant, by round."""

    seconds: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """The value below which a share of the rounds lies."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def to_dict(self) -> dict[str, float]:
        """Milliseconds as the file keeps them."""
        return {
            "median_ms": round(median(self.seconds) * 1000, 3),
            "p95_ms": round(self.percentile(0.95) * 1000, 3),
            "least_ms": round(min(self.seconds) * 1000, 3),
            "rounds": len(self.seconds),
        }


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, and the target where there is one."""

    scenario: str
    what: str
    figures: Mapping[str, Any]
    ratio: float | None = None
    noise: float | None = None
    target: float | None = None
    note: str = ""
    unit: str = "ms"

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None without a target."""
        return None if self.target is None or self.ratio is None else self.ratio <= self.target

    def to_dict(self) -> dict[str, Any]:
        """The line as the file keeps it."""
        return {
            "scenario": self.scenario,
            "what": self.what,
            "ratio": None if self.ratio is None else round(self.ratio, 3),
            "noise": None if self.noise is None else round(self.noise, 3),
            "target": self.target,
            "reached": self.reached,
            "unit": self.unit,
            "note": self.note,
            "figures": dict(self.figures),
        }


@dataclass
class Pair:
    """A variant against a base over the same inputs."""

    base: Work
    variant: Work
    inputs: Sequence[Any]
    names: tuple[str, str] = ("base", "product")
    before: Callable[[], None] = field(default=lambda: None)

    def measure(self, rounds: int, warm: int = 2, seed: int = 7) -> "Measured":
        """Time base, variant and the base again, `rounds` times."""
        works: dict[str, Work] = {self.names[0]: self.base, self.names[1]: self.variant, AGAIN: self.base}
        times: dict[str, list[float]] = {name: [] for name in works}
        random = Random(seed)  # noqa: S311 - the same order at every run
        for number in range(warm + rounds):
            given = self.inputs[number % len(self.inputs)]
            order = list(works)
            random.shuffle(order)
            for name in order:
                self.before()
                spent = clocked(works[name], given)
                if number >= warm:
                    times[name].append(spent)
        return Measured({name: Timed(tuple(found)) for name, found in times.items()}, self.names)


@dataclass(frozen=True)
class Measured:
    """The times of a pair."""

    times: Mapping[str, Timed]
    names: tuple[str, str]

    @property
    def ratio(self) -> float:
        """The median over rounds of variant to base, the base being the mean of its two times."""
        return median(each / ((one + two) / 2) for one, two, each in self._rounds())

    @property
    def noise(self) -> float:
        """The same of base to base: 1.00 without noise."""
        return median(two / one for one, two, _ in self._rounds())

    def figures(self) -> dict[str, Any]:
        """Times by name."""
        return {name: self.times[name].to_dict() for name in self.names}

    def _rounds(self) -> list[tuple[float, float, float]]:
        base, variant = (self.times[name].seconds for name in self.names)
        return list(zip(base, self.times[AGAIN].seconds, variant, strict=True))


def clocked(work: Work, given: Any) -> float:
    """Seconds of one call; garbage is collected before, not within."""
    gc.collect(0)
    start = time.perf_counter()
    work(given)
    return time.perf_counter() - start


def row(scenario: str, what: str, measured: Measured, target: float | None = None, note: str = "") -> Row:
    """The line of a comparison."""
    return Row(scenario, what, measured.figures(), measured.ratio, measured.noise, target, note)
