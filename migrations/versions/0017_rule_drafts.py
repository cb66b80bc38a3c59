"""Drafts of rules (проекты редакций): their changes entry by entry, and what each would mean.

Compatible with the previous release: new tables only.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.security import keep_history, protect

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    _drafts()
    _entries()
    _previews()
    for table in ("rule_draft", "rule_draft_entry", "rule_preview"):
        protect(table)
    keep_history(["rule_draft", "rule_draft_entry"])


def _tenant_columns(*, kept: bool) -> list[sa.Column]:
    columns = [
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
    ]
    if kept:
        columns += [
            sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
            _moment("recorded_at", default=True),
        ]
    return columns


def _moment(name: str, *, default: bool = False) -> sa.Column:
    made = sa.text("now()") if default else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=made, nullable=not default)


def _keys(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    ]


def _of_draft(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "draft_id"],
        ["mms.rule_draft.tenant_id", "mms.rule_draft.id"],
        name=op.f(f"fk_{table}_tenant_id_draft_id"),
        ondelete="CASCADE",
    )


def _drafts() -> None:
    op.create_table(
        "rule_draft",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("relation", sa.Text(), server_default="listed", nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=True)
            for name in ("act_title", "act_kind", "act_number", "act_issuer")
        ),
        sa.Column("act_date", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("adopted_number", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        _moment("created_at", default=True),
        sa.Column("closed_by", sa.BigInteger(), nullable=True),
        _moment("closed_at"),
        *_tenant_columns(kept=True),
        sa.CheckConstraint("state IN ('open', 'adopted', 'discarded')", name=op.f("ck_rule_draft_state")),
        sa.CheckConstraint("relation IN ('amends', 'listed', 'all')", name=op.f("ck_rule_draft_relation")),
        sa.CheckConstraint(
            "(state = 'adopted') = (adopted_number IS NOT NULL)", name=op.f("ck_rule_draft_adopted")
        ),
        sa.CheckConstraint(
            "effective_from IS NULL OR effective_from >= act_date", name=op.f("ck_rule_draft_effective")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_rule_draft_tenant_id_file_id"),
        ),
        *_keys("rule_draft"),
        schema="mms",
    )
    op.create_index(op.f("ix_rule_draft_tenant_id_state"), "rule_draft", ["tenant_id", "state"], schema="mms")


def _entries() -> None:
    op.create_table(
        "rule_draft_entry",
        sa.Column("draft_id", sa.BigInteger(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=False),
        sa.Column("content", JSONB(), nullable=True),
        sa.Column("was", JSONB(), nullable=True),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        *_tenant_columns(kept=True),
        sa.CheckConstraint(
            "section IN ('rule', 'setting', 'note', 'choice')", name=op.f("ck_rule_draft_entry_section")
        ),
        _of_draft("rule_draft_entry"),
        sa.UniqueConstraint(
            "tenant_id",
            "draft_id",
            "section",
            "entry_id",
            name=op.f("uq_rule_draft_entry_tenant_id_draft_id_section_entry_id"),
        ),
        *_keys("rule_draft_entry"),
        schema="mms",
    )


def _previews() -> None:
    op.create_table(
        "rule_preview",
        sa.Column("draft_id", sa.BigInteger(), nullable=True),
        sa.Column("layer", sa.Text(), nullable=True),
        sa.Column("older", sa.Integer(), nullable=True),
        sa.Column("newer", sa.Integer(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="queued", nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("effects", JSONB(), server_default="[]", nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=True),
        _moment("asked_at", default=True),
        _moment("finished_at"),
        *_tenant_columns(kept=False),
        sa.CheckConstraint("state IN ('queued', 'done', 'failed')", name=op.f("ck_rule_preview_state")),
        sa.CheckConstraint("(draft_id IS NULL) <> (newer IS NULL)", name=op.f("ck_rule_preview_of_one")),
        _of_draft("rule_preview"),
        *_keys("rule_preview"),
        schema="mms",
    )
    op.create_index(
        op.f("ix_rule_preview_tenant_id_draft_id"), "rule_preview", ["tenant_id", "draft_id"], schema="mms"
    )


def downgrade() -> None:
    for table in ("rule_preview", "rule_draft_entry", "rule_draft"):
        op.drop_table(table, schema="mms")
