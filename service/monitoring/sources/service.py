"""Sources about organisations, management teams, monitoring cycles and the roadmap."""

from service.monitoring.sources.terms import DAY, known, lives
from service.rules.conditions.registers import Offer

ANALYSED = f"(c.analysed_on IS NOT NULL AND c.analysed_on <= {DAY})"

ORGANISATIONS = Offer(
    register="organisations",
    source="mms.organisation o",
    tenant="o.tenant_id",
    key="o.id",
    fields={"type": "o.type"},
    life=lives("o"),
    where="o.own",
)

# A team is one that trained, whether or not it still works: the organisation did take part.
TEAM_TRAININGS = Offer(
    register="organisations.team_trainings",
    source="mms.team_training t JOIN mms.management_team g ON g.tenant_id = t.tenant_id AND g.id = t.team_id",
    tenant="t.tenant_id",
    key="g.organisation_id",
    fields={"finished_on": "t.finished_on", "kind": "t.kind"},
    time_key="t.finished_on",
)

DOCUMENTS = Offer(
    register="organisations.documents",
    source="mms.organisation_document d",
    tenant="d.tenant_id",
    key="d.organisation_id",
    fields={"kind": "d.kind"},
    life=lives("d"),
)

MENTORING_PAIRS = Offer(
    register="organisations.mentoring_pairs",
    source="mms.mentoring_pair q",
    tenant="q.tenant_id",
    key="q.organisation_id",
    fields={},
    life=lives("q"),
)

ORGANISATION_CYCLES = Offer(
    register="organisations.cycles",
    source="mms.cycle c",
    tenant="c.tenant_id",
    key="c.organisation_id",
    fields={"finished_on": "c.finished_on", "analysed": ANALYSED},
    time_key="c.finished_on",
    where="c.organisation_id IS NOT NULL",
)

# The municipal service is a row of its own, number 0: it is nobody's organisation.
_HALF = (
    f"make_date(EXTRACT(YEAR FROM {DAY})::int, CASE WHEN EXTRACT(MONTH FROM {DAY}) < 7 THEN 1 ELSE 7 END, 1)"
)
SERVICES = Offer(
    register="services",
    source=(
        "(SELECT o.tenant_id, o.id, o.type, o.valid FROM mms.organisation o WHERE o.own"
        " UNION ALL SELECT z.id, 0, 'municipal', '(,)'::daterange FROM platform.tenant z) s"
    ),
    tenant="s.tenant_id",
    key="s.id",
    fields={
        "type": "s.type",
        "cycles_half_year": "".join((
            "(SELECT count(*)::int FROM mms.cycle c WHERE c.tenant_id = s.tenant_id",
            " AND coalesce(c.organisation_id, 0) = s.id AND c.finished_on BETWEEN ", _HALF, " AND ", DAY, ")",
        )),
    },
    life=lives("s"),
)  # fmt: skip

TEAMS = Offer(
    register="teams",
    source=(
        "mms.management_team g"
        " JOIN mms.organisation o ON o.tenant_id = g.tenant_id AND o.id = g.organisation_id"
    ),
    tenant="g.tenant_id",
    key="g.id",
    fields={"organisation": "o.code"},
    life=lives("g", "o"),
    where="o.own",
)

TRAININGS = Offer(
    register="teams.trainings",
    source="mms.team_training t",
    tenant="t.tenant_id",
    key="t.team_id",
    fields={"finished_on": "t.finished_on", "kind": "t.kind"},
    time_key="t.finished_on",
)

# The municipal service's own cycles; those of one school's service hang on its organisation.
CYCLES = Offer(
    register="cycles",
    source="mms.cycle c",
    tenant="c.tenant_id",
    key="c.id",
    fields={"finished_on": "c.finished_on", "analysed": ANALYSED},
    time_key="c.finished_on",
    where="c.organisation_id IS NULL",
)

ROADMAP = Offer(
    register="roadmap",
    source="mms.roadmap_item i",
    tenant="i.tenant_id",
    key="i.id",
    fields={"due_on": "i.due_on", "done_on": known("i.done_on")},
    time_key="i.due_on",
)

OFFERED = (
    ORGANISATIONS,
    TEAM_TRAININGS,
    DOCUMENTS,
    MENTORING_PAIRS,
    ORGANISATION_CYCLES,
    SERVICES,
    TEAMS,
    TRAININGS,
    CYCLES,
    ROADMAP,
)
