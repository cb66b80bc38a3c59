"""What counts to a value of a list by itself (учёт без отметок): records of registers that the profile names.

Events, training and the others belong to modules above this one: their tables are read by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, Integer, column, func, select, table

from service.core.clock import school_year_span
from service.core.language import N_
from service.plans.model import ServicePlan
from service.plans.policy import Value
from service.tenancy.scope import Scope


@dataclass(frozen=True)
class Source:
    """A register whose records count: its table, the day of a record, who may open its list."""

    title: str
    table: str
    day: str
    permission: str


SOURCES = {
    "events": Source(N_("Мероприятия"), "event", "on", "events:read"),
    "consultations": Source(N_("Консультации"), "consultation", "on", "consultations:read"),
    "news": Source(N_("Новости и рассылки"), "news", "on", "portal:read"),
    "trainings": Source(N_("Обучение"), "training", "finished_on", "training:read"),
}
"""Registers by the name that a list's value gives in `counts`."""


@dataclass(frozen=True)
class Held:
    """Records of one register in the year of a plan, up to today; `open`: whether the list may be seen."""

    register: str
    title: str
    number: int
    since: date
    until: date
    open: bool


def held(scope: Scope, plan: ServicePlan, values: Iterable[Value]) -> dict[str, tuple[Held, ...]]:
    """By the mark of a value, what its registers hold in the plan's year; one statement a register."""
    listed = [one for one in values if one.counts]
    since, until = period(plan.year, plan.basis, scope.today)
    numbers = {
        name: _number(scope, SOURCES[name], since, until)
        for name in dict.fromkeys(name for one in listed for name in one.counts)
        if name in SOURCES
    }
    return {
        one.mark: tuple(
            Held(name, SOURCES[name].title, numbers[name], since, until, scope.can(SOURCES[name].permission))
            for name in one.counts
            if name in numbers
        )
        for one in listed
    }


def period(year: int, basis: str, today: date) -> tuple[date, date]:
    """The days of a plan's year that are past, today included."""
    first, last = school_year_span(year) if basis == "school" else (date(year, 1, 1), date(year, 12, 31))
    return first, min(last, today)


def _number(scope: Scope, source: Source, since: date, until: date) -> int:
    records = table(source.table, column("tenant_id", Integer), column(source.day, Date), schema="mms")
    day = records.c[source.day]
    chosen = select(func.count()).where(records.c.tenant_id == scope.tenant.id, day.between(since, until))
    return int(scope.db.execute(chosen).scalar_one())
