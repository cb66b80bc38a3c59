"""Tasks of organisations in a demonstration: one of every state, and an event ahead for the overview."""

from datetime import date, timedelta

from sqlalchemy import select

from service.coordination.model import CoordinationTask
from service.coordination.names import RULES
from service.coordination.queries.tasks import places
from service.core.columns import life
from service.events.model import Event
from service.structure.model import Unit
from service.structure.policy import read_policy
from service.structure.rules import service_kinds
from service.tenancy.scope import Scope

TASKS = (
    ("Отчёт о работе методической службы за четверть", "report", "sent", -6),
    ("Представить план методической работы", "report", "sent", 9),
    ("Провести диагностику затруднений учителей математики", "action", "answered", 3),
    ("Отчёт о наставничестве молодых педагогов", "report", "returned", 5),
    ("Назначить ответственного за методическую работу", "action", "accepted", -20),
)
"""What is asked of the organisations by turns: title, report or action, state, days to the last day."""
ANSWERED = ("answered", "returned", "accepted")
AGO = timedelta(days=25)
SINCE = date(2024, 1, 9)


def make_coordination(scope: Scope) -> None:
    """Tasks where the regulation has services coordinated; nothing where there are tasks already."""
    if not any(scope.profile.rule(rule) for rule in RULES):
        return
    if scope.db.execute(select(CoordinationTask.id).limit(1)).first():
        return
    _services(scope)
    for (key, _), (title, asks, state, days) in zip(places(scope), TASKS, strict=False):
        row = CoordinationTask(organisation_id=key, title=title, asks=asks, state=state, basis="own")
        row.due_on, row.sent_at = scope.today + timedelta(days=days), scope.now - AGO
        if state in ANSWERED:
            row.answer = "Выполнено: документы размещены на сайте школы."
            row.answered_at = scope.now - AGO / 2
        if state == "returned":
            row.remark = "Добавьте число пар и даты встреч."
        scope.db.add(row)
    ahead = scope.today + timedelta(days=12)
    scope.db.add(Event(name="Районные педагогические чтения", kind="conference", on=ahead))


def _services(scope: Scope) -> None:
    """Services of all organisations but the last two, which are left to be proposed."""
    policy = read_policy(scope.profile)
    for code in service_kinds(policy)[:1]:
        for number, (key, _) in enumerate(places(scope)[:-2], start=1):
            unit = Unit(kind=code, level=policy.kinds[code].level, organisation_id=key)
            unit.name, unit.valid = "Методическая служба организации", life(SINCE)
            unit.contact = f"8 (00000) 2-00-0{number}"
            scope.db.add(unit)
