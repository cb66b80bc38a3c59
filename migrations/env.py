"""Runs migrations as the owner's migrator: the URL comes from the caller or DATABASE_ADMIN_URL."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine, pool, text

from service.core.base import Base
from service.modules import MODELS  # noqa: F401 - importing it registers every table

LOCK = 7_062_025


def url() -> str:
    """The migrator's database address."""
    given = context.config.attributes.get("url") or os.environ.get("DATABASE_ADMIN_URL")
    if not given:
        raise SystemExit("DATABASE_ADMIN_URL is not set: migrations need the owner's address")
    return str(given)


LET_READ = """
DO $$
DECLARE place name;
BEGIN
  FOR place IN SELECT nspname FROM pg_namespace WHERE nspowner = 'mun_owner'::regrole LOOP
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO mun_backup', place);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO mun_backup', place);
    EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA %I TO mun_backup', place);
  END LOOP;
END $$
"""


KEPT = "tenant_id = nullif(current_setting('app.kept_tenant', true), '')::integer"
LET_KEEP = f"""
DO $$
DECLARE place regclass;
BEGIN
  FOR place IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
      WHERE c.relkind = 'r' AND n.nspname IN ('mms', 'pub')
        AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'keep') LOOP
    EXECUTE format($q$CREATE POLICY keep ON %s TO mun_owner USING ({KEPT}) WITH CHECK ({KEPT})$q$, place);
  END LOOP;
END $$
"""


def let_tenants_be_kept(connection: Connection) -> None:
    """Let the owner's functions put back and erase the tenant they are given, in whatever table a migration adds."""
    connection.execute(text(LET_KEEP))


def let_backup_read(connection: Connection) -> None:
    """Let the backup role read everything of the owner's, whatever a migration has forgotten: tables and numbers."""
    connection.execute(text(LET_READ))


def run() -> None:
    """Migrate in one transaction under a lock, as the owner, with row security off."""
    engine = create_engine(url(), poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text("SET ROLE mun_owner"))
        connection.execute(text("SET row_security = off"))
        connection.execute(text("SET lock_timeout = '5s'"))
        connection.execute(text(f"SELECT pg_advisory_lock({LOCK})"))
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS platform"))
        connection.execute(text("CREATE SCHEMA IF NOT EXISTS mms"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            include_schemas=True,
            version_table_schema="platform",
            compare_server_default=False,
        )
        with context.begin_transaction():
            context.run_migrations()
            let_backup_read(connection)
            let_tenants_be_kept(connection)
        connection.execute(text(f"SELECT pg_advisory_unlock({LOCK})"))
        connection.commit()
    engine.dispose()


run()
