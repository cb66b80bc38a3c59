"""Making a tenant (завести район, завести регион) from others' rules: a card without an act of its own."""

import re
from collections.abc import Mapping
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.operators import queries
from service.operators.actions import note
from service.operators.names import OperatorEvent
from service.profiles.entries import Content, Layer, TenantCard
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
NO_ORIGIN = N_("Выберите район, у которого в службе есть свой акт.")
NO_ZONE = N_("Такого часового пояса нет.")
SHORTEST_NAME, LONGEST_NAME = 3, 200


def create_tenant(db: Session, asked: Mapping[str, str], by: int | None) -> Tenant:
    """Make a municipality of a region; errors name their fields. Its rules begin as its region's."""
    region = next((one for one in queries.regions(db) if one.slug == asked.get("region", "")), None)
    wrong = faults_of(db, asked, "region", NO_REGION, region)
    if wrong or region is None:
        raise Invalid(fields=wrong)
    card = card_of(asked, region, region=region.slug, kind="municipality")
    return _made(db, Content(tenant=card), by)


def create_region(db: Session, asked: Mapping[str, str], by: int | None) -> Tenant:
    """Make a region (завести регион) whose municipalities begin on the rules of a district with an act."""
    origins = queries.with_acts(db)
    origin = next((one for one in origins if one.slug == asked.get("region_of", "")), None)
    plain = {name.removeprefix("region_"): value for name, value in asked.items()}
    wrong = faults_of(db, plain, "of", NO_ORIGIN, origin)
    if wrong or origin is None:
        raise Invalid(fields=tuple(FieldProblem(f"region_{one.field}", one.msgid) for one in wrong))
    card = card_of(plain, origin, region="", kind="region")
    return _made(db, Content(tenant=card, layer=Layer("model", origin.slug)), by)


def faults_of(
    db: Session, asked: Mapping[str, str], field: str, said: str, source: Tenant | None
) -> tuple[FieldProblem, ...]:
    """What is wrong with a card that was typed; `source` is who it takes its rules from, in `field`."""
    slug, name, zone = (asked.get(key, "").strip() for key in ("slug", "name", "time_zone"))
    taken = db.execute(select(Tenant.id).where(Tenant.slug == slug)).first() is not None
    faults = {
        "slug": BAD_SLUG if not SLUG.match(slug) or slug in RESERVED else TAKEN if taken else "",
        "name": "" if SHORTEST_NAME <= len(name) <= LONGEST_NAME else NO_NAME,
        field: "" if source else said,
        "time_zone": "" if not zone or zone in available_timezones() else NO_ZONE,
    }
    return tuple(FieldProblem(key, told) for key, told in faults.items() if told)


def card_of(asked: Mapping[str, str], source: Tenant, *, region: str, kind: str) -> TenantCard:
    """A card out of what was typed; an empty time zone and the languages are those of the source."""
    return TenantCard(
        slug=asked["slug"].strip(),
        kind=kind,
        region=region,
        name={"ru": asked["name"].strip()},
        locales=tuple(source.locales) if region else ("ru",),
        time_zone=asked.get("time_zone", "").strip() or source.time_zone,
    )


def _made(db: Session, content: Content, by: int | None) -> Tenant:
    apply_layers(db, {content.owner: content})
    note(db, by, OperatorEvent.CREATED, content.owner)
    return queries.tenant(db, content.owner)
