"""Assessment (оценка) of counted rows: the status of the value and of its target, exactly."""

from datetime import date
from fractions import Fraction

from service.rules.indicators.figure import Counts, IndicatorFigure, Target, TargetStatus, ValueStatus
from service.rules.indicators.params import COUNT, YEAR_END, YES_NO, Params
from service.rules.shares import holds

_YEAR_END = (12, 31)


def target_on(params: Params, as_of: date) -> Target | None:
    """Return the target in force for the year of a date; a year without a target has none."""
    if params.target is not None:
        return Target(params.target_op, params.target)
    value = dict(params.targets).get(as_of.year)
    return None if value is None else Target(params.target_op, value, as_of.year)


def value_status(params: Params, counts: Counts, as_of: date) -> ValueStatus:
    """Return the state of a value.

    Nothing unknown: `not_applicable` for an empty denominator, else `ok`. Something unknown: `provisional`
    when the rest can be counted, `not_computable` when it cannot. Before `since` nothing is expected.
    """
    if params.since and as_of < params.since:
        return ValueStatus.NOT_APPLICABLE
    if params.indicator == YES_NO:
        return ValueStatus.NOT_COMPUTABLE if counts.unknown and not counts.numerator else ValueStatus.OK
    if params.indicator == COUNT:
        if not counts.unknown:
            return ValueStatus.OK
        return ValueStatus.PROVISIONAL if counts.decided else ValueStatus.NOT_COMPUTABLE
    if counts.denominator:
        return ValueStatus.PROVISIONAL if counts.unknown else ValueStatus.OK
    return ValueStatus.NOT_COMPUTABLE if counts.unknown else ValueStatus.NOT_APPLICABLE


def target_status(
    params: Params, target: Target | None, status: ValueStatus, counts: Counts, as_of: date
) -> TargetStatus:
    """Return the state against the target; with unknown rows only what they cannot change is said."""
    if target is None:
        return TargetStatus.NO_TARGET
    if params.assessed == YEAR_END and (as_of.month, as_of.day) < _YEAR_END:
        return TargetStatus.NOT_DUE
    if status not in (ValueStatus.OK, ValueStatus.PROVISIONAL):
        return TargetStatus.NOT_ASSESSED
    answers = {holds(value, target.op, target.value) for value in _extremes(params, counts)}
    if len(answers) > 1:
        return TargetStatus.NOT_ASSESSED
    return TargetStatus.MET if answers.pop() else TargetStatus.NOT_MET


def _extremes(params: Params, counts: Counts) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest value that the unknown rows leave possible."""
    if params.indicator == YES_NO:
        found = Fraction(int(counts.numerator > 0))
        return found, found
    if params.indicator == COUNT:
        return Fraction(counts.numerator), Fraction(counts.numerator + counts.unknown)
    most = counts.denominator + counts.unknown
    return Fraction(counts.numerator, most), Fraction(counts.numerator + counts.unknown, most)


def figure_from_counts(
    params: Params,
    counts: Counts,
    as_of: date,
    members: tuple[tuple[object, ...], tuple[object, ...], tuple[object, ...]] = ((), (), ()),
) -> IndicatorFigure:
    """Assess counted rows; `members` are the ids of numerator, denominator and unknown rows.

    Both back ends end here, so that a figure counted by SQL and one counted by Python are judged alike.
    """
    status = value_status(params, counts, as_of)
    target = target_on(params, as_of)
    known = status in (ValueStatus.OK, ValueStatus.PROVISIONAL)
    numerator: int | None = counts.numerator
    denominator: int | None = counts.denominator
    if params.indicator == COUNT:
        denominator = None
    elif params.indicator == YES_NO:
        numerator, denominator = int(counts.numerator > 0), 1
    if not known and params.indicator != YES_NO and status is ValueStatus.NOT_COMPUTABLE:
        numerator = denominator = None
    elif not known and params.indicator == YES_NO:
        numerator = denominator = None
    return IndicatorFigure(
        numerator=numerator,
        denominator=denominator,
        value_status=status,
        target=target,
        target_status=target_status(params, target, status, counts, as_of),
        members_numerator=members[0],
        members_denominator=members[1],
        missing=counts.missing,
        members_unknown=members[2],
        unknown=counts.unknown,
    )
