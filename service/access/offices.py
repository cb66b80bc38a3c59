"""Offices follow from dated compositions (составы органов): which tables hold them, who sits there today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, BindParameter, Subquery, Text, false, literal, select, union_all


@dataclass(frozen=True)
class Composition:
    """A table of seats in bodies of one kind, with columns `office`, `person_id`, `valid` and the body's id.

    A module of a layer above names its own in its card.
    """

    body: str
    model: type[Any]
    body_id: str


def held_on(
    compositions: Iterable[Composition], tenant_id: int | BindParameter[int], on: date | BindParameter[date]
) -> Subquery:
    """Every office held on a date: body, body_id, office, person_id."""
    parts = [
        select(
            literal(one.body).label("body"),
            getattr(one.model, one.body_id).label("body_id"),
            one.model.office.label("office"),
            one.model.person_id.label("person_id"),
        ).where(one.model.tenant_id == tenant_id, one.model.valid.contains(on))
        for one in compositions
    ]
    nobody = select(
        literal(None, Text).label("body"),
        literal(None, BigInteger).label("body_id"),
        literal(None, Text).label("office"),
        literal(None, BigInteger).label("person_id"),
    ).where(false())
    return union_all(*(parts or [nobody])).subquery("held")
