"""Trainings, routes, mentoring, communities, councils and the rest of a demonstration district."""

from datetime import date, timedelta
from random import Random

from service.cli.demo_records.people import District
from service.communities.model import Community, CommunityMember
from service.core.columns import life
from service.council.model import Council, Seat
from service.diagnostics.model import Diagnostics, Route
from service.events.model import Attendance, Event
from service.mentoring.model import MentoringPair
from service.monitoring.model import Cycle
from service.roadmap.model import RoadmapItem
from service.tenancy.context import TenantSession
from service.training.model import ManagementTeam, TeamTraining, Training


def make_registers(db: TenantSession, random: Random, district: District, today: date) -> None:
    """Fill every register that a figure of monitoring comes from."""
    teachers = district.teachers()
    _growth(db, random, teachers, today)
    _teams(db, district, today)
    _mentoring(db, district, today)
    _bodies(db, random, teachers, today)
    _plans(db, teachers, today)


def _growth(db: TenantSession, random: Random, teachers: list[int], today: date) -> None:
    for person in teachers:
        if random.random() < 0.45:
            on = today - timedelta(days=random.randint(60, 900))
            db.add(
                Diagnostics(
                    person_id=person, kind="subject", on=on, instrument="Оценка предметных компетенций"
                )
            )
        if random.random() < 0.35:
            done = today - timedelta(days=random.randint(5, 1000))
            db.add(
                Training(
                    person_id=person,
                    kind=random.choice(("pk", "pk", "pk", "pp")),
                    programme="Обновлённые ФГОС: содержание и методики",
                    provider="Институт развития образования",
                    hours=random.choice((36, 72, 108)),
                    finished_on=done,
                    document=f"№ {random.randint(1000, 9999)}",
                    federal_register=random.random() < 0.6,
                    after_diagnostics=random.random() < 0.6,
                )
            )
        if random.random() < 0.16:
            on = today - timedelta(days=random.randint(20, 300))
            db.add(
                Route(person_id=person, title="Функциональная грамотность", developed_on=on, valid=life(on))
            )


def _teams(db: TenantSession, district: District, today: date) -> None:
    for number, organisation in enumerate(district.organisations):
        team = ManagementTeam(
            name="Управленческая команда", organisation_id=organisation, valid=life(date(2023, 1, 1))
        )
        db.add(team)
        db.flush()
        if number % 3 == 0:
            done = date(today.year, 4, 12)
            programme = "Управление качеством образования"
            db.add(TeamTraining(team_id=team.id, kind="pk", programme=programme, finished_on=done))


def _mentoring(db: TenantSession, district: District, today: date) -> None:
    by_school: dict[int, list[int]] = {}
    for person, school, position in district.people:
        if position == "teacher":
            by_school.setdefault(school, []).append(person)
    since = date(today.year - (today.month < 9), 9, 5)
    for school, people in list(by_school.items())[:4]:
        pair = MentoringPair(
            organisation_id=school, mentor_id=people[0], mentee_id=people[1], order_number="45"
        )
        pair.form = "учитель – учитель"
        pair.valid = life(since)
        db.add(pair)


def _bodies(db: TenantSession, random: Random, teachers: list[int], today: date) -> None:
    kinds = (
        ("Методическое объединение учителей математики", "association"),
        ("Методическое объединение учителей начальных классов", "association"),
        ("Сетевое сообщество «Цифровая школа»", "network"),
    )
    for name, kind in kinds:
        made = Community(name=name, kind=kind, valid=life(date(2022, 9, 1)))
        db.add(made)
        db.flush()
        for place, person in enumerate(random.sample(teachers, k=min(12, len(teachers)))):
            office = "leader" if place == 0 else "member"
            member = CommunityMember(community_id=made.id, person_id=person, office=office)
            member.valid = life(date(today.year - 1, 9, 1))
            db.add(member)
    council = Council(
        name="Методический совет", kind="council", established_seats=9, valid=life(date(2024, 2, 1))
    )
    db.add(council)
    db.flush()
    offices = ("chair", "deputy", "secretary", *(["member"] * 5))
    for office, person in zip(offices, teachers, strict=False):
        db.add(Seat(council_id=council.id, person_id=person, office=office, valid=life(date(2024, 2, 1))))


def _plans(db: TenantSession, teachers: list[int], today: date) -> None:
    event = Event(
        name="Школа молодого педагога", kind="young_support", on=date(today.year, 2, 14), place="Школа № 1"
    )
    db.add(event)
    db.flush()
    for person in teachers[::4]:
        db.add(Attendance(event_id=event.id, person_id=person))
    db.add(
        Cycle(
            title="Итоги полугодия", finished_on=date(today.year, 6, 20), analysed_on=date(today.year, 6, 28)
        )
    )
    done = RoadmapItem(number="1", title="Провести диагностику", due_on=date(today.year, 3, 31))
    done.done_on = date(today.year, 3, 20)
    db.add(done)
    db.add(RoadmapItem(number="2", title="Обучить управленческие команды", due_on=date(today.year, 11, 30)))
