"""What modules know of the rules (сведения для правил): many tenants asked at once, on the day of theirs.

A module offers its knowledge on its card; who gathers it needs no other module.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from service.core.columns import RegisterRow
from service.profiles.profile import Profile
from service.rules.verdict import Verdict
from service.tenancy.model import Tenant

DECLARED = ("register", "process")


@dataclass(frozen=True)
class Survey:
    """Tenants with the rules of their day; `fresh`: figures are counted now, not read as they were stored.

    `db` is a tenant's own session, or for many tenants one of the computing role.
    """

    db: Session
    tenants: Mapping[int, Tenant]
    profiles: Mapping[int, Profile]
    today: date
    now: datetime
    fresh: bool = False

    @property
    def ids(self) -> list[int]:
        """Ids of the tenants."""
        return list(self.tenants)

    def zones(self) -> dict[str, list[int]]:
        """Tenants by the time zone in which their days begin."""
        found: dict[str, list[int]] = {}
        for one in self.tenants.values():
            found.setdefault(one.time_zone, []).append(one.id)
        return found


@dataclass(frozen=True)
class Known:
    """One thing known of a rule in a tenant: a verdict, one pronounced before, or how many records there are.

    `title` says of what (a body, an association), `place` and `key` lead to the record it rests on.
    """

    tenant: int
    rule: str
    verdict: Verdict | None = None
    said: Mapping[str, Any] | None = None
    records: int | None = None
    title: str = ""
    place: str = ""
    key: Mapping[str, Any] = field(default_factory=dict)
    next_on: date | None = None
    occasions: int = 0
    broken: int = 0


Provider = Callable[[Survey], Iterable[Known]]


@dataclass(frozen=True)
class Kept:
    """A table of what declared rules name: `asks` are rule ids, or «section:code» of their records."""

    model: Any
    place: str
    asks: tuple[str, ...]
    where: tuple[ColumnElement[bool], ...] = ()

    def counted(self, survey: Survey) -> dict[int, int]:
        """Records of each tenant alive on the day, in one statement."""
        chosen = (
            select(self.model.tenant_id, func.count())
            .where(self.model.tenant_id.in_(survey.ids), *self.where)
            .group_by(self.model.tenant_id)
        )
        if issubclass(self.model, RegisterRow):
            chosen = chosen.where(self.model.valid.contains(survey.today))
        return {row[0]: row[1] for row in survey.db.execute(chosen)}


def records_of(*listed: Kept) -> Provider:
    """Offer the numbers of records that stand behind declared rules."""

    def provide(survey: Survey) -> Iterator[Known]:
        for one in listed:
            asked = {tenant: _asked(profile, one) for tenant, profile in survey.profiles.items()}
            if not any(asked.values()):
                continue
            numbers = one.counted(survey)
            for tenant, rules in asked.items():
                for rule in rules:
                    yield Known(tenant, rule, records=numbers.get(tenant, 0), place=one.place)

    return provide


def _asked(profile: Profile, kept: Kept) -> list[str]:
    found = [rule for rule in kept.asks if ":" not in rule and profile.rule(rule) is not None]
    codes = {one for one in kept.asks if ":" in one}
    if codes:
        found += [
            rule.id
            for kind in DECLARED
            for rule in profile.of_kind(kind)
            if not rule.silent and f"{rule.module}:{getattr(rule.params, 'records', '')}" in codes
        ]
    return list(dict.fromkeys(found))
