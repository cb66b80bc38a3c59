"""Reads of templates (шаблоны документов): editions of a form, the one in use, a document filled by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from service.core.errors import NotFound
from service.core.language import N_
from service.documents.files import demand_intact, stored
from service.documents.forms.filling import fill
from service.documents.forms.offered import DocumentForm, Written
from service.documents.forms.requisites import values
from service.documents.model import DocumentTemplate, StoredFile
from service.documents.paper import to_docx, to_pdf
from service.tenancy.scope import Scope

NO_FORM = N_("Такого вида документа нет.")
NO_TEMPLATE = N_("У района нет своего шаблона этого документа.")
LONGEST = 100
"""Editions of one form that are shown."""


def form_of(forms: Sequence[DocumentForm], code: str) -> DocumentForm:
    """The form with a code; raises NotFound."""
    found = next((one for one in forms if one.code == code), None)
    if found is None:
        raise NotFound(NO_FORM)
    return found


def in_use(scope: Scope) -> Mapping[str, DocumentTemplate]:
    """The newest edition of each form that is not withdrawn, by the form's code."""
    chosen = (
        select(DocumentTemplate)
        .where(DocumentTemplate.withdrawn_at.is_(None))
        .ext(distinct_on(DocumentTemplate.form))
        .order_by(DocumentTemplate.form, DocumentTemplate.number.desc())
    )
    return {one.form: one for one in scope.db.execute(chosen).scalars()}


def in_use_at(scope: Scope, code: str, moment: datetime | None) -> DocumentTemplate | None:
    """The edition of a form that was in use at a moment; None of a moment means now."""
    at = moment or scope.now
    chosen = (
        select(DocumentTemplate)
        .where(
            DocumentTemplate.form == code,
            DocumentTemplate.uploaded_at <= at,
            or_(DocumentTemplate.withdrawn_at.is_(None), DocumentTemplate.withdrawn_at > at),
        )
        .order_by(DocumentTemplate.number.desc())
    )
    return scope.db.execute(chosen.limit(1)).scalar()


@dataclass(frozen=True)
class Used:
    """When an edition of a form was in use (когда действовал бланк)."""

    form: str
    since: datetime
    until: datetime | None

    def at(self, moment: datetime) -> bool:
        """Whether it was in use at a moment."""
        return self.since <= moment and (self.until is None or self.until > moment)


def times_in_use(scope: Scope) -> list[Used]:
    """When each edition was in use; one statement for all forms."""
    chosen = select(DocumentTemplate.form, DocumentTemplate.uploaded_at, DocumentTemplate.withdrawn_at)
    return [Used(*row) for row in scope.db.execute(chosen)]


def editions(scope: Scope, code: str) -> Sequence[tuple[DocumentTemplate, StoredFile]]:
    """Every edition of a form with its file, the newest first."""
    chosen = (
        select(DocumentTemplate, StoredFile)
        .join(StoredFile, StoredFile.id == DocumentTemplate.file_id)
        .where(DocumentTemplate.form == code)
        .order_by(DocumentTemplate.number.desc())
        .limit(LONGEST)
    )
    return [(row[0], row[1]) for row in scope.db.execute(chosen)]


def edition(scope: Scope, form: DocumentForm, template_id: int) -> DocumentTemplate:
    """One edition of a form; raises NotFound."""
    chosen = select(DocumentTemplate).where(
        DocumentTemplate.id == template_id, DocumentTemplate.form == form.code
    )
    found = scope.db.execute(chosen).scalar()
    if found is None:
        raise NotFound()
    return found


def content(scope: Scope, form: DocumentForm, template: DocumentTemplate, key: str = "") -> bytes:
    """The bytes of an edition, checked by their digest; with a key filled from that record."""
    return _filled(scope, form, template, written(scope, form, key)) if key else _kept(scope, template)


def _kept(scope: Scope, template: DocumentTemplate) -> bytes:
    file = stored(scope, template.file_id)
    return demand_intact(file, file.sha256).content


def _filled(scope: Scope, form: DocumentForm, template: DocumentTemplate, record: Written) -> bytes:
    return fill(_kept(scope, template), values(form, record))


def written(scope: Scope, form: DocumentForm, key: str) -> Written:
    """What is written of a record; raises NotFound, and Forbidden for those who may not read it."""
    scope.allow(form.read)
    if not key:
        raise NotFound()
    return form.record(scope, key)


def filled(scope: Scope, form: DocumentForm, key: str) -> bytes:
    """The document of a record by the tenant's own template; raises NotFound where it has none.

    A paper that became final stays on the template of that moment, whatever was uploaded after.
    """
    record = written(scope, form, key)
    template = in_use_at(scope, form.code, record.closed)
    if template is None:
        raise NotFound(NO_TEMPLATE)
    return _filled(scope, form, template, record)


def typical(scope: Scope, form: DocumentForm, key: str, kind: str) -> bytes:
    """The product's own paper of a record (типовой документ) as `docx` or `pdf`."""
    record = written(scope, form, key)
    return (to_pdf if kind == "pdf" else to_docx)(record.paper, profile=record.edition)
