"""Compliance score (оценка соблюдения положения) of a body and year: exact, with everything behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from service.rules.message import N_, Message
from service.rules.shares import percent
from service.rules.verdict import Severity, Status

_OPEN = (Status.NOT_YET, Status.WARN)
_JUDGED = (Status.PASS, Status.FAIL)


class Pronounced(Protocol):
    """What the score reads of a verdict, whether it was stored or is pronounced now."""

    @property
    def rule(self) -> str:
        """Id of the rule."""

    @property
    def status(self) -> Status:
        """What it came to."""

    @property
    def severity(self) -> Severity:
        """What a broken rule does."""


@dataclass(frozen=True)
class Weights:
    """Weight of a rule by its severity; `own` overrides single rules by id."""

    soft: int = 1
    hard: int = 3
    own: Mapping[str, int] | None = None

    def of(self, rule: str, severity: Severity) -> int:
        """Give the weight of a rule."""
        usual = self.hard if severity is Severity.HARD else self.soft
        return (self.own or {}).get(rule, usual)


@dataclass(frozen=True)
class RuleScore:
    """One rule in the score: its verdicts counted, and the share of those that hold."""

    rule: str
    severity: Severity
    weight: int
    passed: int
    failed: int

    @property
    def share(self) -> Fraction:
        """Share of passes inside the rule, so that ten meetings do not drown one missing act."""
        return Fraction(self.passed, self.passed + self.failed)

    @property
    def points(self) -> Fraction:
        """What the rule adds to the score."""
        return self.weight * self.share


@dataclass(frozen=True)
class Score:
    """The score of a body and year; `waived` and `open` rules stand apart and count as neither."""

    rules: tuple[RuleScore, ...]
    waived: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def weight(self) -> int:
        """Sum of the weights."""
        return sum(one.weight for one in self.rules)

    @property
    def points(self) -> Fraction:
        """Weighted sum of the shares."""
        return sum((one.points for one in self.rules), Fraction(0))

    @property
    def value(self) -> Fraction | None:
        """The score between 0 and 1, exact; None where nothing could be judged."""
        return self.points / self.weight if self.weight else None

    @property
    def red(self) -> bool:
        """Whether a hard rule is broken, whatever the score."""
        return any(one.failed for one in self.rules if one.severity is Severity.HARD)

    @property
    def words(self) -> Message:
        """Say the score as «17/20 (85 %)»; parts of a point to a hundredth, for reading only."""
        if self.value is None:
            return Message(N_("Оценивать пока нечего"))
        return Message(
            "%(points)s/%(weight)d (%(percent)s)",
            {"points": _hundredths(self.points), "weight": self.weight, "percent": percent(self.value)},
        )


def score_of(verdicts: Iterable[Pronounced], weights: Weights | None = None) -> Score:
    """Put verdicts of one body and year together; several verdicts of a rule are averaged first.

    What is not known, not due or not established has no say; rules at risk or without a fact are listed among
    `open`, waived ones apart.
    """
    by_rule: dict[str, list[Pronounced]] = {}
    for verdict in verdicts:
        by_rule.setdefault(verdict.rule, []).append(verdict)
    chosen = weights or Weights()
    scored, waived, pending = [], [], []
    for rule, all_of in by_rule.items():
        judged = [verdict for verdict in all_of if verdict.status in _JUDGED]
        failed = sum(verdict.status is Status.FAIL for verdict in judged)
        hard = any(verdict.severity is Severity.HARD for verdict in all_of)
        severity = Severity.HARD if hard else Severity.SOFT
        if judged:
            weight = chosen.of(rule, severity)
            scored.append(RuleScore(rule, severity, weight, len(judged) - failed, failed))
        waived += [rule] if any(verdict.status is Status.WAIVED for verdict in all_of) else []
        pending += [rule] if any(verdict.status in _OPEN for verdict in all_of) else []
    return Score(tuple(scored), tuple(waived), tuple(pending))


def _hundredths(number: Fraction) -> str:
    """Write a number of points to a hundredth, rounded half up: «17», «12,75»."""
    whole, rest = divmod(int(number * 100 + Fraction(1, 2)), 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") if rest else str(whole)
