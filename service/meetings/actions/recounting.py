"""Recount (пересчёт решений): every outcome once more from its votes, by the rules of its day.

An outcome has no setter and votes do not change, so a recount comes to the same; where it does not, somebody
went past the service, or the rules of that day were entered otherwise afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.meetings.actions.deciding import majority, tally
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from service.meetings.model.voting import Decision, Round
from service.meetings.policy import MeetingPolicy
from service.meetings.queries.meetings import local
from service.profiles.profile import Profile
from service.tenancy.scope import Scope

Load = Callable[[date], Profile]
OUTCOMES: Mapping[str, str] = {
    "pass": "adopted",
    "waived": "adopted",
    "fail": "rejected",
    "not_applicable": "recorded",
}
"""What a verdict on the majority makes of a decision; the database holds the same table."""
NOT_HELD = "not_held"


@dataclass(frozen=True)
class Recounted:
    """A decision as it stands and as it was counted again (council.md E1)."""

    decision: Decision
    votes: Mapping[str, int]
    outcome: str

    @property
    def same(self) -> bool:
        """Whether figures and outcome are those that stand."""
        row = self.decision
        stand = {"for": row.votes_for, "against": row.votes_against, "abstain": row.votes_abstained}
        return (dict(self.votes), self.outcome) == (stand, row.outcome)


def recount(scope: Scope, load: Load) -> list[Recounted]:
    """Count every decision of the tenant again, the earliest first."""
    rows = scope.db.execute(
        select(Decision, Round, AgendaItem, Meeting, Body, Judged)
        .join(Round, Round.id == Decision.round_id)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .join(Body, Body.id == Meeting.body_id)
        .join(Judged, Judged.id == Decision.verdict_id)
        .order_by(Decision.id)
    ).all()
    found = []
    for decision, held, item, meeting, body, judged in rows:
        votes, outcome = tally(scope, held), NOT_HELD
        if not judged.rule.endswith("_quorum"):
            policy = MeetingPolicy.of(load(local(scope, decision.decided_at).date()), body.kind)
            verdict = majority(scope, policy, held, item, meeting, votes)
            outcome = OUTCOMES.get(verdict.status.value, verdict.status.value)
        found.append(Recounted(decision, votes, outcome))
    return found
