"""The legal basis: level, basis and repeal of acts, who has read them, which act a required document is.

Compatible with the previous release: optional columns and new tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("legal_act", sa.Column("level", sa.Text(), nullable=True), schema="mms")
    op.add_column("legal_act", sa.Column("repealed_on", sa.Date(), nullable=True), schema="mms")
    op.add_column("legal_act", sa.Column("basis_id", sa.BigInteger(), nullable=True), schema="mms")
    # The check of present rows runs as the owner: for its moment the policies do not bind the owner.
    op.execute("ALTER TABLE mms.legal_act NO FORCE ROW LEVEL SECURITY")
    op.create_foreign_key(
        op.f("fk_legal_act_tenant_id_basis_id"),
        "legal_act",
        "legal_act",
        ["tenant_id", "basis_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    op.execute("ALTER TABLE mms.legal_act FORCE ROW LEVEL SECURITY")
    acknowledgement()
    required_document()
    let_compute(["required_document", "acknowledgement"])


def acknowledgement() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("act_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        *_owned("acknowledgement"),
        _refers("acknowledgement", "act_id", "legal_act"),
        _refers("acknowledgement", "person_id", "person"),
        sa.UniqueConstraint(
            "tenant_id", "act_id", "person_id", name=op.f("uq_acknowledgement_tenant_id_act_id_person_id")
        ),
        schema="mms",
    )
    protect("acknowledgement")
    keep_history(["acknowledgement"])


def required_document() -> None:
    op.create_table(
        "required_document",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("act_id", sa.BigInteger(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_by", sa.BigInteger(), nullable=True),
        *_owned("required_document"),
        _refers("required_document", "act_id", "legal_act"),
        sa.UniqueConstraint(
            "tenant_id",
            "rule",
            "code",
            "year",
            name=op.f("uq_required_document_tenant_id_rule_code_year"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="mms",
    )
    protect("required_document")


def _owned(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    ]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"mms.{to}.tenant_id", f"mms.{to}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def downgrade() -> None:
    for table in ("required_document", "acknowledgement"):
        op.drop_table(table, schema="mms")
    for name in ("basis_id", "repealed_on", "level"):
        op.drop_column("legal_act", name, schema="mms")
