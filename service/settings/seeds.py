"""Profile files are seeds (исходные файлы): write them as versions, never over what a tenant adopted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.profiles.entries import BASE, Content, TenantCard
from service.profiles.versions import content_data, content_from_data, content_hash, version_of
from service.settings.model import ProfileVersion
from service.tenancy.model import Tenant

FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True)
class Applied:
    """What became of one layer: created, new_version, unchanged, or kept (the tenant has gone on)."""

    slug: str
    result: str
    number: int
    stored: Content | None = None
    """The layer in force where it was kept, to show the difference."""


def apply_layers(db: Session, layers: Mapping[str, Content]) -> list[Applied]:
    """Write each layer whose content changed as a new dated version; idempotent.

    A layer whose owner adopted a later version on a screen is left alone and reported as `kept`.
    """
    order = sorted(layers.items(), key=_regions_first)
    return [_apply(db, slug, content) for slug, content in order]


def _regions_first(item: tuple[str, Content]) -> tuple[int, str]:
    slug, content = item
    rank = 0 if slug == BASE else 1 if content.tenant and content.tenant.kind == "region" else 2
    return rank, slug


def _apply(db: Session, slug: str, content: Content) -> Applied:
    owner = None if content.tenant is None else _tenant(db, content.tenant)
    owner_id = owner.id if owner else None
    latest = db.execute(
        select(ProfileVersion)
        .where(ProfileVersion.owner_id.is_not_distinct_from(owner_id))
        .order_by(ProfileVersion.number.desc())
        .limit(1)
    ).scalar_one_or_none()
    digest = content_hash(content)
    if latest is not None and latest.content_sha256 == digest:
        return Applied(slug, "unchanged", latest.number)
    if latest is not None and latest.source == "screen":
        return Applied(slug, "kept", latest.number, content_from_data(latest.content))
    number = latest.number + 1 if latest else 1
    db.add(
        ProfileVersion(
            owner_id=owner_id,
            number=number,
            effective_from=max(version_of(content).effective_from, FIRST_DAY),
            content=content_data(content),
            content_sha256=digest,
            source="file",
        )
    )
    db.flush()
    return Applied(slug, "new_version" if latest else "created", number)


def _tenant(db: Session, card: TenantCard) -> Tenant:
    """The tenant of a card, created or brought in line with its file."""
    tenant = db.execute(select(Tenant).where(Tenant.slug == card.slug)).scalar_one_or_none()
    if tenant is None:
        tenant = Tenant(slug=card.slug, kind=card.kind)
        db.add(tenant)
    if tenant.described_at is None:
        tenant.name = dict(card.name)
        tenant.locales = list(card.locales)
        tenant.time_zone = card.time_zone or "Europe/Moscow"
    tenant.demo = card.demo
    if card.region:
        tenant.region_id = db.execute(select(Tenant.id).where(Tenant.slug == card.region)).scalar_one()
    db.flush()
    return tenant
