"""A tenant's card and its rules in another deployment: the region must be here, and its rules be the same."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.archive.manifest import BadArchive, Manifest
from service.archive.writing import layers_below
from service.core.language import N_
from service.profiles.versions import content_data, content_from_data, content_hash
from service.settings.model import ProfileVersion
from service.tenancy.model import Tenant

NO_REGION = N_("Региона «%(slug)s» здесь нет: сначала заведите его.")
OTHER_KIND = N_("«%(slug)s» здесь – другой район: вид или регион не тот, что в архиве.")
OTHER_RULES = N_("Правила «%(owner)s» здесь другие, чем там, где снят архив: показатели вышли бы другими.")
OTHER_OWN = N_("У «%(slug)s» здесь уже есть другая редакция правил № %(number)s.")


def region(db: Session, slug: str) -> Tenant:
    """The region with a slug; raises BadArchive when it is not here."""
    named = select(Tenant).where(Tenant.slug == slug, Tenant.kind == "region")
    found = db.execute(named).scalar_one_or_none()
    if found is None:
        raise BadArchive(NO_REGION, slug=slug)
    return found


def tenant_for(db: Session, card: Mapping[str, Any], slug: str) -> Tenant:
    """The tenant that an archive goes into, locked; made from the archive's card when there is none."""
    region_id = region(db, card["region"]).id if card["region"] else None
    found = db.execute(select(Tenant).where(Tenant.slug == slug).with_for_update()).scalar_one_or_none()
    if found is None:
        found = Tenant(
            slug=slug,
            kind=card["kind"],
            region_id=region_id,
            name=card["name"],
            locales=card["locales"],
            time_zone=card["time_zone"],
            demo=card["demo"],
        )
        db.add(found)
    if (found.kind, found.region_id) != (card["kind"], region_id):
        raise BadArchive(OTHER_KIND, slug=slug)
    describe(found, card)
    db.flush()
    return found


def describe(tenant: Tenant, card: Mapping[str, Any]) -> None:
    """Let a tenant say of itself what the archive's card says: names, languages, requisites, own words."""
    tenant.name, tenant.locales, tenant.time_zone = card["name"], card["locales"], card["time_zone"]
    tenant.requisites, tenant.words = card.get("requisites", {}), card.get("words", {})
    tenant.arms_id = card.get("arms")
    described = card.get("described_at")
    tenant.described_at = datetime.fromisoformat(described) if described else None


def put_versions(
    db: Session, tenant: Tenant, versions: Iterable[Mapping[str, Any]], accounts: Mapping[int, int]
) -> None:
    """Write the tenant's own versions as they were adopted; those that are here already must be the same.

    Under another slug a version names its owner by that slug: its digest differs for that reason alone.
    """
    chosen = select(ProfileVersion.number, ProfileVersion.content_sha256)
    here = {
        row.number: row.content_sha256
        for row in db.execute(chosen.where(ProfileVersion.owner_id == tenant.id))
    }
    for one in versions:
        content, digest = _owned(one, tenant.slug)
        if one["number"] in here:
            if here[one["number"]] != digest:
                raise BadArchive(OTHER_OWN, slug=tenant.slug, number=one["number"])
            continue
        db.add(
            ProfileVersion(
                owner_id=tenant.id,
                number=one["number"],
                effective_from=date.fromisoformat(one["effective_from"]),
                content=content,
                content_sha256=digest,
                source=one["source"],
                adopted_by=accounts.get(one["adopted_by"]),
                adopted_at=datetime.fromisoformat(one["adopted_at"]),
            )
        )
    db.flush()


def _owned(version: Mapping[str, Any], slug: str) -> tuple[dict[str, Any], str]:
    content, digest = dict(version["content"]), str(version["content_sha256"])
    if content.get("tenant") and content["tenant"]["slug"] != slug:
        content["tenant"] = {**content["tenant"], "slug": slug}
        renamed = content_from_data(content)
        content, digest = content_data(renamed), content_hash(renamed)
    return content, digest


def demand_same_below(db: Session, tenant: Tenant, said: Manifest) -> None:
    """Raise BadArchive unless the layers below are those that the figures were counted by."""
    there = {(one["owner"], one["effective_from"]): one["content_sha256"] for one in said.rules}
    here = {(one["owner"], one["effective_from"]): one["content_sha256"] for one in layers_below(db, tenant)}
    for owner, day in sorted(there, key=str):
        if here.get((owner, day)) != there[owner, day]:
            raise BadArchive(OTHER_RULES, owner=str(owner))
