"""What a municipality inherits (унаследованное): the region's newer versions, and what each has changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from service.settings.differing import Line, lines
from service.settings.model import ProfileVersion
from service.settings.queries import Edition, editions
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope

LATELY = timedelta(days=30)


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
