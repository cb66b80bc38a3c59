"""Publishing and sharing of figures: what a municipality froze, what its region may see, by which agreement.

Compatible with the previous release: new tables and functions only.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, protect

revision = "0005"
down_revision = "0004"

# Agreements in force on the region's own day: the strictest of several decides.
GRANTS_OF = """
CREATE FUNCTION pub.grants_of(region integer)
RETURNS TABLE (tenant_id integer, min_cell integer, codes text[], organisations boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT a.tenant_id, max(a.min_cell), array_agg(DISTINCT c.code), bool_and(a.organisations_shown)
  FROM mms.share_agreement a
  JOIN platform.tenant r ON r.id = a.region_id AND r.kind = 'region'
  JOIN platform.tenant t ON t.id = a.tenant_id AND t.status = 'active'
  CROSS JOIN LATERAL unnest(a.indicators) AS c(code)
  WHERE a.region_id = region AND a.revoked_at IS NULL
    AND a.valid @> (now() AT TIME ZONE r.time_zone)::date
  GROUP BY a.tenant_id
$$
"""
GRANTED_TENANTS = """
CREATE FUNCTION pub.granted_tenants() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT coalesce(array_agg(g.tenant_id), '{}')
  FROM pub.grants_of(current_setting('app.tenant_id')::integer) g
$$
"""
GRANTED = """
CREATE FUNCTION pub.granted() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT coalesce(jsonb_object_agg(g.tenant_id, jsonb_build_object(
    'min_cell', g.min_cell, 'codes', to_jsonb(g.codes), 'organisations', g.organisations)), '{}')
  FROM pub.grants_of(current_setting('app.tenant_id')::integer) g
$$
"""
# What a municipality may know of its region: sums over at least three, each figure of them visible outside.
POOLED = """
CREATE FUNCTION pub.pooled(days date[])
RETURNS TABLE (as_of date, code text, definition_digest text, numerator bigint, denominator bigint,
               tenants bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT c.as_of, c.code, c.definition_digest, sum(v.numerator)::bigint, sum(v.denominator)::bigint, count(*)
  FROM platform.tenant me
  CROSS JOIN LATERAL pub.grants_of(me.region_id) g
  JOIN pub.cell c ON c.tenant_id = g.tenant_id AND c.code = ANY (g.codes) AND c.as_of = ANY (days)
  JOIN pub.value v ON v.tenant_id = c.tenant_id AND v.as_of = c.as_of AND v.code = c.code
  WHERE me.id = current_setting('app.tenant_id')::integer
    AND (v.smallest IS NULL OR v.smallest >= g.min_cell OR (v.about = 'organisations' AND g.organisations))
  GROUP BY c.as_of, c.code, c.definition_digest
  HAVING count(*) >= 3
$$
"""
SEEN = "tenant_id = ANY ((SELECT pub.granted_tenants())::integer[])"
IN_SCOPE = f"{SEEN} AND ((SELECT pub.granted()) -> tenant_id::text -> 'codes') ? code"
LARGE_ENOUGH = (
    f"{IN_SCOPE} AND (smallest IS NULL"
    " OR smallest >= ((SELECT pub.granted()) -> tenant_id::text ->> 'min_cell')::integer"
    " OR (about = 'organisations'"
    " AND ((SELECT pub.granted()) -> tenant_id::text ->> 'organisations')::boolean))"
)
REGION_SEES = {"release": SEEN, "cell": IN_SCOPE, "value": LARGE_ENOUGH}
FUNCTIONS = (
    ("pub.grants_of(integer)", None),
    ("pub.granted_tenants()", "mun_region"),
    ("pub.granted()", "mun_region"),
    ("pub.pooled(date[])", "mun_app"),
)


def upgrade() -> None:
    op.execute("CREATE SCHEMA pub AUTHORIZATION mun_owner")
    op.execute("GRANT USAGE ON SCHEMA pub TO mun_app, mun_region, mun_backup")
    agreements()
    publications()
    published()
    protect("share_agreement")
    keep_history(["share_agreement"])
    op.execute("CREATE POLICY granted ON mms.share_agreement FOR SELECT TO mun_owner USING (true)")
    for table in ("publication", "publication_figure"):
        protect(table, grant="SELECT, INSERT")
    for table in REGION_SEES:
        protect(table, schema="pub", grant="SELECT, INSERT, DELETE")
    for statement in (GRANTS_OF, GRANTED_TENANTS, GRANTED, POOLED):
        op.execute(statement)
    for name, role in FUNCTIONS:
        op.execute(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
        if role:
            op.execute(f"GRANT EXECUTE ON FUNCTION {name} TO {role}")
    for table, sees in REGION_SEES.items():
        op.execute(f"CREATE POLICY region ON pub.{table} FOR SELECT TO mun_region USING ({sees})")
        op.execute(f"GRANT SELECT ON pub.{table} TO mun_region")
    for table in ("cell", "value"):
        op.execute(f"CREATE POLICY pooled ON pub.{table} FOR SELECT TO mun_owner USING (true)")


def agreements() -> None:
    op.create_table(
        "share_agreement",
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("platform.tenant.id"), primary_key=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("indicators", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("min_cell", sa.Integer(), nullable=False, server_default="5"),
        sa.Column("organisations_shown", sa.Boolean(), nullable=False, server_default="false"),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_reason", sa.Text()),
        sa.Column(
            "valid", postgresql.DATERANGE(), nullable=False, server_default=sa.text("'(,)'::daterange")
        ),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.ForeignKeyConstraint(["region_id"], ["platform.tenant.id"]),
        sa.CheckConstraint("min_cell >= 5", name="min_cell"),
        schema="mms",
    )
    op.create_index(
        "ix_share_agreement_region_id_tenant_id", "share_agreement", ["region_id", "tenant_id"], schema="mms"
    )


def publications() -> None:
    op.create_table(
        "publication",
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("platform.tenant.id"), primary_key=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("protocol_number", sa.Text(), nullable=False),
        sa.Column("protocol_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("profile_version", sa.Text(), nullable=False),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("previous_digest", sa.Text()),
        sa.Column("published_by", sa.BigInteger()),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.UniqueConstraint("tenant_id", "as_of", "revision"),
        sa.CheckConstraint("revision = 1 OR reason IS NOT NULL", name="reason"),
        schema="mms",
    )
    op.create_table(
        "publication_figure",
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("platform.tenant.id"), primary_key=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("publication_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("numerator", sa.BigInteger()),
        sa.Column("denominator", sa.BigInteger()),
        sa.Column("unknown", sa.BigInteger(), nullable=False),
        sa.Column("value_status", sa.Text(), nullable=False),
        sa.Column("target_status", sa.Text(), nullable=False),
        sa.Column("definition", postgresql.JSONB(), nullable=False),
        sa.Column("local", postgresql.JSONB(), nullable=False),
        sa.Column("counted", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("rest", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("undecided", postgresql.ARRAY(sa.BigInteger()), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "publication_id"], ["mms.publication.tenant_id", "mms.publication.id"]
        ),
        sa.UniqueConstraint("tenant_id", "publication_id", "code"),
        schema="mms",
    )


def published() -> None:
    op.create_table(
        "release",
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("platform.tenant.id"), primary_key=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("publication_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "publication_id"], ["mms.publication.tenant_id", "mms.publication.id"]
        ),
        sa.UniqueConstraint("tenant_id", "as_of"),
        schema="pub",
    )
    op.create_table(
        "cell",
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("platform.tenant.id"), primary_key=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("value_status", sa.Text(), nullable=False),
        sa.Column("definition", postgresql.JSONB(), nullable=False),
        sa.Column("definition_digest", sa.Text(), nullable=False),
        sa.Column("local", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id", "as_of"], ["pub.release.tenant_id", "pub.release.as_of"]),
        sa.UniqueConstraint("tenant_id", "as_of", "code"),
        schema="pub",
    )
    op.create_table(
        "value",
        sa.Column("tenant_id", sa.Integer(), sa.ForeignKey("platform.tenant.id"), primary_key=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger(), nullable=False),
        sa.Column("target_status", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("smallest", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["tenant_id", "as_of", "code"], ["pub.cell.tenant_id", "pub.cell.as_of", "pub.cell.code"]
        ),
        sa.UniqueConstraint("tenant_id", "as_of", "code"),
        sa.CheckConstraint("about IN ('people', 'organisations', 'other')", name="about"),
        schema="pub",
    )


def downgrade() -> None:
    for name, _ in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {name} CASCADE")
    for table in ("value", "cell", "release"):
        op.drop_table(table, schema="pub")
    for table in ("publication_figure", "publication", "share_agreement"):
        op.drop_table(table, schema="mms")
    op.execute("DROP SCHEMA pub")
