"""Votes from sheets (голоса с листов): marks of those who vote in a round by sheet become their votes."""

from collections.abc import Sequence

from sqlalchemy import select

from service.meetings.model.agenda import AgendaItem
from service.meetings.model.voting import Elector, Round, Vote
from service.meetings.queries.sheets import Line
from service.meetings.refusals import in_words
from service.meetings.rules.sheets import CHOICES
from service.tenancy.scope import Scope


def votes_from(scope: Scope, held: Round, item: AgendaItem, lines: Sequence[Line]) -> None:
    """Write the marks of valid sheets as votes of their members; an unclear mark is none."""
    chosen = select(Elector.person_id).where(Elector.round_id == held.id, Elector.channel == "sheet")
    electors = set(scope.db.execute(chosen).scalars())
    counted = {one.sheet.person_id: one.counted for one in lines if one.sheet.person_id in electors}
    with in_words():
        scope.db.flush()
        scope.db.add_all(
            Vote(
                round_id=held.id,
                person_id=person,
                choice=receipt.marks[item.id],
                cast_at=receipt.row.received_at,
                recorded_by=receipt.row.registered_by,
            )
            for person, receipt in counted.items()
            if receipt is not None and receipt.marks.get(item.id) in CHOICES
        )
        scope.db.flush()
