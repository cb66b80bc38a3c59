"""Permissions and events of publishing and comparing (публикация показателей, сравнение муниципалитетов)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import READERS, Role
from service.core.language import N_


class ComparisonPermission(StrEnum):
    """What one may do with published figures (опубликованные показатели)."""

    READ = "comparison:read"
    PUBLISH = "comparison:publish"
    AGREE = "comparison:agree"


GRANTS: dict[str, frozenset[str]] = {
    ComparisonPermission.READ: READERS | {Role.INSTITUTE_ANALYST},
    ComparisonPermission.PUBLISH: frozenset({Role.ADMINISTRATOR, Role.APPROVER}),
    ComparisonPermission.AGREE: frozenset({Role.ADMINISTRATOR}),
}


class ComparisonEvent(StrEnum):
    """What is written to the audit log about publishing and comparing."""

    PUBLISHED = "figures.published"
    CORRECTED = "figures.corrected"
    AGREED = "share_agreement.created"
    REVOKED = "share_agreement.revoked"
    EXPORTED = "comparison.exported"


EVENT_WORDS: Mapping[str, str] = {
    ComparisonEvent.PUBLISHED: N_("Опубликованы показатели"),
    ComparisonEvent.CORRECTED: N_("Опубликована новая редакция показателей"),
    ComparisonEvent.AGREED: N_("Внесено соглашение о передаче показателей"),
    ComparisonEvent.REVOKED: N_("Отозвано соглашение о передаче показателей"),
    ComparisonEvent.EXPORTED: N_("Выгружено сравнение"),
}
