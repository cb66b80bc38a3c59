"""Tasks of the services of organisations; the role of whoever coordinates them.

Compatible with the previous release: a new table, and a check of roles that allows one more.
"""

import sqlalchemy as sa
from alembic import op

from migrations.security import keep_history, let_compute, protect

revision = "0027"
down_revision = "0026"

TABLE = "coordination_task"
BEFORE = (
    "'administrator', 'methodist', 'approver', 'school_head', 'school_tutor', 'teacher',"
    " 'institute_analyst', 'auditor', 'chair', 'deputy', 'secretary', 'member', 'leader', 'curator'"
)
LISTS = {
    "asks": "'report', 'action'",
    "basis": "'own', 'diagnostics', 'indicator', 'service', 'document'",
    "state": "'sent', 'answered', 'accepted', 'returned', 'withdrawn'",
}


def upgrade() -> None:
    roles(f"{BEFORE}, 'coordinator'")
    op.create_table(
        TABLE,
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "asks", "basis")),
        *(
            sa.Column(name, sa.Text(), nullable=True)
            for name in ("details", "basis_code", "evidence", "answer", "remark")
        ),
        sa.Column("state", sa.Text(), server_default="sent", nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=True)
            for name in ("answered_at", "reviewed_at")
        ),
        *(
            sa.Column(name, sa.BigInteger(), nullable=True)
            for name in ("sent_by", "answered_by", "reviewed_by", "file_id")
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        *(
            sa.CheckConstraint(f"{name} IN ({listed})", name=op.f(f"ck_{TABLE}_{name}"))
            for name, listed in LISTS.items()
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f(f"fk_{TABLE}_tenant_id")),
        *(
            sa.ForeignKeyConstraint(
                ["tenant_id", column],
                [f"mms.{to}.tenant_id", f"mms.{to}.id"],
                name=op.f(f"fk_{TABLE}_tenant_id_{column}"),
            )
            for column, to in (("organisation_id", "organisation"), ("file_id", "stored_file"))
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{TABLE}")),
        schema="mms",
    )
    for column in ("due_on", "organisation_id", "file_id"):
        op.create_index(op.f(f"ix_{TABLE}_tenant_id_{column}"), TABLE, ["tenant_id", column], schema="mms")
    protect(TABLE)
    keep_history((TABLE,))
    let_compute((TABLE,))


def roles(listed: str) -> None:
    """Which roles a membership and a token may have."""
    for table in ("membership", "api_token"):
        op.execute(
            f"ALTER TABLE mms.{table} DROP CONSTRAINT ck_{table}_role,"
            f" ADD CONSTRAINT ck_{table}_role CHECK (role IN ({listed}))"
        )


def downgrade() -> None:
    op.drop_table(TABLE, schema="mms")
    roles(BEFORE)
