"""Pages of imports: list, upload, columns, preview, confirmation, undoing."""

from datetime import date
from typing import Any

from flask import Response, current_app, g, redirect, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import FieldProblem, Invalid, Problem
from service.core.paging import paging
from service.people.actions import imports as actions
from service.people.actions import undoing
from service.people.importing.fields import TITLES
from service.people.names import PeoplePermission
from service.people.queries import imports, persons
from service.people.views.pages import PEOPLE
from service.people.views.words import STATE_TITLES, TONES, shown_changes
from service.web.fields import Day
from service.web.guard import requires
from service.web.show import show

STATUS_TITLES = {
    "ask": "Нужен ответ",
    "new": "Новые",
    "changed": "Изменения",
    "missing": "Нет в файле",
    "refused": "Отклонены",
    "unchanged": "Без изменений",
}
ROW_TITLES = {
    "ask": "нужен ответ",
    "new": "новый",
    "changed": "изменится",
    "missing": "нет в файле",
    "refused": "отклонена",
    "unchanged": "без изменений",
}


def courses() -> Any:
    """The register of finished courses that a module offers, or None."""
    cards = current_app.extensions["modules"]
    return next((card.courses for card in cards if card.courses is not None), None)


@PEOPLE.get("/people/imports/<int:import_id>")
@requires(PeoplePermission.IMPORT)
def import_page(import_id: int) -> str | Response:
    """One import: its progress, its preview, its result; a polling page loads anew at the end."""
    if "HX-Request" in request.headers and imports.one(g.scope, import_id).status not in imports.BUSY:
        return Response(status=200, headers={"HX-Refresh": "true"})
    return _page(import_id)


def _page(import_id: int, refusal: Problem | None = None) -> str:
    scope = g.scope
    found = imports.one(scope, import_id)
    place = persons.organisation(scope, found.organisation_id)
    common = {"import_": found, "place": place, "refusal": refusal, "states": STATE_TITLES, "tones": TONES}
    if found.status in imports.BUSY or found.status in ("refused", "cancelled"):
        return show("people/import_waiting.html", **common)
    status = request.args.get("status", "")
    counts = imports.counts(scope, import_id)
    page = imports.rows_page(scope, import_id, paging(request.args.get("page", 1)), status)
    return show(
        "people/import_preview.html",
        **common,
        page=page,
        counts=counts,
        status=status,
        statuses=STATUS_TITLES,
        row_titles=ROW_TITLES,
        people=imports.people_of(scope, page.items),
        changes={row.id: shown_changes(row.changes) for row in page.items},
        total=sum(counts[name] for name in imports.STATUSES),
    )


@PEOPLE.get("/people/imports/<int:import_id>/columns")
@requires(PeoplePermission.IMPORT)
def import_columns(import_id: int) -> str:
    """Which column of the table is which fact."""
    return _columns(import_id, None)


def _columns(import_id: int, problem: Problem | None) -> str:
    found = imports.one(g.scope, import_id)
    place = persons.organisation(g.scope, found.organisation_id)
    header = found.mapping.get("header") or {"titles": [], "fields": []}
    given = request.form.to_dict()
    chosen = [given.get(f"column-{number}", field) or "" for number, field in enumerate(header["fields"])]
    pairs = list(zip(header["titles"], chosen, strict=True))
    return show(
        "people/import_columns.html",
        import_=found,
        place=place,
        columns=pairs,
        fields=TITLES,
        refusal=problem,
    )


@PEOPLE.post("/people/imports/<int:import_id>/columns")
@requires(PeoplePermission.IMPORT)
def import_remap(import_id: int) -> AnyResponse | tuple[str, int]:
    """Keep the mapping of columns and read the file anew."""
    chosen = {
        int(name.removeprefix("column-")): value
        for name, value in request.form.items()
        if name.startswith("column-") and name.removeprefix("column-").isdecimal() and len(name) < 12
    }
    try:
        actions.remap(g.scope, import_id, chosen)
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _columns(import_id, problem), problem.status
    return redirect(url_for("people.import_page", import_id=import_id))


@PEOPLE.post("/people/imports/<int:import_id>/answers")
@requires(PeoplePermission.IMPORT)
def import_answers(import_id: int) -> AnyResponse | tuple[str, int]:
    """Keep answers and departures of one page of the preview."""
    try:
        answers, departures = _decisions()
        actions.decide(g.scope, import_id, answers, departures, courses())
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _page(import_id, problem), problem.status
    kept: dict[str, Any] = {name: request.args[name] for name in ("status", "page") if name in request.args}
    return redirect(url_for("people.import_page", import_id=import_id, **kept))


def _decisions() -> tuple[dict[int, str], dict[int, date | None]]:
    """Answers by row id; departures: every row shown, with the day for those that are ticked."""
    answers = {
        int(name.removeprefix("answer-")): value
        for name, value in request.form.items()
        if name.startswith("answer-") and name.removeprefix("answer-").isdecimal()
    }
    shown = {int(value) for value in request.form.getlist("shown") if value.isdecimal()}
    gone = {int(value) for value in request.form.getlist("gone") if value.isdecimal()}
    day = None
    if gone:
        given = request.form.get("last_day", "").strip()
        if not given:
            raise Invalid(fields=(FieldProblem("last_day", actions.NO_DAY),))
        try:
            day = Day(required=True).deserialize(given, "last_day", {})
        except ValidationError as error:
            raise Invalid(fields=(FieldProblem("last_day", str(error.messages[0])),)) from error
    return answers, {row_id: day if row_id in gone else None for row_id in shown | gone}


@PEOPLE.post("/people/imports/<int:import_id>/confirm")
@requires(PeoplePermission.IMPORT)
def import_confirm(import_id: int) -> AnyResponse:
    """Let the job write the rows."""
    actions.confirm(g.scope, import_id)
    return redirect(url_for("people.import_page", import_id=import_id))


@PEOPLE.post("/people/imports/<int:import_id>/cancel")
@requires(PeoplePermission.IMPORT)
def import_cancel(import_id: int) -> AnyResponse:
    """Give up an import before it is written."""
    actions.cancel(g.scope, import_id)
    return redirect(url_for("people.import_list"))


@PEOPLE.post("/people/imports/<int:import_id>/undo")
@requires(PeoplePermission.IMPORT)
def import_undo(import_id: int) -> AnyResponse | tuple[str, int]:
    """Take back what the import wrote."""
    try:
        undoing.undo(g.scope, import_id)
        g.scope.db.flush()
    except Invalid as problem:
        g.scope.db.rollback()
        return _page(import_id, problem), problem.status
    return redirect(url_for("people.import_page", import_id=import_id))
