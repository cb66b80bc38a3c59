"""Frequency (периодичность): so many meetings or events in every year, half-year, quarter or month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.rules import given
from service.rules.dates import CALENDAR, PARTS, SCHOOL, YEAR_BASES
from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.kinds.deadline_words import month_words
from service.rules.kinds.frequency_parts import Part, outlook, split_year
from service.rules.message import N_, Message, counted, listed, sentences
from service.rules.reader import Reader
from service.rules.verdict import Outcome, Status, incomplete

NAME = "frequency"
FACTS = {
    "year": FactType(FactKind.INTEGER, N_("год")),
    "held": FactType(FactKind.DATES, N_("даты проведения")),
    "extraordinary": FactType(FactKind.DATES, N_("даты внеочередных заседаний"), required=False),
    "seminars": FactType(FactKind.DATES, N_("даты практических семинаров среди заседаний"), required=False),
    "as_of": FactType(FactKind.DATE, N_("на какую дату"), required=False),
    "planned": FactType(FactKind.DATES, N_("даты намеченных заседаний"), required=False),
    "earliest": FactType(FactKind.DATE, N_("первый день, о котором ещё можно известить"), required=False),
}
_PER_WORDS = {
    "year": N_("в календарный год"),
    "half_year": N_("в полугодие"),
    "quarter": N_("в квартал"),
    "month": N_("в месяц"),
}
_SCHOOL_WORDS = {
    "year": N_("в учебный год"),
    "half_year": N_("в полугодие учебного года"),
    "quarter": N_("в каждую четверть учебного года"),
    "month": N_("в каждый месяц учебного года"),
}
_WHAT_WORDS = {
    "meeting": N_("Заседания"),
    "practical_seminar": N_("Практические семинары"),
    "cycle": N_("Циклы мониторинга"),
    "event": N_("Мероприятия"),
}
MONTHS = 12
INSIDE, APART = "inside", "apart"
_OTHER_WHAT = N_("Заседания")


@dataclass(frozen=True)
class Params:
    """How many, per what part of which year, of what, whether extraordinary ones count, in which months.

    `seminars`: whether a practical seminar (практический семинар) is one of the meetings or comes on top.
    """

    count: int
    per: str
    year_basis: str
    what: str
    extraordinary_counts: bool
    months: tuple[int, ...] = ()
    seminars: str = INSIDE


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        count=reader.integer("count", most=366),
        per=reader.choice("per", tuple(PARTS), "year"),
        year_basis=reader.choice("year_basis", YEAR_BASES, CALENDAR),
        what=reader.code("what", ""),
        extraordinary_counts=reader.flag("extraordinary_counts", False),
        months=_months(reader.listed("months")),
        seminars=reader.choice("seminars", (INSIDE, APART), INSIDE),
    )
    reader.done()
    if params.months and params.per != "month":
        raise BadParams("months", Message("Месяцы называют только там, где норма месячная."))
    return params


def _months(listed_as: tuple[object, ...]) -> tuple[int, ...]:
    months = tuple(item for item in listed_as if type(item) is int and 1 <= item <= MONTHS)
    if len(set(months)) != len(listed_as):
        raise BadParams("months", Message("Нужны разные числа от 1 до 12."))
    return months


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge each part of the year by itself; parts still running are at risk, not broken.

    Without `as_of` the year is judged as a whole. Expected and actual are numbers of meetings of the year.
    """
    operands: dict[str, object] = {name: facts[name] for name in FACTS if name in facts}
    year, held = given.integer(facts, "year"), given.days(facts, "held")
    if year is None or held is None:
        absent = tuple(missing_fact(name, FACTS[name]) for name in ("year", "held") if name not in facts)
        return incomplete(absent, operands)
    extra = given.days(facts, "extraordinary") or ()
    today = given.day(facts, "as_of")
    days = _counted(params, held, given.days(facts, "seminars") or ())
    days += extra if params.extraordinary_counts else ()
    parts = split_year(
        params.count,
        (year, params.year_basis, params.per),
        days,
        given.days(facts, "planned"),
        today,
        given.day(facts, "earliest"),
        params.months,
    )
    short = [part for part in parts if part.lacking]
    broken = [part for part in short if part.over or part.hopeless]
    expected = params.count * len(parts)
    actual = parts[0].held if len(parts) == 1 else sum(min(part.held, params.count) for part in parts)
    status = Status.FAIL if broken else Status.WARN if short else Status.PASS
    return Outcome(
        status=status,
        operands=operands,
        expected=expected,
        actual=actual,
        shortfall=max(0, expected - actual),
        missing=tuple(part.missing for part in broken or short) if len(parts) > 1 else (),
        message=_said(params, status, (expected, actual), broken, short),
        remedy=_remedy(status),
    )


