"""What makes a table a tenant's table: row-level security, grants, history. Used by migrations only."""

from collections.abc import Iterable

from alembic import op

TENANT = "tenant_id = current_setting('app.tenant_id')::int"


def protect(
    table: str,
    *,
    schema: str = "mms",
    grant: str = "SELECT, INSERT, UPDATE, DELETE",
    columns: str | None = None,
) -> None:
    """Force row-level security on a tenant table and let the application in under its tenant only."""
    name = f"{schema}.{table}"
    op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY tenant ON {name} TO mun_app USING ({TENANT}) WITH CHECK ({TENANT})")
    op.execute(f"GRANT {grant} ON {name} TO mun_app")
    op.execute(f"GRANT SELECT ON {name} TO mun_backup")
    if columns:
        op.execute(f"GRANT UPDATE ({columns}) ON {name} TO mun_app")


def keep_history(tables: Iterable[str]) -> None:
    """Attach the shared history trigger to register tables."""
    for table in tables:
        op.execute(
            f"CREATE TRIGGER keep_history BEFORE UPDATE OR DELETE ON mms.{table} "
            "FOR EACH ROW EXECUTE FUNCTION mms.keep_history()"
        )


def let_compute(tables: Iterable[str]) -> None:
    """Let set-based computation read these registers across tenants (never a request)."""
    for table in tables:
        op.execute(f"CREATE POLICY compute ON mms.{table} FOR SELECT TO mun_compute USING (true)")
        op.execute(f"GRANT SELECT ON mms.{table} TO mun_compute")
