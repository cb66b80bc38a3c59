"""Templates of documents (шаблоны документов): the forms, one form with its fields and editions, previews."""

from datetime import datetime

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from service.core.errors import FieldProblem, Invalid, Problem
from service.documents import actions, queries
from service.documents.files import DOCX, PDF
from service.documents.forms.offered import KINDS
from service.documents.forms.opening import LARGEST
from service.documents.forms.requisites import names
from service.documents.forms.starting import marker, starting_template
from service.documents.letterhead import bilingual
from service.documents.names import DocumentsPermission
from service.documents.schema import ROOM, TemplateDraft
from service.documents.shelf import forms
from service.web.answers import file_answer
from service.web.forms import Form, load, typed
from service.web.guard import requires
from service.web.show import form_with, show

blueprint = Blueprint(
    "document_templates", __name__, template_folder="../templates", url_prefix="/<slug>/settings/templates"
)


@blueprint.get("", strict_slashes=False)
@requires(DocumentsPermission.TEMPLATES)
def listing() -> str:
    """Documents that may have a template of the tenant's own, and which have."""
    return show("documents/templates.html", forms=forms(), in_use=queries.in_use(g.scope))


@blueprint.get("/<code>")
@requires(DocumentsPermission.TEMPLATES)
def card(code: str) -> str:
    """One document: its fields, the editions of its template, records to preview on."""
    return _card(code, form_with())


def _card(code: str, form: Form) -> str:
    chosen = queries.form_of(forms(), code)
    return show(
        "documents/template.html",
        chosen=chosen,
        editions=queries.editions(g.scope, code),
        used=queries.in_use(g.scope).get(code),
        examples=chosen.examples(g.scope) if g.scope.can(chosen.read) else (),
        marker=marker,
        names=tuple(names(chosen)),
        kinds=KINDS,
        form=form,
    )


@blueprint.post("/<code>")
@requires(DocumentsPermission.TEMPLATES)
def upload(code: str) -> AnyResponse | tuple[str, int]:
    """Check a template and keep it as another edition."""
    chosen = queries.form_of(forms(), code)
    request.max_content_length = LARGEST + ROOM
    values = typed()
    try:
        draft = load(TemplateDraft(), values)
        name, data = sent_file()
        actions.upload(g.scope, chosen, name, data, draft["note"])
    except Problem as problem:
        return _card(code, form_with(values, problem)), problem.status
    return redirect(url_for("document_templates.card", code=code))


def sent_file() -> tuple[str, bytes]:
    """The file of the form with its name; raises Invalid where none was chosen."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid(fields=(FieldProblem("file", actions.NO_FILE),))
    return file.filename, file.read()


@blueprint.post("/<code>/<int:template_id>/withdraw")
@requires(DocumentsPermission.TEMPLATES)
def withdraw(code: str, template_id: int) -> AnyResponse:
    """Withdraw an edition."""
    actions.withdraw(g.scope, queries.form_of(forms(), code), template_id)
    return redirect(url_for("document_templates.card", code=code))


@blueprint.post("/<code>/restore")
@requires(DocumentsPermission.TEMPLATES)
def restore(code: str) -> AnyResponse:
    """Go back to the product's own paper."""
    actions.restore(g.scope, queries.form_of(forms(), code))
    return redirect(url_for("document_templates.card", code=code))


@blueprint.get("/<code>/start.docx")
@requires(DocumentsPermission.TEMPLATES)
def start(code: str) -> Response:
    """A template with every field, to begin with."""
    content = starting_template(queries.form_of(forms(), code), bilingual=bilingual(g.scope.tenant))
    return file_answer(content, DOCX, f"{code}.docx")


@blueprint.get("/<code>/<int:template_id>.docx")
@requires(DocumentsPermission.TEMPLATES)
def edition(code: str, template_id: int) -> Response:
    """An edition as it was uploaded; with ?key= filled from that record."""
    chosen = queries.form_of(forms(), code)
    row = queries.edition(g.scope, chosen, template_id)
    content = queries.content(g.scope, chosen, row, request.args.get("key", ""))
    return file_answer(content, DOCX, f"{code}-{row.number}.docx")


@blueprint.get("/<code>/filled.docx")
@requires(DocumentsPermission.READ)
def filled(code: str) -> Response:
    """The document of a record (?key=) by the template in use."""
    chosen = queries.form_of(forms(), code)
    key = request.args.get("key", "")
    return file_answer(queries.filled(g.scope, chosen, key), DOCX, f"{code}-{key}.docx")


@blueprint.get("/<code>/typical.docx", defaults={"kind": "docx"})
@blueprint.get("/<code>/typical.pdf", defaults={"kind": "pdf"})
@requires(DocumentsPermission.READ)
def typical(code: str, kind: str) -> Response:
    """The product's own paper of a record (?key=)."""
    chosen = queries.form_of(forms(), code)
    content = queries.typical(g.scope, chosen, request.args.get("key", ""), kind)
    return file_answer(content, PDF if kind == "pdf" else DOCX, f"{code}.{kind}")


@blueprint.app_template_global("own_paper")
def own_paper(code: str, closed: datetime | None = None) -> bool:
    """Whether a page that gives a document out may give it on the tenant's own paper, too.

    `closed` is when the document became final: then it has the paper of that moment or none.
    """
    if "own_papers" not in g:
        g.own_papers = queries.times_in_use(g.scope) if g.scope.can(DocumentsPermission.READ) else []
    moment = closed or g.scope.now
    return any(one.form == code and one.at(moment) for one in g.own_papers)
