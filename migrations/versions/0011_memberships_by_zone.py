"""Where an account works, judged by each tenant's own day (учётная запись по местной дате).

Compatible with the previous release: the function it calls stays beside the new one.
"""

from alembic import op

revision = "0011"
down_revision = "0010"

MEMBERSHIPS = """
CREATE FUNCTION platform.memberships_at(account bigint, moment timestamptz)
RETURNS TABLE (tenant_id int, slug text, name jsonb, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT t.id, t.slug, t.name, m.role
  FROM mms.membership m JOIN platform.tenant t ON t.id = m.tenant_id
  WHERE m.account_id = account AND m.valid @> (moment AT TIME ZONE t.time_zone)::date AND t.status = 'active'
$$
"""


def upgrade() -> None:
    """A tenant east of the server begins its day earlier: a role given this morning there counts already."""
    op.execute(MEMBERSHIPS)
    op.execute("REVOKE ALL ON FUNCTION platform.memberships_at(bigint, timestamptz) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION platform.memberships_at(bigint, timestamptz) TO mun_app")


def downgrade() -> None:
    op.execute("DROP FUNCTION platform.memberships_at(bigint, timestamptz)")
