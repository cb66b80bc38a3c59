"""Users: invitations, substitutions, deactivations, required second factors, spare codes, outside identities.

Compatible with the previous release: new tables, and columns that may stay empty or number themselves.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, protect

revision = "0019"
down_revision = "0018"
ACCOUNT = "platform.account.id"


def upgrade() -> None:
    op.add_column(
        "account", sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True), schema="platform"
    )
    op.add_column(
        "sign_in",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        schema="platform",
    )
    op.create_index(op.f("ix_sign_in_id"), "sign_in", ["id"], schema="platform")
    platform_tables()
    tenant_tables()
    protect("invitation", grant="SELECT, INSERT, UPDATE")
    protect("substitution", grant="SELECT, INSERT, UPDATE")
    protect("deactivation", grant="SELECT, INSERT, UPDATE")
    protect("factor_policy", grant="SELECT, INSERT")
    keep_history(["substitution"])


def platform_tables() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], [ACCOUNT], name=op.f("fk_recovery_code_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("account_id", "digest", name=op.f("pk_recovery_code")),
        schema="platform",
    )
    op.create_table(
        "external_identity",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], [ACCOUNT], name=op.f("fk_external_identity_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_external_identity_issuer_subject")),
        sa.UniqueConstraint("account_id", "issuer", name=op.f("uq_external_identity_account_id_issuer")),
        schema="platform",
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON platform.recovery_code TO mun_app")
    op.execute("GRANT SELECT, INSERT, DELETE ON platform.external_identity TO mun_app")
    op.execute("GRANT SELECT ON platform.recovery_code, platform.external_identity TO mun_backup")


def tenant_tables() -> None:
    create(
        "invitation",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invited_by", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        to_account("invitation", "account_id"),
    )
    create(
        "substitution",
        sa.Column("absent_id", sa.BigInteger(), nullable=False),
        sa.Column("substitute_id", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        to_account("substitution", "absent_id"),
        to_account("substitution", "substitute_id"),
    )
    create(
        "deactivation",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("memberships", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deactivated_by", sa.BigInteger(), nullable=True),
        sa.Column("reactivated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reactivated_by", sa.BigInteger(), nullable=True),
        to_account("deactivation", "account_id"),
    )
    create(
        "factor_policy",
        sa.Column("roles", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=True),
    )
    for table, column in (
        ("invitation", "account_id"),
        ("substitution", "absent_id"),
        ("substitution", "substitute_id"),
        ("deactivation", "account_id"),
    ):
        op.create_index(op.f(f"ix_{table}_tenant_id_{column}"), table, ["tenant_id", column], schema="mms")
    op.create_index(
        "ix_deactivation_open",
        "deactivation",
        ["tenant_id", "account_id"],
        unique=True,
        schema="mms",
        postgresql_where=sa.text("reactivated_at IS NULL"),
    )


def create(table: str, *columns: sa.Column | sa.ForeignKeyConstraint) -> None:
    op.create_table(
        table,
        *columns,
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
        schema="mms",
    )


def to_account(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [ACCOUNT], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")


def downgrade() -> None:
    for table in ("factor_policy", "deactivation", "substitution", "invitation"):
        op.drop_table(table, schema="mms")
    for table in ("external_identity", "recovery_code"):
        op.drop_table(table, schema="platform")
    op.drop_index(op.f("ix_sign_in_id"), table_name="sign_in", schema="platform")
    op.drop_column("sign_in", "id", schema="platform")
    op.drop_column("account", "entered_at", schema="platform")
