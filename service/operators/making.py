"""Making a tenant (завести район) from its region: a card without an act of its own."""

import re
from collections.abc import Mapping
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.operators.actions import note
from service.operators.names import OperatorEvent
from service.profiles.entries import Content, TenantCard
from service.settings.seeds import apply_layers
from service.tenancy.model import Tenant

SLUG = re.compile(r"^[a-z][a-z0-9-]{1,40}$")
RESERVED = frozenset(
    {"api", "static", "sign-in", "account", "operator", "healthz", "readyz", "metrics", "base", "rules"}
)
BAD_SLUG = N_("Адрес – строчные латинские буквы, цифры и дефис, от двух знаков; начинается с буквы.")
TAKEN = N_("Такой адрес уже есть.")
NO_NAME = N_("Напишите название.")
NO_REGION = N_("Выберите регион.")
NO_ZONE = N_("Такого часового пояса нет.")
SHORTEST_NAME, LONGEST_NAME = 3, 200


def create_tenant(db: Session, asked: Mapping[str, str], by: int | None) -> Tenant:
    """Make a municipality of a region; errors name their fields. Its rules begin as its region's."""
    slug, name = asked.get("slug", "").strip(), asked.get("name", "").strip()
    region = db.execute(
        select(Tenant).where(Tenant.slug == asked.get("region", ""), Tenant.kind == "region")
    ).scalar_one_or_none()
    zone = asked.get("time_zone", "").strip() or (region.time_zone if region else "")
    taken = db.execute(select(Tenant.id).where(Tenant.slug == slug)).first() is not None
    faults = {
        "slug": BAD_SLUG if not SLUG.match(slug) or slug in RESERVED else TAKEN if taken else "",
        "name": "" if SHORTEST_NAME <= len(name) <= LONGEST_NAME else NO_NAME,
        "region": "" if region else NO_REGION,
        "time_zone": "" if zone in available_timezones() or not region else NO_ZONE,
    }
    wrong = tuple(FieldProblem(field, said) for field, said in faults.items() if said)
    if wrong or region is None:
        raise Invalid(fields=wrong)
    card = TenantCard(
        slug=slug,
        kind="municipality",
        region=region.slug,
        name={"ru": name},
        locales=tuple(region.locales),
        time_zone=zone,
    )
    apply_layers(db, {slug: Content(tenant=card)})
    note(db, by, OperatorEvent.CREATED, slug)
    return db.execute(select(Tenant).where(Tenant.slug == slug)).scalar_one()
