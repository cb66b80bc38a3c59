"""A small district entered row by row into the real tables; every method returns the id of what it made."""

from datetime import UTC, date, datetime
from typing import Any

from flask import Flask
from psycopg.sql import SQL, Identifier
from sqlalchemy import Engine, text

from service.associations.model.papers import AssociationAnalysis, AssociationDocument
from service.associations.model.plans import PlanItem
from service.associations.model.work import LessonVisit, TeacherNeed
from service.communities.model import Community, CommunityMember
from service.core.columns import life
from service.diagnostics.model import Diagnostics, Route
from service.documents.model import LegalAct, RequiredDocument
from service.events.model import Attendance, Event
from service.meetings.model.bodies import Body, Seat
from service.meetings.model.plans import YearPlan
from service.mentoring.model import MentoringPair
from service.monitoring.model import Cycle
from service.people.model.organisations import Organisation, OrganisationDocument
from service.people.model.persons import Employment, Experience, Person
from service.roadmap.model import RoadmapItem
from service.tenancy.context import TenantSession
from service.training.model import ManagementTeam, TeamTraining, Training
from tests.accounts import shell_of, tenant_of
from tests.database import superuser

TABLES = (
    "attendance", "event", "lesson_visit", "community_member", "community", "seat", "council",
    "mentoring_pair", "route", "diagnostics", "training", "team_training", "management_team",
    "experience", "employment", "person",
    "organisation_document", "cycle", "organisation", "roadmap_item", "indicator_value",
)  # fmt: skip
KEPT = (
    "meeting", "association_analysis", "association_document", "teacher_need", "plan_item", "planned_meeting",
    "year_plan", "required_document", "legal_act",
)  # fmt: skip
"""What the application may not remove."""


