"""The rules in force for a tenant: adopted versions from the database, laid over each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from service.access.model import Account
from service.core.errors import NotFound
from service.profiles.effective import effective
from service.profiles.entries import Act, Content
from service.profiles.profile import Profile
from service.profiles.versions import Version, content_from_data, version_from_data
from service.settings.model import ProfileVersion
from service.settings.waivers import Waivers
from service.tenancy.model import Tenant

# The base layer, the tenant, its region, and the district that a model region is made of;
# of two versions that start on one day the later one corrects the earlier.
# Every step finds its versions by their owner: the time does not grow with the number of tenants.
LAYERS = text(
    """
    WITH own AS (
      SELECT v.id, v.owner_id, v.number, v.effective_from, v.content #>> '{layer,of}' AS made_of
      FROM platform.profile_version v WHERE v.owner_id = ANY(:owners)
    )
    SELECT DISTINCT ON (found.owner_id, found.effective_from) found.id
    FROM (
      SELECT id, owner_id, number, effective_from FROM own
      UNION
      SELECT id, owner_id, number, effective_from FROM platform.profile_version WHERE owner_id IS NULL
      UNION
      SELECT v.id, v.owner_id, v.number, v.effective_from
      FROM own JOIN platform.tenant t ON t.slug = own.made_of
      JOIN platform.profile_version v ON v.owner_id = t.id
    ) found
    ORDER BY found.owner_id, found.effective_from, found.number DESC
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
        ids = _layer_ids(db, tenant)
        key = (tenant.slug, on, ids)
        found = self._profiles.get(key)
        if found is None:
            found = effective(tenant.slug, on, self._load(db, ids))
            with self._lock:
                if len(self._profiles) >= KEPT:
                    self._profiles.clear()
                self._profiles[key] = found
        return found

    def standing(self, db: Session, tenant: Tenant, on: date) -> Profile:
        """The effective profile on a date as work goes by it: with the waivers in force that day."""
        return replace(self.profile(db, tenant, on), waivers=Waivers(db, tenant.id, on))

    def versions(self, db: Session, tenant: Tenant) -> list[Version]:
        """Every adopted version that takes part in a tenant's rules."""
        return self._load(db, _layer_ids(db, tenant))

    def _load(self, db: Session, ids: Iterable[int]) -> list[Version]:
        wanted = list(ids)
        absent = [one for one in wanted if one not in self._versions]
        if absent:
            for row in db.execute(CONTENTS, {"ids": absent}):
                self._versions[row.id] = version_from_data(row.number, row.effective_from, row.content)
        return [self._versions[one] for one in wanted]


def _layer_ids(db: Session, tenant: Tenant) -> tuple[int, ...]:
    owners = [owner for owner in (tenant.id, tenant.region_id) if owner is not None]
    return tuple(db.execute(LAYERS, {"owners": owners}).scalars())


@dataclass(frozen=True)
class Edition:
    """One adopted version of a layer (редакция): number, first day, act, content, who adopted it and when."""

    number: int
    effective_from: date
    source: str
    adopted_by: str | None
    adopted_at: datetime
    content: Content

    @property
    def act(self) -> Act | None:
        """The act of this version."""
        return self.content.act


def editions(db: Session, tenant: Tenant) -> list[Edition]:
    """Versions of a tenant's own layer, the latest first."""
    rows = db.execute(
        select(ProfileVersion, Account.name)
        .outerjoin(Account, Account.id == ProfileVersion.adopted_by)
        .where(ProfileVersion.owner_id == tenant.id)
        .order_by(ProfileVersion.number.desc())
    )
    return [
        Edition(
            number=version.number,
            effective_from=version.effective_from,
            source=version.source,
            adopted_by=name,
            adopted_at=version.adopted_at,
            content=content_from_data(version.content),
        )
        for version, name in rows
    ]


def edition(listed: Iterable[Edition], number: int) -> Edition:
    """The version with a number; raises NotFound."""
    for one in listed:
        if one.number == number:
            return one
    raise NotFound("Такой редакции правил нет.")


def in_force(listed: Iterable[Edition], on: date) -> Edition | None:
    """The version of the own rules in force on a day; None before the first."""
    begun = [one for one in listed if one.effective_from <= on]
    return max(begun, key=lambda one: (one.effective_from, one.number)) if begun else None


def models(db: Session) -> dict[int, str]:
    """The model of the service (модель службы) that each tenant's newest version names."""
    rows = db.execute(
        select(ProfileVersion.owner_id, ProfileVersion.content["tenant"]["model"].astext)
        .where(ProfileVersion.owner_id.is_not(None))
        .order_by(ProfileVersion.number)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None and row[1]}
