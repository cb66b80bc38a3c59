"""The rules in force for a tenant: adopted versions from the database, laid over each other."""

from collections.abc import Iterable
from datetime import date
from threading import Lock

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from service.profiles.effective import effective
from service.profiles.profile import Profile
from service.profiles.versions import Version, version_from_data
from service.tenancy.model import Tenant

# The base layer, the tenant, its region, and the district that a model region is made of;
# of two versions that start on one day the later one corrects the earlier.
LAYERS = text(
    """
    WITH own AS (
      SELECT v.id, v.content #>> '{layer,of}' AS made_of FROM platform.profile_version v
      WHERE v.owner_id IS NULL OR v.owner_id = ANY(:owners)
    )
    SELECT DISTINCT ON (v.owner_id, v.effective_from) v.id
    FROM platform.profile_version v LEFT JOIN platform.tenant t ON t.id = v.owner_id
    WHERE v.id IN (SELECT id FROM own) OR t.slug IN (SELECT made_of FROM own)
    ORDER BY v.owner_id, v.effective_from, v.number DESC
    """
)
CONTENTS = text(
    "SELECT id, number, effective_from, content FROM platform.profile_version WHERE id IN :ids"
).bindparams(bindparam("ids", expanding=True))
KEPT = 512


class ProfileStore:
    """Reads adopted versions once and keeps the laid profiles in memory; versions never change."""

    def __init__(self) -> None:
        self._versions: dict[int, Version] = {}
        self._profiles: dict[tuple[str, date, tuple[int, ...]], Profile] = {}
        self._lock = Lock()

    def profile(self, db: Session, tenant: Tenant, on: date) -> Profile:
        """The effective profile of a tenant on a date."""
        owners = [owner for owner in (tenant.id, tenant.region_id) if owner is not None]
        ids = tuple(db.execute(LAYERS, {"owners": owners}).scalars())
        key = (tenant.slug, on, ids)
        found = self._profiles.get(key)
        if found is None:
            found = effective(tenant.slug, on, self._load(db, ids))
            with self._lock:
                if len(self._profiles) >= KEPT:
                    self._profiles.clear()
                self._profiles[key] = found
        return found

    def _load(self, db: Session, ids: Iterable[int]) -> list[Version]:
        wanted = list(ids)
        absent = [one for one in wanted if one not in self._versions]
        if absent:
            for row in db.execute(CONTENTS, {"ids": absent}):
                self._versions[row.id] = version_from_data(row.number, row.effective_from, row.content)
        return [self._versions[one] for one in wanted]
