"""A region and its municipalities (регион и районы): who differs in which rule, what a district inherits.

Only rules are told: versions are published to everybody, people and records never stand here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from service.profiles.binding import weakened
from service.profiles.drafting import entry_of
from service.profiles.entries import Content, RuleEntry
from service.profiles.profile import Profile
from service.profiles.versions import Version
from service.rules.message import Message
from service.settings.differing import Line, lines
from service.settings.model import ProfileVersion
from service.settings.queries import Edition, ProfileStore, editions
from service.settings.ruleforms import RuleForm
from service.settings.words import titles_of
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope

LATELY = timedelta(days=30)
OWN, CHANGED, SILENT, WEAKER = "own", "changed", "silent", "weaker"


@dataclass(frozen=True)
class Departure:
    """A rule in which a municipality differs: its own, changed, silenced, or weaker than the region's."""

    tenant: Tenant
    rule: str
    title: str
    how: str
    region: Message | None
    district: Message | None


def municipalities(scope: Scope) -> list[Tenant]:
    """Municipalities of the present region."""
    chosen = select(Tenant).where(Tenant.region_id == scope.tenant.id).order_by(Tenant.slug)
    return list(scope.db.execute(chosen).scalars())


def departures(scope: Scope) -> list[Departure]:
    """Rule by rule, where a municipality's own layer says something else than the region's."""
    profile, store = scope.profile, ProfileStore()
    found: list[Departure] = []
    for tenant in municipalities(scope):
        versions = store.versions(scope.db, tenant)
        own, region = (_newest(versions, slug, scope) for slug in (tenant.slug, scope.tenant.slug))
        if own is not None and region is not None:
            found += _of(tenant, own.content, region.content, profile)
    return found


def _newest(versions: list[Version], owner: str, scope: Scope) -> Version | None:
    begun = [one for one in versions if one.owner == owner and one.effective_from <= scope.today]
    return max(begun, key=lambda one: (one.effective_from, one.number), default=None)


def _of(tenant: Tenant, own: Content, region: Content, profile: Profile) -> Iterator[Departure]:
    above: Mapping[str, RuleEntry] = {one.id: one for one in region.rules}
    for rule in own.rules:
        parent = above.get(rule.id)
        if parent is not None and (parent.params, parent.silent) == (rule.params, rule.silent):
            continue
        yield Departure(
            tenant,
            rule.id,
            rule.title,
            _how(parent, rule),
            _said(region, rule.id, profile),
            _said(own, rule.id, profile),
        )


def _how(parent: RuleEntry | None, rule: RuleEntry) -> str:
    if parent is None:
        return OWN
    if rule.silent:
        return SILENT
    return WEAKER if weakened(parent, rule) else CHANGED


def _said(content: Content, rule_id: str, profile: Profile) -> Message | None:
    entry = entry_of(content, "rule", rule_id)
    if entry is None:
        return None
    return RuleForm(rule_id, entry).sentence(titles_of(profile, rule_id.partition(".")[0]))


@dataclass(frozen=True)
class Inherited:
    """A version of the region's layer that the present municipality stands on, with what it changed."""

    region: Tenant
    edition: Edition
    before: Edition | None
    lines: list[Line]


def region_of(scope: Scope) -> Tenant | None:
    """The region of the present municipality."""
    return scope.db.get(Tenant, scope.tenant.region_id) if scope.tenant.region_id else None


def inherited(scope: Scope, number: int | None = None) -> Inherited | None:
    """A later version of the region's rules: the one with a number, else the newest; None without any."""
    region = region_of(scope)
    listed = editions(scope.db, region) if region is not None else []
    if region is None or len(listed) < 2:
        return None
    chosen = next((one for one in listed if one.number == number), listed[0] if number is None else None)
    before = max((one for one in listed if chosen and one.number < chosen.number), key=_place, default=None)
    if chosen is None or before is None:
        return None
    return Inherited(region, chosen, before, lines(before.content, chosen.content, scope.profile))


def _place(edition: Edition) -> int:
    return edition.number


@dataclass(frozen=True)
class Fresh:
    """A version of the region's rules that a municipality should hear of: its number and first day."""

    number: int
    effective_from: date


def newly_inherited(scope: Scope) -> Fresh | None:
    """The region's version that was adopted on a screen lately, or is about to begin; one statement."""
    if scope.tenant.region_id is None:
        return None
    chosen = (
        select(ProfileVersion.number, ProfileVersion.effective_from)
        .where(
            ProfileVersion.owner_id == scope.tenant.region_id,
            ProfileVersion.source == "screen",
            or_(ProfileVersion.adopted_at > scope.now - LATELY, ProfileVersion.effective_from > scope.today),
        )
        .order_by(ProfileVersion.number.desc())
    )
    row = scope.db.execute(chosen.limit(1)).first()
    return Fresh(row.number, row.effective_from) if row else None
