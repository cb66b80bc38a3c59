"""The letterhead of a tenant (бланк района): its requisites in one or two languages, a column for each."""

from service.core.language import LANGUAGES
from service.documents.paper import Letterhead
from service.tenancy.model import Tenant


def letterhead(tenant: Tenant, *under: str) -> Letterhead:
    """The letterhead; `under` are lines below the names in the first language, such as a body's name.

    Without requisites the tenant's own name stands there.
    """
    heads = [lines for language in LANGUAGES if (lines := _column(tenant, language))] or [(tenant.title(),)]
    first, *others = heads
    contacts = tenant.requisites.get("ru", {}).get("contacts", "")
    return Letterhead(
        ((*first, *under), *others), tuple(line for line in contacts.splitlines() if line.strip())
    )


def _column(tenant: Tenant, language: str) -> tuple[str, ...]:
    told = tenant.requisites.get(language, {})
    lines = tuple(line for name in ("authority", "organisation") if (line := told.get(name, "").strip()))
    named = tenant.name.get(language) if language in tenant.locales else None
    return lines or ((named,) if named else ())


def bilingual(tenant: Tenant) -> bool:
    """Whether the letterhead has two columns, one for each language (двуязычный бланк)."""
    return len(letterhead(tenant).names) > 1
