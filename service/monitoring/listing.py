"""The records behind a figure (записи за числом), by the very condition that counted them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import TextClause, text

from service.core.alphabet import search_key
from service.core.paging import Page, Paging
from service.monitoring.rules import Definition
from service.monitoring.sources.bodies import FIRST_YEAR, QUARTERS
from service.monitoring.sources.catalogue import OFFERS
from service.monitoring.sources.papers import EACH, KEPT, QUOTED
from service.rules.indicators.figure import Counts
from service.rules.indicators.params import SHARE
from service.rules.indicators.sql import compile_members
from service.tenancy.scope import Scope

NUMERATOR, DENOMINATOR, REST, UNKNOWN = "numerator", "denominator", "rest", "unknown"
SIDES = {
    NUMERATOR: ("numerator",),
    DENOMINATOR: ("numerator", "denominator"),
    REST: ("denominator",),
    UNKNOWN: ("unknown",),
}
"""What each list holds; whoever is in the numerator is in the denominator too, `rest` are not in it yet."""

PEOPLE = "people"


@dataclass(frozen=True)
class Described:
    """How the rows of a register are named: joins to `x.id`, name, second line, order, search.

    `opens` is the number of the card that opens from a row; it is the row's own unless said otherwise.
    """

    joins: str
    name: str
    place: str
    kind: str
    order: str
    search: str
    opens: str = "x.id"


_PLACE = "coalesce(o.short_name, o.name)"
_CODE = f"CASE WHEN x.id > {EACH} THEN (ARRAY[{QUOTED}])[mod(x.id, {EACH})] ELSE 'service_document' END"
_QUARTER = (
    f"(make_date({FIRST_YEAR}, 1, 1) + interval '3 months' * CAST(mod(x.id, {QUARTERS}) - 1 AS float8))"
)
DESCRIBED: Mapping[str, Described] = {
    PEOPLE: Described(
        "JOIN mms.person p ON p.tenant_id = :tenant AND p.id = x.id"
        " JOIN mms.employment m ON m.tenant_id = :tenant AND m.person_id = x.id AND m.kind = 'main'"
        "  AND m.valid @> CAST(:as_of AS date)"
        " JOIN mms.organisation o ON o.tenant_id = :tenant AND o.id = m.organisation_id",
        "concat_ws(' ', p.last_name, p.first_name, p.middle_name)",
        _PLACE,
        "m.position_title",
        "p.sort_key",
        "p.search_key || ' ' || o.search_key",
    ),
    "organisations": Described(
        "JOIN mms.organisation o ON o.tenant_id = :tenant AND o.id = x.id",
        _PLACE,
        "NULL",
        "o.type",
        "o.sort_key",
        "o.search_key",
    ),
    "teams": Described(
        "JOIN mms.management_team g ON g.tenant_id = :tenant AND g.id = x.id"
        " JOIN mms.organisation o ON o.tenant_id = :tenant AND o.id = g.organisation_id",
        "g.name",
        _PLACE,
        "NULL",
        "o.sort_key",
        "lower(g.name) || ' ' || o.search_key",
    ),
    "units": Described(
        "LEFT JOIN mms.community c ON c.tenant_id = :tenant AND c.id = x.id"
        " LEFT JOIN mms.council b ON b.tenant_id = :tenant"
        "  AND b.id = CASE WHEN x.id < 0 THEN -x.id ELSE c.body_id END",
        "coalesce(b.name, c.name)",
        "NULL",
        "coalesce(b.kind, c.kind)",
        "lower(coalesce(b.name, c.name))",
        "lower(coalesce(b.name, c.name))",
        "coalesce(-b.id, x.id)",
    ),
    "associations": Described(
        "JOIN mms.council b ON b.tenant_id = :tenant AND b.id = x.id"
        " LEFT JOIN mms.organisation o ON o.tenant_id = :tenant AND o.id = b.organisation_id",
        "b.name",
        _PLACE,
        "b.kind",
        "lower(b.name)",
        "lower(b.name)",
    ),
    "meetings": Described(
        "JOIN mms.meeting m ON m.tenant_id = :tenant AND m.id = x.id"
        " JOIN mms.council b ON b.tenant_id = :tenant AND b.id = m.body_id"
        " JOIN platform.tenant z ON z.id = m.tenant_id",
        "b.name",
        "to_char(m.starts_at AT TIME ZONE z.time_zone, 'DD.MM.YYYY')",
        "m.kind",
        "to_char(m.starts_at AT TIME ZONE z.time_zone, 'YYYYMMDD')",
        "lower(b.name)",
    ),
    "quarters": Described(
        f"JOIN mms.council b ON b.tenant_id = :tenant AND b.id = x.id / {QUARTERS}",
        "b.name",
        f"to_char({_QUARTER}, 'MM.YYYY') || '–' || to_char({_QUARTER} + interval '2 months', 'MM.YYYY')",
        "NULL",
        f"lower(b.name) || to_char({_QUARTER}, 'YYYYMM')",
        "lower(b.name)",
        "b.id",
    ),
    "services": Described(
        "LEFT JOIN mms.organisation o ON o.tenant_id = :tenant AND o.id = x.id"
        " JOIN platform.tenant z ON z.id = :tenant",
        "coalesce(o.short_name, o.name, z.name ->> 'ru')",
        "NULL",
        "coalesce(o.type, 'municipal')",
        "coalesce(o.sort_key, '')",
        "coalesce(o.search_key, lower(z.name ->> 'ru'))",
        "nullif(x.id, 0)",
    ),
    "required_documents": Described(
        f"LEFT JOIN mms.council b ON b.tenant_id = :tenant AND b.id = x.id / {EACH} AND x.id > {EACH}"
        f" LEFT JOIN {KEPT} ON k.tenant_id = :tenant AND k.number = x.id"
        " LEFT JOIN mms.legal_act l ON l.tenant_id = :tenant AND l.id = k.act_id",
        "coalesce(b.name, l.title, '№ ' || x.id)",
        "to_char(l.date, 'DD.MM.YYYY')",
        _CODE,
        f"CASE WHEN x.id > {EACH} THEN lower(b.name) ELSE '' END",
        "lower(coalesce(b.name, l.title, ''))",
        "b.id",
    ),
    "cycles": Described(
        "JOIN mms.cycle c ON c.tenant_id = :tenant AND c.id = x.id",
        "c.title",
        "to_char(c.finished_on, 'DD.MM.YYYY')",
        "NULL",
        "to_char(c.finished_on, 'YYYYMMDD')",
        "lower(c.title)",
    ),
    "roadmap": Described(
        "JOIN mms.roadmap_item i ON i.tenant_id = :tenant AND i.id = x.id",
        "i.number || '. ' || i.title",
        "to_char(i.due_on, 'DD.MM.YYYY')",
        "NULL",
        "to_char(i.due_on, 'YYYYMMDD')",
        "lower(i.title)",
    ),
}


@dataclass(frozen=True)
class Member:
    """One record behind a figure; `name` is None where the reader may not know people by name.

    `opens` is the number of the card that tells of it.
    """

    id: int
    side: str
    name: str | None
    place: str | None
    kind: str | None
    missing: tuple[str, ...]
    opens: int | None = None


def members(
    scope: Scope, definition: Definition, as_of: date, side: str, paging: Paging | None, *, search: str = ""
) -> Page[Member]:
    """A page of the records on one side of a figure, by name; without `paging` all of them.

    Whoever may not read people gets them without names, in no order of names, and cannot search by name;
    a school's people get their own school's people only.
    """
    named = definition.params.subject.name != PEOPLE or scope.can("people:read")
    described = DESCRIBED[definition.params.subject.name]
    statement = compile_members(definition.params, OFFERS, scope.tenant.id, as_of)
    values: dict[str, Any] = {
        **statement.params,
        "tenant": scope.tenant.id,
        "sides": list(SIDES[side]),
        "search": search_key(search) if named else "",
        "mine": sorted(scope.actor.organisations or ()),
        "size": paging.size if paging else None,
        "offset": paging.offset if paging else 0,
    }
    own_school = scope.actor.organisations is not None and definition.params.subject.name == PEOPLE
    chosen = _written(statement.text, described, named, own_school)
    rows = scope.db.execute(chosen, values).all()
    items = [
        Member(
            row.id, row.side, row.name if named else None, row.place, row.kind, tuple(row.missing), row.opens
        )
        for row in rows
    ]
    if not rows and values["offset"]:  # a page behind the last one still knows how many there are
        rows = scope.db.execute(chosen, {**values, "size": 1, "offset": 0}).all()
    total = rows[0].total if rows else 0
    return Page(items, total, paging or Paging(1, max(1, total)))


def _written(listed: str, described: Described, named: bool, own_school: bool) -> TextClause:
    # Every part comes from the compiler or from the tables above; whatever a person typed is bound.
    limits = ["x.side = ANY(:sides)", f"(:search = '' OR position(:search IN {described.search}) > 0)"]
    if own_school:
        limits.append("o.id = ANY(:mine)")
    lines = [
        f"SELECT x.id, x.side, x.missing, {described.name} AS name, {described.place} AS place,",
        f" {described.kind} AS kind, {described.opens} AS opens, count(*) OVER () AS total",
        f"FROM ({listed}) x {described.joins}",
        "WHERE " + " AND ".join(limits),
        f"ORDER BY {described.order + ', ' if named else ''}x.id",
        "LIMIT :size OFFSET :offset",
    ]
    return text("\n".join(lines))


def sizes(definition: Definition, counts: Counts) -> dict[str, int]:
    """How many records each list of a figure holds; only a share has a denominator to list."""
    found = {NUMERATOR: counts.numerator}
    if definition.params.indicator == SHARE:
        found[DENOMINATOR] = counts.denominator
    rest, unknown = counts.denominator - counts.numerator, counts.unknown
    return found | ({REST: rest} if rest else {}) | ({UNKNOWN: unknown} if unknown else {})
