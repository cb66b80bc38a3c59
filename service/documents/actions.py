"""Changes of templates (шаблоны документов): an edition is uploaded or withdrawn, never changed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, update

from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.documents.files import DOCX, keep
from service.documents.forms.checking import check
from service.documents.forms.offered import DocumentForm
from service.documents.model import DocumentTemplate
from service.documents.names import DocumentsEvent, DocumentsPermission
from service.documents.queries import LONGEST, edition
from service.tenancy.scope import Scope

WITHDRAWN = N_("Эта редакция уже отозвана.")
TOO_MANY = N_("У этого документа уже 100 редакций шаблона, больше не хранится.")
REPEALED_EARLY = N_("Акт не может утратить силу раньше своей даты.")
TYPICAL_ALREADY = N_("Документ и так печатается по типовой форме.")
NO_FILE = N_("Выберите файл.")


def upload(scope: Scope, form: DocumentForm, name: str, data: bytes, note: str | None) -> DocumentTemplate:
    """Keep another edition of a template (загрузить шаблон) once every field in it is known.

    Raises Invalid with the place of each fault; nothing is kept then.
    """
    scope.allow(DocumentsPermission.TEMPLATES)
    if not data:
        raise Invalid(fields=(FieldProblem("file", NO_FILE),))
    names = check(data, form)
    chosen = select(func.coalesce(func.max(DocumentTemplate.number), 0))
    number = scope.db.execute(chosen.where(DocumentTemplate.form == form.code)).scalar_one() + 1
    if number > LONGEST:
        raise Conflict(TOO_MANY)
    row = DocumentTemplate(
        form=form.code,
        number=number,
        file_id=keep(scope, name, DOCX, data).id,
        fields=list(names),
        note=note,
        uploaded_at=scope.now,
        uploaded_by=scope.actor.account_id,
    )
    scope.db.add(row)
    scope.db.flush()
    scope.record(DocumentsEvent.TEMPLATE_UPLOADED, row, detail={"form": form.code, "number": number})
    return row


def withdraw(scope: Scope, form: DocumentForm, template_id: int) -> DocumentTemplate:
    """Withdraw an edition (отозвать шаблон): the one before, or the product's paper, is used again."""
    scope.allow(DocumentsPermission.TEMPLATES)
    row = edition(scope, form, template_id)
    if row.withdrawn_at is not None:
        raise Conflict(WITHDRAWN)
    row.withdrawn_at, row.withdrawn_by = scope.now, scope.actor.account_id
    scope.record(DocumentsEvent.TEMPLATE_WITHDRAWN, row, detail={"form": row.form, "number": row.number})
    return row


def restore(scope: Scope, form: DocumentForm) -> int:
    """Go back to the product's own paper (вернуть типовой): every edition is withdrawn and stays in the list.

    Gives how many were withdrawn; raises Conflict where none is in use.
    """
    scope.allow(DocumentsPermission.TEMPLATES)
    living = (DocumentTemplate.form == form.code, DocumentTemplate.withdrawn_at.is_(None))
    gone = scope.db.execute(
        update(DocumentTemplate)
        .where(*living)
        .values(withdrawn_at=scope.now, withdrawn_by=scope.actor.account_id)
        .returning(DocumentTemplate.id)
    ).all()
    if not gone:
        raise Conflict(TYPICAL_ALREADY)
    scope.record(DocumentsEvent.TYPICAL_RESTORED, detail={"form": form.code, "withdrawn": len(gone)})
    return len(gone)


def fitting_dates(draft: Mapping[str, Any]) -> Mapping[str, Any]:
    """Refuse an act that is repealed before its own date; nothing else follows from a draft."""
    repealed, made = draft.get("repealed_on"), draft.get("date")
    if repealed and made and repealed < made:
        raise Invalid(fields=(FieldProblem("repealed_on", REPEALED_EARLY),))
    return {}
