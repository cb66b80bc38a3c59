"""Deadline (срок): a date not later than so many days, months or hours before or after another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.rules import given
from service.rules.dates import add_months, add_working_days, next_working_day
from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType, missing_fact
from service.rules.kind import Kind
from service.rules.kinds import deadline_hours
from service.rules.kinds.deadline_words import lateness, rule_words, titles, was_words
from service.rules.message import N_, Message, sentences
from service.rules.reader import Reader
from service.rules.verdict import Outcome, Status, incomplete

NAME = "deadline"
UNITS = ("days", "working_days", "months", deadline_hours.UNIT)
AFTER, BEFORE = "after", "before"


@dataclass(frozen=True)
class Params:
    """The judged date, the date it is counted from, direction, amount, unit, counting and shift."""

    fact: str
    anchor: str
    direction: str
    amount: int
    unit: str
    count: str
    shift: str


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly."""
    reader = Reader(mapping)
    params = Params(
        fact=reader.code("fact"),
        anchor=reader.code("anchor"),
        direction=reader.choice("direction", (BEFORE, AFTER)),
        amount=reader.integer("amount", least=0, most=3660),
        unit=reader.choice("unit", UNITS, "days"),
        count=reader.choice("count", ("date_difference", "clear_days"), "date_difference"),
        shift=reader.choice("shift", ("none", "next_working_day"), "none"),
    )
    reader.done()
    if params.fact == params.anchor:
        raise BadParams("anchor", Message("Срок нельзя отсчитывать от той же даты."))
    if params.count == "clear_days" and (params.direction == AFTER or params.unit == "months"):
        raise BadParams("count", Message("Полные дни между датами считаются только в днях до события."))
    if params.unit == deadline_hours.UNIT and (params.count, params.shift) != ("date_difference", "none"):
        raise BadParams("unit", Message("Часы считаются подряд: без полных дней и без переноса."))
    if params.direction == BEFORE and params.shift != "none":
        raise BadParams("shift", Message("Срок до события не переносится вперёд: это сократило бы его."))
    return params


def last_day(params: Params, anchor: date, facts: Facts) -> date:
    """Return the last day on which the judged act is in time."""
    if params.unit == deadline_hours.UNIT:
        return deadline_hours.last_day(anchor, params.amount, params.direction == BEFORE)
    off, on = given.days(facts, "days_off") or (), given.days(facts, "days_on") or ()
    sign = -1 if params.direction == BEFORE else 1
    amount = params.amount + (1 if params.count == "clear_days" else 0)
    if params.unit == "months":
        last = add_months(anchor, sign * amount)
    elif params.unit == "working_days":
        last = add_working_days(anchor, sign * amount, off, on)
    else:
        last = anchor + timedelta(days=sign * amount)
    return next_working_day(last, off, on) if params.shift == "next_working_day" else last


def last_moment(params: Params, anchor: datetime) -> datetime:
    """Return the last moment of a term that is counted in hours."""
    return deadline_hours.last_moment(anchor, params.amount, params.direction == BEFORE)


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge whether the act was in time; dates, days late as the shortfall; a term in hours by hours."""
    types = facts_of(params)
    if params.unit == deadline_hours.UNIT:
        before = params.direction == BEFORE
        term = deadline_hours.Hours(params.anchor, params.fact, params.amount, before)
        return deadline_hours.evaluate(term, types, facts)
    operands = {name: facts[name] for name in (params.anchor, params.fact) if name in facts}
    anchor, done = given.day(facts, params.anchor), given.day(facts, params.fact)
    if anchor is None:
        absent = [params.anchor] if done else [params.anchor, params.fact]
        return incomplete(tuple(missing_fact(name, types[name]) for name in absent), operands)
    last = last_day(params, anchor, facts)
    if done is None:
        return _not_done(params, last, facts, operands)
    late = max(0, (done - last).days)
    return Outcome(
        status=Status.FAIL if late else Status.PASS,
        operands=operands,
        expected=last,
        actual=done,
        shortfall=late,
        message=sentences(was_words(params.fact, done), lateness(last, late)),
        remedy=Message("Отметьте нарушение срока; в следующий раз уложитесь до крайней даты.")
        if late
        else None,
    )


def _not_done(params: Params, last: date, facts: Facts, operands: dict[str, object]) -> Outcome:
    absent = (missing_fact(params.fact, facts_of(params)[params.fact]),)
    today = given.day(facts, "as_of")
    if today is None or today <= last:
        pending = incomplete(absent, operands, last)
        said = Message("Крайний срок %(last)s, дата ещё не внесена.", {"last": last})
        return Outcome(
            status=pending.status,
            operands=operands,
            expected=last,
            missing=absent,
            message=said,
            remedy=pending.remedy,
        )
    late = (today - last).days
    return Outcome(
        status=Status.FAIL,
        operands=operands,
        expected=last,
        shortfall=late,
        missing=absent,
        message=sentences(Message("Действие ещё не выполнено."), lateness(last, late)),
        remedy=Message("Выполните его сейчас и внесите дату."),
    )


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the two dates of the rule (moments for hours), today's, the calendar for working days."""
    names = titles(params.anchor, params.fact)
    kind = FactKind.MOMENT if params.unit == deadline_hours.UNIT else FactKind.DATE
    facts = {
        params.anchor: FactType(kind, names[0]),
        params.fact: FactType(kind, names[1], required=False),
        "as_of": FactType(FactKind.DATE, N_("на какую дату"), required=False),
    }
    if params.unit == "working_days" or params.shift != "none":
        facts["days_off"] = FactType(FactKind.DATES, N_("нерабочие дни"), required=False)
        facts["days_on"] = FactType(FactKind.DATES, N_("рабочие выходные"), required=False)
    return facts


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    return rule_words(params.fact, params.anchor, params.direction, params.amount, params.unit, params.count)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say why the child gives a later deadline than the parent; None when it does not."""
    if (child.fact, child.anchor, child.direction) != (parent.fact, parent.anchor, parent.direction):
        return Message("Срок отсчитывается иначе: сравнить его с прежним нельзя.")
    stronger_unit = "working_days" if parent.direction == BEFORE else "days"
    if {"months", deadline_hours.UNIT} & {parent.unit, child.unit} and parent.unit != child.unit:
        return Message("Срок задан в других единицах: сравнить его с прежним нельзя.")
    if child.unit != parent.unit and child.unit != stronger_unit:
        return Message("Срок считается в днях, которые его ослабляют.")
    longer = child.amount > parent.amount if parent.direction == AFTER else child.amount < parent.amount
    if longer:
        return Message("%(child)d вместо %(parent)d.", {"child": child.amount, "parent": parent.amount})
    if parent.count == "clear_days" and child.count != "clear_days":
        return Message("Считается разность дат вместо полных дней между ними.")
    if parent.shift == "none" and child.shift != "none":
        return Message("Срок переносится на рабочий день.")
    return None


KIND = Kind(NAME, N_("срок"), parse, describe, weaker, facts_of, evaluate)
