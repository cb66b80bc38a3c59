"""Sources about collegial bodies: units of teachers, associations, meetings that were held, quarters."""

from service.meetings.rules.states import HELD
from service.monitoring.sources.terms import DAY, lives
from service.rules.conditions.registers import Offer

FIRST_YEAR = 2020
"""Quarters before it are asked for by nothing."""
QUARTERS = 1000
"""A quarter is told from the others of its body by its number since the first year."""

_HELD = "m.state IN (" + ", ".join(f"'{state}'" for state in sorted(HELD)) + ")"
_ON = "(m.starts_at AT TIME ZONE z.time_zone)::date"
_MET = "mms.meeting m JOIN platform.tenant z ON z.id = m.tenant_id"
_SCHOOL_YEAR = f"make_date(EXTRACT(YEAR FROM {DAY})::int - (EXTRACT(MONTH FROM {DAY}) < 9)::int, 9, 1)"
_BEGINNING = f"make_date({FIRST_YEAR}, 1, 1)::timestamp"
_CALENDAR_YEAR = f"make_date(EXTRACT(YEAR FROM {DAY})::int, 1, 1)"


def _met(first: str, further: str = "") -> str:
    """Count in SQL the meetings of an association from a day on."""
    inside = f"m.tenant_id = b.tenant_id AND m.body_id = b.id AND {_HELD}{further}"
    parts = ("(SELECT count(*)::int FROM ", _MET, " WHERE ", inside, f" AND {_ON} BETWEEN {first} AND {DAY})")
    return "".join(parts)


# A row of the register that became a body keeps the id under which published figures name it; any other body
# is told from rows of the register by the sign of its id.
UNITS = Offer(
    register="units",
    source=(
        "(SELECT c.tenant_id, c.id, c.kind, CASE WHEN b.id IS NULL THEN c.valid ELSE b.valid END AS valid"
        " FROM mms.community c"
        " LEFT JOIN mms.council b ON b.tenant_id = c.tenant_id AND b.id = c.body_id"
        " UNION ALL SELECT b.tenant_id, -b.id, b.kind, b.valid FROM mms.council b"
        " WHERE b.kind = 'association' AND NOT EXISTS (SELECT FROM mms.community c"
        " WHERE c.tenant_id = b.tenant_id AND c.body_id = b.id)) u"
    ),
    tenant="u.tenant_id",
    key="u.id",
    fields={"kind": "u.kind"},
    life=lives("u"),
)

ASSOCIATIONS = Offer(
    register="associations",
    source="mms.council b",
    tenant="b.tenant_id",
    key="b.id",
    fields={
        "type": "b.type",
        "of_school": "(b.organisation_id IS NOT NULL)",
        "met_school_year": _met(_SCHOOL_YEAR),
        "met_calendar_year": _met(_CALENDAR_YEAR),
        "seminars_school_year": _met(_SCHOOL_YEAR, " AND m.seminar"),
    },
    life=lives("b"),
    where="b.kind = 'association'",
)

_MEETING = {"on": _ON, "call": "m.kind", "form": "m.form", "seminar": "m.seminar"}

ASSOCIATION_MEETINGS = Offer(
    register="associations.meetings",
    source=_MET,
    tenant="m.tenant_id",
    key="m.body_id",
    fields=_MEETING,
    time_key=_ON,
    where=_HELD,
)

VISITS = Offer(
    register="associations.visits",
    source="mms.lesson_visit v",
    tenant="v.tenant_id",
    key="v.body_id",
    fields={"on": "v.held_on", "kind": "v.kind"},
    time_key="v.held_on",
)

# A meeting that was held had its quorum: without one it cannot be opened.
MEETINGS = Offer(
    register="meetings",
    source=f"{_MET} JOIN mms.council b ON b.tenant_id = m.tenant_id AND b.id = m.body_id",
    tenant="m.tenant_id",
    key="m.id",
    fields={**_MEETING, "kind": "b.kind"},
    time_key=_ON,
    where=_HELD,
)

# A quarter counts once it is over, for a body that was there on its last day.
_QUARTER = "".join((
    "(SELECT b.tenant_id, b.id AS body_id, b.kind, b.valid, g.first::date AS first,",
    " (g.first + interval '3 months' - interval '1 day')::date AS last FROM mms.council b",
    " CROSS JOIN generate_series(", _BEGINNING, ", CAST(:as_of AS timestamp), interval '3 months')",
    " g (first)) q",
))  # fmt: skip
BODY_QUARTERS = Offer(
    register="quarters",
    source=_QUARTER,
    tenant="q.tenant_id",
    key=(
        f"(q.body_id * {QUARTERS} + (EXTRACT(YEAR FROM q.first)::int - {FIRST_YEAR}) * 4"
        " + EXTRACT(QUARTER FROM q.first)::int)"
    ),
    fields={
        "ends_on": "q.last",
        "kind": "q.kind",
        "met": (
            "EXISTS (SELECT FROM " + _MET + " WHERE m.tenant_id = q.tenant_id AND m.body_id = q.body_id AND "
            + _HELD + f" AND {_ON} BETWEEN q.first AND q.last)"
        ),
    },
    time_key="q.last",
    where=(
        "(lower(q.valid) > q.last) IS NOT TRUE AND (upper(q.valid) <= q.last) IS NOT TRUE"
        " AND NOT isempty(q.valid)"
    ),
)  # fmt: skip

OFFERED = (UNITS, ASSOCIATIONS, ASSOCIATION_MEETINGS, VISITS, MEETINGS, BODY_QUARTERS)
