"""Reads of templates (шаблоны документов): editions of a form, the one in use, a document filled by it."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from service.core.errors import NotFound
from service.core.language import N_
from service.documents.files import demand_intact, stored
from service.documents.forms.filling import fill
from service.documents.forms.offered import DocumentForm
from service.documents.model import DocumentTemplate, StoredFile
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


def has_template(scope: Scope, code: str) -> bool:
    """Whether the tenant has a template of a form in use."""
    chosen = select(DocumentTemplate.id).where(
        DocumentTemplate.form == code, DocumentTemplate.withdrawn_at.is_(None)
    )
    return scope.db.execute(chosen.limit(1)).first() is not None


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
    file = stored(scope, template.file_id)
    kept = demand_intact(file, file.sha256).content
    if not key:
        return kept
    scope.allow(form.read)
    return fill(kept, form.values(scope, key))


def filled(scope: Scope, form: DocumentForm, key: str) -> bytes:
    """The document of a record by the tenant's own template; raises NotFound where it has none."""
    scope.allow(form.read)
    template = in_use(scope).get(form.code)
    if template is None or not key:
        raise NotFound(NO_TEMPLATE)
    return content(scope, form, template, key)
