"""Permissions and events of rules and settings (правила и настройки)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import EVERYONE, Role
from service.core.language import N_


class SettingsPermission(StrEnum):
    """What one may do with rules and settings (правила и настройки)."""

    READ = "settings:read"
    DRAFTS = "settings:drafts"
    WRITE = "settings:write"
    ADOPT = "settings:adopt"


ADOPTERS = frozenset({Role.ADMINISTRATOR, Role.APPROVER})
"""Roles that a profile may name for the adoption of a version."""
ADOPTED_BY = "tenancy.rules_adopted_by"
"""The setting that names the role; without it the administrator adopts."""

GRANTS = {
    SettingsPermission.READ: EVERYONE,
    SettingsPermission.DRAFTS: frozenset({Role.ADMINISTRATOR, Role.APPROVER}),
    SettingsPermission.WRITE: frozenset({Role.ADMINISTRATOR}),
    SettingsPermission.ADOPT: ADOPTERS,
}


class SettingsEvent(StrEnum):
    """What is written to the audit log about rules."""

    DRAFTED = "rule_draft.created"
    ACT_CHANGED = "rule_draft.changed"
    ENTRY_CHANGED = "rule_draft.entry_changed"
    ENTRY_UNDONE = "rule_draft.entry_undone"
    DISCARDED = "rule_draft.discarded"
    ADOPTED = "rule_draft.adopted"
    ACT_RECORDED = "legal_act.created"
    PREVIEW_ASKED = "rule_preview.asked"


EVENT_WORDS: Mapping[str, str] = {
    SettingsEvent.DRAFTED: N_("Начат проект редакции правил"),
    SettingsEvent.ACT_CHANGED: N_("Изменён акт проекта редакции"),
    SettingsEvent.ENTRY_CHANGED: N_("Изменено правило или настройка в проекте редакции"),
    SettingsEvent.ENTRY_UNDONE: N_("Отменено изменение в проекте редакции"),
    SettingsEvent.DISCARDED: N_("Проект редакции отклонён"),
    SettingsEvent.ADOPTED: N_("Принята редакция правил"),
    SettingsEvent.PREVIEW_ASKED: N_("Запрошен предпросмотр правил"),
}
PREVIEW = "settings.preview"
