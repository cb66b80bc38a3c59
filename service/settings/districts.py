"""A region and its municipalities (регион и районы): who differs in which rule.

Only rules are told: versions are published to everybody, people and records never stand here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from service.profiles.binding import weakened
from service.profiles.drafting import entry_of
from service.profiles.entries import Content, RuleEntry
from service.profiles.profile import Profile
from service.profiles.versions import Version
from service.rules.message import Message
from service.settings.queries import ProfileStore
from service.settings.ruleforms import RuleForm
from service.settings.words import titles_of
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope

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
