"""Copies of minutes by mail (копии почтой): one letter each, asked for through the outbox."""

from sqlalchemy import select

from service.core.language import N_
from service.meetings.actions.asking import ask
from service.meetings.actions.copying import copies
from service.meetings.events import COPY_DUE, AfterEvent
from service.meetings.model.minutes import Minutes, MinutesDelivery
from service.meetings.queries import minutes as minutes_reads
from service.tenancy.scope import Scope

NO_MAILBOX = N_("Почтовый сервер не принял адрес: передайте копию на бумаге.")


def ask_for_letters(scope: Scope, minutes_id: int) -> int:
    """Ask for a letter for every copy that goes by mail and has not gone; how many."""
    waiting = [one.id for one in copies(scope, minutes_id) if one.channel == "mail" and one.sent_at is None]
    return ask(scope, COPY_DUE, waiting)


def awaiting(scope: Scope, delivery_id: int) -> MinutesDelivery | None:
    """A copy that still has to go by mail, held by this transaction alone."""
    chosen = select(MinutesDelivery).where(
        MinutesDelivery.id == delivery_id,
        MinutesDelivery.channel == "mail",
        MinutesDelivery.sent_at.is_(None),
    )
    return scope.db.execute(chosen.with_for_update()).scalar()


def minutes_of(scope: Scope, row: MinutesDelivery) -> Minutes:
    """The minutes that a copy is of."""
    return minutes_reads.minutes(scope, row.minutes_id)


def refused(scope: Scope, row: MinutesDelivery) -> None:
    """The mailbox does not exist: the copy waits to be handed over on paper."""
    row.channel, row.evidence = "paper", NO_MAILBOX
    scope.record(AfterEvent.COPY_REFUSED, row)
