"""The directory of tenants (справочник муниципалитетов), kept in memory for a few seconds."""

import time
from threading import Lock

from sqlalchemy import Engine, select

from service.tenancy.context import PlatformSession
from service.tenancy.model import Tenant

FRESH_FOR = 5.0


class Directory:
    """Finds tenants by slug or id; a suspension is seen within seconds."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._read_at = -FRESH_FOR
        self._by_slug: dict[str, Tenant] = {}
        self._by_id: dict[int, Tenant] = {}

    def by_slug(self, slug: str) -> Tenant | None:
        """The tenant with a slug."""
        self._refresh()
        return self._by_slug.get(slug)

    def by_id(self, tenant_id: int) -> Tenant | None:
        """The tenant with an id."""
        self._refresh()
        return self._by_id.get(tenant_id)

    def all(self) -> tuple[Tenant, ...]:
        """Every active tenant, regions before their municipalities."""
        self._refresh()
        active = (tenant for tenant in self._by_slug.values() if tenant.status == "active")
        return tuple(
            sorted(active, key=lambda one: (one.region_id or one.id, one.kind != "region", one.name["ru"]))
        )

    def forget(self) -> None:
        """Read anew at the next question."""
        self._read_at = -FRESH_FOR

    def _refresh(self) -> None:
        if time.monotonic() - self._read_at < FRESH_FOR:
            return
        with self._lock, PlatformSession(self._engine) as db:
            if time.monotonic() - self._read_at < FRESH_FOR:
                return
            found = list(db.execute(select(Tenant)).scalars())
            db.expunge_all()
            self._by_slug = {tenant.slug: tenant for tenant in found}
            self._by_id = {tenant.id: tenant for tenant in found}
            self._read_at = time.monotonic()
