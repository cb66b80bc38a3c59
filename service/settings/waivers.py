"""Waivers in force (действующие освобождения): which rules are set aside on a day, in what words."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from service.core.language import N_
from service.rules.message import Message
from service.settings.model import Waiver

WAIVED = N_("Освобождение с %(starts)s, решение: %(decided_by)s. Причина: %(reason)s")
WAIVED_TO = N_("Освобождение с %(starts)s по %(ends)s, решение: %(decided_by)s. Причина: %(reason)s")


def in_force(on: date) -> ColumnElement[bool]:
    """Whether a waiver is in force on a day: begun, not over, not revoked."""
    over = Waiver.ends.is_(None) | (Waiver.ends >= on)
    return and_(Waiver.revoked_at.is_(None), Waiver.starts <= on, over)


def words_of(row: Waiver) -> Message:
    """Who let the tenant off a rule, for which days and why."""
    words = {"starts": row.starts, "ends": row.ends, "decided_by": row.decided_by, "reason": row.reason}
    return Message(WAIVED_TO if row.ends else WAIVED, words)


class Waivers(Mapping[str, Message]):
    """Waivers of one tenant on one day, read when a broken rule first asks: most pages never do."""

    def __init__(self, db: Session, tenant_id: int, on: date) -> None:
        self._db, self._tenant_id, self._on = db, tenant_id, on

    @cached_property
    def _found(self) -> dict[str, Message]:
        chosen = select(Waiver).where(Waiver.tenant_id == self._tenant_id, in_force(self._on))
        return {row.rule: words_of(row) for row in self._db.execute(chosen.order_by(Waiver.id)).scalars()}

    def __getitem__(self, rule: str) -> Message:
        return self._found[rule]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
