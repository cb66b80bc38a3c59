"""Who stands on a layer (кто опирается на правила): a region's municipalities, the siblings of a model."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from service.profiles.effective import effective
from service.profiles.problems import ProfileError
from service.profiles.strata import MODEL
from service.rules.message import Message
from service.settings.drafts import Workpiece
from service.settings.queries import ProfileStore
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Broken:
    """A tenant whose rules would not add up any more, and the first reason."""

    tenant: str
    why: Message


def dependants(scope: Scope) -> list[Tenant]:
    """Tenants whose rules are laid over those of the present one."""
    if scope.tenant.kind == "region":
        chosen = select(Tenant).where(Tenant.region_id == scope.tenant.id)
    elif any(one.kind == MODEL and one.owner == scope.tenant.slug for one in _region_layers(scope)):
        chosen = select(Tenant).where(
            Tenant.region_id == scope.tenant.region_id, Tenant.id != scope.tenant.id
        )
    else:
        return []
    return list(scope.db.execute(chosen.order_by(Tenant.slug)).scalars())


@dataclass(frozen=True)
class _Origin:
    kind: str
    owner: str


def _region_layers(scope: Scope) -> Iterator[_Origin]:
    """What the region's newest layers say they are made of."""
    for one in ProfileStore().versions(scope.db, scope.tenant):
        if one.content.layer is not None:
            yield _Origin(one.content.layer.kind, one.content.layer.of)


def first_broken(scope: Scope, piece: Workpiece) -> Broken | None:
    """The first tenant whose rules would not add up with a draft in force; None where all would."""
    store = ProfileStore()
    for tenant in dependants(scope):
        versions = [one for one in store.versions(scope.db, tenant) if one.owner != piece.slug]
        own = [one for one in piece.own if one.effective_from < piece.day]
        try:
            effective(tenant.slug, piece.day, [*versions, *own, piece.version])
        except ProfileError as error:
            return Broken(tenant.title(), error.problems[0].message)
    return None
