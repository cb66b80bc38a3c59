"""Sources about people: everybody by main employment (основное место работы), and their records."""

from service.monitoring.sources.terms import DAY, full_years, known, lives
from service.rules.conditions.registers import Offer

EXPERIENCE = {"general": "eg", "pedagogical": "ep", "speciality": "es"}


def _experience_join(kind: str, alias: str) -> str:
    return (
        f" LEFT JOIN mms.experience {alias} ON {alias}.tenant_id = m.tenant_id"
        f" AND {alias}.person_id = m.person_id AND {alias}.kind = '{kind}'"
    )


def _experience_years(alias: str) -> str:
    """Years as known on their date and the full years since; an earlier day takes none away."""
    return f"({alias}.years + greatest(0, {full_years(f'{alias}.as_of')}))"


# One main employment at a time is the database's own rule, so a person is one row, whatever else they do.
PEOPLE = Offer(
    register="people",
    source=(
        "mms.employment m"
        " JOIN mms.organisation o ON o.tenant_id = m.tenant_id AND o.id = m.organisation_id"
        " JOIN mms.person p ON p.tenant_id = m.tenant_id AND p.id = m.person_id"
        + "".join(_experience_join(kind, alias) for kind, alias in EXPERIENCE.items())
    ),
    tenant="m.tenant_id",
    key="m.person_id",
    fields={
        "position": "m.position",
        "organisation": "o.code",
        "organisation_type": "o.type",
        "age": full_years("p.birth_date"),
        **{f"experience_{kind}": _experience_years(alias) for kind, alias in EXPERIENCE.items()},
    },
    life=lives("m", "o"),
    where="m.kind = 'main' AND o.own AND p.merged_into IS NULL",
)

TRAININGS = Offer(
    register="people.trainings",
    source="mms.training t",
    tenant="t.tenant_id",
    key="t.person_id",
    fields={
        name: f"t.{name}"
        for name in ("finished_on", "kind", "hours", "federal_register", "after_diagnostics", "informal")
    },
    time_key="t.finished_on",
)

ROUTES = Offer(
    register="people.routes",
    source="mms.route r",
    tenant="r.tenant_id",
    key="r.person_id",
    fields={"developed_on": "r.developed_on", "approved_on": known("r.approved_on")},
    time_key="r.developed_on",
    life=f"{lives('r')} AND r.developed_on <= {DAY}",
)

# A pair is two records: one of the mentor, one of the mentee.
MENTORING = Offer(
    register="people.mentoring",
    source=(
        "mms.mentoring_pair q CROSS JOIN LATERAL"
        " (VALUES ('mentor', q.mentor_id), ('mentee', q.mentee_id)) side (role, person_id)"
    ),
    tenant="q.tenant_id",
    key="side.person_id",
    fields={"role": "side.role"},
    life=lives("q"),
)

DIAGNOSTICS = Offer(
    register="people.diagnostics",
    source="mms.diagnostics d",
    tenant="d.tenant_id",
    key="d.person_id",
    fields={"on": 'd."on"', "kind": "d.kind"},
    time_key='d."on"',
)

# Members of an association sit in its body; rows of the register that became bodies are counted there.
COMMUNITIES = Offer(
    register="people.communities",
    source=(
        "(SELECT i.tenant_id, i.person_id, c.kind, i.valid, c.valid AS whole FROM mms.community_member i"
        " JOIN mms.community c ON c.tenant_id = i.tenant_id AND c.id = i.community_id"
        " WHERE c.body_id IS NULL"
        " UNION ALL SELECT s.tenant_id, s.person_id, b.kind, s.valid, b.valid FROM mms.seat s"
        " JOIN mms.council b ON b.tenant_id = s.tenant_id AND b.id = s.council_id"
        " WHERE b.kind = 'association' AND s.office <> 'curator') i"
    ),
    tenant="i.tenant_id",
    key="i.person_id",
    fields={"kind": "i.kind"},
    life=f"{lives('i')} AND {lives('i', column='whole')}",
)

# Seats of other bodies are no seats in a council.
COUNCILS = Offer(
    register="people.councils",
    source="mms.seat i JOIN mms.council c ON c.tenant_id = i.tenant_id AND c.id = i.council_id",
    tenant="i.tenant_id",
    key="i.person_id",
    fields={"kind": "c.kind"},
    life=lives("i", "c"),
    where="c.kind IN ('council', 'expert_council')",
)

SUPPORT = Offer(
    register="people.support",
    source="mms.attendance a JOIN mms.event v ON v.tenant_id = a.tenant_id AND v.id = a.event_id",
    tenant="a.tenant_id",
    key="a.person_id",
    fields={"on": 'v."on"', "kind": "v.kind"},
    time_key='v."on"',
    where="v.kind = 'young_support'",
)

OFFERED = (PEOPLE, TRAININGS, ROUTES, MENTORING, DIAGNOSTICS, COMMUNITIES, COUNCILS, SUPPORT)
