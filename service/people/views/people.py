"""Pages of people: the list, a card, the forms of a person."""

from typing import Any

from flask import current_app, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Conflict, Invalid
from service.core.language import render
from service.core.paging import paging
from service.people.actions import persons as actions
from service.people.names import PeoplePermission
from service.people.queries import cards, persons
from service.people.queries.sections import sections
from service.people.registers import CATEGORIES, EDUCATION, EXPERIENCE
from service.people.rules import young_definitions
from service.people.schema import KINDS, LENIENT, POSITIONS, JobDraft, PersonDraft
from service.people.views.pages import PEOPLE
from service.people.views.words import history_lines
from service.rules.message import Message
from service.web.forms import load, typed
from service.web.guard import requires
from service.web.show import form_with, show

FORM_FIELDS = (*actions.NAMES, *actions.PLAIN)
STATES_TITLES = {"working": "Работают сейчас", "former": "Уже не работают"}


@PEOPLE.get("/people/")
@requires(PeoplePermission.READ)
def people() -> str:
    """The list of people with search and filters."""
    definitions = young_definitions(g.scope.profile)
    filters = asked_filters(definitions)
    page = persons.listing(g.scope, filters, paging(request.args.get("page", 1)))
    return show(
        "people/list.html",
        page=page,
        filters=filters,
        definitions=definitions,
        organisations=persons.organisations(g.scope),
        positions=POSITIONS,
        states=STATES_TITLES,
        asked=form_with(request.args),
        narrowed=any(request.args.get(name) for name in ("q", "organisation", "position", "young", "state")),
        may_write=g.scope.can(PeoplePermission.WRITE),
        may_import=g.scope.can(PeoplePermission.IMPORT),
    )


def asked_filters(definitions: Any) -> persons.Filters:
    """Filters of the address; unknown values narrow nothing."""
    asked = request.args
    organisation = asked.get("organisation", "")
    wanted = asked.get("young", "")
    return persons.Filters(
        text=asked.get("q", "")[:200],
        organisation_id=int(organisation) if organisation.isdecimal() and len(organisation) < 19 else None,
        position=asked.get("position", "") if asked.get("position", "") in POSITIONS else "",
        young=next((one for one in definitions if one.id == wanted), None),
        state=asked.get("state", "") if asked.get("state", "") in STATES_TITLES else "",
        sort="recent" if asked.get("sort") == "recent" else "name",
    )


@PEOPLE.get("/people/<int:person_id>")
@requires(PeoplePermission.CARD)
def person(person_id: int) -> AnyResponse | str:
    """A person's card; a merged one leads to the card it was merged into."""
    scope = g.scope
    person = persons.one(scope, person_id)
    if person.merged_into is not None:
        return redirect(url_for("people.person", person_id=person.merged_into))
    found = cards.card(scope, person)
    registers = [one for module in current_app.extensions["modules"] for one in module.registers]
    places = {job.employment.organisation_id: job.place for job in found.jobs}
    return show(
        "people/card.html",
        card=found,
        person=person,
        sections=sections(scope, registers, person.id),
        past=history_lines(found.past, places),
        kinds=KINDS,
        positions=POSITIONS,
        categories=CATEGORIES,
        education=EDUCATION,
        experience=EXPERIENCE,
        may_write=scope.can(PeoplePermission.WRITE),
        may_merge=scope.can(PeoplePermission.MERGE),
    )


@PEOPLE.get("/people/new")
@requires(PeoplePermission.WRITE)
def new() -> str:
    """An empty form of a person with the first job."""
    wanted = {name: request.args[name] for name in ("organisation_id", "last_name") if name in request.args}
    return _form(form_with({"kind": "main", "position": "teacher", "rate": "1", **wanted}))


@PEOPLE.post("/people/new")
@requires(PeoplePermission.WRITE)
def create() -> AnyResponse | tuple[str, int]:
    """Enter a person; a refused form keeps what was typed."""
    values = typed()
    try:
        person, notes = _created(values)
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _form(form_with(values, problem), asks=actions.asks_to_confirm(problem)), problem.status
    _tell(notes)
    return redirect(url_for("people.person", person_id=person.id))


def _created(values: dict[str, Any]) -> Any:
    """The person and, where an organisation is chosen, the job of the form; both forms' faults at once."""
    with_job = values.get("organisation_id") or g.scope.actor.organisations is not None
    faults: list[Any] = []
    drafts: list[dict[str, Any] | None] = []
    for schema, wanted in ((PersonDraft, True), (JobDraft, with_job)):
        try:
            drafts.append(load(schema(unknown=LENIENT), _filled(values)) if wanted else None)
        except Invalid as problem:
            faults.extend(problem.fields)
    if faults:
        raise Invalid(fields=tuple(faults))
    return actions.create(g.scope, drafts[0] or {}, drafts[1])


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """A form's values without the empty ones, so that the schema's own defaults hold."""
    return {name: value for name, value in values.items() if value is not None}


@PEOPLE.get("/people/<int:person_id>/edit")
@requires(PeoplePermission.WRITE)
def edit(person_id: int) -> str:
    """The form with the present values."""
    person = persons.one(g.scope, person_id)
    return _form(form_with(values_of(person)), person=person)


@PEOPLE.post("/people/<int:person_id>/edit")
@requires(PeoplePermission.WRITE)
def change(person_id: int) -> AnyResponse | tuple[str, int]:
    """Save the form; of two people the second sees both versions."""
    values = typed()
    try:
        _, notes = actions.change(g.scope, person_id, load(PersonDraft(unknown=LENIENT), _filled(values)))
        g.scope.db.flush()
    except Conflict as problem:
        g.scope.db.rollback()
        person = persons.one(g.scope, person_id)
        form = form_with({**values, "version": person.version}, problem)
        return _form(form, person=person, theirs=values_of(person)), problem.status
    except Invalid as problem:
        g.scope.db.rollback()
        person = persons.one(g.scope, person_id)
        asks = actions.asks_to_confirm(problem)
        return _form(form_with(values, problem), person=person, asks=asks), problem.status
    _tell(notes)
    return redirect(url_for("people.person", person_id=person_id))


def values_of(person: Any) -> dict[str, Any]:
    """The present values of a person as the form takes them."""
    return {name: getattr(person, name) for name in (*FORM_FIELDS, "version")}


def _tell(notes: tuple[Message, ...]) -> None:
    """Say what was mended in a name."""
    for note in notes:
        flash(render(note), "warning")


def _form(form: Any, *, person: Any = None, theirs: Any = None, asks: bool = False) -> str:
    return show(
        "people/form.html",
        form=form,
        person=person,
        theirs=theirs,
        asks=asks,
        organisations=[] if person else persons.organisations(g.scope),
        school=g.scope.actor.organisations is not None,
        kinds=KINDS,
        positions=POSITIONS,
    )
