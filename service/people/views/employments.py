"""Forms of a job: begin, change, end, transfer."""

from datetime import timedelta
from typing import Any

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Conflict, Invalid
from service.people.actions import employments as actions
from service.people.model.persons import Employment, Person
from service.people.names import PeoplePermission
from service.people.queries import persons
from service.people.schema import KINDS, LENIENT, POSITIONS, EndDraft, JobDraft, TransferDraft
from service.people.views.pages import PEOPLE
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.show import form_with, show

DAY = timedelta(days=1)


@PEOPLE.get("/people/<int:person_id>/jobs/new")
@requires(PeoplePermission.WRITE)
def new_job(person_id: int) -> str:
    """An empty form of a job."""
    person = persons.one(g.scope, person_id)
    has_main = any(
        job.current and job.employment.kind == "main"
        for job in persons.jobs_of(g.scope, [person_id]).get(person_id, ())
    )
    wanted = {"kind": "internal" if has_main else "main", "position": "teacher", "rate": "1"}
    return _form(person, form_with({**wanted, **request.args.to_dict()}))


@PEOPLE.post("/people/<int:person_id>/jobs/new")
@requires(PeoplePermission.WRITE)
def begin_job(person_id: int) -> AnyResponse | tuple[str, int]:
    """Enter a job; a refused form keeps what was typed."""
    values = typed()
    person = persons.one(g.scope, person_id)
    try:
        actions.begin(g.scope, person, load(JobDraft(unknown=LENIENT), _filled(values)))
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _form(persons.one(g.scope, person_id), form_with(values, problem)), problem.status
    return redirect(url_for("people.person", person_id=person_id))


@PEOPLE.get("/people/jobs/<int:employment_id>/edit")
@requires(PeoplePermission.WRITE)
def edit_job(employment_id: int) -> str:
    """The form of a job with the present values."""
    job = actions.one(g.scope, employment_id)
    return _form(persons.one(g.scope, job.person_id), form_with(values_of(job)), job=job)


@PEOPLE.post("/people/jobs/<int:employment_id>/edit")
@requires(PeoplePermission.WRITE)
def change_job(employment_id: int) -> AnyResponse | tuple[str, int]:
    """Save the form of a job; of two people the second sees both versions."""
    values = typed()
    try:
        job = actions.change(g.scope, employment_id, load(JobDraft(unknown=LENIENT), _filled(values)))
        g.scope.db.flush()
    except Conflict as problem:
        g.scope.db.rollback()
        job = actions.one(g.scope, employment_id)
        form = form_with({**values, "version": job.version}, problem)
        person = persons.one(g.scope, job.person_id)
        return _form(person, form, job=job, theirs=values_of(job)), problem.status
    except Invalid as problem:
        g.scope.db.rollback()
        job = actions.one(g.scope, employment_id)
        return _form(persons.one(g.scope, job.person_id), form_with(values, problem), job=job), problem.status
    return redirect(url_for("people.person", person_id=job.person_id))


@PEOPLE.get("/people/jobs/<int:employment_id>/leave")
@requires(PeoplePermission.WRITE)
def leave(employment_id: int) -> str:
    """Two ways to leave a job: for good, or to another organisation."""
    job = actions.one(g.scope, employment_id)
    return _leaving(job, form_with(), form_with(_moving(job)))


@PEOPLE.post("/people/jobs/<int:employment_id>/end")
@requires(PeoplePermission.WRITE)
def end_job(employment_id: int) -> AnyResponse | tuple[str, int]:
    """End a job on its last day."""
    values = typed()
    try:
        draft = load(EndDraft(unknown=LENIENT), _filled(values))
        job = actions.end(g.scope, employment_id, draft["last_day"], draft["version"])
        g.scope.db.flush()
    except (Invalid, Conflict) as problem:
        g.scope.db.rollback()
        job = actions.one(g.scope, employment_id)
        return _leaving(job, form_with(values, problem), form_with(_moving(job))), problem.status
    return redirect(url_for("people.person", person_id=job.person_id))


@PEOPLE.post("/people/jobs/<int:employment_id>/transfer")
@requires(PeoplePermission.WRITE)
def transfer_job(employment_id: int) -> AnyResponse | tuple[str, int]:
    """Move a person to another organisation."""
    values = typed()
    try:
        draft = load(TransferDraft(unknown=LENIENT), _filled(values))
        job = actions.transfer(g.scope, employment_id, draft)
        g.scope.db.flush()
    except (Invalid, Conflict) as problem:
        g.scope.db.rollback()
        job = actions.one(g.scope, employment_id)
        return _leaving(job, form_with(), form_with(values, problem)), problem.status
    return redirect(url_for("people.person", person_id=job.person_id))


def values_of(job: Employment) -> dict[str, Any]:
    """The present values of a job as the form takes them."""
    upper = job.valid.upper
    rate = format(job.rate.normalize(), "f").replace(".", ",")
    return {
        **{name: getattr(job, name) for name in (*actions.FIELDS, "version")},
        "subjects": "; ".join(job.subjects),
        "rate": rate,
        "starts": job.valid.lower,
        "ends": upper - DAY if upper else None,
    }


def _moving(job: Employment) -> dict[str, Any]:
    return {
        "position": job.position,
        "position_title": job.position_title,
        "subjects": "; ".join(job.subjects),
        "first_day": g.scope.today,
    }


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _form(person: Person, form: Form, *, job: Any = None, theirs: Any = None) -> str:
    return show(
        "people/job.html",
        person=person,
        form=form,
        job=job,
        theirs=theirs,
        organisations=persons.organisations(g.scope),
        kinds=KINDS,
        positions=POSITIONS,
    )


def _leaving(job: Employment, ending: Form, moving: Form) -> str:
    person = persons.one(g.scope, job.person_id)
    place = persons.organisation(g.scope, job.organisation_id)
    others = [one for one in persons.organisations(g.scope) if one.id != job.organisation_id]
    return show(
        "people/leave.html",
        person=person,
        job=job,
        place=place.short_name or place.name,
        ending=ending,
        moving=moving,
        organisations=others,
        positions=POSITIONS,
        today=g.scope.today,
    )
