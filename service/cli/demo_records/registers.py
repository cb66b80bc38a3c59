"""Trainings, routes, mentoring, communities, councils and the rest of a demonstration district."""

from datetime import date, timedelta
from random import Random

from service.cli.demo_records.people import District
from service.communities.model import Community, CommunityMember
from service.consultations.model import Consultation
from service.core.columns import life
from service.diagnostics.model import Diagnostics, Route
from service.events.model import Attendance, Event
from service.meetings.model.bodies import Body, Seat
from service.mentoring.model import MentoringPair
from service.monitoring.model import Cycle
from service.portal.model import News
from service.roadmap.model import RoadmapItem
from service.tenancy.context import TenantSession
from service.training.model import ManagementTeam, TeamTraining, Training

TOPICS = ("Оценка функциональной грамотности", "Индивидуальный маршрут педагога", "Рабочая программа по ФГОС")
YEARS = 3
"""Years of records: the present one and those before it, so that a trend shows."""


def make_registers(db: TenantSession, random: Random, district: District, today: date) -> None:
    """Fill every register that a figure of monitoring comes from."""
    teachers = district.teachers()
    _growth(db, random, teachers, today)
    _teams(db, district, today)
    _mentoring(db, district, today)
    _bodies(db, random, teachers, today)
    _plans(db, teachers, today)
    _told(db, teachers, today)


def _growth(db: TenantSession, random: Random, teachers: list[int], today: date) -> None:
    for person in teachers:
        routed = today - timedelta(days=random.randint(20, 700)) if random.random() < 0.25 else None
        if routed or random.random() < 0.4:
            on = routed - timedelta(days=30) if routed else today - timedelta(days=random.randint(60, 900))
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
        if routed:
            route = Route(person_id=person, title="Функциональная грамотность", developed_on=routed)
            route.valid = life(routed)
            route.approved_on = routed + timedelta(days=14) if random.random() < 0.6 else None
            db.add(route)


def _teams(db: TenantSession, district: District, today: date) -> None:
    for number, organisation in enumerate(district.organisations):
        team = ManagementTeam(
            name="Управленческая команда", organisation_id=organisation, valid=life(date(2023, 1, 1))
        )
        db.add(team)
        db.flush()
        for back in (0, 1, 2):
            if number % 3 == 0 or number % 4 == back:
                done = date(today.year - back, 4, 12)
                programme = "Управление качеством образования"
                db.add(TeamTraining(team_id=team.id, kind="pk", programme=programme, finished_on=done))


def _mentoring(db: TenantSession, district: District, today: date) -> None:
    by_school: dict[int, list[int]] = {}
    for person, school, position in district.people:
        if position == "teacher":
            by_school.setdefault(school, []).append(person)
    last = today.year - (today.month < 9)
    for number, (school, people) in enumerate(list(by_school.items())[:4]):
        pair = MentoringPair(
            organisation_id=school, mentor_id=people[0], mentee_id=people[1], order_number="45"
        )
        pair.form = "учитель – учитель"
        pair.valid = life(date(last - number % YEARS, 9, 5))
        db.add(pair)


def _bodies(db: TenantSession, random: Random, teachers: list[int], today: date) -> None:
    """A community with its members and the expert council; associations come with the other meetings."""
    made = Community(name="Сетевое сообщество «Цифровая школа»", kind="network", valid=life(date(2022, 9, 1)))
    db.add(made)
    db.flush()
    for place, person in enumerate(random.sample(teachers, k=min(12, len(teachers)))):
        office = "leader" if place == 0 else "member"
        member = CommunityMember(community_id=made.id, person_id=person, office=office)
        member.valid = life(date(today.year - 1 - place % YEARS, 9, 1))
        db.add(member)
    council = Body(name="Экспертный совет", kind="expert_council", valid=life(date(2024, 2, 1)))
    db.add(council)
    db.flush()
    offices = ("chair", "deputy", "secretary", *(["member"] * 5))
    for office, person in zip(offices, teachers, strict=False):
        db.add(Seat(council_id=council.id, person_id=person, office=office, valid=life(date(2024, 2, 1))))


def _plans(db: TenantSession, teachers: list[int], today: date) -> None:
    """Events, cycles of monitoring and the roadmap of the years: the earlier ones are done."""
    for back in range(YEARS):
        year = today.year - back
        event = Event(name="Школа молодого педагога", kind="young_support", on=date(year, 2, 14))
        event.place = "Школа № 1"
        db.add(event)
        db.flush()
        for person in teachers[back :: 3 + back]:
            db.add(Attendance(event_id=event.id, person_id=person))
        finished, analysed = date(year, 6, 20), date(year, 6, 28)
        db.add(Cycle(title="Итоги полугодия", finished_on=finished, analysed_on=analysed))
        first = RoadmapItem(number=f"{2 * back + 1}", title="Провести диагностику", due_on=date(year, 3, 31))
        first.done_on = date(year, 3, 20)
        second = RoadmapItem(number=f"{2 * back + 2}", title="Обучить управленческие команды")
        second.due_on = date(year, 11, 30)
        second.done_on = date(year, 11, 12) if back else None
        db.add_all((first, second))


def _told(db: TenantSession, teachers: list[int], today: date) -> None:
    """Consultations, news and a mailing of this year."""
    for month, topic in enumerate(TOPICS, 1):
        on = min(date(today.year, 2 * month, 10), today)
        given = Consultation(topic=topic, kind="individual", form="in_person", on=on, people=1)
        given.person_id = teachers[month % len(teachers)]
        db.add(given)
        db.add(News(title=f"{topic}: что нового", kind="news", on=on, audience="педагоги"))
    db.add(News(title="Методические рекомендации на учебный год", kind="mailing", on=today, audience="школы"))
