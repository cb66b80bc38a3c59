"""The API of jobs: list, get, begin, change, end, transfer, history."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.core.paging import Page
from service.people.actions import employments
from service.people.api import shapes
from service.people.model.persons import Employment
from service.people.names import PeoplePermission
from service.people.queries import history
from service.people.queries import persons as reads
from service.people.schema import STRICT, EndDraft, JobDraft, TransferDraft
from service.web.api import PREFIX, accepts, asked_page, or_present, returns
from service.web.guard import requires
from service.web.shapes import PastRecord, past_record

DAY = timedelta(days=1)
JOBS = Blueprint("api_employments", __name__, url_prefix=f"{PREFIX}/<slug>/employments")
ONE = "/<int:record_id>"


def given_job(job: Employment) -> dict[str, Any]:
    """A job with its life as two dates, both inclusive."""
    values = {column.key: getattr(job, column.key) for column in job.__table__.columns}
    upper = job.valid.upper
    return {**values, "starts": job.valid.lower, "ends": upper - DAY if upper else None}


@JOBS.get("")
@requires(PeoplePermission.READ)
@accepts(query=shapes.JobQuestion())
@returns(shapes.JobRecord(), many=True, summary=N_("Места работы человека или организации"))
def job_listing(query: dict[str, Any]) -> Any:
    """Jobs of a person or of an organisation."""
    narrowed = (query.get("person_id"), query.get("organisation_id"), query.get("on"))
    page = reads.jobs_page(g.scope, asked_page(), *narrowed)
    return Page([given_job(job) for job in page.items], page.total, page.paging)


@JOBS.get(ONE)
@requires(PeoplePermission.CARD)
@returns(shapes.JobRecord(), summary=N_("Одно место работы"))
def job_get(record_id: int) -> Any:
    """Get a job."""
    return given_job(employments.one(g.scope, record_id))


@JOBS.post("")
@requires(PeoplePermission.WRITE)
@accepts(body=shapes.NewJob(unknown=STRICT))
@returns(shapes.JobRecord(), status=201, summary=N_("Внести место работы"))
def job_create(body: dict[str, Any]) -> Any:
    """Create a job."""
    person = reads.one(g.scope, body.pop("person_id"))
    return _written(employments.begin(g.scope, person, body))


@JOBS.put(ONE)
@requires(PeoplePermission.WRITE)
@accepts(body=JobDraft(unknown=STRICT))
@returns(shapes.JobRecord(), summary=N_("Изменить место работы"))
def job_change(record_id: int, body: dict[str, Any]) -> Any:
    """Change a job; `version` says which state was seen."""
    return or_present(
        lambda: _written(employments.change(g.scope, record_id, body)), lambda: _present(record_id)
    )


@JOBS.post(f"{ONE}/end")
@requires(PeoplePermission.WRITE)
@accepts(body=EndDraft(unknown=STRICT))
@returns(shapes.JobRecord(), summary=N_("Завершить работу последним днём"))
def job_end(record_id: int, body: dict[str, Any]) -> Any:
    """End a job on its last day."""
    return or_present(
        lambda: _written(employments.end(g.scope, record_id, body["last_day"], body["version"])),
        lambda: _present(record_id),
    )


@JOBS.post(f"{ONE}/transfer")
@requires(PeoplePermission.WRITE)
@accepts(body=TransferDraft(unknown=STRICT))
@returns(
    shapes.TransferRecord(),
    summary=N_("Перевести человека в другую организацию"),
    about=N_("Прежняя работа кончается накануне, новая начинается в названный день."),
)
def job_transfer(record_id: int, body: dict[str, Any]) -> Any:
    """Move a person to another organisation."""
    begun = or_present(
        lambda: _written(employments.transfer(g.scope, record_id, body)), lambda: _present(record_id)
    )
    return {"ended": _written(employments.one(g.scope, record_id)), "begun": begun}


def _present(record_id: int) -> dict[str, Any]:
    written: dict[str, Any] = shapes.JobRecord().dump(given_job(employments.one(g.scope, record_id)))
    return written


def _written(job: Employment) -> dict[str, Any]:
    g.scope.db.flush()
    g.scope.db.refresh(job)
    return given_job(job)


@JOBS.get(f"{ONE}/history")
@requires(PeoplePermission.CARD)
@returns(PastRecord(), many=True, summary=N_("История места работы"))
def job_history(record_id: int) -> Any:
    """Earlier states of a job, latest first."""
    job = employments.one(g.scope, record_id)
    private = g.scope.can(PeoplePermission.PRIVATE)
    return [
        past_record(one.old, one.when, one.operation, one.who, {name for name, _, _ in one.changes})
        for one in history.card_history(g.scope, {"employment": [job]}, private=private)
    ]
