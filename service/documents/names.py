"""Permissions of legal acts (правовые акты)."""

from enum import StrEnum

from service.access.names import EVERYONE, READERS, SCHOOL, STAFF, Role
from service.core.language import N_


class DocumentsPermission(StrEnum):
    """What one may do with legal acts (правовые акты)."""

    READ = "documents:read"
    WRITE = "documents:write"
    TEMPLATES = "documents:templates"
    WRITE_LIBRARY = "documents:write_library"
    READ_ACKNOWLEDGEMENTS = "documents:read_acknowledgements"


class DocumentsEvent(StrEnum):
    """What happens to the templates of a tenant."""

    TEMPLATE_UPLOADED = "documents.template_uploaded"
    TEMPLATE_WITHDRAWN = "documents.template_withdrawn"
    TYPICAL_RESTORED = "documents.typical_restored"
    REQUIRED_KEPT = "documents.required_kept"
    REQUIRED_TAKEN = "documents.required_taken"


EVENTS = {
    DocumentsEvent.TEMPLATE_UPLOADED: N_("Загружен шаблон документа"),
    DocumentsEvent.TEMPLATE_WITHDRAWN: N_("Шаблон документа отозван"),
    DocumentsEvent.TYPICAL_RESTORED: N_("Возвращена типовая форма документа"),
    DocumentsEvent.REQUIRED_KEPT: N_("Указан обязательный документ"),
    DocumentsEvent.REQUIRED_TAKEN: N_("Снято указание обязательного документа"),
}
SECTIONS = {
    "normative": N_("Нормативно-правовая база"),
    "scientific": N_("Научно-методическая база"),
    "methodical": N_("Методическая база"),
}
"""Sections of the library where the rules name none."""
ITEM_KINDS = {
    "normative": N_("нормативный"),
    "guidance": N_("инструктивно-методический"),
    "other": N_("другой"),
}
LEVELS = {
    "federal": N_("федеральный"),
    "regional": N_("региональный"),
    "municipal": N_("муниципальный"),
    "organisation": N_("организации"),
}
APPROVERS = {
    "authority": N_("Орган, управляющий образованием"),
    "centre": N_("Методический центр"),
    "organisation": N_("Образовательная организация"),
    "region": N_("Орган региона"),
    "other": N_("Кто-то другой"),
}
GRANTS = {
    DocumentsPermission.READ: EVERYONE,
    DocumentsPermission.WRITE: STAFF,
    DocumentsPermission.WRITE_LIBRARY: STAFF | SCHOOL,
    DocumentsPermission.READ_ACKNOWLEDGEMENTS: READERS,
    DocumentsPermission.TEMPLATES: frozenset({Role.ADMINISTRATOR}),
}
