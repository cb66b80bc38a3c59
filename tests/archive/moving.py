"""What the tests of archives ask both sides: rows as they stand, and what hashes and figures say."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, make_url, select

from service.archive import contents
from service.archive.loading import Loaded, load_new
from service.archive.making import make
from service.archive.manifest import Manifest
from service.archive.reading import open_archive
from service.config import Settings
from service.tenancy.context import PlatformSession, make_engine
from service.tenancy.model import Tenant
from tests.database import superuser

STAFF_LIST = "Фамилия;Должность\nИванова;учитель\n".encode() * 50
Rows = dict[str, dict[int, dict[str, Any]]]


@contextmanager
def engine_of(url: str | None) -> Iterator[Engine]:
    """An engine for a while."""
    engine = make_engine(url or "", pool_size=2)
    try:
        yield engine
    finally:
        engine.dispose()


def tenant_of(settings: Settings, slug: str) -> Tenant:
    """A tenant as the directory has it."""
    with engine_of(settings.database_url) as engine, PlatformSession(engine) as db:
        found = db.execute(select(Tenant).where(Tenant.slug == slug)).scalar_one()
        db.expunge_all()
        return found


def tenant_id(settings: Settings, slug: str) -> int:
    """The number of a tenant."""
    return tenant_of(settings, slug).id


def export(settings: Settings, slug: str, path: Path) -> Manifest:
    """Write a tenant's archive."""
    with engine_of(settings.database_url) as engine:
        return make(engine, tenant_of(settings, slug), settings.files, path)


def bring(settings: Settings, path: Path, slug: str | None = None, seal: str | None = None) -> Loaded:
    """Put an archive into a deployment."""
    with engine_of(settings.database_platform_url) as platform, open_archive(path, seal) as archive:
        return load_new(platform, archive, settings.files, slug)


def rows(settings: Settings, slug: str) -> Rows:
    """Every row of a tenant in every tenant table, as the superuser sees them; nothing for no tenant."""
    found: Rows = {}
    with superuser(make_url(settings.database_url).database or "") as admin:
        number = admin.execute("SELECT id FROM platform.tenant WHERE slug = %s", [slug]).fetchone()
        if number is None:
            return {}
        for table in contents.tenant_tables():
            said = admin.execute(
                f"SELECT t.id, to_jsonb(t) FROM {table} t WHERE tenant_id = %s ORDER BY id".encode(), number
            )
            found[table.fullname] = dict(said.fetchall())
    return found


def counts(settings: Settings, slug: str) -> dict[str, int]:
    """How many rows a tenant has in every tenant table."""
    return {place: len(found) for place, found in rows(settings, slug).items()}


def everything(settings: Settings) -> dict[str, int]:
    """How many rows each table of the database has, the platform's too."""
    with superuser(make_url(settings.database_url).database or "") as admin:
        listed = admin.execute(
            "SELECT n.nspname || '.' || c.relname FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'r' AND n.nspname IN ('mms', 'pub', 'platform')"
        ).fetchall()
        return {
            place: (admin.execute(f"SELECT count(*) FROM {place}".encode()).fetchone() or (0,))[0]
            for (place,) in listed
        }
