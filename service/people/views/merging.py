"""Pages of merging two cards: choose the other one, see what would happen, confirm."""

from flask import flash, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import Conflict, Invalid, Problem
from service.core.language import N_, gettext
from service.people.actions import merging
from service.people.names import PeoplePermission
from service.people.queries import persons
from service.people.views.pages import PEOPLE
from service.people.views.words import FIELDS_TITLES
from service.web.guard import requires
from service.web.show import show

MERGED = N_("Карточки объединены. Прежние значения остались в истории.")
RECORDS_TITLES = {
    "employment": "Места работы",
    "education": "Образование",
    "category": "Категории",
    "experience": "Стаж",
    "training": "Обучение",
    "route": "Маршруты",
    "diagnostics": "Диагностика",
    "mentoring_pair": "Наставнические пары",
    "community_member": "Участие в сообществах",
    "seat": "Места в советах",
    "innovative_practice": "Инновационные практики",
    "attendance": "Участие в мероприятиях",
    "unit_member": "Места в структуре",
    "function_assignment": "Закреплённые функции",
    "membership": "Доступ к службе",
    "staff_import_row": "Строки импортов",
}


@PEOPLE.get("/people/<int:person_id>/merge")
@requires(PeoplePermission.MERGE)
def merge(person_id: int) -> AnyResponse | str | tuple[str, int]:
    """Choose the other card by name, then see what merging would do."""
    keep = persons.one(g.scope, person_id)
    if keep.merged_into is not None:
        return redirect(url_for("people.merge", person_id=keep.merged_into))
    other = request.args.get("other", "")
    if other.isdecimal() and len(other) < 19:
        return _preview(person_id, int(other))
    asked = request.args.get("name", keep.last_name)
    found = [line for line in persons.named(g.scope, asked) if line.person.id != keep.id]
    return show("people/merge.html", keep=keep, asked=asked, found=found)


def _preview(person_id: int, other_id: int, refusal: Problem | None = None) -> str | tuple[str, int]:
    keep, other = persons.one(g.scope, person_id), persons.one(g.scope, other_id)
    planned = None
    if refusal is None:
        try:
            planned = merging.preview(g.scope, person_id, other_id)
        except Invalid as problem:
            refusal = problem
    jobs = persons.jobs_of(g.scope, [keep.id, other.id])
    page = show(
        "people/merge_preview.html",
        keep=keep,
        other=other,
        jobs=jobs,
        planned=planned,
        refusal=refusal,
        fields=FIELDS_TITLES,
        records=RECORDS_TITLES,
    )
    return page if refusal is None else (page, refusal.status)


@PEOPLE.post("/people/<int:person_id>/merge")
@requires(PeoplePermission.MERGE)
def merge_now(person_id: int) -> AnyResponse | str | tuple[str, int]:
    """Merge the cards after the preview."""
    other = request.form.get("other", "")
    if not other.isdecimal() or len(other) > 18:
        raise Invalid(merging.SAME)
    try:
        merging.merge(
            g.scope,
            person_id,
            int(other),
            keep_version=_version("keep_version"),
            other_version=_version("other_version"),
        )
        g.scope.db.flush()
    except (Invalid, Conflict) as problem:
        g.scope.db.rollback()
        return _preview(person_id, int(other), problem)
    flash(gettext(MERGED), "success")
    return redirect(url_for("people.person", person_id=person_id))


def _version(name: str) -> int | None:
    given = request.form.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 19 else None
