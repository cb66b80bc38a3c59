"""Permissions of legal acts (правовые акты)."""

from enum import StrEnum

from service.access.names import EVERYONE, STAFF, Role
from service.core.language import N_


class DocumentsPermission(StrEnum):
    """What one may do with legal acts (правовые акты)."""

    READ = "documents:read"
    WRITE = "documents:write"
    TEMPLATES = "documents:templates"


class DocumentsEvent(StrEnum):
    """What happens to the templates of a tenant."""

    TEMPLATE_UPLOADED = "documents.template_uploaded"
    TEMPLATE_WITHDRAWN = "documents.template_withdrawn"


EVENTS = {
    DocumentsEvent.TEMPLATE_UPLOADED: N_("Загружен шаблон документа"),
    DocumentsEvent.TEMPLATE_WITHDRAWN: N_("Шаблон документа отозван"),
}
GRANTS = {
    DocumentsPermission.READ: EVERYONE,
    DocumentsPermission.WRITE: STAFF,
    DocumentsPermission.TEMPLATES: frozenset({Role.ADMINISTRATOR}),
}
