"""A tenant describes itself: name, requisites, words, time zone; the steps of its first day.

Compatible with the previous release: optional columns, a new table, a function.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import protect

revision = "0015"
down_revision = "0014"

DESCRIBE = """
CREATE FUNCTION platform.describe_tenant(
  its_name jsonb, its_locales text[], its_zone text, its_requisites jsonb, its_words jsonb, seen timestamptz,
  moment timestamptz
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
BEGIN
  UPDATE platform.tenant
  SET name = its_name, locales = its_locales, time_zone = its_zone, requisites = its_requisites,
      words = its_words, described_at = moment
  WHERE id = current_setting('app.tenant_id')::int AND described_at IS NOT DISTINCT FROM seen
    AND EXISTS (SELECT 1 FROM pg_timezone_names WHERE pg_timezone_names.name = its_zone);
  RETURN FOUND;
END $$
"""
ARGUMENTS = "jsonb, text[], text, jsonb, jsonb, timestamptz, timestamptz"


def upgrade() -> None:
    for name in ("requisites", "words"):
        op.add_column(
            "tenant",
            sa.Column(name, postgresql.JSONB(), nullable=False, server_default=sa.text("'{}'")),
            schema="platform",
        )
    op.add_column(
        "tenant", sa.Column("described_at", sa.DateTime(timezone=True), nullable=True), schema="platform"
    )
    op.create_table(
        "setup_step",
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marked_by", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("state IN ('done', 'later')", name=op.f("ck_setup_step_state")),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_setup_step_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_setup_step")),
        sa.UniqueConstraint("tenant_id", "step", name=op.f("uq_setup_step_tenant_id_step")),
        schema="mms",
    )
    protect("setup_step")
    op.execute(DESCRIBE)
    op.execute(f"REVOKE ALL ON FUNCTION platform.describe_tenant({ARGUMENTS}) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION platform.describe_tenant({ARGUMENTS}) TO mun_app")


def downgrade() -> None:
    op.execute(f"DROP FUNCTION platform.describe_tenant({ARGUMENTS})")
    op.drop_table("setup_step", schema="mms")
    for name in ("requisites", "words", "described_at"):
        op.drop_column("tenant", name, schema="platform")
