"""Associations of the register of communities become bodies; practices of organisations.

Compatible with the previous release: rows of the register stay where it counts them, each with the body it
became. A community of kind association that this release enters while an upgrade is under way has no body
and is counted by itself, as before.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0012"
down_revision = "0011"

MOVED = ("community", "community_member", "council", "seat", "person")

# The id first: the row and the body it becomes are told apart by nothing else. The history is of facts, and
# where the same fact stands is none.
NUMBER = """
UPDATE mms.community SET body_id = nextval(pg_get_serial_sequence('mms.council', 'id'))
WHERE kind = 'association'
"""
FOUND = """
INSERT INTO mms.council (tenant_id, id, name, kind, subject, site, valid, recorded_at)
OVERRIDING SYSTEM VALUE
SELECT tenant_id, body_id, name, 'association', subject, site, valid, recorded_at
FROM mms.community WHERE body_id IS NOT NULL
"""
# A body has one leader at a time and one seat a person. Of several leaders of the same days the last to begin
# leads, the others sit as members; whoever was entered twice sits once, from the first day to the last.
SEAT = """
WITH told AS (
  SELECT m.tenant_id, m.id, c.body_id, m.person_id, m.office, m.valid, coalesce(lower(m.valid), '-infinity') AS since
  FROM mms.community_member m
  JOIN mms.community c ON c.tenant_id = m.tenant_id AND c.id = m.community_id
  WHERE c.body_id IS NOT NULL AND NOT isempty(m.valid)
), leads AS (
  SELECT t.tenant_id, t.body_id, t.person_id, unnest(datemultirange(t.valid) - coalesce((
    SELECT range_agg(o.valid) FROM told o
    WHERE o.tenant_id = t.tenant_id AND o.body_id = t.body_id AND o.office = 'leader'
    AND (o.since, o.id) > (t.since, t.id)), '{}')) AS valid
  FROM told t WHERE t.office = 'leader'
), led AS (
  SELECT tenant_id, body_id, person_id, range_agg(valid) AS days FROM leads GROUP BY 1, 2, 3
), present AS (
  SELECT tenant_id, body_id, person_id, range_agg(valid) AS days FROM told GROUP BY 1, 2, 3
)
INSERT INTO mms.seat (tenant_id, council_id, person_id, office, valid)
SELECT tenant_id, body_id, person_id, 'leader', unnest(days) FROM led
UNION ALL
SELECT p.tenant_id, p.body_id, p.person_id, 'member', unnest(p.days - coalesce(l.days, '{}'))
FROM present p LEFT JOIN led l USING (tenant_id, body_id, person_id)
"""


def upgrade() -> None:
    op.add_column("council", sa.Column("site", sa.Text(), nullable=True), schema="mms")
    op.add_column("community", sa.Column("body_id", sa.BigInteger(), nullable=True), schema="mms")
    # Rows are moved and checked as the owner: for its moment the policies do not bind the owner. The tables
    # are locked until the end of the transaction, which puts the force back.
    for table in MOVED:
        op.execute(f"ALTER TABLE mms.{table} NO FORCE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE mms.community DISABLE TRIGGER keep_history")
    for statement in (NUMBER, FOUND, SEAT):
        op.execute(statement)
    op.execute("ALTER TABLE mms.community ENABLE TRIGGER keep_history")
    op.create_foreign_key(
        op.f("fk_community_tenant_id_body_id"),
        "community",
        "council",
        ["tenant_id", "body_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    op.create_index(
        op.f("ix_community_tenant_id_body_id"), "community", ["tenant_id", "body_id"], schema="mms"
    )
    for table in MOVED:
        op.execute(f"ALTER TABLE mms.{table} FORCE ROW LEVEL SECURITY")
    practices()
    let_compute(["lesson_visit"])


def practices() -> None:
    op.create_table(
        "innovative_practice",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("supported", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("act_id", sa.BigInteger(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column(
            "valid",
            postgresql.DATERANGE(),
            server_default=sa.text("'(,)'::daterange"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "kind IN ('pedagogical', 'managerial', 'methodical', 'author_method')",
            name=op.f("ck_innovative_practice_kind"),
        ),
        sa.CheckConstraint(
            "act_id IS NOT NULL OR link IS NOT NULL", name=op.f("ck_innovative_practice_evidence")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_innovative_practice_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_innovative_practice_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "act_id"],
            ["mms.legal_act.tenant_id", "mms.legal_act.id"],
            name=op.f("fk_innovative_practice_tenant_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_innovative_practice_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_innovative_practice")),
        schema="mms",
    )
    for column in ("organisation_id", "person_id"):
        op.create_index(
            op.f(f"ix_innovative_practice_tenant_id_{column}"),
            "innovative_practice",
            ["tenant_id", column],
            unique=False,
            schema="mms",
        )
    protect("innovative_practice")
    keep_history(["innovative_practice"])


def downgrade() -> None:
    """Bodies founded from rows of the register stay: work may rest on them already."""
    op.execute("DROP POLICY compute ON mms.lesson_visit")
    op.execute("REVOKE SELECT ON mms.lesson_visit FROM mun_compute")
    op.drop_table("innovative_practice", schema="mms")
    op.drop_column("community", "body_id", schema="mms")
    op.drop_column("council", "site", schema="mms")
