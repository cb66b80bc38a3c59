"""The whole of a demonstration sibling (демонстрационный сосед): its schools, people and three years."""

from datetime import date
from random import Random
from typing import Any

from sqlalchemy import select

from service.cli.demo_records.bulk import insert_rows
from service.cli.demo_records.portraits import YEARS, Portrait, portrait
from service.cli.demo_records.staff import Worker, make_schools, make_staff
from service.cli.demo_records.years import make_growth, make_support, make_teams
from service.communities.model import Community, CommunityMember
from service.core.columns import life
from service.meetings.model.bodies import Body, Seat
from service.mentoring.model import MentoringPair
from service.monitoring.model import Cycle
from service.people.model.organisations import Organisation, OrganisationDocument
from service.roadmap.model import RoadmapItem
from service.tenancy.context import TenantSession

PLAN = ("development_plan", "Перспективный план развития кадрового потенциала")
ORDER = ("mentoring_order", "Приказ о внедрении целевой модели наставничества")
BODIES = (
    ("Методическое объединение учителей математики", "association"),
    ("Методическое объединение учителей начальных классов", "association"),
    ("Методическое объединение воспитателей", "association"),
    ("Профессиональное сообщество наставников", "professional"),
    ("Сетевое сообщество «Цифровая школа»", "network"),
)
OFFICES = ("chair", "deputy", "secretary", *(["member"] * 8))
ROADMAP = 12


def make_sibling(db: TenantSession, slug: str, altai: bool, today: date) -> None:
    """Fill a district of demonstration; nothing where it has organisations, or is meant to stay empty."""
    random = Random(slug)  # noqa: S311 - the same invented people at every start
    drawn = portrait(slug, random)
    if drawn.empty or db.execute(select(Organisation.id).limit(1)).first():
        return
    schools = make_schools(db, drawn)
    staff = make_staff(db, random, drawn, schools, altai, today)
    make_growth(db, random, drawn, staff, today)
    make_teams(db, random, drawn, schools, today)
    make_support(db, random, drawn, staff, today)
    _documents(db, random, drawn, schools, today)
    _mentoring(db, random, drawn, staff, today)
    _communities(db, random, drawn, staff, today)
    _council(db, random, staff, today)
    _plans(db, random, drawn, today)


def _documents(db: TenantSession, random: Random, drawn: Portrait, schools: list[int], today: date) -> None:
    """Plans and orders: a school that has one keeps it, others follow in later years."""
    rows = []
    for (kind, title), pace in ((PLAN, "plans"), (ORDER, "mentoring")):
        for school in schools:
            draw = random.random()
            having = [number for number in range(YEARS) if draw < drawn.share(pace, number)]
            on = date(today.year - YEARS + 1 + having[0], 1, 15) if having else today
            if having and on <= today:
                said = {"kind": kind, "title": title, "number": str(random.randint(1, 90)), "date": on}
                rows.append({"organisation_id": school, "valid": life(on), **said})
    insert_rows(db, OrganisationDocument, rows)


def _mentoring(db: TenantSession, random: Random, drawn: Portrait, staff: list[Worker], today: date) -> None:
    """Pairs inside a school: a young teacher with an older one, from a September on."""
    rows = []
    for school in {one.school: None for one in staff}:
        teachers = [one for one in staff if one.school == school and one.position == "teacher"]
        older = [one for one in teachers if not one.young]
        for mentee in (one for one in teachers if one.young):
            number = random.randrange(YEARS)
            since = max(date(today.year - YEARS + 1 + number, 9, 5), mentee.hired)
            if older and since <= today and random.random() < drawn.share("mentoring", number):
                mentor = random.choice(older)
                pair = {"organisation_id": school, "mentor_id": mentor.id, "mentee_id": mentee.id}
                rows.append({**pair, "form": "учитель – учитель", "valid": life(since)})
    insert_rows(db, MentoringPair, rows)


def _communities(
    db: TenantSession, random: Random, drawn: Portrait, staff: list[Worker], today: date
) -> None:
    """Associations, which are bodies, and communities; members join over the years."""
    teachers = [one for one in staff if one.position == "teacher"]
    bodies = BODIES[: random.randint(2, len(BODIES) - 1)] + BODIES[-1:]
    begun = [date(today.year - random.randint(0, 4), 1, 12) for _ in bodies]
    for (name, kind), since in zip(bodies, begun, strict=True):
        body = kind == "association"
        row = {"name": name, "kind": kind, "valid": life(since)}
        made = insert_rows(db, Body if body else Community, [row])[0]
        members = []
        limit = len(teachers) if kind == "network" else min(len(teachers), random.randint(8, 24))
        for place, one in enumerate(random.sample(teachers, k=limit)):
            number = random.randrange(YEARS)
            joined = max(date(today.year - YEARS + 1 + number, 1, 20), one.hired, since)
            if kind == "network" and random.random() >= drawn.share("network", number) / 2:
                continue
            office = "leader" if place == 0 else "member"
            if joined <= today:
                said = {"person_id": one.id, "office": office, "valid": life(joined)}
                members.append({"council_id" if body else "community_id": made, **said})
        insert_rows(db, Seat if body else CommunityMember, members)


def _council(db: TenantSession, random: Random, staff: list[Worker], today: date) -> None:
    since = life(date(today.year - YEARS + random.randint(1, 2), 2, 1))
    row = {"name": "Методический совет", "kind": "council", "established_seats": 11, "valid": since}
    council = insert_rows(db, Body, [row])[0]
    chosen = random.sample([one for one in staff if one.position == "teacher"], k=random.randint(6, 11))
    seats = [
        {"council_id": council, "person_id": one.id, "office": office, "valid": since}
        for office, one in zip(OFFICES, chosen, strict=False)
    ]
    insert_rows(db, Seat, seats)


def _plans(db: TenantSession, random: Random, drawn: Portrait, today: date) -> None:
    """The roadmap of three years and the half-yearly cycles of monitoring."""
    items: list[dict[str, Any]] = []
    cycles: list[dict[str, Any]] = []
    for number, year in enumerate(range(today.year - YEARS + 1, today.year + 1)):
        for place in range(ROADMAP // YEARS):
            due = date(year, 3 * place + 3, 25)
            done = due <= today and random.random() < drawn.share("roadmap", number) + 0.25
            said = {"number": str(len(items) + 1), "title": f"Мероприятие {place + 1} на {year} год"}
            items.append({**said, "due_on": due, "done_on": due if done else None})
        for month in (6, 12):
            finished = date(year, month, 20)
            if finished <= today and random.random() < 0.85:
                analysed = date(year, month, 28) if random.random() < 0.8 else None
                known = analysed if analysed and analysed <= today else None
                cycles.append({"title": "Итоги полугодия", "finished_on": finished, "analysed_on": known})
    insert_rows(db, RoadmapItem, items)
    insert_rows(db, Cycle, cycles)
