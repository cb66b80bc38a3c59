"""What the tests of archives ask both sides: engines, rows as they stand, and what hashes and figures say."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, make_url, select, text

from service.archive.loading import Loaded, load_new
from service.archive.manifest import Manifest
from service.archive.reading import open_archive
from service.archive.writing import snapshot, write_archive
from service.config import Settings
from service.tenancy.context import PlatformSession, make_engine
from service.tenancy.model import Tenant
from tests.database import superuser
from tests.servers import servers


@contextmanager
def engine_of(url: str | None) -> Iterator[Engine]:
    """An engine for a while."""
    engine = make_engine(url or "", pool_size=2)
    try:
        yield engine
    finally:
        engine.dispose()


def tenant_id(settings: Settings, slug: str) -> int:
    """The number of a tenant."""
    with engine_of(settings.database_url) as engine, PlatformSession(engine) as db:
        return db.execute(select(Tenant.id).where(Tenant.slug == slug)).scalar_one()


def export(settings: Settings, slug: str, path: Path) -> Manifest:
    """Write a tenant's archive."""
    with engine_of(settings.database_url) as engine:
        with PlatformSession(engine) as db:
            tenant = db.execute(select(Tenant).where(Tenant.slug == slug)).scalar_one()
            db.expunge_all()
        with snapshot(engine, tenant.id) as own, path.open("wb") as target:
            return write_archive(own, tenant, settings.files, target)


def bring(settings: Settings, path: Path, slug: str | None = None, seal: str | None = None) -> Loaded:
    """Put an archive into a deployment."""
    with engine_of(settings.database_platform_url) as platform, open_archive(path, seal) as archive:
        return load_new(platform, archive, settings.files, slug)


def counts(settings: Settings, slug: str) -> dict[str, int]:
    """Rows of a tenant in every table of tenants, as the superuser sees them."""
    with superuser(make_url(settings.database_url).database or "") as admin:
        found = admin.execute("SELECT id FROM platform.tenant WHERE slug = %s", [slug]).fetchone()
        listed = admin.execute(
            "SELECT n.nspname || '.' || c.relname FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
            " WHERE c.relkind = 'r' AND n.nspname IN ('mms', 'pub') ORDER BY 1"
        ).fetchall()
        if found is None:
            return {}
        return {
            place: (
                admin.execute(f"SELECT count(*) FROM {place} WHERE tenant_id = %s".encode(), found).fetchone()
                or (0,)
            )[0]
            for (place,) in listed
        }


def answers(settings: Settings, slug: str, statement: str) -> list[Any]:
    """What a statement about one tenant says, as the superuser sees it; `:tenant` is its number."""
    url = servers().admin_url_of(make_url(settings.database_url).database or "")
    with engine_of(url) as engine, engine.connect() as connection:
        return [
            tuple(row) for row in connection.execute(text(statement), {"tenant": tenant_id(settings, slug)})
        ]
