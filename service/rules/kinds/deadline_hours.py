"""Deadlines in hours (срок в часах): both ends are moments, whole hours between them are counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from service.rules import given
from service.rules.errors import BadFacts
from service.rules.facts import Facts, FactType, missing_fact
from service.rules.kinds.deadline_words import amount_words, was_words
from service.rules.message import Message, sentences
from service.rules.verdict import Missing, Outcome, Status, incomplete

UNIT = "hours"
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Hours:
    """A term of so many hours: the facts of its two ends, and whether the act comes before the anchor."""

    anchor: str
    fact: str
    amount: int
    before: bool


def last_moment(anchor: datetime, amount: int, before: bool) -> datetime:
    """Return the last moment in time; hours are real ones, whatever the clocks of the zone did meanwhile."""
    shift = (-amount if before else amount) * HOUR
    if anchor.tzinfo is None:
        return anchor + shift
    return (anchor.astimezone(UTC) + shift).astimezone(anchor.tzinfo)


def last_day(anchor: date, amount: int, before: bool) -> date:
    """Return the last day where only the day of the anchor is known: counted from its first minute."""
    return last_moment(datetime.combine(anchor, time.min), amount, before).date()


def evaluate(term: Hours, types: Mapping[str, FactType], facts: Facts) -> Outcome:
    """Judge whether the act was in time; expected and actual are hours, required and given."""
    operands = {name: facts[name] for name in (term.anchor, term.fact) if name in facts}
    anchor, done = given.moment(facts, term.anchor), given.moment(facts, term.fact)
    if anchor is None:
        absent = [term.anchor] if done else [term.anchor, term.fact]
        return incomplete(tuple(missing_fact(name, types[name]) for name in absent), operands)
    last = last_moment(anchor, term.amount, term.before)
    if done is None:
        missing = missing_fact(term.fact, types[term.fact])
        return _not_done(missing, last, given.day(facts, "as_of"), operands)
    if (anchor.tzinfo is None) != (done.tzinfo is None):
        raise BadFacts(term.fact, Message("Пояс времени укажите у обоих моментов или ни у одного."))
    # Part of an hour is no hour of notice, and where the act follows it is an hour taken.
    passed = (anchor - done) // HOUR if term.before else -((anchor - done) // HOUR)
    late = max(0, term.amount - passed if term.before else passed - term.amount)
    return Outcome(
        status=Status.FAIL if late else Status.PASS,
        operands=operands,
        expected=term.amount,
        actual=max(0, passed),
        shortfall=late,
        message=sentences(was_words(term.fact, done), _lateness(last, late)),
        remedy=Message("Отметьте нарушение срока; в следующий раз уложитесь до крайнего часа.")
        if late
        else None,
    )


def _lateness(last: datetime, late: int) -> Message:
    if late:
        return Message(
            "Крайний срок был %(last)s, опоздание %(late)s.", {"last": last, "late": amount_words(late, UNIT)}
        )
    return Message("Срок соблюдён: крайний час %(last)s.", {"last": last})


def _not_done(absent: Missing, last: datetime, today: date | None, operands: dict[str, object]) -> Outcome:
    pending = incomplete((absent,), operands)
    if today is None or today <= last.date():
        said = Message("Крайний срок %(last)s, время ещё не внесено.", {"last": last})
        return Outcome(
            status=pending.status,
            operands=operands,
            missing=pending.missing,
            message=said,
            remedy=pending.remedy,
        )
    return Outcome(
        status=Status.FAIL,
        operands=operands,
        missing=pending.missing,
        message=sentences(
            Message("Действие ещё не выполнено."), Message("Крайний срок был %(last)s.", {"last": last})
        ),
        remedy=Message("Выполните его сейчас и внесите время."),
    )
