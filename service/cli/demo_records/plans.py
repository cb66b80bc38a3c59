"""The plan of the service in a demonstration tenant: thirty items marked by its lists, one value left out."""

from datetime import date

from sqlalchemy import select

from service.cli.demo_records.bulk import insert_rows
from service.people.model.persons import Employment
from service.plans.model import ServicePlan, ServicePlanItem
from service.plans.names import ITEM
from service.plans.policy import Labelling, labellings
from service.rules.kinds.labelling import ANY
from service.structure.model import Unit
from service.tenancy.scope import Scope

FORMS = ("Семинар", "Консультация", "Мастер-класс")
TOPICS = (
    "функциональная грамотность",
    "обновлённые ФГОС",
    "работа с молодыми педагогами",
    "наставничество в школе",
    "диагностика профессиональных дефицитов",
    "цифровая образовательная среда",
    "индивидуальные образовательные маршруты",
    "оценка качества образования",
    "работа методических объединений",
    "обобщение педагогического опыта",
)


def make_service_plan(scope: Scope) -> None:
    """The approved plan of this year; nothing where there is a plan already or no list to mark."""
    rules = [one for one in labellings(scope.profile, ITEM) if one.lists]
    if not rules or scope.db.execute(select(ServicePlan.id).limit(1)).first():
        return
    year = scope.today.year
    units = list(scope.db.execute(select(Unit.name).order_by(Unit.id).limit(3)).scalars())
    head = {"title": f"План работы методической службы на {year} год", "year": year, "basis": "calendar"}
    act = {"state": "approved", "act_number": "8", "act_date": date(year, 1, 12)}
    plan = insert_rows(scope.db, ServicePlan, [{**head, **act, "unit": units[0] if units else None}])[0]
    people = list(scope.db.execute(select(Employment.person_id).order_by(Employment.id).limit(5)).scalars())
    rows = []
    for number in range(len(FORMS) * len(TOPICS)):
        month = number % 12 + 1
        on = date(year, month, 5 + number % 20)
        done = on < scope.today and number % 7 != 3
        said = {"title": f"{FORMS[number % len(FORMS)]}: {TOPICS[number // len(FORMS)]}", "month": month}
        carried = {"marks": _marks(rules, number), "unit": units[number % len(units)] if units else None}
        state = {"state": "done" if done else "planned", "state_on": on if done else None}
        person = people[number % len(people)] if people else None
        rows.append({**said, **carried, **state, "plan_id": plan, "person_id": person})
    insert_rows(scope.db, ServicePlanItem, rows)


def _marks(rules: list[Labelling], number: int) -> list[str]:
    """One value by each rule, by turns; the last of several is left out, so that a gap shows."""
    found = []
    for place, one in enumerate(rules):
        values = [value.mark for each in one.lists for value in each.values]
        used = values[:-1] or values
        if one.take != ANY or number % 3 == place % 3:
            found.append(used[(number // (place + 1)) % len(used)])
    return sorted(set(found))
