"""Associations for demonstration: one in the midst of its year, one that waits for its order, a union."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import cycle

from sqlalchemy import select

from service.associations.actions import following, founding, planning, records, seating, terms
from service.associations.policy import AssociationPolicy
from service.associations.queries import listing, teachers
from service.cli.demo_records.meetings import at_hour, make_act
from service.meetings.actions import agenda, attending, calling, noticing, sitting, voting
from service.meetings.actions.planning import add_meeting
from service.meetings.model.bodies import Body, Seat
from service.people.model.persons import Employment
from service.roadmap.model import RoadmapItem
from service.tenancy.scope import Scope

SCIENCE = ("РМО учителей математики и естественных наук", "математика, физика, биология")
WORDS = ("РМО учителей словесности и истории", "русский язык, история, английский язык")
SECTIONS = ("Секция учителей начальных классов", "начальные классы"), ("Секция математиков", "математика")
WHO = "Методист службы"
MOST = 12
"""So many of the teachers of a direction are written into the list."""
LEADERS = ("highest", "first")
MONTHS = (
    "Разобрать результаты экзаменов и наметить общие трудности",
    "Показать приёмы работы с задачами на смекалку",
    "Провести практический семинар с открытым уроком",
    "Обсудить рабочие тетради и диагностические работы",
    "Помочь молодым учителям составить конспекты уроков",
    "Провести неделю предмета в школах",
    "Посетить уроки друг друга и разобрать их",
    "Обобщить опыт двух учителей для банка практик",
    "Подвести итоги года и записать, чему учиться дальше",
)
FORECAST = "Задания экзаменов станут сложнее: больше времени уделим задачам с практическим содержанием."
REPORT = (
    ("Об итогах диагностики учеников", None, None),
    (
        "О приёмах разбора ошибок",
        "recommendation",
        "Рекомендовать учителям вести карту типичных ошибок класса.",
    ),
)
SEMINAR_AGO, MID, LATER = 25, timedelta(days=14), (3, 5, 7)
TOPICS = ("Практический семинар", "Итоги полугодия", "Молодые учителя", "Опыт для банка практик")


def make_associations(scope: Scope) -> None:
    """Associations as the regulation has them; none where it has no rules for them or there are some."""
    policy = AssociationPolicy(scope.profile)
    scope = replace(scope, actor=replace(scope.actor, name=WHO))
    if scope.db.execute(select(Body.id).where(Body.kind == listing.KIND).limit(1)).first() is not None:
        return
    if policy.least is not None:
        _by_lists(scope, policy, policy.least)
    elif policy.established("umo"):
        _union(scope)


def _by_lists(scope: Scope, policy: AssociationPolicy, least: int) -> None:
    year = listing.present_year(scope)
    act = make_act(scope, "61", date(year, 8, 25), "О методических объединениях на учебный год")
    for number, (name, subjects) in enumerate((SCIENCE, WORDS)):
        people = _teachers(scope, policy, subjects)
        leader = _leader(scope, people)
        if len(people) < least or leader is None:
            continue
        body = _founded(scope, "association", name, subjects, people)
        _elected(scope, body, leader, year)
        if number == 0:
            _lead(scope, policy, body, people, act, year)


def _teachers(scope: Scope, policy: AssociationPolicy, subjects: str) -> list[int]:
    taught = teachers.by_subject(scope, scope.today)
    found = set().union(*(taught.get(one, frozenset()) for one in policy.subjects(subjects)))
    return sorted(found)


def _leader(scope: Scope, people: Sequence[int]) -> int | None:
    """Somebody of a category, of the council if possible: leaders of associations sit there."""
    best = teachers.categories(scope, people, date(listing.present_year(scope), 8, 25))
    fit = [one for one in people if one in best and best[one].kind in LEADERS]
    seated = select(Seat.person_id).join(Body, Body.id == Seat.council_id).where(Body.kind == "council")
    council = set(scope.db.execute(seated).scalars())
    return next((one for one in fit if one in council), fit[0] if fit else None)


def _founded(
    scope: Scope, kind: str, name: str, subjects: str, people: Sequence[int], parent: int | None = None
) -> int:
    year = listing.present_year(scope)
    starts = date(year, 6, 1)
    draft = {"type": kind, "name": name, "subject": subjects, "year": year, "starts": starts}
    return founding.create(
        at_hour(scope, starts, 10), {**draft, "parent_id": parent, "people": list(people[:MOST])}
    ).id


def _elected(scope: Scope, body: int, leader: int, year: int) -> None:
    seats = select(Seat.person_id).where(Seat.council_id == body)
    if leader not in set(scope.db.execute(seats).scalars()):
        starts = date(year, 6, 2)
        seating.join(
            at_hour(scope, starts, 10), body, {"person_id": leader, "office": "member", "starts": starts}
        )
    day = date(year, 8, 20)
    draft = {"year": year, "person_id": leader, "elected_on": day, "protocol": f"№ 1 от {day:%d.%m.%Y}"}
    terms.elect(at_hour(scope, day, 12), body, draft)


def _lead(
    scope: Scope, policy: AssociationPolicy, body: int, people: Sequence[int], act: int, year: int
) -> None:
    """The order, a curator, an agreed plan, a seminar behind it, papers and what teachers ask for."""
    approved = at_hour(scope, date(year, 8, 25), 12)
    terms.confirm(approved, {"year": year, "act_id": act, "bodies": [body]})
    heads = select(Employment.person_id).where(Employment.position == "head").order_by(Employment.id)
    curator = scope.db.execute(heads.limit(1)).scalar_one()
    since = date(year, 8, 25)
    seating.join(approved, body, {"person_id": curator, "office": "curator", "starts": since})
    _plan(scope, policy, body, people, year)
    held = _seminar(scope, body, people, year)
    for code in ("regulation", "programmes"):
        if code in policy.items("documents"):
            paper = {"code": code, "dated_on": since, "title": "Дело 04-12"}
            records.create(scope, body, "documents", year, paper)
    today = scope.today
    for person, need in zip(people, ("Задачи с практическим содержанием", "Проектная работа"), strict=False):
        records.create(scope, body, "needs", year, {"person_id": person, "noted_on": today, "need": need})
    if held is not None:
        _lesson(scope, body, people, *held, year)


def _plan(scope: Scope, policy: AssociationPolicy, body: int, people: Sequence[int], year: int) -> None:
    written = at_hour(scope, date(year, 8, 22), 12)
    planning.set_forecast(written, body, year, FORECAST)
    lists = {
        name: cycle([[one] for one in policy.items(name)] or [[]]) for name in ("goals", "tasks", "forms")
    }
    linked = cycle([*scope.db.execute(select(RoadmapItem.id).order_by(RoadmapItem.id)).scalars()] or [None])
    for place, (month, text) in enumerate(zip(policy.months(year), cycle(MONTHS), strict=False)):
        item = {
            "month": month,
            "text": text,
            "responsible_id": people[place % min(MOST, len(people))],
            "roadmap_id": next(linked),
            **{name: next(codes) for name, codes in lists.items()},
        }
        row = records.create(written, body, "plan-items", year, item)
        done = month + timedelta(days=24)
        if done < scope.today:
            kept = {**item, "done_on": done, "result": "Сделано"}
            records.change(at_hour(scope, done, 12), body, "plan-items", row.id, kept)
    plan = planning.the_plan(written, body, year)
    days = [_seminar_day(scope, year), *(policy.months(year)[number] + MID for number in LATER)]
    for day, topic in zip(days, TOPICS, strict=False):
        if plan is not None:
            add_meeting(written, plan.id, {"planned_on": day, "topic": topic})
    adopted = {"year": year, "step": "adopted", "protocol": f"№ 1 от 20.08.{year}"}
    planning.take_step(written, body, adopted)
    planning.take_step(at_hour(scope, date(year, 8, 28), 12), body, {"year": year, "step": "agreed"})


def _seminar_day(scope: Scope, year: int) -> date:
    return max(scope.today - timedelta(days=SEMINAR_AGO), date(year, 9, 2))


def _seminar(scope: Scope, body: int, people: Sequence[int], year: int) -> tuple[int, date] | None:
    """A meeting that was a practical seminar, some weeks ago within the year; its id and day."""
    day = _seminar_day(scope, year)
    if day >= scope.today:
        return None
    before = at_hour(scope, day - timedelta(days=8), 10)
    draft = {
        "form": "in_person",
        "kind": "ordinary",
        "starts_on": day,
        "starts_time": time(14),
        "seminar": True,
    }
    meeting = calling.create(before, body, {**draft, "place": "Средняя школа № 1"})
    asked = [
        agenda.add_item(before, meeting.id, {"title": title, "decides": kind, "draft": text})
        for title, kind, text in REPORT
    ]
    calling.schedule(before, meeting.id)
    noticing.announce(before, meeting.id)
    now = at_hour(scope, day, 14)
    agenda.close_agenda(now, meeting.id)
    came = people[: MOST - 2]
    for person in came:
        attending.mark(now, meeting.id, person, {"status": "present"})
    sitting.open_meeting(now, meeting.id)
    held = voting.open_round(now, asked[-1].id)
    voting.cast_all(now, held.id, dict.fromkeys(came, "for"))
    voting.close_round(now, held.id)
    sitting.close(at_hour(scope, day, 16), meeting.id)
    return meeting.id, day


def _lesson(scope: Scope, body: int, people: Sequence[int], meeting: int, day: date, year: int) -> None:
    """The open lesson of the seminar with both analyses, and the mark of one site of two."""
    place = select(Employment.organisation_id).where(Employment.person_id == people[0]).limit(1)
    lesson = {
        "kind": "open_lesson",
        "held_on": day,
        "topic": "Задачи, у которых несколько решений",
        "host_id": people[0],
        "visitors": list(people[1:6]),
        "organisation_id": scope.db.execute(place).scalar_one(),
        "meeting_id": meeting,
        "self_analysis": "Удалось сравнить решения, времени на вывод не хватило.",
        "analysis": "Класс работал самостоятельно; вывод лучше записывать вместе.",
    }
    row = records.create(scope, body, "visits", year, lesson)
    following.close_visit(scope, body, row.id)
    told = {"meeting_id": meeting, "site": "centre", "published_on": day + timedelta(days=3)}
    if told["published_on"] <= scope.today:
        records.create(scope, body, "publications", year, told)


def _union(scope: Scope) -> None:
    """One union of the district with sections below it; the second section has no leader and no plan yet."""
    policy, year = AssociationPolicy(scope.profile), listing.present_year(scope)
    everybody = sorted(set().union(*teachers.by_subject(scope, scope.today).values()))
    if not everybody:
        return
    union = _founded(scope, "umo", "Учебно-методическое объединение педагогов", "", everybody)
    act = make_act(scope, "61", date(year, 8, 25), "Об учебно-методическом объединении")
    approved = at_hour(scope, date(year, 8, 25), 12)
    _elected(scope, union, everybody[0], year)
    terms.confirm(approved, {"year": year, "act_id": act, "bodies": [union]})
    for number, (name, subject) in enumerate(SECTIONS):
        people = _teachers(scope, policy, subject)
        section = _founded(scope, "umo_section", name, subject, people, union)
        if number == 0 and people:
            _elected(scope, section, people[0], year)
            terms.confirm(approved, {"year": year, "act_id": act, "bodies": [section]})
            _plan(scope, policy, section, people, year)
            _seminar(scope, section, people, year)
