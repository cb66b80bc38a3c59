"""What other rules would mean for indicators (последствия для показателей): values and targets on the day."""

from collections.abc import Iterator
from fractions import Fraction

from service.core.language import N_
from service.monitoring.figures import Counted, count_by_tenant
from service.monitoring.rules import Definition, definitions
from service.profiles.changes import touched
from service.profiles.profile import Profile
from service.rules.indicators.figure import TargetStatus
from service.rules.message import Message
from service.rules.shares import holds
from service.settings.effects import BELOW, CHANGED, REACHED, Effect
from service.tenancy.scope import Scope

STATES = {
    TargetStatus.MET: N_("%(value)s, порог %(target)s достигнут"),
    TargetStatus.NOT_MET: N_("%(value)s, порог %(target)s не достигнут"),
    TargetStatus.NO_TARGET: N_("%(value)s, порога нет"),
    TargetStatus.NOT_DUE: N_("%(value)s, порог %(target)s оценивается по итогам года"),
    TargetStatus.NOT_ASSESSED: N_("%(value)s, порог %(target)s не оценить"),
}
NOT_COUNTED = Message(N_("не считается"))
UNKNOWN = Message(N_("данных нет"))
OF = N_("%(numerator)d из %(denominator)d")


def effects(scope: Scope, old: Profile, new: Profile) -> Iterator[Effect]:
    """Indicators that would have another value or stand otherwise to their target."""
    changed = touched(old, new)
    was, now = (
        {one.code: one for one in definitions(profile) if one.rule.id in changed} for profile in (old, new)
    )
    before, after = (_counted(scope, found) for found in (was, now))
    for code in dict.fromkeys((*was, *now)):
        told = [_said(found.get(code)) for found in (before, after)]
        if told[0] != told[1]:
            one = now.get(code) or was[code]
            yield Effect(
                "indicators", one.rule.id, Message("%(title)s", {"title": one.rule.title}),
                _turn(before.get(code), after.get(code)), told[0], told[1],
                "monitoring.indicator" if code in was else "", {"code": code} if code in was else {},
            )  # fmt: skip


def _counted(scope: Scope, found: dict[str, Definition]) -> dict[str, Counted]:
    tenant = scope.tenant.id
    return count_by_tenant(scope.db, {tenant: list(found.values())}, scope.today)[tenant] if found else {}


def _said(counted: Counted | None) -> Message:
    if counted is None:
        return NOT_COUNTED
    figure = counted.figure
    value: object = figure.numerator if figure.numerator is not None else UNKNOWN
    if figure.numerator is not None and figure.denominator is not None:
        value = Message(OF, {"numerator": figure.numerator, "denominator": figure.denominator})
    target = figure.target.value if figure.target else ""
    return Message(STATES[figure.target_status], {"value": value, "target": target})


def _turn(before: Counted | None, after: Counted | None) -> str:
    """Whether the target is crossed, be it assessed on this day or at the end of the year."""
    was, now = _reached(before), _reached(after)
    if was == now or now is None:
        return CHANGED
    return REACHED if now else BELOW


def _reached(counted: Counted | None) -> bool | None:
    figure = counted.figure if counted else None
    if figure is None or figure.target is None or figure.numerator is None or figure.denominator == 0:
        return None
    value = Fraction(figure.numerator, figure.denominator or 1)
    return holds(value, figure.target.op, figure.target.value)
