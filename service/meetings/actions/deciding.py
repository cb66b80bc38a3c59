"""Decisions (решения): the outcome follows from votes and rules; a group is created where one was decided."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import func, select

from service.core.columns import life
from service.core.language import N_
from service.meetings.actions.judging import store
from service.meetings.model.agenda import AgendaItem
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.judged import Judged
from service.meetings.model.meetings import Meeting
from service.meetings.model.voting import Decision, Founding, Round, SecretBallot, Vote
from service.meetings.names import MeetingsEvent
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import meetings as reads
from service.meetings.refusals import in_words
from service.meetings.rules.presence import Electorate, majority_facts
from service.rules.verdict import Verdict
from service.tenancy.scope import Scope

NO_TEXT = N_("Решение по вопросу «%(title)s»")
ONE_DAY = timedelta(days=1)
GROUPS = frozenset({"working_group", "expert_group"})


def tally(scope: Scope, held: Round) -> dict[str, int]:
    """Count the votes of a round by choice."""
    table = SecretBallot if held.voting == "secret" else Vote
    chosen = (
        select(table.choice, func.count().label("number"))
        .where(table.round_id == held.id)
        .group_by(table.choice)
    )
    counted = dict.fromkeys(("for", "against", "abstain"), 0)
    return {**counted, **{row.choice: row.number for row in scope.db.execute(chosen)}}


def decide(
    scope: Scope,
    policy: MeetingPolicy,
    row: Round,
    item: AgendaItem,
    meeting: Meeting,
    body: Body,
) -> Decision:
    """Write what a closed round came to; the database sets the outcome by the stored verdict."""
    votes = tally(scope, row)
    kind = item.decides or "procedural"
    decision = Decision(
        item_id=item.id,
        round_id=row.id,
        kind=kind,
        text=item.draft or NO_TEXT % {"title": item.title},
        force=policy.force(kind),
        votes_for=votes["for"],
        votes_against=votes["against"],
        votes_abstained=votes["abstain"],
        verdict_id=_verdict_id(scope, policy, row, item, meeting, votes),
        decided_at=scope.now,
    )
    scope.db.add(decision)
    with in_words():
        scope.db.flush()
    scope.db.refresh(decision)
    scope.record(
        MeetingsEvent.DECIDED, decision, detail={"outcome": decision.outcome, "item": item.id, "kind": kind}
    )
    if kind in GROUPS and decision.outcome in ("adopted", "recorded"):
        _found_group(scope, decision, item, meeting, body)
    return decision


def _verdict_id(
    scope: Scope,
    policy: MeetingPolicy,
    row: Round,
    item: AgendaItem,
    meeting: Meeting,
    votes: Mapping[str, int],
) -> int:
    quorum = scope.db.get_one(Judged, (scope.db.tenant_id, row.verdict_id))
    if quorum.status == "not_yet" or (quorum.status == "fail" and quorum.severity == "hard"):
        return quorum.id  # the vote was not held at all: that is no rejection (council.md edge 45)
    return store(scope, majority(scope, policy, row, item, meeting, votes), "round", row.id).id


def majority(
    scope: Scope,
    policy: MeetingPolicy,
    row: Round,
    item: AgendaItem,
    meeting: Meeting,
    votes: Mapping[str, int],
) -> Verdict:
    """What the rule of majority says; an election follows its own where the regulation sets one."""
    election = item.decides == "election" and policy.established("chair_election")
    name = "chair_election" if election else "majority"
    frozen = Electorate(row.established, row.participants, row.electors)
    facts = majority_facts(policy, frozen, votes, _presider_vote(scope, row, meeting))
    takes = policy.takes(name)
    return policy.evaluate(name, {key: value for key, value in facts.items() if key in takes})


def _presider_vote(scope: Scope, row: Round, meeting: Meeting) -> str | None:
    if row.voting == "secret" or meeting.presider_id is None:
        return None
    chosen = select(Vote.choice).where(Vote.round_id == row.id, Vote.person_id == meeting.presider_id)
    choice = scope.db.execute(chosen).scalar()
    return "abstained" if choice == "abstain" else choice


def _found_group(scope: Scope, decision: Decision, item: AgendaItem, meeting: Meeting, parent: Body) -> Body:
    """Create the group that was decided, under the body that decided it (LU2 п. 3.1.2)."""
    day = reads.day_of(scope, meeting)
    lasts = life(day, item.group_until + ONE_DAY if item.group_until else None)
    group = Body(
        name=item.group_name or item.title,
        kind=decision.kind,
        parent_id=parent.id,
        valid=lasts,
    )
    scope.db.add(group)
    scope.db.flush()
    scope.db.add(Founding(decision_id=decision.id, body_id=group.id))
    if item.group_leader_id is not None:
        seat = Seat(council_id=group.id, person_id=item.group_leader_id, office="leader", valid=lasts)
        scope.db.add(seat)
    with in_words():
        scope.record(MeetingsEvent.GROUP_CREATED, group, detail={"decision": decision.id})
    return group
