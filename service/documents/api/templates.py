"""The API of templates: forms with their fields, editions, documents filled by them."""

from typing import Any

from flask import Blueprint, Response, g, request

from service.core.language import N_
from service.documents import actions, queries
from service.documents.files import DOCX, PDF
from service.documents.forms.offered import DocumentForm
from service.documents.forms.opening import LARGEST
from service.documents.forms.requisites import names
from service.documents.forms.starting import starting_template
from service.documents.letterhead import bilingual
from service.documents.model import DocumentTemplate
from service.documents.names import DocumentsPermission
from service.documents.schema import (
    ROOM,
    FilledQuestion,
    TemplateDraft,
    TemplateEdition,
    TemplateForm,
    TemplateUpload,
)
from service.documents.shelf import forms
from service.documents.views.templates import sent_file
from service.web.answers import file_answer
from service.web.api import PREFIX, accepts, described, returns
from service.web.forms import load, typed
from service.web.guard import requires

blueprint = Blueprint("api_document_templates", __name__, url_prefix=f"{PREFIX}/<slug>/document-templates")


def _edition(row: DocumentTemplate | None) -> dict[str, Any] | None:
    if row is None:
        return None
    names = ("id", "number", "note", "uploaded_at", "withdrawn_at")
    return {"fields_used": row.fields, **{name: getattr(row, name) for name in names}}


def _form(one: DocumentForm, used: DocumentTemplate | None) -> dict[str, Any]:
    told = ("title", "required", "kind", "sample")
    offered = [{"name": name, **{each: getattr(field, each) for each in told}} for name, field in names(one)]
    return {"code": one.code, "title": one.title, "fields_offered": offered, "in_use": _edition(used)}


@blueprint.get("", strict_slashes=False)
@requires(DocumentsPermission.TEMPLATES)
@returns(TemplateForm(), many=True, summary=N_("Документы, у которых может быть свой шаблон"))
def listing() -> Any:
    """Forms with their fields and the editions in use."""
    used = queries.in_use(g.scope)
    return [_form(one, used.get(one.code)) for one in forms()]


@blueprint.get("/<code>")
@requires(DocumentsPermission.TEMPLATES)
@returns(TemplateEdition(), many=True, summary=N_("Редакции шаблона документа"))
def editions(code: str) -> Any:
    """Editions of a form, the newest first."""
    chosen = queries.form_of(forms(), code)
    return [_edition(row) for row, _file in queries.editions(g.scope, chosen.code)]


@blueprint.post("/<code>")
@requires(DocumentsPermission.TEMPLATES)
@accepts(upload=TemplateUpload())
@returns(TemplateEdition(), status=201, summary=N_("Загрузить шаблон: неизвестное поле называется с местом"))
def upload(code: str) -> Any:
    """Check a template and keep it."""
    chosen = queries.form_of(forms(), code)
    request.max_content_length = LARGEST + ROOM
    draft = load(TemplateDraft(), {"note": typed().get("note")})
    name, data = sent_file()
    return _edition(actions.upload(g.scope, chosen, name, data, draft["note"]))


@blueprint.post("/<code>/<int:template_id>/withdraw")
@requires(DocumentsPermission.TEMPLATES)
@returns(TemplateEdition(), summary=N_("Отозвать редакцию шаблона"))
def withdraw(code: str, template_id: int) -> Any:
    """Withdraw an edition."""
    return _edition(actions.withdraw(g.scope, queries.form_of(forms(), code), template_id))


@blueprint.post("/<code>/restore")
@requires(DocumentsPermission.TEMPLATES)
@returns(TemplateForm(), summary=N_("Вернуть типовую форму документа; редакции остаются в списке"))
def restore(code: str) -> Any:
    """Go back to the product's own paper."""
    chosen = queries.form_of(forms(), code)
    actions.restore(g.scope, chosen)
    return _form(chosen, None)


@blueprint.get("/<code>/start.docx")
@requires(DocumentsPermission.TEMPLATES)
@described(kind=DOCX, summary=N_("Образец шаблона со всеми полями"))
def start(code: str) -> Response:
    """A template with every field."""
    content = starting_template(queries.form_of(forms(), code), bilingual=bilingual(g.scope.tenant))
    return file_answer(content, DOCX, f"{code}.docx")


@blueprint.get("/<code>/<int:template_id>.docx")
@requires(DocumentsPermission.TEMPLATES)
@accepts(query=FilledQuestion())
@described(kind=DOCX, summary=N_("Редакция шаблона; с ключом записи – заполненная"))
def edition(code: str, template_id: int, query: dict[str, Any]) -> Response:
    """An edition as it was uploaded, or filled from a record."""
    chosen = queries.form_of(forms(), code)
    row = queries.edition(g.scope, chosen, template_id)
    content = queries.content(g.scope, chosen, row, query["key"])
    return file_answer(content, DOCX, f"{code}-{row.number}.docx")


@blueprint.get("/<code>/filled.docx")
@requires(DocumentsPermission.READ)
@accepts(query=FilledQuestion())
@described(kind=DOCX, summary=N_("Документ записи по шаблону района"))
def filled(code: str, query: dict[str, Any]) -> Response:
    """The document of a record by the template in use."""
    chosen = queries.form_of(forms(), code)
    return file_answer(queries.filled(g.scope, chosen, query["key"]), DOCX, f"{code}-{query['key']}.docx")


@blueprint.get("/<code>/typical.docx")
@requires(DocumentsPermission.READ)
@accepts(query=FilledQuestion())
@described(kind=DOCX, summary=N_("Типовой документ записи в DOCX"))
def typical_docx(code: str, query: dict[str, Any]) -> Response:
    """The product's own paper of a record, as DOCX."""
    return _typical(code, query["key"], "docx", DOCX)


@blueprint.get("/<code>/typical.pdf")
@requires(DocumentsPermission.READ)
@accepts(query=FilledQuestion())
@described(kind=PDF, summary=N_("Типовой документ записи в PDF"))
def typical_pdf(code: str, query: dict[str, Any]) -> Response:
    """The product's own paper of a record, as PDF."""
    return _typical(code, query["key"], "pdf", PDF)


def _typical(code: str, key: str, kind: str, media_type: str) -> Response:
    content = queries.typical(g.scope, queries.form_of(forms(), code), key, kind)
    return file_answer(content, media_type, f"{code}.{kind}")
