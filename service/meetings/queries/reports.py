"""Reports of teachers (отчёты педагогов) on agendas: what each is about, what a speaker may report on.

Finished courses belong to the module of training, which stands above this one: their table is read by name.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import BigInteger, Date, Integer, Text, column, select, table

from service.core.language import N_
from service.meetings.model.agenda import AgendaItem
from service.meetings.papers.wording import say
from service.people.model.persons import Person, SelfEducation
from service.tenancy.scope import Scope

KIND, RULE = "teacher_report", "association.teacher_reports"
COURSES = "pk"
TRAININGS = table(
    "training",
    column("tenant_id", Integer),
    column("id", BigInteger),
    column("person_id", BigInteger),
    column("kind", Text),
    column("programme", Text),
    column("finished_on", Date),
    schema="mms",
)
ON_PROGRAMME = N_("Отчёт педагога о программе самообразования «%(topic)s»")
ON_COURSES = N_("Отчёт педагога о курсах повышения квалификации «%(topic)s» (%(day)s)")
CHOICES = 500


def programmes(scope: Scope, people: Collection[int]) -> list[tuple[int, str]]:
    """Programmes of self-education of some people, to choose from."""
    chosen = (
        select(SelfEducation.id, SelfEducation.topic, Person.last_name)
        .join(Person, Person.id == SelfEducation.person_id)
        .where(SelfEducation.person_id.in_(people))
    )
    rows = scope.db.execute(chosen.order_by(Person.sort_key, SelfEducation.id).limit(CHOICES))
    return [(row.id, f"{row.last_name}: {row.topic}") for row in rows]


def courses(scope: Scope, people: Collection[int]) -> list[tuple[int, str]]:
    """Finished courses of some people, to choose from."""
    done = TRAININGS.c
    chosen = (
        select(done.id, done.programme, done.finished_on, Person.last_name)
        .join(Person, Person.id == done.person_id)
        .where(done.tenant_id == scope.tenant.id, done.person_id.in_(people), done.kind == COURSES)
    )
    rows = scope.db.execute(chosen.order_by(Person.sort_key, done.finished_on.desc()).limit(CHOICES))
    return [(row.id, f"{row.last_name}: {row.programme}, {row.finished_on:%d.%m.%Y}") for row in rows]


def owner_of_programme(scope: Scope, record_id: int) -> int | None:
    """Whose a programme of self-education is; None where there is none."""
    return scope.db.execute(
        select(SelfEducation.person_id).where(SelfEducation.id == record_id)
    ).scalar_one_or_none()


def owner_of_courses(scope: Scope, record_id: int) -> int | None:
    """Who finished courses; None where there are none."""
    done = TRAININGS.c
    chosen = select(done.person_id).where(
        done.tenant_id == scope.tenant.id, done.id == record_id, done.kind == COURSES
    )
    return scope.db.execute(chosen).scalar_one_or_none()


def told(scope: Scope, items: Sequence[AgendaItem]) -> Mapping[int, str]:
    """What each report is about, in words, by its question; those with no record are left out."""
    reports = [one for one in items if one.kind == KIND]
    if not reports:
        return {}
    topics = select(SelfEducation.id, SelfEducation.topic).where(
        SelfEducation.id.in_([one.self_education_id for one in reports])
    )
    own: dict[int, str] = {row.id: row.topic for row in scope.db.execute(topics)}
    done = TRAININGS.c
    finished = select(done.id, done.programme, done.finished_on).where(
        done.tenant_id == scope.tenant.id, done.id.in_([one.training_id for one in reports])
    )
    taken: dict[int, tuple[str, date]] = {
        row.id: (row.programme, row.finished_on) for row in scope.db.execute(finished)
    }
    found = {}
    for one in reports:
        if one.self_education_id in own:
            found[one.id] = say(ON_PROGRAMME, topic=own[one.self_education_id])
        elif one.training_id in taken:
            programme, day = taken[one.training_id]
            found[one.id] = say(ON_COURSES, topic=programme, day=f"{day:%d.%m.%Y}")
    return found


def titled(scope: Scope, item: AgendaItem) -> str:
    """A question as minutes name it: a report with what it is about."""
    about = told(scope, [item]).get(item.id)
    return f"{item.title.rstrip('. ')}. {about}" if about else item.title
