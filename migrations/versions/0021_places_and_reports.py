"""The place of associations in the structure, programmes of self-education, reports of teachers.

Compatible with the previous release: a new table and optional columns; what is there already stands where it
stood, and the page of the structure names what has no place.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0021"
down_revision = "0020"

REPORTED = ("agenda_item", "self_education", "training")


def upgrade() -> None:
    op.add_column("council", sa.Column("unit_id", sa.BigInteger()), schema="mms")
    bind(("council", "unit"), "NO FORCE")
    op.create_foreign_key(
        op.f("fk_council_tenant_id_unit_id"),
        "council",
        "unit",
        ["tenant_id", "unit_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    bind(("council", "unit"), "FORCE")
    op.create_index(op.f("ix_council_tenant_id_unit_id"), "council", ["tenant_id", "unit_id"], schema="mms")
    op.create_table(
        "self_education",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text()),
        sa.Column("report_on", sa.Date()),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_self_education_tenant_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_self_education_tenant_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_self_education")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_self_education_tenant_id_person_id"),
        "self_education",
        ["tenant_id", "person_id"],
        schema="mms",
    )
    protect("self_education")
    keep_history(["self_education"])
    let_compute(["self_education"])
    reports()


def reports() -> None:
    op.add_column("agenda_item", sa.Column("kind", sa.Text()), schema="mms")
    op.add_column("agenda_item", sa.Column("self_education_id", sa.BigInteger()), schema="mms")
    op.add_column("agenda_item", sa.Column("training_id", sa.BigInteger()), schema="mms")
    bind(REPORTED, "NO FORCE")
    op.create_foreign_key(
        op.f("fk_agenda_item_tenant_id_self_education_id"),
        "agenda_item",
        "self_education",
        ["tenant_id", "self_education_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    op.create_foreign_key(
        op.f("fk_agenda_item_tenant_id_training_id"),
        "agenda_item",
        "training",
        ["tenant_id", "training_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    bind(REPORTED, "FORCE")


def bind(tables: tuple[str, ...], how: str) -> None:
    # The check of present rows runs as the owner: for its moment the policies do not bind the owner.
    for table in tables:
        op.execute(f"ALTER TABLE mms.{table} {how} ROW LEVEL SECURITY")


def downgrade() -> None:
    for column in ("training_id", "self_education_id", "kind"):
        op.drop_column("agenda_item", column, schema="mms")
    op.drop_table("self_education", schema="mms")
    op.drop_column("council", "unit_id", schema="mms")
