"""Canonical figures of the tenant (показатели единого перечня), counted from its own registers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.comparison.rules.cells import EXACT, NOT_REPORTED, RECALCULATED, Cell, Local
from service.comparison.rules.crosswalk import Reason, differences, digest_of, shape_of
from service.comparison.rules.disclosure import about, smallest_group, visible
from service.monitoring.figures import Counted, count
from service.monitoring.rules import Definition, approved, canonical
from service.profiles.profile import Profile
from service.rules.indicators.figure import TargetStatus
from service.rules.indicators.params import COUNT
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Canonical:
    """A canonical figure with what the tenant's own regulation says of it.

    `denominator` is the figure's own, or for a count the base it is compared by.
    """

    definition: Definition
    counted: Counted
    denominator: int | None
    local: Local
    own: Counted | None

    @property
    def code(self) -> str:
        """The canonical code."""
        return self.definition.code

    @property
    def form(self) -> str:
        """Share, count or yes/no."""
        return self.definition.params.indicator

    @property
    def shape(self) -> dict[str, object]:
        """What is counted, without words."""
        return shape_of(self.definition.params)

    @property
    def digest(self) -> str:
        """The digest of what is counted."""
        return digest_of(self.shape)

    @property
    def status(self) -> str:
        """The state of the value; registers without a single record have reported nothing."""
        return str(self.counted.figure.value_status) if self.counted.rows else NOT_REPORTED

    @property
    def numerator(self) -> int | None:
        """The numerator; None where there is no value."""
        return self.counted.figure.numerator if self.counted.rows else None

    @property
    def target_status(self) -> str:
        """The state against the local target, where the local definition counts the same."""
        if self.own is None or self.local.relation != EXACT:
            return str(TargetStatus.NO_TARGET)
        return str(self.own.figure.target_status)

    @property
    def who(self) -> str:
        """Whom the groups of the figure consist of."""
        return about(self.definition.params.subject.name, self.form)

    @property
    def smallest(self) -> int | None:
        """The smallest group that the figure tells of."""
        if self.form == COUNT:
            return self.denominator
        return smallest_group(self.who, self.numerator or 0, self.denominator)

    @property
    def has_value(self) -> bool:
        """Whether there are numbers to publish."""
        return self.status in ("ok", "provisional") and self.numerator is not None and bool(self.denominator)

    def seen_by(self, least: int, organisations: bool) -> bool:
        """Whether an agreement with these terms shows the numbers."""
        return self.has_value and visible(self.who, self.smallest, least, organisations=organisations)

    @property
    def cell(self) -> Cell:
        """The figure as a cell, nothing hidden."""
        return Cell(
            code=self.code,
            form=self.form,
            status=self.status,
            numerator=self.numerator if self.has_value else None,
            denominator=self.denominator if self.has_value else None,
            target_status=self.target_status,
            local=self.local,
        )


def figures(scope: Scope, as_of: date) -> list[Canonical]:
    """Every canonical figure of the tenant as of a date, in the order of the vocabulary."""
    listed = canonical(scope.profile)
    own = _own(scope.profile)
    wanted = [*listed, *(one for one in own.values() if one not in listed)]
    found = count(scope.db, wanted, [scope.tenant.id], as_of)[scope.tenant.id]
    return [_canonical(one, own.get(one.code), found, as_of) for one in listed]


def unpublishable(profile: Profile) -> list[Definition]:
    """The regulation's own indicators without a canonical code: they cannot be compared."""
    return [one for one in approved(profile) if not one.params.canonical]


def _own(profile: Profile) -> dict[str, Definition]:
    """The regulation's own indicators by the canonical code they answer to; the first of several."""
    found: dict[str, Definition] = {}
    for one in approved(profile):
        if one.params.canonical:
            found.setdefault(one.params.canonical, one)
    return found


def _canonical(
    one: Definition, own: Definition | None, found: Mapping[str, Counted], as_of: date
) -> Canonical:
    counted = found[one.code]
    own_counted = found[own.code] if own else None
    denominator = counted.figure.denominator
    if one.params.per:
        base = found.get(one.params.per)
        denominator = base.figure.denominator if base else None
    return Canonical(one, counted, denominator, local_of(one, own, own_counted), own_counted)


def local_of(one: Definition, own: Definition | None, counted: Counted | None) -> Local:
    """How the regulation's own indicator stands to the canonical one (класс A, B или S)."""
    if own is None or counted is None:
        return Local()
    reasons = list(_differences(own, one))
    if not own.rule.clause:
        reasons.append(Reason.CLAUSE)
    return Local(
        relation=RECALCULATED if reasons else EXACT,
        code=own.code,
        clause=own.rule.clause,
        title=own.rule.title,
        act=own.rule.act,
        reasons=tuple(str(reason) for reason in reasons),
        target=counted.figure.target,
    )


def _differences(own: Definition, one: Definition) -> Sequence[Reason]:
    """What is counted by whom is compared; by what base a count is told is the vocabulary's own matter."""
    ours, theirs = shape_of(own.params), shape_of(one.params)
    return differences({**ours, "per": ""}, {**theirs, "per": ""})
