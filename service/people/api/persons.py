"""The API of persons: list, get, create, change, history, the card of today, merging two cards."""

from typing import Any

from flask import Blueprint, g

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.core.paging import Page
from service.people.actions import merging, persons
from service.people.api import shapes
from service.people.api.jobs import given_job
from service.people.model.persons import Person
from service.people.names import PRIVATE_FIELDS, PeoplePermission
from service.people.queries import cards, history
from service.people.queries import persons as reads
from service.people.rules import young_definitions
from service.people.schema import STRICT, PersonDraft
from service.web.api import PREFIX, accepts, asked_page, or_present, returns
from service.web.asked import NOT_LISTED
from service.web.guard import requires
from service.web.shapes import PastRecord, past_record, verdict_record

PERSONS = Blueprint("api_people", __name__, url_prefix=f"{PREFIX}/<slug>/people")
ONE = "/<int:record_id>"
NO_OTHER = N_("Назовите карточку, которая вольётся в эту.")


def given_person(person: Person, jobs: tuple[reads.Job, ...] = ()) -> dict[str, Any]:
    """A person with jobs; birth date and contacts only where the actor may see them."""
    values = {column.key: getattr(person, column.key) for column in person.__table__.columns}
    if not g.scope.can(PeoplePermission.PRIVATE):
        values |= dict.fromkeys(PRIVATE_FIELDS)
    listed = [given_job(job.employment) for job in jobs]
    return {**values, "full_name": person.full_name, "employments": listed}


@PERSONS.get("")
@requires(PeoplePermission.READ)
@accepts(query=shapes.PeopleQuestion())
@returns(shapes.PersonRecord(), many=True, summary=N_("Люди: список с поиском и отбором"))
def listing(query: dict[str, Any]) -> Any:
    """People: a list filtered by q, organisation, position, young, state."""
    young = next((one for one in young_definitions(g.scope.profile) if one.id == query.get("young")), None)
    if "young" in query and young is None:
        raise Invalid(fields=(FieldProblem("young", NOT_LISTED),))
    filters = reads.Filters(
        text=query.get("q") or "",
        organisation_id=query.get("organisation"),
        position=query.get("position", ""),
        young=young,
        state=query.get("state", ""),
        sort=query.get("sort", "name"),
    )
    page = reads.listing(g.scope, filters, asked_page())
    return Page([given_person(line.person, line.jobs) for line in page.items], page.total, page.paging)


@PERSONS.get(ONE)
@requires(PeoplePermission.CARD)
@returns(shapes.PersonRecord(), summary=N_("Человек с местами работы"))
def get(record_id: int) -> Any:
    """Get a person with jobs."""
    return _given(reads.one(g.scope, record_id))


def _given(person: Person) -> dict[str, Any]:
    return given_person(person, reads.jobs_of(g.scope, [person.id]).get(person.id, ()))


@PERSONS.post("")
@requires(PeoplePermission.WRITE)
@accepts(body=shapes.NewPerson(unknown=STRICT))
@returns(shapes.PersonRecord(), status=201, summary=N_("Внести человека, можно сразу с местом работы"))
def create(body: dict[str, Any]) -> Any:
    """Create a person, with the first job where it is given."""
    job = body.pop("employment", None)
    person, _ = persons.create(g.scope, body, job)
    return _written(person)


@PERSONS.put(ONE)
@requires(PeoplePermission.WRITE)
@accepts(body=PersonDraft(unknown=STRICT))
@returns(shapes.PersonRecord(), summary=N_("Изменить человека"))
def change(record_id: int, body: dict[str, Any]) -> Any:
    """Change a person; `version` says which state was seen."""
    return or_present(
        lambda: _written(persons.change(g.scope, record_id, body)[0]), lambda: _present(record_id)
    )


def _present(record_id: int) -> dict[str, Any]:
    written: dict[str, Any] = shapes.PersonRecord().dump(_given(reads.one(g.scope, record_id)))
    return written


def _written(person: Person) -> dict[str, Any]:
    g.scope.db.flush()
    g.scope.db.refresh(person)
    return _given(person)


@PERSONS.get(f"{ONE}/history")
@requires(PeoplePermission.CARD)
@returns(PastRecord(), many=True, summary=N_("История карточки человека"))
def person_history(record_id: int) -> Any:
    """Earlier states of a person, latest first."""
    person = reads.one(g.scope, record_id)
    private = g.scope.can(PeoplePermission.PRIVATE)
    return [
        past_record(one.old, one.when, one.operation, one.who, {name for name, _, _ in one.changes})
        for one in history.card_history(g.scope, {"person": [person]}, private=private)
    ]


@PERSONS.get(f"{ONE}/card")
@requires(PeoplePermission.CARD)
@returns(
    shapes.CardRecord(),
    summary=N_("Карточка на сегодня: возраст, стаж, молодой ли педагог"),
    about=N_("Образование, категории, обучение и прочее – в своих реестрах с отбором по person_id."),
)
def card(record_id: int) -> Any:
    """What is said of a person today."""
    found = cards.card(g.scope, reads.one(g.scope, record_id))
    return {
        "person_id": record_id,
        "age": found.age if found.private else None,
        "teaches": found.teaches,
        "experience": [
            {"kind": kind, "years": years, "as_of": as_of}
            for kind, (years, as_of) in sorted(found.experience.items())
        ],
        "young": [{"id": one.id, "verdict": verdict_record(verdict)} for one, verdict in found.young],
        "imports": [one.id for one in found.imports],
    }


@PERSONS.get(f"{ONE}/merge")
@requires(PeoplePermission.MERGE)
@accepts(query=shapes.MergeQuestion())
@returns(shapes.MergeRecord(), summary=N_("Что сделает объединение двух карточек"))
def merge_preview(record_id: int, query: dict[str, Any]) -> Any:
    """What merging another card into this one would do."""
    reads.one(g.scope, record_id)
    if "other" not in query:
        raise Invalid(fields=(FieldProblem("other", NO_OTHER),))
    planned = merging.preview(g.scope, record_id, query["other"])
    return {
        "keep": planned.keep.id,
        "other": planned.other.id,
        "keep_version": planned.keep.version,
        "other_version": planned.other.version,
        "taken": planned.taken,
        "moving": planned.moving,
        "repeated": [one.id for one in planned.repeated],
    }


@PERSONS.post(f"{ONE}/merge")
@requires(PeoplePermission.MERGE)
@accepts(body=shapes.MergeDraft(unknown=STRICT))
@returns(
    shapes.PersonRecord(),
    summary=N_("Объединить карточки: записи другой перейдут в эту"),
    about=N_("Версии карточек из предпросмотра защищают от перемен после него."),
)
def merge(record_id: int, body: dict[str, Any]) -> Any:
    """Merge another card into this one."""
    other, seen = body["other"], (body["keep_version"], body["other_version"])
    kept = or_present(
        lambda: merging.merge(g.scope, record_id, other, keep_version=seen[0], other_version=seen[1]),
        lambda: _present(record_id),
    )
    return _written(kept)
