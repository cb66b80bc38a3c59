"""The list of people (список людей): who may be seen, search, filters; few statements whatever the length."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, select

from service.access.model import Membership
from service.core.alphabet import search_key
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.people.model.organisations import Organisation
from service.people.model.persons import Employment, Person
from service.people.names import PeoplePermission
from service.people.queries.young import young_clause
from service.people.rules import Definition
from service.tenancy.scope import Scope

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; `state` is working, former or empty for both."""

    text: str = ""
    organisation_id: int | None = None
    position: str = ""
    young: Definition | None = None
    state: str = ""
    sort: str = "name"


@dataclass(frozen=True)
class Job:
    """A job as a list shows it: the employment, its organisation's name, whether it holds today."""

    employment: Employment
    place: str
    current: bool

    @property
    def first_day(self) -> date | None:
        """The first day of the job."""
        return self.employment.valid.lower

    @property
    def last_day(self) -> date | None:
        """The last day of the job."""
        upper = self.employment.valid.upper
        return upper - DAY if upper else None


@dataclass(frozen=True)
class Line:
    """One person of the list with their jobs."""

    person: Person
    jobs: tuple[Job, ...]


def visible(scope: Scope) -> Select[Person]:
    """People the actor may see: all of the tenant's, of their own schools, or themselves."""
    chosen = select(Person)
    if not scope.can(PeoplePermission.READ):
        return chosen.where(Person.id.in_(own_ids(scope)))
    organisations = scope.actor.organisations
    if organisations is None:
        return chosen
    staff = select(Employment.person_id).where(
        Employment.tenant_id == scope.tenant.id, Employment.organisation_id.in_(organisations)
    )
    return chosen.where(Person.id.in_(staff))


def own_ids(scope: Scope) -> Select[int | None]:
    """Ids of the actor's own cards, named by their memberships."""
    return select(Membership.person_id).where(
        Membership.tenant_id == scope.tenant.id,
        Membership.account_id == scope.actor.account_id,
        Membership.person_id.is_not(None),
        Membership.valid.contains(scope.today),
    )


def one(scope: Scope, person_id: int) -> Person:
    """One person; raises NotFound, the same whether absent, unseen or another tenant's."""
    found = scope.db.execute(visible(scope).where(Person.id == person_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def listing(scope: Scope, filters: Filters, paging: Paging) -> Page[Line]:
    """A page of people; three statements, and one more when nothing begins with the typed letters."""
    chosen = narrowed(scope, filters)
    key = search_key(filters.text)
    wanted = chosen.where(Person.search_key.op("^@")(key)) if key else chosen
    total = _count(scope, wanted)
    if key and not total:
        wanted = chosen.where(Person.search_key.contains(f" {key}", autoescape=True))
        total = _count(scope, wanted)
    order = (Person.recorded_at.desc(), Person.id.desc()) if filters.sort == "recent" else ()
    rows = scope.db.execute(
        wanted.order_by(*order, Person.sort_key, Person.id).limit(paging.size).offset(paging.offset)
    )
    people = list(rows.scalars())
    jobs = jobs_of(scope, [person.id for person in people])
    return Page([Line(person, jobs.get(person.id, ())) for person in people], total, paging)


def narrowed(scope: Scope, filters: Filters) -> Select[Person]:
    """People by every filter but the text."""
    chosen = visible(scope).where(Person.merged_into.is_(None))
    employed = _employed(scope, filters)
    current = Employment.valid.contains(scope.today)
    if filters.state == "former":
        chosen = chosen.where(~_exists(scope, current))
    elif filters.state == "working":
        employed = [*employed, current]
    elif employed:
        employed = [*employed, current]
    if employed:
        chosen = chosen.where(_exists(scope, *employed))
    if filters.young is not None:
        teaches = _exists(scope, current, Employment.position == "teacher")
        chosen = chosen.where(teaches, young_clause(scope, filters.young))
    return chosen


def _employed(scope: Scope, filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.organisation_id is not None:
        found.append(Employment.organisation_id == filters.organisation_id)
    if filters.position:
        found.append(Employment.position == filters.position)
    return found


def _exists(scope: Scope, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a person has an employment with all the conditions."""
    inner = select(Employment.id).where(
        Employment.tenant_id == scope.tenant.id, Employment.person_id == Person.id, *conditions
    )
    return inner.exists()


def _count(scope: Scope, chosen: Select[Person]) -> int:
    return scope.db.execute(chosen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()


def jobs_of(scope: Scope, people: Iterable[int]) -> Mapping[int, tuple[Job, ...]]:
    """Jobs of several people in one statement: present ones first, then the latest."""
    wanted = list(people)
    if not wanted:
        return {}
    rows = scope.db.execute(
        select(Employment, Organisation.short_name, Organisation.name)
        .join(Organisation, Organisation.id == Employment.organisation_id)
        .where(Employment.person_id.in_(wanted))
    )
    found: dict[int, list[Job]] = {}
    for employment, short, full in rows:
        job = Job(employment, short or full, holds(employment, scope.today))
        found.setdefault(employment.person_id, []).append(job)
    return {person_id: tuple(sorted(jobs, key=_present_first)) for person_id, jobs in found.items()}


def holds(employment: Employment, on: date) -> bool:
    """Whether an employment holds on a day."""
    lower, upper = employment.valid.lower, employment.valid.upper
    return (lower is None or lower <= on) and (upper is None or upper > on)


def _present_first(job: Job) -> tuple[bool, bool, int, int]:
    started = job.employment.valid.lower
    return (
        not job.current,
        job.employment.kind != "main",
        -(started.toordinal() if started else 0),
        job.employment.id,
    )


def organisations(scope: Scope) -> list[Organisation]:
    """Organisations the actor may choose from, in alphabetical order."""
    chosen = select(Organisation).order_by(Organisation.sort_key, Organisation.id)
    if scope.actor.organisations is not None:
        chosen = chosen.where(Organisation.id.in_(scope.actor.organisations))
    return list(scope.db.execute(chosen).scalars())


def organisation(scope: Scope, organisation_id: int) -> Organisation:
    """One organisation the actor may see; raises NotFound."""
    chosen = select(Organisation).where(Organisation.id == organisation_id)
    if scope.actor.organisations is not None:
        chosen = chosen.where(Organisation.id.in_(scope.actor.organisations))
    found = scope.db.execute(chosen).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


def named(scope: Scope, typed: str, limit: int = 20) -> list[Line]:
    """People whose name begins as typed, to choose one from."""
    if not search_key(typed):
        return []
    page = listing(scope, Filters(text=typed), Paging(1, limit))
    return list(page.items)


def jobs_page(
    scope: Scope,
    paging: Paging,
    person_id: int | None = None,
    organisation_id: int | None = None,
    on: date | None = None,
) -> Page[Employment]:
    """A page of jobs the actor may see, of one person, organisation or day, in the order of entry."""
    chosen = select(Employment).where(Employment.person_id.in_(visible(scope).with_only_columns(Person.id)))
    if person_id is not None:
        chosen = chosen.where(Employment.person_id == person_id)
    if organisation_id is not None:
        chosen = chosen.where(Employment.organisation_id == organisation_id)
    if on is not None:
        chosen = chosen.where(Employment.valid.contains(on))
    total = scope.db.execute(chosen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    rows = scope.db.execute(chosen.order_by(Employment.id).limit(paging.size).offset(paging.offset))
    return Page(list(rows.scalars()), total, paging)
