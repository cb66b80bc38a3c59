"""Asking for work (поручения исполнителю): one piece for each row, through the outbox, ids only."""

from collections.abc import Iterable

from service.tenancy.model import Outbox
from service.tenancy.scope import Scope


def ask(scope: Scope, event: str, ids: Iterable[int], **more: int) -> int:
    """Ask for a piece of work about each of some rows once this transaction has committed; how many."""
    asked_by = scope.asked_by()
    rows = [
        Outbox(event=event, actor_id=scope.actor.account_id, payload={"subject_id": one, **more, **asked_by})
        for one in ids
    ]
    scope.db.add_all(rows)
    return len(rows)
