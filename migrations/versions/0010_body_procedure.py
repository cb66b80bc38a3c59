"""The order of a body's work by its editions, and when the content of a year plan last changed.

Compatible with the previous release: a new table and an optional column.
"""

import sqlalchemy as sa
from alembic import op

from migrations.security import protect

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column(
        "year_plan", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True), schema="mms"
    )
    op.create_table(
        "body_procedure",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("instruction_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "office IN ('chair', 'leader') OR instruction_id IS NOT NULL",
            name=op.f("ck_body_procedure_instructed"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_body_procedure_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "author_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_body_procedure_tenant_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_body_procedure_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "instruction_id"],
            ["mms.instruction.tenant_id", "mms.instruction.id"],
            name=op.f("fk_body_procedure_tenant_id_instruction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_body_procedure_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_body_procedure")),
        sa.UniqueConstraint(
            "tenant_id", "body_id", "number", name=op.f("uq_body_procedure_tenant_id_body_id_number")
        ),
        schema="mms",
    )
    protect("body_procedure", grant="SELECT, INSERT")


def downgrade() -> None:
    op.drop_table("body_procedure", schema="mms")
    op.drop_column("year_plan", "changed_at", schema="mms")
