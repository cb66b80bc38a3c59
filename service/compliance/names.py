"""Permissions, events and words of compliance (регламент)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import READERS, STAFF, Role
from service.core.language import N_

COMPUTE = "compliance.compute"
PREPARE, DIGEST = "compliance.prepare_digests", "compliance.send_digest"
WAIVER_ROLE = "tenancy.waiver_role"
"""The setting that names the role which may waive a rule."""


class CompliancePermission(StrEnum):
    """What one may do with the compliance page."""

    READ = "compliance:read"
    WRITE = "compliance:write"
    ASSIGN = "compliance:assign"
    WAIVE = "compliance:waive"
    DIGEST = "compliance:digest"


GRANTS: dict[str, frozenset[str]] = {
    CompliancePermission.READ: READERS,
    CompliancePermission.WRITE: STAFF | {Role.APPROVER},
    CompliancePermission.ASSIGN: frozenset({Role.ADMINISTRATOR}),
    CompliancePermission.WAIVE: frozenset({Role.ADMINISTRATOR, Role.APPROVER}),
    CompliancePermission.DIGEST: frozenset(Role) - {Role.AUDITOR, Role.INSTITUTE_ANALYST},
}


class ComplianceEvent(StrEnum):
    """What is written to the audit log about compliance."""

    CHECKED = "compliance.checked"
    EXPORTED = "compliance.exported"
    ASSIGNED = "compliance.assigned"
    WAIVED = "compliance.waived"
    WAIVER_REVOKED = "compliance.waiver_revoked"
    FEED_MADE = "compliance.feed_made"
    FEED_REVOKED = "compliance.feed_revoked"
    DIGEST_DUE = "compliance.digest_due"
    DIGEST_CHOSEN = "compliance.digest_chosen"


EVENT_WORDS: Mapping[str, str] = {
    ComplianceEvent.CHECKED: N_("Регламент проверен заново"),
    ComplianceEvent.EXPORTED: N_("Выгружен регламент"),
    ComplianceEvent.ASSIGNED: N_("Назначен ответственный за правило"),
    ComplianceEvent.WAIVED: N_("Записано освобождение от правила"),
    ComplianceEvent.WAIVER_REVOKED: N_("Отозвано освобождение от правила"),
    ComplianceEvent.FEED_MADE: N_("Создана подписка на сроки положения"),
    ComplianceEvent.FEED_REVOKED: N_("Отозвана подписка на сроки положения"),
    ComplianceEvent.DIGEST_DUE: N_("Готовится сводка"),
    ComplianceEvent.DIGEST_CHOSEN: N_("Выбрано, как часто присылать сводку"),
}