def _counted(params: Params, held: Sequence[date], seminars: Sequence[date]) -> tuple[date, ...]:
    """The meetings that count: each seminar takes one away where one event does not serve twice."""
    days = list(held)
    for day in seminars if params.seminars == APART else ():
        if day in days:
            days.remove(day)
    return tuple(days)


def _said(
    params: Params, status: Status, numbers: tuple[int, int], broken: Sequence[Part], short: Sequence[Part]
) -> Message:
    expected, actual = numbers
    words: dict[str, object] = {"actual": actual, "expected": expected, "shortfall": expected - actual}
    words["parts"] = listed([part.name for part in broken])
    count = Message("За год засчитано %(actual)d, нужно %(expected)d.", words)
    if status is Status.PASS:
        return sentences(count, Message("Норма выполнена."))
    if status is Status.WARN:
        left = Message("Осталось провести %(shortfall)d, срок ещё не прошёл.", words)
        return sentences(count, left, *outlook(short))
    if not any(part.over for part in broken):
        return sentences(count, Message("Известить о недостающих заседаниях в срок уже нельзя."))
    if params.per == "year":
        return sentences(count, Message("Норма не выполнена, не хватает %(shortfall)d.", words))
    return sentences(
        count, Message("Есть прошедшие периоды, в которых норма не выполнена: %(parts)s.", words)
    )


def _remedy(status: Status) -> Message | None:
    if status is Status.WARN:
        return Message("Внесите недостающие встречи в план и проведите их до конца периода.")
    if status is Status.FAIL:
        return Message("Объясните причину в отчёте и запланируйте встречи на следующий период.")
    return None


def facts_of(_: Params) -> dict[str, FactType]:
    """Return the facts of the kind."""
    return FACTS


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    periods = _SCHOOL_WORDS if params.year_basis == SCHOOL else _PER_WORDS
    said = Message(
        "%(what)s: не реже %(times)s %(per)s.",
        {
            "times": counted(params.count, N_("%(count)d раза"), N_("%(count)d раз"), N_("%(count)d раз")),
            "per": Message(periods[params.per]),
            "what": Message(what_words(params.what)),
        },
    )
    more = []
    if params.seminars == APART:
        more.append(Message("Практический семинар в счёт заседаний не идёт."))
    if params.months:
        months = [month_words(one) for one in params.months]
        more.append(Message("Считаются месяцы: %(months)s.", {"months": months}))
    return sentences(said, *more)


def what_words(what: str) -> str:
    """Return the message id that names what is held."""
    return _WHAT_WORDS.get(what, _OTHER_WHAT)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child asks for fewer or rarer meetings than the parent; None when it does not."""
    if (child.what, child.year_basis) != (parent.what, parent.year_basis):
        return Message("Считается другое: сравнить с прежней нормой нельзя.")
    rarer = PARTS[child.per] < PARTS[parent.per]
    if rarer or child.count * PARTS[child.per] < parent.count * PARTS[parent.per]:
        return Message("%(child)s вместо %(parent)s.", {"child": describe(child), "parent": describe(parent)})
    asked, left = (item.months or tuple(range(1, MONTHS + 1)) for item in (parent, child))
    if parent.per == "month" and set(asked) - set(left):
        return Message("Заседания нужны не в каждом из прежних месяцев.")
    if child.extraordinary_counts and not parent.extraordinary_counts:
        return Message("Засчитываются внеочередные заседания.")
    if child.seminars == INSIDE and parent.seminars == APART:
        return Message("Практический семинар засчитывается и как заседание.")
    return None


KIND = Kind(NAME, N_("периодичность"), parse, describe, weaker, facts_of, evaluate)
