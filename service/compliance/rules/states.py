"""States of a rule (состояния правила): from verdicts and records to one of six, worst of several first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from service.rules.message import N_, Message
from service.rules.verdict import Status, Verdict


class State(StrEnum):
    """State of a rule on the compliance page (состояние), in the order of the page."""

    MET = "met"
    SOON = "soon"
    OVERDUE = "overdue"
    NO_DATA = "no_data"
    OFF = "off"
    WAIVED = "waived"


WORST = (State.OVERDUE, State.SOON, State.NO_DATA, State.MET, State.OFF, State.WAIVED)
SCORED = (State.MET, State.SOON, State.OVERDUE, State.NO_DATA)
SOON_DAYS = timedelta(days=30)
BY_STATUS = {
    Status.PASS: State.MET,
    Status.WARN: State.SOON,
    Status.FAIL: State.OVERDUE,
    Status.NOT_YET: State.NO_DATA,
    Status.NOT_APPLICABLE: State.NO_DATA,
    Status.WAIVED: State.WAIVED,
}
NOTHING = N_("Записей, по которым это можно проверить, пока нет.")
UNKEPT = N_("Службе не с чем это сверить: такие записи здесь не ведутся, проверьте сами.")
LISTED = N_("Перечень действует, в нём значений: %(count)d.")
RECORDED = N_("Записи есть: %(count)d.")
UNRECORDED = N_("Записей пока нет.")
SILENT = N_("Положение об этом молчит.")
FOR_REFERENCE = N_("Справочный показатель единого перечня: положением не утверждён.")
SOME = N_("Соблюдено у %(met)d из %(all)d.")
BROKEN = N_("Нарушений за год: %(broken)d из %(all)d.")


@dataclass(frozen=True)
class Part:
    """One thing that a rule was judged by: what it is, its state, the words, the way to the record."""

    state: State
    message: Any
    title: str = ""
    place: str = ""
    key: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """What is found of a rule in a tenant (итог по правилу)."""

    state: State
    message: Any
    remedy: Any = None
    parts: tuple[Part, ...] = ()
    next_on: date | None = None


def state_of(verdict: Verdict, today: date) -> State:
    """The state that a verdict means: what is not done yet is due soon once its day is near."""
    if verdict.status is Status.NOT_YET and isinstance(verdict.expected, date):
        near = today <= verdict.expected <= today + SOON_DAYS
        return State.SOON if near else State.NO_DATA
    return BY_STATUS[verdict.status]


def worst(states: Iterable[State]) -> State:
    """The state of the whole: the worst of its parts."""
    return min(states, key=WORST.index)


def worst_first(parts: Iterable[Part]) -> list[Part]:
    """Parts in the order in which they ask for attention."""
    return sorted(parts, key=lambda one: (WORST.index(one.state), one.title))


def summary(parts: Sequence[Part]) -> Message:
    """How many parts keep the rule."""
    met = sum(one.state is State.MET for one in parts)
    return Message(SOME, {"met": met, "all": len(parts)})
