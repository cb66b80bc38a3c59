"""Isolation: row-level security, grants, history and append-only logs.

Compatible with the previous release: the first release creates both.
"""

from alembic import op

from migrations.security import keep_history, let_compute, protect

revision = "0002"
down_revision = "0001"

REGISTERS = (
    "attendance", "category", "community", "community_member", "council", "cycle", "diagnostics", "education",
    "employment", "event", "experience", "function_assignment", "legal_act", "management_team", "membership",
    "mentoring_pair", "organisation", "organisation_document", "person", "roadmap_item", "route", "seat",
    "team_training", "training", "unit", "unit_member",
)  # fmt: skip
WORKING = ("api_token", "import_mapping", "staff_import", "staff_import_row")
COMPUTED = (
    "attendance", "community", "community_member", "council", "cycle", "diagnostics", "employment", "event",
    "experience", "management_team", "mentoring_pair", "organisation", "organisation_document", "person",
    "roadmap_item", "route", "seat", "team_training", "training",
)  # fmt: skip

KEEP_HISTORY = """
CREATE FUNCTION mms.keep_history() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(OLD) = to_jsonb(NEW) THEN
    RETURN NEW;
  END IF;
  INSERT INTO mms.history (tenant_id, table_name, row_id, operation, old, known_from, known_to, actor_id)
  VALUES (OLD.tenant_id, TG_TABLE_NAME, OLD.id, lower(TG_OP), to_jsonb(OLD), OLD.recorded_at,
          greatest(clock_timestamp(), OLD.recorded_at),
          nullif(current_setting('app.actor_id', true), '')::bigint);
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id THEN
    RAISE EXCEPTION 'the key of a record does not change' USING ERRCODE = '42501';
  END IF;
  NEW.recorded_at := clock_timestamp();
  RETURN NEW;
END $$
"""

MEMBERSHIPS = """
CREATE FUNCTION platform.memberships_of(account bigint, on_day date)
RETURNS TABLE (tenant_id int, slug text, name jsonb, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT t.id, t.slug, t.name, m.role
  FROM mms.membership m JOIN platform.tenant t ON t.id = m.tenant_id
  WHERE m.account_id = account AND m.valid @> on_day AND t.status = 'active'
$$
"""


def upgrade() -> None:
    """Close every tenant table, then open exactly what each role needs."""
    op.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    op.execute("GRANT USAGE ON SCHEMA mms, platform TO mun_app, mun_compute, mun_platform, mun_backup")
    op.execute("GRANT USAGE ON SCHEMA platform TO mun_region")
    op.execute(KEEP_HISTORY)
    op.execute("REVOKE ALL ON FUNCTION mms.keep_history() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION mms.keep_history() TO mun_app, mun_platform")
    for table in REGISTERS + WORKING:
        protect(table)
    keep_history(REGISTERS)
    for log in ("audit", "history"):
        protect(log, grant="SELECT, INSERT")
    protect("outbox", grant="SELECT, INSERT, DELETE")
    protect("indicator_value")
    let_compute(COMPUTED)
    computed_values()
    sweeping()
    platform()


def computed_values() -> None:
    """Figures are written by the computing role for all tenants, read by each tenant."""
    op.execute("CREATE POLICY compute ON mms.indicator_value TO mun_compute USING (true) WITH CHECK (true)")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON mms.indicator_value TO mun_compute")
    op.execute("GRANT SELECT ON platform.tenant, platform.profile_version TO mun_compute")


def sweeping() -> None:
    """The platform role moves the outbox to the queue, and chains the audit."""
    op.execute("CREATE POLICY sweep ON mms.outbox TO mun_platform USING (true) WITH CHECK (false)")
    op.execute("GRANT SELECT, DELETE ON mms.outbox TO mun_platform")
    op.execute("CREATE POLICY chain ON mms.audit TO mun_platform USING (true) WITH CHECK (true)")
    op.execute("GRANT SELECT, UPDATE (link, digest) ON mms.audit TO mun_platform")


def platform() -> None:
    """Platform tables: tenants and published rules are read by all, accounts by sign-in."""
    op.execute("GRANT SELECT ON ALL TABLES IN SCHEMA platform TO mun_backup")
    op.execute("GRANT SELECT, INSERT, UPDATE ON platform.account, platform.one_time_link TO mun_app")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON platform.sign_in TO mun_app")
    op.execute("GRANT SELECT ON platform.tenant TO mun_app, mun_platform, mun_region")
    op.execute("GRANT INSERT, UPDATE ON platform.tenant TO mun_platform")
    op.execute("GRANT SELECT ON platform.profile_version TO mun_app, mun_platform, mun_region")
    op.execute("GRANT INSERT ON platform.profile_version TO mun_app, mun_platform")
    op.execute("ALTER TABLE platform.profile_version ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE platform.profile_version FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY published ON platform.profile_version FOR SELECT USING (true)")
    op.execute(
        "CREATE POLICY own ON platform.profile_version FOR INSERT TO mun_app "
        "WITH CHECK (owner_id = current_setting('app.tenant_id')::int)"
    )
    op.execute("CREATE POLICY seed ON platform.profile_version FOR INSERT TO mun_platform WITH CHECK (true)")
    op.execute(MEMBERSHIPS)
    op.execute("REVOKE ALL ON FUNCTION platform.memberships_of(bigint, date) FROM PUBLIC")
    op.execute("CREATE POLICY belongs ON mms.membership FOR SELECT TO mun_owner USING (true)")
    op.execute("GRANT EXECUTE ON FUNCTION platform.memberships_of(bigint, date) TO mun_app")
    op.execute("GRANT SELECT ON platform.alembic_version TO mun_app")


def downgrade() -> None:
    """The first release has nothing before it: drop the schemas instead."""
    raise RuntimeError("the first release cannot be undone: drop the schemas mms and platform")
