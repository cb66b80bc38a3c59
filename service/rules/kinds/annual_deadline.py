"""Annual deadline (ежегодный срок): an act issued before or by the same day of every year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from service.rules import given
from service.rules.dates import CALENDAR, YEAR_BASES, year_start
from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.kinds.deadline_words import day_words, duty_words, lateness, title, was_words
from service.rules.message import N_, Message, sentences
from service.rules.reader import Reader
from service.rules.verdict import Outcome, Status, incomplete

NAME = "annual_deadline"


@dataclass(frozen=True)
class Params:
    """The judged date, the yearly day, whether that day is still in time, and what year is meant."""

    fact: str
    month: int
    day: int
    inclusive: bool
    year_basis: str


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly; exactly one of `before` and `by`."""
    reader = Reader(mapping)
    if reader.has("before") == reader.has("by"):
        raise BadParams("before", Message("Нужен ровно один из параметров before и by."))
    named = "before" if reader.has("before") else "by"
    month, day = reader.month_day(named)
    inclusive = reader.flag("inclusive", named == "by")
    if named == "by" and not inclusive:
        raise BadParams("inclusive", Message("Срок by включает названный день; для «до» используйте before."))
    params = Params(
        reader.code("fact"), month, day, inclusive, reader.choice("year_basis", YEAR_BASES, CALENDAR)
    )
    reader.done()
    return params


def last_day(month: int, day: int, inclusive: bool, basis: str, year: int) -> date:
    """Return the last day in time for a year; a school year owns its first day as the deadline before it."""
    first = year_start(year, basis)
    calendar_year = year if basis == CALENDAR or (month, day) >= (first.month, first.day) else year + 1
    leap_safe = min(day, 28) if month == 2 else day
    named = date(calendar_year, month, leap_safe)
    return named if inclusive else named - timedelta(days=1)


def nearest_year(month: int, day: int, inclusive: bool, basis: str, done: date) -> int:
    """Return the year whose deadline lies nearest to a date, for an act that does not say its year."""
    years = (done.year - 1, done.year, done.year + 1)
    return min(years, key=lambda year: abs((last_day(month, day, inclusive, basis, year) - done).days))


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge whether the yearly act was in time; dates, days late as the shortfall."""
    operands = {name: facts[name] for name in (params.fact, "year") if name in facts}
    done, year = given.day(facts, params.fact), given.integer(facts, "year")
    named = (params.month, params.day, params.inclusive, params.year_basis)
    if done is None:
        return _not_issued(params, last_day(*named, year) if year is not None else None, facts, operands)
    judged = year if year is not None else nearest_year(*named, done)
    last = last_day(*named, judged)
    if done <= last_day(*named, judged - 1):
        return Outcome(
            status=Status.FAIL,
            operands=operands,
            expected=last,
            actual=done,
            message=Message("Акт от %(day)s относится к предыдущему году.", {"day": done}),
            remedy=Message("Издайте акт на новый год."),
        )
    late = max(0, (done - last).days)
    return Outcome(
        status=Status.FAIL if late else Status.PASS,
        operands=operands,
        expected=last,
        actual=done,
        shortfall=late,
        message=sentences(was_words(params.fact, done), lateness(last, late)),
        remedy=Message("Отметьте нарушение срока; в следующем году издайте акт раньше.") if late else None,
    )


def _not_issued(params: Params, last: date | None, facts: Facts, operands: dict[str, object]) -> Outcome:
    absent = (missing_fact(params.fact, facts_of(params)[params.fact]),)
    today = given.day(facts, "as_of")
    if last is None or today is None or today <= last:
        return incomplete(absent, operands, last)
    late = (today - last).days
    return Outcome(
        status=Status.FAIL,
        operands=operands,
        expected=last,
        shortfall=late,
        missing=absent,
        message=sentences(Message("Акта ещё нет."), lateness(last, late)),
        remedy=Message("Издайте акт и внесите его дату."),
    )


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the judged date and, where known, the year and today's date."""
    return {
        params.fact: FactType(FactKind.DATE, title(params.fact), required=False),
        "year": FactType(FactKind.INTEGER, N_("год"), required=False),
        "as_of": FactType(FactKind.DATE, N_("на какую дату"), required=False),
    }


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    words = {"duty": duty_words(params.fact), "day": day_words(params.month, params.day)}
    if params.inclusive:
        return Message("%(duty)s ежегодно не позднее %(day)s.", words)
    return Message("%(duty)s ежегодно до %(day)s, сам этот день не входит.", words)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child gives a later deadline than the parent; None when it does not."""
    if (child.fact, child.year_basis) != (parent.fact, parent.year_basis):
        return Message("Срок отсчитывается иначе: сравнить его с прежним нельзя.")
    named = [
        last_day(item.month, item.day, item.inclusive, item.year_basis, 2024) for item in (parent, child)
    ]
    if named[1] > named[0]:
        return Message("%(child)s вместо %(parent)s.", {"child": describe(child), "parent": describe(parent)})
    return None


KIND = Kind(NAME, N_("ежегодный срок"), parse, describe, weaker, facts_of, evaluate)
