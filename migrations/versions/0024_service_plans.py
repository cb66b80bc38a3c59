"""The annual plans of the service and their items, marked by the lists of the regulation.

Compatible with the previous release: new tables only.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0024"
down_revision = "0023"

TABLES = ("service_plan", "service_plan_item")
REFERENCES = {
    "plan_id": "service_plan",
    "person_id": "person",
    "organisation_id": "organisation",
    "event_id": "event",
}


def upgrade() -> None:
    op.create_table(
        "service_plan",
        _text("title"),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), server_default="calendar", nullable=False),
        _text("unit", nullable=True),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        _text("act_number", nullable=True),
        sa.Column("act_date", sa.Date(), nullable=True),
        _text("analysis", nullable=True),
        _marks("analysis_marks"),
        sa.CheckConstraint("basis IN ('calendar', 'school')", name=op.f("ck_service_plan_basis")),
        sa.CheckConstraint(
            "state IN ('draft', 'agreed', 'approved', 'closed')", name=op.f("ck_service_plan_state")
        ),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'closed') OR (act_number IS NOT NULL AND act_date IS NOT NULL)",
            name=op.f("ck_service_plan_act"),
        ),
        sa.UniqueConstraint("tenant_id", "year", "title", name=op.f("uq_service_plan_tenant_id_year_title")),
        *_register("service_plan"),
        schema="mms",
    )
    op.create_table(
        "service_plan_item",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        _text("title"),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("month", "quarter")),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("starts_on", "ends_on", "state_on")),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in REFERENCES if name != "plan_id"),
        *(_text(name, nullable=True) for name in ("unit", "place", "result", "reason")),
        _marks("marks"),
        sa.Column("state", sa.Text(), server_default="planned", nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'done', 'cancelled')", name=op.f("ck_service_plan_item_state")
        ),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_service_plan_item_month")),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_service_plan_item_quarter")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_service_plan_item_days")),
        *_register("service_plan_item"),
        *(
            sa.ForeignKeyConstraint(
                ["tenant_id", column],
                [f"mms.{table}.tenant_id", f"mms.{table}.id"],
                name=op.f(f"fk_service_plan_item_tenant_id_{column}"),
            )
            for column, table in REFERENCES.items()
        ),
        schema="mms",
    )
    for column in REFERENCES:
        op.create_index(
            op.f(f"ix_service_plan_item_tenant_id_{column}"),
            "service_plan_item",
            ["tenant_id", column],
            schema="mms",
        )
    for table in TABLES:
        protect(table)
    keep_history(TABLES)
    let_compute(TABLES)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _marks(name: str) -> sa.Column[list[str]]:
    return sa.Column(name, sa.ARRAY(sa.Text()), server_default="{}", nullable=False)


def _register(table: str) -> list[sa.schema.SchemaItem]:
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
    for table in reversed(TABLES):
        op.drop_table(table, schema="mms")
