"""What a municipality lets its region see of an approved plan; kinds of support of the functions of units.

Compatible with the previous release: a new table, a new function, columns with defaults.
"""

import sqlalchemy as sa
from alembic import op

from migrations.security import protect

revision = "0028"
down_revision = "0027"

# What a region reads of its own municipalities: sums of a year without titles or ids of plans.
PLANS_BELOW = """
CREATE FUNCTION pub.plans_below()
RETURNS TABLE (tenant_id integer, year integer, row_mark text, column_mark text, planned bigint, done bigint,
               approved_on date, published_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT c.tenant_id, c.year, c.row_mark, c.column_mark, sum(c.planned)::bigint, sum(c.done)::bigint,
         max(c.approved_on), max(c.published_at)
  FROM platform.tenant me
  JOIN platform.tenant t ON t.region_id = me.id AND t.kind = 'municipality' AND t.status = 'active'
  JOIN pub.plan_cell c ON c.tenant_id = t.id
  WHERE me.id = current_setting('app.tenant_id')::integer AND me.kind = 'region'
  GROUP BY c.tenant_id, c.year, c.row_mark, c.column_mark
$$
"""


def upgrade() -> None:
    op.add_column(
        "function_assignment",
        sa.Column("support", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        schema="mms",
    )
    op.add_column("service_plan_item", sa.Column("priority", sa.Text(), nullable=True), schema="mms")
    op.create_table(
        "plan_cell",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_mark", sa.Text(), nullable=False),
        sa.Column("column_mark", sa.Text(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_plan_cell_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["mms.service_plan.tenant_id", "mms.service_plan.id"],
            name=op.f("fk_plan_cell_tenant_id_plan_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_plan_cell")),
        sa.UniqueConstraint(
            "tenant_id", "plan_id", "row_mark", "column_mark",
            name=op.f("uq_plan_cell_tenant_id_plan_id_row_mark_column_mark"),
        ),
        schema="pub",
    )  # fmt: skip
    protect("plan_cell", schema="pub", grant="SELECT, INSERT, DELETE")
    op.execute("CREATE POLICY pooled ON pub.plan_cell FOR SELECT TO mun_owner USING (true)")
    op.execute(PLANS_BELOW)
    op.execute("REVOKE ALL ON FUNCTION pub.plans_below() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION pub.plans_below() TO mun_app")


def downgrade() -> None:
    op.execute("DROP FUNCTION pub.plans_below()")
    op.drop_table("plan_cell", schema="pub")
    op.drop_column("service_plan_item", "priority", schema="mms")
    op.drop_column("function_assignment", "support", schema="mms")
