"""The source of required documents (обязательные документы): the service's list, the sets of associations."""

from service.monitoring.sources.terms import DAY, lives
from service.rules.conditions.registers import Offer

LISTED = 20
"""Places in the list of the service; an indicator says how many of them its regulation fills."""
CODES = ("regulation", "analysis", "plan", "data_bank", "needs", "young_plan", "programmes")
"""Documents of an association; an indicator says which of them its regulation asks for."""
EACH = 100
"""A document of an association is told from its others by its place in `CODES` after the body's number."""

# The documents that are there take the first places, by their codes; the places left over lack theirs.
_KEPT = """
(SELECT q.tenant_id, q.act_id,
   row_number() OVER (PARTITION BY q.tenant_id ORDER BY q.code)::int AS number
 FROM mms.required_document q JOIN mms.legal_act l ON l.tenant_id = q.tenant_id AND l.id = q.act_id
 WHERE q.rule = 'documents.mandatory'
   AND coalesce(q.year, EXTRACT(YEAR FROM @day)::int) = EXTRACT(YEAR FROM @day)::int
   AND coalesce(l.effective_from, l.date) <= @day AND (l.repealed_on > @day OR l.repealed_on IS NULL)) k
"""
# A document of an association is there as its card counts it: kept by itself, or filled by the registers.
_ALL = """
(SELECT z.id AS tenant_id, n.number::bigint AS id, 'service' AS owner, NULL AS code, n.number,
   false AS of_school, k.act_id IS NOT NULL AS kept, '(,)'::daterange AS valid
 FROM platform.tenant z CROSS JOIN generate_series(1, @listed) n (number)
 LEFT JOIN @kept ON k.tenant_id = z.id AND k.number = n.number
 UNION ALL
 SELECT b.tenant_id, b.id * @each + c.number, 'association', c.code, NULL, b.organisation_id IS NOT NULL,
   EXISTS (SELECT FROM mms.association_document a
     WHERE a.tenant_id = b.tenant_id AND a.body_id = b.id AND a.year = @year AND a.code = c.code)
   OR CASE c.code
     WHEN 'analysis' THEN EXISTS (SELECT FROM mms.association_analysis a
       WHERE a.tenant_id = b.tenant_id AND a.body_id = b.id
         AND (a.year = @year - 1 AND a.submitted_on IS NOT NULL
           OR a.year = @year AND a.state IN ('submitted', 'accepted')))
     WHEN 'plan' THEN EXISTS (SELECT FROM mms.year_plan a
       JOIN mms.plan_item i ON i.tenant_id = a.tenant_id AND i.plan_id = a.id
       WHERE a.tenant_id = b.tenant_id AND a.body_id = b.id AND a.year = @year)
     WHEN 'data_bank' THEN EXISTS (SELECT FROM mms.seat a
       WHERE a.tenant_id = b.tenant_id AND a.council_id = b.id AND a.office <> 'curator' AND @seated)
     WHEN 'needs' THEN EXISTS (SELECT FROM mms.teacher_need a
       WHERE a.tenant_id = b.tenant_id AND a.body_id = b.id
         AND a.noted_on BETWEEN make_date(@year, 9, 1) AND @day)
     ELSE false END,
   b.valid
 FROM mms.council b CROSS JOIN unnest(ARRAY[@codes]) WITH ORDINALITY c (code, number)
 WHERE b.kind = 'association') d
"""
QUOTED = ", ".join(f"'{code}'" for code in CODES)
KEPT = _KEPT.strip().replace("@day", DAY)
_MEANT = {
    "@kept": KEPT,
    "@listed": str(LISTED),
    "@each": str(EACH),
    "@codes": QUOTED,
    "@seated": lives("a"),
    "@year": "(EXTRACT(YEAR FROM @day)::int - (EXTRACT(MONTH FROM @day) < 9)::int)",
    "@day": DAY,
}


def _written() -> str:
    """The source with every mark put in its words."""
    told = _ALL.strip()
    for mark, words in _MEANT.items():
        told = told.replace(mark, words)
    return told


REQUIRED_DOCUMENTS = Offer(
    register="required_documents",
    source=_written(),
    tenant="d.tenant_id",
    key="d.id",
    fields={name: f"d.{name}" for name in ("owner", "code", "number", "of_school", "kept")},
    life=lives("d"),
)

OFFERED = (REQUIRED_DOCUMENTS,)
