"""Three years of a demonstration sibling's work: growth of people, schools, bodies and plans."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from service.cli.demo_records.bulk import insert_rows
from service.cli.demo_records.days import day_between, day_in
from service.cli.demo_records.portraits import YEARS, Portrait
from service.cli.demo_records.staff import Worker
from service.core.columns import life
from service.diagnostics.model import Diagnostics, Route
from service.events.model import Attendance, Event
from service.tenancy.context import TenantSession
from service.training.model import ManagementTeam, TeamTraining, Training

PROGRAMMES = ("Обновлённые ФГОС: содержание и методики", "Функциональная грамотность", "Цифровая школа")
PROVIDER = "Институт развития образования"


def make_growth(
    db: TenantSession, random: Random, portrait: Portrait, staff: list[Worker], today: date
) -> None:
    """Courses, diagnostics and routes of people, year by year."""
    trainings: list[dict[str, Any]] = []
    diagnostics: list[dict[str, Any]] = []
    routes: list[dict[str, Any]] = []
    for number, year in enumerate(_years(today)):
        for one in (each for each in staff if each.hired.year <= year):
            day, later = day_in(random, year, today), day_in(random, year, today)
            if day is None or later is None:
                continue
            if random.random() < portrait.share("training", number):
                trainings.append(_training(random, portrait, one, number, day))
            if one.position == "teacher" and random.random() < portrait.share("diagnostics", number) / 2:
                diagnostics.append(_diagnostics(one, later))
                if random.random() < portrait.share("route", number):
                    routes += _route(random, one, later, today)
    insert_rows(db, Training, trainings)
    insert_rows(db, Diagnostics, diagnostics)
    insert_rows(db, Route, routes)


def _years(today: date) -> range:
    return range(today.year - YEARS + 1, today.year + 1)


def _training(random: Random, portrait: Portrait, one: Worker, number: int, day: date) -> dict[str, Any]:
    federal = random.random() < portrait.share("federal", number)
    return {
        "person_id": one.id,
        "kind": random.choice(("pk", "pk", "pk", "pp", "internship")),
        "programme": random.choice(PROGRAMMES),
        "provider": PROVIDER,
        "hours": random.choice((16, 36, 72, 108)),
        "finished_on": day,
        "document": f"№ {random.randint(1000, 9999)}",
        "federal_register": federal,
        "after_diagnostics": federal and random.random() < 0.7,
    }


def _diagnostics(one: Worker, day: date) -> dict[str, Any]:
    return {"person_id": one.id, "kind": "subject", "on": day, "instrument": "Оценка предметных компетенций"}


def _route(random: Random, one: Worker, after: date, today: date) -> Iterator[dict[str, Any]]:
    """A route after a diagnostics; most are approved, the oldest are closed."""
    developed = day_between(random, after, min(after + timedelta(days=60), today))
    if developed:
        approved = developed + timedelta(days=random.randint(0, 30))
        ends = developed + timedelta(days=720) if random.random() < 0.5 else None
        yield {
            "person_id": one.id,
            "title": "Маршрут по итогам диагностики",
            "developed_on": developed,
            "approved_on": approved if random.random() < 0.75 and approved <= today else None,
            "valid": life(developed, ends),
        }


def make_teams(
    db: TenantSession, random: Random, portrait: Portrait, schools: list[int], today: date
) -> None:
    """A management team in every school; some train in a year."""
    since = life(date(today.year - YEARS, 9, 1))
    rows = [{"organisation_id": one, "name": "Управленческая команда", "valid": since} for one in schools]
    teams = insert_rows(db, ManagementTeam, rows)
    trained = []
    for number, year in enumerate(_years(today)):
        for team in teams:
            day = day_in(random, year, today)
            if day is not None and random.random() < portrait.share("teams", number):
                programme = "Управление качеством образования"
                trained.append({"team_id": team, "kind": "pk", "programme": programme, "finished_on": day})
    insert_rows(db, TeamTraining, trained)


def make_support(
    db: TenantSession, random: Random, portrait: Portrait, staff: list[Worker], today: date
) -> None:
    """A school for young teachers every year, and who came to it."""
    days = [day for day in (date(year, 2, 14) for year in _years(today)) if day <= today]
    rows = [{"name": "Школа молодого педагога", "kind": "young_support", "on": day} for day in days]
    attended = []
    for number, event in enumerate(insert_rows(db, Event, rows)):
        for one in staff:
            here = one.young and one.hired <= days[number]
            if here and random.random() < portrait.share("support", number):
                attended.append({"event_id": event, "person_id": one.id})
    insert_rows(db, Attendance, attended)
