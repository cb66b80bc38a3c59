"""The letterhead of a tenant (бланк района): its requisites in one or two languages, a column for each."""

import base64

from sqlalchemy import select

from service.core.language import LANGUAGES
from service.documents.model import CoatOfArms, StoredFile
from service.documents.paper import Letterhead
from service.tenancy.model import Tenant
from service.tenancy.scope import Scope


def letterhead(scope: Scope, *under: str) -> Letterhead:
    """The letterhead; `under` are lines below the names in the first language, such as a body's name.

    Without requisites the tenant's own name stands there. The coat of arms is asked for only where there is
    one.
    """
    tenant = scope.tenant
    first, *others = _names(tenant)
    contacts = tenant.requisites.get("ru", {}).get("contacts", "")
    return Letterhead(
        ((*first, *under), *others),
        tuple(line for line in contacts.splitlines() if line.strip()),
        _arms(scope, tenant.arms_id) if tenant.arms_id is not None else "",
    )


def _column(tenant: Tenant, language: str) -> tuple[str, ...]:
    told = tenant.requisites.get(language, {})
    lines = tuple(line for name in ("authority", "organisation") if (line := told.get(name, "").strip()))
    named = tenant.name.get(language) if language in tenant.locales else None
    return lines or ((named,) if named else ())


def bilingual(tenant: Tenant) -> bool:
    """Whether the letterhead has two columns, one for each language (двуязычный бланк)."""
    return len(_names(tenant)) > 1


def _names(tenant: Tenant) -> list[tuple[str, ...]]:
    return [lines for language in LANGUAGES if (lines := _column(tenant, language))] or [(tenant.title(),)]


def _arms(scope: Scope, arms_id: int) -> str:
    chosen = (
        select(StoredFile.content)
        .join(CoatOfArms, CoatOfArms.file_id == StoredFile.id)
        .where(CoatOfArms.id == arms_id, CoatOfArms.removed_at.is_(None))
    )
    found = scope.db.execute(chosen).scalar()
    return base64.b64encode(found).decode() if found else ""