class District:
    """The rows of one tenant."""

    def __init__(self, engine: Engine, tenant_id: int) -> None:
        self.engine = engine
        self.tenant_id = tenant_id

    def add(self, row: Any) -> int:
        with TenantSession(self.engine, self.tenant_id) as db, db.begin():
            db.add(row)
            db.flush()
            return int(row.id)

    def clear(self) -> "District":
        with superuser(str(self.engine.url.database)) as admin:
            for table in KEPT:
                asked = SQL("DELETE FROM mms.{} WHERE tenant_id = %s").format(Identifier(table))
                admin.execute(asked, [self.tenant_id])
        with TenantSession(self.engine, self.tenant_id) as db, db.begin():
            db.execute(text("DELETE FROM mms.membership WHERE organisation_id IS NOT NULL"))
            for table in TABLES:
                db.execute(text(f"DELETE FROM mms.{table} WHERE tenant_id = :id"), {"id": self.tenant_id})
        return self

    def school(self, code: str, kind: str = "general", *, own: bool = True, ends: date | None = None) -> int:
        made = Organisation(
            code=code, name=f"Школа {code}", type=kind, own=own, sort_key=code, search_key=code
        )
        made.valid = life(None, ends)
        return self.add(made)

    def person(self, name: str, born: date | None = None, experience: tuple[int, date] | None = None) -> int:
        made = Person(
            last_name=name, first_name="Имя", birth_date=born, sort_key=name.lower(), search_key=name.lower()
        )
        person = self.add(made)
        if experience:
            years, as_of = experience
            self.add(Experience(person_id=person, kind="pedagogical", years=years, as_of=as_of))
        return person

    def job(self, person: int, school: int, position: str = "teacher", *, kind: str = "main",
            starts: date | None = date(2015, 9, 1), ends: date | None = None) -> int:  # fmt: skip
        made = Employment(
            person_id=person, organisation_id=school, kind=kind, position=position, position_title=position
        )
        made.valid = life(starts, ends)
        return self.add(made)

    def teacher(self, name: str, school: int, position: str = "teacher", born: date | None = None) -> int:
        person = self.person(name, born)
        self.job(person, school, position)
        return person

    def training(self, person: int, finished: date, kind: str = "pk", **facts: bool) -> int:
        return self.add(
            Training(person_id=person, kind=kind, programme="Программа", finished_on=finished, **facts)
        )

    def team(self, school: int, name: str = "Команда", ends: date | None = None) -> int:
        made = ManagementTeam(organisation_id=school, name=name)
        made.valid = life(None, ends)
        return self.add(made)

    def team_training(self, team: int, finished: date, kind: str = "pk") -> int:
        return self.add(TeamTraining(team_id=team, kind=kind, programme="Программа", finished_on=finished))

    def document(self, school: int, kind: str, starts: date | None = None, ends: date | None = None) -> int:
        made = OrganisationDocument(organisation_id=school, kind=kind, title="Документ")
        made.valid = life(starts, ends)
        return self.add(made)

    def pair(self, mentor: int, mentee: int, school: int, starts: date | None = None,
             ends: date | None = None) -> int:  # fmt: skip
        made = MentoringPair(organisation_id=school, mentor_id=mentor, mentee_id=mentee)
        made.valid = life(starts, ends)
        return self.add(made)

    def route(self, person: int, developed: date, approved: date | None = None,
              ends: date | None = None) -> int:  # fmt: skip
        made = Route(person_id=person, title="Тема", developed_on=developed, approved_on=approved)
        made.valid = life(developed, ends)
        return self.add(made)

    def diagnostics(self, person: int, on: date) -> int:
        return self.add(Diagnostics(person_id=person, kind="subject", on=on))

    def community(
        self, name: str, kind: str = "network", ends: date | None = None, body: int | None = None
    ) -> int:
        made = Community(name=name, kind=kind, body_id=body)
        made.valid = life(None, ends)
        return self.add(made)

    def joins(self, person: int, community: int, ends: date | None = None) -> int:
        made = CommunityMember(person_id=person, community_id=community)
        made.valid = life(None, ends)
        return self.add(made)

    def council(
        self, kind: str = "council", ends: date | None = None, *, starts: date | None = None,
        school: int | None = None,
    ) -> int:  # fmt: skip
        made = Body(name="Совет", kind=kind, organisation_id=school)
        made.valid = life(starts, ends)
        return self.add(made)

    def meeting(
        self, body: int, at: datetime, state: str = "closed", call: str = "ordinary", *, seminar: bool = False
    ) -> int:
        """A meeting as it stands after all its steps: the guards of the application bind no superuser."""
        with superuser(str(self.engine.url.database)) as admin:
            row = admin.execute(
                "INSERT INTO mms.meeting (tenant_id, body_id, form, kind, state, counted, starts_at,"
                " called_on, seminar)"
                " VALUES (%s, %s, 'in_person', %s, %s, 'present', %s, %s, %s) RETURNING id",
                [self.tenant_id, body, call, state, at.astimezone(UTC), at.date(), seminar],
            ).fetchone()
        assert row is not None
        return int(row[0])

    def visit(self, body: int, host: int, on: date, kind: str = "open_lesson") -> int:
        return self.add(LessonVisit(body_id=body, host_id=host, held_on=on, kind=kind, topic="Урок"))

    def seat(self, person: int, council: int, ends: date | None = None, office: str = "member") -> int:
        made = Seat(person_id=person, council_id=council, office=office)
        made.valid = life(None, ends)
        return self.add(made)

    def event(self, on: date, kind: str = "young_support") -> int:
        return self.add(Event(name="Мероприятие", kind=kind, on=on))

    def attends(self, person: int, event: int) -> int:
        return self.add(Attendance(person_id=person, event_id=event))

    def cycle(self, finished: date, analysed: date | None = None, school: int | None = None) -> int:
        return self.add(
            Cycle(title="Цикл", finished_on=finished, analysed_on=analysed, organisation_id=school)
        )

    def roadmap(self, due: date, done: date | None = None) -> int:
        return self.add(RoadmapItem(number="1", title="Мероприятие", due_on=due, done_on=done))

    def paper(self, body: int, code: str, year: int) -> int:
        made = AssociationDocument(body_id=body, code=code, year=year, dated_on=date(year, 9, 1))
        return self.add(made)

    def analysis(self, body: int, year: int, state: str = "submitted") -> int:
        day = None if state == "draft" else date(year + 1, 5, 20)
        return self.add(AssociationAnalysis(body_id=body, year=year, state=state, submitted_on=day))

    def plan(self, body: int, year: int, *, items: bool = True) -> int:
        plan = self.add(YearPlan(body_id=body, year=year))
        if items:
            self.add(PlanItem(plan_id=plan, month=date(year, 9, 1), text="Дело"))
        return plan

    def need(self, body: int, person: int, on: date) -> int:
        return self.add(TeacherNeed(body_id=body, person_id=person, noted_on=on, need="Задачи"))

    def required(
        self,
        code: str,
        since: date,
        year: int | None,
        *,
        repealed: date | None = None,
        title: str = "О службе",
    ) -> int:
        act = LegalAct(kind="Приказ", number="1", date=since, title=title, repealed_on=repealed, valid=life())
        kept = RequiredDocument(rule="documents.mandatory", code=code, year=year, act_id=self.add(act))
        kept.noted_at = datetime.now(UTC)
        return self.add(kept)


def district(app: Flask, slug: str) -> District:
    """The district of a tenant, without rows of an earlier test."""
    return District(shell_of(app).engine, tenant_of(app, slug).id).clear()
