"""The API of persons and jobs: list, get, create, change, history."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, g, request

from service.core.errors import FieldProblem, Invalid
from service.core.paging import Page
from service.people.actions import employments, persons
from service.people.model.persons import Employment, Person
from service.people.names import PRIVATE_FIELDS, PeoplePermission
from service.people.queries import history
from service.people.queries import persons as reads
from service.people.rules import young_definitions
from service.people.schema import (
    POSITIONS,
    STRICT,
    JobDraft,
    JobRecord,
    NewJob,
    NewPerson,
    PersonDraft,
    PersonRecord,
)
from service.web.api import PREFIX, accepts, asked_page, plain, returns
from service.web.guard import requires

DAY = timedelta(days=1)
PERSONS = Blueprint("api_people", __name__, url_prefix=f"{PREFIX}/<slug>/people")
JOBS = Blueprint("api_employments", __name__, url_prefix=f"{PREFIX}/<slug>/employments")
NOT_A_NUMBER = "Нужно целое число."
UNKNOWN = "Такого значения нет."


def given_job(job: Employment) -> dict[str, Any]:
    """A job with its life as two dates, both inclusive."""
    values = {column.key: getattr(job, column.key) for column in job.__table__.columns}
    upper = job.valid.upper
    return {**values, "starts": job.valid.lower, "ends": upper - DAY if upper else None}


def given_person(person: Person, jobs: tuple[reads.Job, ...] = ()) -> dict[str, Any]:
    """A person with jobs; birth date and contacts only where the actor may see them."""
    values = {column.key: getattr(person, column.key) for column in person.__table__.columns}
    if not g.scope.can(PeoplePermission.PRIVATE):
        values |= dict.fromkeys(PRIVATE_FIELDS)
    listed = [given_job(job.employment) for job in jobs]
    return {**values, "full_name": person.full_name, "employments": listed}


def asked_id(name: str) -> int | None:
    """An id of the query; raises Invalid naming the parameter when it is none."""
    value = request.args.get(name)
    if value is None:
        return None
    if not value.isdecimal() or len(value) > 18:
        raise Invalid(fields=(FieldProblem(name, NOT_A_NUMBER),))
    return int(value)


@PERSONS.get("")
@requires(PeoplePermission.READ)
@returns(PersonRecord(), many=True, summary="Люди: список с отбором q, organisation, position, young, state")
def listing() -> Any:
    """People: a list filtered by q, organisation, position, young, state."""
    asked = request.args
    young = next((one for one in young_definitions(g.scope.profile) if one.id == asked.get("young")), None)
    for name, wrong in (
        ("young", "young" in asked and young is None),
        ("position", asked.get("position", "teacher") not in POSITIONS),
        ("state", asked.get("state", "working") not in ("working", "former")),
    ):
        if wrong:
            raise Invalid(fields=(FieldProblem(name, UNKNOWN),))
    filters = reads.Filters(
        text=asked.get("q", "")[:200],
        organisation_id=asked_id("organisation"),
        position=asked.get("position", ""),
        young=young,
        state=asked.get("state", ""),
    )
    page = reads.listing(g.scope, filters, asked_page())
    return Page([given_person(line.person, line.jobs) for line in page.items], page.total, page.paging)


@PERSONS.get("/<int:record_id>")
@requires(PeoplePermission.CARD)
@returns(PersonRecord(), summary="Человек с местами работы")
def get(record_id: int) -> Any:
    """Get a person with jobs."""
    return _given(reads.one(g.scope, record_id))


def _given(person: Person) -> dict[str, Any]:
    return given_person(person, reads.jobs_of(g.scope, [person.id]).get(person.id, ()))


@PERSONS.post("")
@requires(PeoplePermission.WRITE)
@accepts(body=NewPerson(unknown=STRICT))
@returns(PersonRecord(), status=201, summary="Создать человека, можно сразу с местом работы")
def create(body: dict[str, Any]) -> Any:
    """Create a person, with the first job where it is given."""
    job = body.pop("employment", None)
    person, _ = persons.create(g.scope, body, job)
    return _written(person)


@PERSONS.put("/<int:record_id>")
@requires(PeoplePermission.WRITE)
@accepts(body=PersonDraft(unknown=STRICT))
@returns(PersonRecord(), summary="Изменить человека; version говорит, какое состояние вы видели")
def change(record_id: int, body: dict[str, Any]) -> Any:
    """Change a person; `version` says which state was seen."""
    person, _ = persons.change(g.scope, record_id, body)
    return _written(person)


def _written(person: Person) -> dict[str, Any]:
    g.scope.db.flush()
    g.scope.db.refresh(person)
    return _given(person)


@PERSONS.get("/<int:record_id>/history")
@requires(PeoplePermission.CARD)
def person_history(record_id: int) -> Response:
    """Earlier states of a person, latest first."""
    person = reads.one(g.scope, record_id)
    return _history("person", person)


def _history(table: str, record: Any) -> Response:
    private = g.scope.can(PeoplePermission.PRIVATE)
    past = history.card_history(g.scope, {table: [record]}, private=private)
    items = [
        {
            "values": one.old,
            "known_to": one.when,
            "operation": one.operation,
            "changed": sorted(name for name, _, _ in one.changes),
        }
        for one in past
    ]
    return plain({"items": items, "next": None, "total": len(items)})


@JOBS.get("")
@requires(PeoplePermission.READ)
@returns(JobRecord(), many=True, summary="Места работы человека или организации")
def job_listing() -> Any:
    """Jobs of a person or of an organisation."""
    page = reads.jobs_page(g.scope, asked_page(), asked_id("person_id"), asked_id("organisation_id"))
    return Page([given_job(job) for job in page.items], page.total, page.paging)


@JOBS.get("/<int:record_id>")
@requires(PeoplePermission.CARD)
@returns(JobRecord(), summary="Место работы")
def job_get(record_id: int) -> Any:
    """Get a job."""
    return given_job(employments.one(g.scope, record_id))


@JOBS.post("")
@requires(PeoplePermission.WRITE)
@accepts(body=NewJob(unknown=STRICT))
@returns(JobRecord(), status=201, summary="Создать место работы")
def job_create(body: dict[str, Any]) -> Any:
    """Create a job."""
    person = reads.one(g.scope, body.pop("person_id"))
    return _written_job(employments.begin(g.scope, person, body))


@JOBS.put("/<int:record_id>")
@requires(PeoplePermission.WRITE)
@accepts(body=JobDraft(unknown=STRICT))
@returns(JobRecord(), summary="Изменить место работы; version говорит, какое состояние вы видели")
def job_change(record_id: int, body: dict[str, Any]) -> Any:
    """Change a job; `version` says which state was seen."""
    return _written_job(employments.change(g.scope, record_id, body))


def _written_job(job: Employment) -> dict[str, Any]:
    g.scope.db.flush()
    g.scope.db.refresh(job)
    return given_job(job)


@JOBS.get("/<int:record_id>/history")
@requires(PeoplePermission.CARD)
def job_history(record_id: int) -> Response:
    """Earlier states of a job, latest first."""
    return _history("employment", employments.one(g.scope, record_id))
