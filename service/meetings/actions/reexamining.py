"""Re-examination (пересмотр): an act entered after a meeting was held judges its quorum once more.

What was pronounced then stays as it was; the new verdict stands beside it and says by which act.
"""

from datetime import date

from service.core.language import render
from service.meetings.model.bodies import Body, CompositionAct
from service.meetings.model.judged import Judged
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.bodies import composition
from service.meetings.queries.meetings import day_of, held
from service.meetings.queries.presence import attendance
from service.meetings.rules.presence import quorum_facts
from service.tenancy.scope import Scope

AGAIN = "reexamined_by"
"""Under this key a verdict names the act of composition for which it was pronounced again."""


def reexamine(scope: Scope, body: Body, act: CompositionAct, starts: date) -> list[Judged]:
    """Judge anew the quorum of meetings that an act dated back concerns (council.md edge 13)."""
    policy = MeetingPolicy.of(scope.profile, body.kind)
    rows = []
    for meeting in held(scope, body.id, starts, scope.today):
        seated = composition(scope, body.id, day_of(scope, meeting))
        there = attendance(scope, meeting, policy, seated, meeting.opened_at)
        verdict = policy.evaluate(
            "meeting_quorum", quorum_facts(policy, "meeting_quorum", meeting.form, there)
        )
        row = Judged(
            rule=verdict.rule,
            status=verdict.status.value,
            severity=verdict.severity.value,
            subject="meeting",
            subject_id=meeting.id,
            expected=verdict.expected if isinstance(verdict.expected, int) else None,
            actual=verdict.actual if isinstance(verdict.actual, int) else None,
            verdict={**verdict.to_dict(render), AGAIN: act.id},
            profile_version=verdict.profile_version,
            judged_at=scope.now,
        )
        scope.db.add(row)
        rows.append(row)
    scope.db.flush()
    return rows
