"""Compliance: states of rules with their history, waivers, who answers, subscriptions, digests (регламент).

Compatible with the previous release: new tables, and further rights of the computing role to read.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0018"
down_revision = "0017"

COMPUTED = {
    "compliance_row": "SELECT, INSERT, UPDATE, DELETE",
    "compliance_change": "SELECT, INSERT, UPDATE",
    "compliance_check": "SELECT, INSERT, UPDATE, DELETE",
}
"""Written for all tenants at once by the nightly check, for one by its job; the history is never removed."""
READ = (
    "agenda_item", "agenda_proposal", "association_analysis", "association_document", "category",
    "compliance_waiver", "cooperation", "decision", "education", "function_assignment", "information_request",
    "member_proposal", "minutes", "meeting_deadline", "plan_item", "plan_step", "publication_mark",
    "quality_sheet", "teacher_need", "unit", "unit_member", "verdict",
)  # fmt: skip
"""What rules are judged by and the computing role could not read yet."""


def upgrade() -> None:
    tables()
    for name, grant in COMPUTED.items():
        protect(name, grant=grant)
        op.execute(f"CREATE POLICY compute ON mms.{name} TO mun_compute USING (true) WITH CHECK (true)")
        op.execute(f"GRANT {grant} ON mms.{name} TO mun_compute")
    protect("compliance_waiver", grant="SELECT, INSERT", columns="revoked_at, revoked_by, revoked_why")
    protect("compliance_assignment")
    keep_history(["compliance_assignment"])
    protect("compliance_feed", grant="SELECT, INSERT", columns="revoked_at")
    protect("compliance_digest", grant="SELECT, INSERT, UPDATE")
    let_compute(READ)
    # The scheduler finds whose digest is due in every tenant; what stands in it, it cannot read.
    op.execute("CREATE POLICY digest ON mms.compliance_digest TO mun_platform USING (true) WITH CHECK (true)")
    op.execute(
        "GRANT SELECT (tenant_id, id, account_id, period, queued_on), INSERT (tenant_id, account_id, queued_on), "
        "UPDATE (queued_on) ON mms.compliance_digest TO mun_platform"
    )
    op.execute("CREATE POLICY digest ON mms.membership FOR SELECT TO mun_platform USING (true)")
    op.execute("GRANT SELECT (tenant_id, account_id, valid) ON mms.membership TO mun_platform")


def tables() -> None:
    op.create_table(
        "compliance_change",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("profile_version", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "state IN ('met', 'soon', 'overdue', 'no_data', 'off', 'waived')",
            name=op.f("ck_compliance_change_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_compliance_change_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_compliance_change")),
        sa.UniqueConstraint("tenant_id", "rule", "day", name=op.f("uq_compliance_change_tenant_id_rule_day")),
        schema="mms",
    )
    op.create_table(
        "compliance_check",
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("profile_version", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_compliance_check_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_compliance_check")),
        sa.UniqueConstraint("tenant_id", "as_of", name=op.f("uq_compliance_check_tenant_id_as_of")),
        schema="mms",
    )
    op.create_table(
        "compliance_digest",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.Text(), server_default="weekly", nullable=False),
        sa.Column("queued_on", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("period IN ('off', 'daily', 'weekly')", name=op.f("ck_compliance_digest_period")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["platform.account.id"],
            name=op.f("fk_compliance_digest_account_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_compliance_digest_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_compliance_digest")),
        sa.UniqueConstraint(
            "tenant_id", "account_id", name=op.f("uq_compliance_digest_tenant_id_account_id")
        ),
        schema="mms",
    )
    op.create_table(
        "compliance_feed",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_compliance_feed_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_compliance_feed")),
        sa.UniqueConstraint("tenant_id", "digest", name=op.f("uq_compliance_feed_tenant_id_digest")),
        schema="mms",
    )
    op.create_table(
        "compliance_row",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("found", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "state IN ('met', 'soon', 'overdue', 'no_data', 'off', 'waived')",
            name=op.f("ck_compliance_row_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_compliance_row_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_compliance_row")),
        sa.UniqueConstraint("tenant_id", "rule", name=op.f("uq_compliance_row_tenant_id_rule")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_compliance_row_tenant_id_state"),
        "compliance_row",
        ["tenant_id", "state"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "compliance_waiver",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.BigInteger(), nullable=True),
        sa.Column("revoked_why", sa.Text(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_why IS NULL)", name=op.f("ck_compliance_waiver_revoked")
        ),
        sa.CheckConstraint("ends IS NULL OR ends >= starts", name=op.f("ck_compliance_waiver_days")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_compliance_waiver_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_compliance_waiver")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_compliance_waiver_tenant_id_rule"),
        "compliance_waiver",
        ["tenant_id", "rule"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "compliance_assignment",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (unit_id IS NULL)", name=op.f("ck_compliance_assignment_one")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_compliance_assignment_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["mms.unit.tenant_id", "mms.unit.id"],
            name=op.f("fk_compliance_assignment_tenant_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_compliance_assignment_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_compliance_assignment")),
        sa.UniqueConstraint("tenant_id", "rule", name=op.f("uq_compliance_assignment_tenant_id_rule")),
        schema="mms",
    )


def downgrade() -> None:
    op.execute("DROP POLICY digest ON mms.membership")
    op.execute("REVOKE SELECT (tenant_id, account_id, valid) ON mms.membership FROM mun_platform")
    for name in READ:
        if name != "compliance_waiver":
            op.execute(f"DROP POLICY compute ON mms.{name}")
            op.execute(f"REVOKE SELECT ON mms.{name} FROM mun_compute")
    for name in (
        "compliance_digest", "compliance_feed", "compliance_assignment", "compliance_waiver",
        "compliance_check", "compliance_change", "compliance_row",
    ):  # fmt: skip
        op.drop_table(name, schema="mms")
