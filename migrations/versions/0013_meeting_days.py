"""Days of a meeting with the quorum of each; papers of a dispatch as they were sent.

Compatible with the previous release: two new tables, which it neither reads nor writes.
"""

import sqlalchemy as sa
from alembic import op

from migrations.security import protect

revision = "0013"
down_revision = "0012"


def _own(name: str) -> list[sa.schema.SchemaItem]:
    """What every tenant table has: its tenant, its number, its key."""
    return [
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f(f"fk_{name}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}")),
    ]


def _to(name: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """A reference within the tenant."""
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"mms.{target}.tenant_id", f"mms.{target}.id"],
        name=op.f(f"fk_{name}_tenant_id_{column}"),
    )


def upgrade() -> None:
    op.create_table(
        "sitting_day",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict_id", sa.BigInteger(), nullable=False),
        *_own("sitting_day"),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= begun_at", name=op.f("ck_sitting_day_order")),
        _to("sitting_day", "meeting_id", "meeting"),
        _to("sitting_day", "verdict_id", "verdict"),
        sa.UniqueConstraint(
            "tenant_id", "meeting_id", "day", name=op.f("uq_sitting_day_tenant_id_meeting_id_day")
        ),
        schema="mms",
    )
    protect("sitting_day", grant="SELECT, INSERT", columns="ended_at")
    op.create_table(
        "dispatch_paper",
        sa.Column("dispatch_id", sa.BigInteger(), nullable=False),
        sa.Column("pdf_id", sa.BigInteger(), nullable=False),
        sa.Column("pdf_sha256", sa.Text(), nullable=False),
        sa.Column("docx_id", sa.BigInteger(), nullable=False),
        sa.Column("docx_sha256", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *_own("dispatch_paper"),
        _to("dispatch_paper", "dispatch_id", "dispatch"),
        _to("dispatch_paper", "pdf_id", "stored_file"),
        _to("dispatch_paper", "docx_id", "stored_file"),
        sa.UniqueConstraint("tenant_id", "dispatch_id", name=op.f("uq_dispatch_paper_tenant_id_dispatch_id")),
        schema="mms",
    )
    protect("dispatch_paper", grant="SELECT, INSERT")


def downgrade() -> None:
    op.drop_table("dispatch_paper", schema="mms")
    op.drop_table("sitting_day", schema="mms")
