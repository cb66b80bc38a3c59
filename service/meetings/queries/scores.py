"""Reads of scores: the year of a body by rules, with its evidence, as it is now and as it was frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from service.meetings.model.bodies import Body
from service.meetings.model.plans import BodyScore
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.compliance import Evidence, evidence
from service.meetings.queries.plans import YearView, year_view
from service.meetings.rules.score import RuleScore, Score, score_of
from service.profiles.profile import Profile, Rule
from service.rules.verdict import Status
from service.tenancy.scope import Scope

WORST = (Status.FAIL, Status.WARN, Status.NOT_YET, Status.WAIVED, Status.PASS, Status.NOT_APPLICABLE)


@dataclass(frozen=True)
class RuleRow:
    """One rule of the page: its words, what its verdicts come to, the verdicts with the worst first."""

    rule: Rule
    score: RuleScore | None
    status: Status
    evidence: tuple[Evidence, ...]

    @property
    def judged(self) -> int:
        """How many verdicts count."""
        return self.score.passed + self.score.failed if self.score else 0


@dataclass(frozen=True)
class YearScore:
    """A body's year: the score, its rules, and what was frozen at the close."""

    view: YearView
    score: Score
    rows: tuple[RuleRow, ...]
    evidence: tuple[Evidence, ...]
    profile_version: str
    frozen: BodyScore | None

    @property
    def closed(self) -> bool:
        """Whether the year is over, so that what is written today came later."""
        return self.frozen is not None

    @property
    def differs(self) -> bool:
        """Whether what is known today gives another score than the frozen one."""
        return self.frozen is not None and self.frozen.content["score"] != score_record(self.score)


def score_record(score: Score) -> dict[str, Any]:
    """The score as it is frozen and given by the API: fractions exact, as text."""
    return {
        "points": str(score.points),
        "weight": score.weight,
        "value": None if score.value is None else str(score.value),
        "red": score.red,
        "words": str(score.words),
        "rules": [
            {
                "rule": one.rule,
                "severity": one.severity.value,
                "weight": one.weight,
                "passed": one.passed,
                "failed": one.failed,
            }
            for one in score.rules
        ],
        "waived": list(score.waived),
        "open": list(score.open),
    }


def frozen(scope: Scope, body_id: int, year: int) -> BodyScore | None:
    """The score of a closed year."""
    chosen = select(BodyScore).where(BodyScore.body_id == body_id, BodyScore.year == year)
    return scope.db.execute(chosen).scalar()


def year_score(scope: Scope, body: Body, year: int, beginning: MeetingPolicy | None = None) -> YearScore:
    """Judge the year of a body from its evidence, by the rules of the scope."""
    view = year_view(scope, body, year, beginning)
    found = evidence(scope, view)
    policy = MeetingPolicy.of(scope.profile, body.kind)
    score = score_of([one for one in found if not one.prevented], policy.weights)
    return YearScore(
        view,
        score,
        tuple(_rows(scope.profile, score, found)),
        tuple(found),
        scope.profile.version,
        frozen(scope, body.id, year),
    )


def _rows(profile: Profile, score: Score, found: Sequence[Evidence]) -> list[RuleRow]:
    scored = {one.rule: one for one in score.rules}
    by_rule: dict[str, list[Evidence]] = {}
    for one in found:
        by_rule.setdefault(one.rule, []).append(one)
    rows = []
    for name, told in by_rule.items():
        rule = profile.rule(name)
        counting = [one.status for one in told if not one.prevented]
        if rule is None:
            continue
        told.sort(key=lambda one: (WORST.index(one.status), str(one.day)))
        worst = min(counting, key=WORST.index, default=Status.NOT_APPLICABLE)
        rows.append(RuleRow(rule, scored.get(name), worst, tuple(told)))
    return sorted(rows, key=lambda row: (WORST.index(row.status), row.rule.id))
