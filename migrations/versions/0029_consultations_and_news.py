"""Consultations that the service gave; its news and mailings.

Compatible with the previous release: new tables only.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0029"
down_revision = "0028"
TABLES = ("consultation", "news")


def upgrade() -> None:
    _consultations()
    _news()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_tenant_id_on"), table, ["tenant_id", "on"], schema="mms")
        protect(table)
    keep_history(TABLES)
    let_compute(TABLES)


def _consultations() -> None:
    op.create_table(
        "consultation",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("topic", "kind", "form")),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), server_default="1", nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("person_id", "organisation_id")),
        sa.Column("result", sa.Text(), nullable=True),
        *_of_register("consultation"),
        sa.CheckConstraint("kind IN ('individual', 'group')", name=op.f("ck_consultation_kind")),
        sa.CheckConstraint("form IN ('in_person', 'remote', 'written')", name=op.f("ck_consultation_form")),
        sa.CheckConstraint("people > 0", name=op.f("ck_consultation_people")),
        *(_refers(column, table) for column, table in REFERENCES.items()),
        schema="mms",
    )
    for column in REFERENCES:
        op.create_index(
            op.f(f"ix_consultation_tenant_id_{column}"), "consultation", ["tenant_id", column], schema="mms"
        )


REFERENCES = {"person_id": "person", "organisation_id": "organisation"}


def _refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"mms.{table}.tenant_id", f"mms.{table}.id"],
        name=op.f(f"fk_consultation_tenant_id_{column}"),
    )


def _news() -> None:
    op.create_table(
        "news",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "kind")),
        sa.Column("on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("audience", "url", "text")),
        *_of_register("news"),
        sa.CheckConstraint("kind IN ('news', 'mailing')", name=op.f("ck_news_kind")),
        schema="mms",
    )


def _of_register(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table, schema="mms")
