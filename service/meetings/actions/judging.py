"""Verdicts that stay: stored with what they opened, decided or signed; a hard one refuses the act."""

from collections.abc import Mapping
from typing import Any

from service.core.errors import Invalid
from service.core.language import N_, render
from service.meetings.model.judged import Judged
from service.meetings.policy import MeetingPolicy
from service.rules.verdict import Severity, Status, Verdict
from service.tenancy.scope import Scope

BY_CLAUSE = N_("%(said)s Основание: %(clause)s.")
BY_ACT = N_("%(said)s Основание: %(clause)s (%(act)s).")


def words_of(verdict: Verdict) -> str:
    """The sentence of a refusal (слова отказа): the verdict, and by which clause of which act."""
    if verdict.clause:
        return BY_ACT if verdict.act else BY_CLAUSE
    return "%(said)s"


class Refused(Invalid):
    """A hard rule of the regulation refuses the act; the words are those of the verdict."""

    code = "rule_broken"

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        said = {"said": verdict.message, "clause": verdict.clause, "act": verdict.act}
        super().__init__(words_of(verdict), **said)


def forbids(verdict: Verdict) -> bool:
    """Whether a verdict refuses the act: a hard rule is broken, or it cannot be judged for want of facts."""
    if verdict.status is Status.NOT_YET:
        return True
    return verdict.status is Status.FAIL and verdict.severity is Severity.HARD


def demand(verdict: Verdict) -> Verdict:
    """Raise Refused when a verdict forbids what is being done; gives the verdict back."""
    if forbids(verdict):
        raise Refused(verdict)
    return verdict


def check(scope: Scope, kind: str, name: str, facts: Mapping[str, Any]) -> Verdict:
    """Judge by a rule of a kind of body and refuse when a hard one is broken; nothing is stored."""
    return demand(MeetingPolicy.of(scope.profile, kind).evaluate(name, facts))


def store(scope: Scope, verdict: Verdict, subject: str, subject_id: int) -> Judged:
    """Store a verdict about something as it was pronounced (вынесенное заключение)."""
    row = Judged(
        rule=verdict.rule,
        status=verdict.status.value,
        severity=verdict.severity.value,
        subject=subject,
        subject_id=subject_id,
        expected=verdict.expected if isinstance(verdict.expected, int) else None,
        actual=verdict.actual if isinstance(verdict.actual, int) else None,
        verdict={**verdict.to_dict(render), "decided_by": list(verdict.decided_by)},
        profile_version=verdict.profile_version,
        judged_at=scope.now,
    )
    scope.db.add(row)
    scope.db.flush()
    return row
