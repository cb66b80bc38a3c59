"""An index for every reference, so that deleting a person, a file or an account reads no table through.

Compatible with the previous release: indexes, and a function that only an archive being loaded is asked by.
"""

from collections.abc import Iterator

from alembic import op

revision = "0025"
down_revision = "0024"

LED: dict[str, tuple[str, ...]] = {
    "acknowledgement": ("person_id",),
    "agenda_item": ("group_leader_id", "plan_id", "self_education_id", "speaker_id", "training_id"),
    "agenda_proposal": ("person_id", "verdict_id"),
    "amendment": ("docx_id", "pdf_id", "verdict_id"),
    "api_token": ("organisation_id",),
    "assignment": ("owner_id",),
    "association_year": ("act_id", "closing_act_id", "verdict_id"),
    "body_procedure": ("author_id", "instruction_id"),
    "calendar_feed": ("body_id", "person_id"),
    "compliance_assignment": ("person_id", "unit_id"),
    "composition_act": ("act_id",),
    "council": ("act_id", "organisation_id"),
    "cycle": ("organisation_id",),
    "decision": ("verdict_id",),
    "dispatch": ("file_id", "verdict_id"),
    "dispatch_paper": ("docx_id", "pdf_id"),
    "document_template": ("file_id",),
    "elector": ("person_id",),
    "event": ("resource_id",),
    "function_assignment": ("person_id", "unit_id"),
    "information_request": ("file_id",),
    "innovative_practice": ("act_id",),
    "instruction": ("file_id", "giver_id", "meeting_id", "person_id"),
    "interaction": ("person_id",),
    "leader_term": ("act_id", "meeting_id", "person_id", "verdict_id"),
    "legal_act": ("basis_id", "roadmap_item_id"),
    "lesson_visit": ("host_id", "meeting_id", "organisation_id"),
    "lesson_visitor": ("person_id",),
    "meeting": ("keeper_id", "presider_id", "repeats_id", "verdict_id"),
    "meeting_material": ("file_id",),
    "member_proposal": ("person_id",),
    "membership": ("organisation_id", "person_id"),
    "minutes": ("docx_id", "pdf_id", "verdict_id"),
    "minutes_delivery": ("file_id", "person_id", "verdict_id"),
    "notice_delivery": ("file_id", "person_id", "verdict_id"),
    "participation": ("file_id",),
    "plan_item": ("responsible_id", "roadmap_id"),
    "plan_step": ("meeting_id",),
    "planned_meeting": ("responsible_id",),
    "presiding": ("person_id", "verdict_id"),
    "publication_mark": ("body_id",),
    "quality_sheet": ("meeting_id",),
    "recusal": ("person_id",),
    "reminder": ("assignment_id",),
    "required_document": ("act_id",),
    "round": ("verdict_id",),
    "route": ("diagnostics_id",),
    "rule_draft": ("file_id",),
    "seat": ("act_id",),
    "secret_ballot": ("round_id",),
    "served_organisation": ("organisation_id",),
    "sheet_receipt": ("file_id", "pair_id"),
    "signature": ("file_id", "person_id"),
    "sitting_day": ("verdict_id",),
    "staff_import": ("organisation_id",),
    "subject_support": ("person_id",),
    "teacher_need": ("person_id",),
    "unit": ("act_id", "organisation_id", "regulation_id"),
    "written_opinion": ("person_id",),
    "year_plan": ("approved_by",),
}
"""Columns by table that refer to a record of the same tenant: the index leads with the tenant."""
OF_ACCOUNTS = (
    ("compliance_digest", "account_id"),
    ("deactivation", "account_id"),
    ("invitation", "account_id"),
    ("substitution", "absent_id"),
    ("substitution", "substitute_id"),
)
"""Columns that refer to an account, which belongs to no tenant."""

# Guards speak to the application alone; rows of an archive pass them by and are asked once they all stand.
# Names are those of the guards, so that the words are the same.
BROKEN_RULE = """
CREATE FUNCTION platform.broken_rule(tenant integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
DECLARE
  broken text;
BEGIN
  PERFORM platform.demand_stage(tenant, ARRAY['importing', 'restoring']);
  PERFORM set_config('app.kept_tenant', tenant::text, true);
  SELECT found.name INTO broken FROM (
    SELECT 1 AS place, 'meeting_quorum' AS name FROM mms.meeting m
      JOIN mms.verdict v ON v.tenant_id = m.tenant_id AND v.id = m.verdict_id
      WHERE m.tenant_id = tenant AND m.opened_at IS NOT NULL AND m.state <> 'no_quorum'
      AND v.rule LIKE '%.meeting\\_quorum'
      AND (v.status = 'not_yet' OR v.status = 'fail' AND v.severity = 'hard')
    UNION ALL
    SELECT 2, 'decision_quorum' FROM mms.round r
      JOIN mms.verdict v ON v.tenant_id = r.tenant_id AND v.id = r.verdict_id
      WHERE r.tenant_id = tenant AND r.voting <> 'sheets' AND v.rule LIKE '%.decision\\_quorum'
      AND (v.status = 'not_yet' OR v.status = 'fail' AND v.severity = 'hard')
    UNION ALL
    SELECT 3, 'signature_digest' FROM mms.signature s
      JOIN mms.minutes m ON m.tenant_id = s.tenant_id AND m.id = s.minutes_id
      WHERE s.tenant_id = tenant AND m.state = 'signed' AND m.pdf_sha256 IS DISTINCT FROM s.sha256
  ) found ORDER BY found.place LIMIT 1;
  PERFORM set_config('app.kept_tenant', '', true);
  RETURN broken;
END $$
"""


def indexes() -> Iterator[tuple[str, str, list[str]]]:
    """Schema, table and columns of every index."""
    yield "pub", "release", ["tenant_id", "publication_id"]
    yield "platform", "tenant", ["region_id"]
    for table, columns in LED.items():
        for column in columns:
            yield "mms", table, ["tenant_id", column]
    for table, column in OF_ACCOUNTS:
        yield "mms", table, [column]


def upgrade() -> None:
    for schema, table, columns in indexes():
        op.create_index(_name(table, columns), table, columns, schema=schema)
    op.execute(BROKEN_RULE)
    op.execute("REVOKE ALL ON FUNCTION platform.broken_rule(integer) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION platform.broken_rule(integer) TO mun_platform")


def downgrade() -> None:
    op.execute("DROP FUNCTION platform.broken_rule(integer)")
    for schema, table, columns in reversed(list(indexes())):
        op.drop_index(_name(table, columns), table, schema=schema)


def _name(table: str, columns: list[str]) -> str:
    return op.f(f"ix_{table}_{'_'.join(columns)}")
