"""Reads of voting: rounds, who votes in each, who has voted how, decisions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from service.meetings.model.judged import Judged
from service.meetings.model.voting import BallotCast, Decision, Elector, Founding, Round, SecretBallot, Vote
from service.meetings.queries.row import row_of
from service.people.model.persons import Person
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Voter:
    """A member in a round's electorate and what is known of the vote: a choice, or only that it was cast."""

    person_id: int
    name: str
    office: str
    channel: str
    choice: str | None
    cast: bool


@dataclass(frozen=True)
class Held:
    """A round with the counts, its decision once closed, the verdict behind it, the group created."""

    row: Round
    counts: Mapping[str, int]
    decision: Decision | None
    judged: Judged | None
    group_id: int | None


def one(scope: Scope, round_id: int) -> Round:
    """One round; raises NotFound."""
    return row_of(scope, Round, round_id)


def by_item(scope: Scope, item_ids: Collection[int]) -> Mapping[int, list[Held]]:
    """Rounds of questions in their order; three statements whatever the number."""
    found: dict[int, list[Held]] = {item: [] for item in item_ids}
    rows = scope.db.execute(
        select(Round, Decision, Judged, Founding.body_id)
        .outerjoin(Decision, Decision.round_id == Round.id)
        .outerjoin(Judged, Judged.id == func.coalesce(Decision.verdict_id, Round.verdict_id))
        .outerjoin(Founding, Founding.decision_id == Decision.id)
        .where(Round.item_id.in_(item_ids))
        .order_by(Round.item_id, Round.number)
    ).all()
    counts = _counts(scope, [row.id for row, *_ in rows])
    for row, decision, judged, group_id in rows:
        found[row.item_id].append(Held(row, counts.get(row.id, {}), decision, judged, group_id))
    return found


def _counts(scope: Scope, rounds: Collection[int]) -> Mapping[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for table in (Vote, SecretBallot):
        chosen = select(table.round_id, table.choice, func.count().label("number"))
        grouped = chosen.where(table.round_id.in_(rounds)).group_by(table.round_id, table.choice)
        for row in scope.db.execute(grouped):
            found.setdefault(row.round_id, {})[row.choice] = row.number
    return found


def voters(scope: Scope, round_id: int) -> list[Voter]:
    """The electorate of a round by name, with the votes of an open one; a secret one says only who voted."""
    rows = scope.db.execute(
        select(Elector, Person, Vote.choice, BallotCast.id.label("cast"))
        .join(Person, Person.id == Elector.person_id)
        .outerjoin(Vote, (Vote.round_id == Elector.round_id) & (Vote.person_id == Elector.person_id))
        .outerjoin(
            BallotCast,
            (BallotCast.round_id == Elector.round_id) & (BallotCast.person_id == Elector.person_id),
        )
        .where(Elector.round_id == round_id)
        .order_by(Person.sort_key, Person.id)
    )
    return [
        Voter(row.person_id, person.full_name, row.office, row.channel, choice, bool(choice or cast))
        for row, person, choice, cast in rows
    ]
