"""Records behind a frozen figure (записи замороженного показателя): their ids kept, their names read anew."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import text

from service.core.paging import Page, Paging
from service.monitoring.listing import DENOMINATOR, DESCRIBED, NUMERATOR, PEOPLE, UNKNOWN, Member
from service.monitoring.rules import Definition
from service.monitoring.sources.catalogue import OFFERS
from service.rules.indicators.sql import compile_members
from service.tenancy.scope import Scope

INNER = re.compile(r"(?<!LEFT )JOIN ")


def ids(scope: Scope, definition: Definition, as_of: date) -> dict[str, list[int]]:
    """The ids of every record behind a figure by its side, in order."""
    statement = compile_members(definition.params, OFFERS, scope.tenant.id, as_of)
    found: dict[str, list[int]] = {NUMERATOR: [], DENOMINATOR: [], UNKNOWN: []}
    for row in scope.db.execute(text(statement.text), dict(statement.params)):
        found[row.side].append(row.id)
    return {side: sorted(listed) for side, listed in found.items()}


def named(
    scope: Scope, definition: Definition, wanted: Sequence[int], as_of: date, paging: Paging
) -> Page[Member]:
    """A page of records by their ids as they are called now; one erased since keeps its line without a name.

    Whoever may not read people gets no names; a school's people get their own school's people only.
    """
    subject = definition.params.subject.name
    described = DESCRIBED[subject]
    may = subject != PEOPLE or scope.can("people:read")
    narrowed = scope.actor.organisations is not None and subject == PEOPLE
    # Every part comes from the tables of the listing; ids and days are bound.
    lines = [
        f"SELECT x.id AS id, {described.name} AS name, {described.place} AS place, {described.kind} AS kind,",
        f" {described.opens} AS opens, count(*) OVER () AS total",
        "FROM unnest(CAST(:wanted AS bigint[])) AS x(id)",
        INNER.sub("LEFT JOIN ", described.joins),
        "WHERE o.id = ANY(:mine)" if narrowed else "",
        f"ORDER BY {described.order + ' NULLS LAST, ' if may else ''}x.id LIMIT :size OFFSET :offset",
    ]
    values = {
        "wanted": list(wanted),
        "tenant": scope.tenant.id,
        "as_of": as_of,
        "mine": sorted(scope.actor.organisations or ()),
        "size": paging.size,
        "offset": paging.offset,
    }
    rows = scope.db.execute(text("\n".join(lines)), values).all()
    items = [
        Member(row.id, "", (row.name or None) if may else None, row.place, row.kind, (), row.opens)
        for row in rows
    ]
    return Page(items, rows[0].total if rows else 0, paging)
