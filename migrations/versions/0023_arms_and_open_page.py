"""Coats of arms of tenants; what a tenant shows on its open page.

Compatible with the previous release: new tables, an optional column of the tenants, a function.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import protect

revision = "0023"
down_revision = "0022"

SHOW = """
CREATE FUNCTION platform.show_arms(arms bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  UPDATE platform.tenant SET arms_id = arms WHERE id = current_setting('app.tenant_id')::int
$$
"""


def upgrade() -> None:
    op.add_column("tenant", sa.Column("arms_id", sa.BigInteger(), nullable=True), schema="platform")
    op.create_table(
        "coat_of_arms",
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("file_id", "small_id")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height")),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("put_by", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.BigInteger(), nullable=True),
        *_owned("coat_of_arms"),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_coat_of_arms_size")),
        *(_file(name) for name in ("file_id", "small_id")),
        schema="mms",
    )
    for name in ("file_id", "small_id"):
        op.create_index(
            op.f(f"ix_coat_of_arms_tenant_id_{name}"), "coat_of_arms", ["tenant_id", name], schema="mms"
        )
    op.create_table(
        "open_page",
        sa.Column("sections", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen_by", sa.BigInteger(), nullable=True),
        *_owned("open_page"),
        schema="mms",
    )
    protect("coat_of_arms", grant="SELECT, INSERT", columns="removed_at, removed_by")
    protect("open_page", grant="SELECT, INSERT")
    op.execute(SHOW)
    op.execute("REVOKE ALL ON FUNCTION platform.show_arms(bigint) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION platform.show_arms(bigint) TO mun_app")


def _file(name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", name],
        ["mms.stored_file.tenant_id", "mms.stored_file.id"],
        name=op.f(f"fk_coat_of_arms_tenant_id_{name}"),
    )


def _owned(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    op.execute("DROP FUNCTION platform.show_arms(bigint)")
    for table in ("open_page", "coat_of_arms"):
        op.drop_table(table, schema="mms")
    op.drop_column("tenant", "arms_id", schema="platform")
