"""Roles, offices, permissions and events of access."""

from collections.abc import Mapping
from enum import StrEnum

from service.core.errors import UNKNOWN_ASKED
from service.core.language import N_


class Role(StrEnum):
    """A tenant role (роль): what a person may do in the tenant."""

    ADMINISTRATOR = "administrator"
    METHODIST = "methodist"
    COORDINATOR = "coordinator"
    APPROVER = "approver"
    SCHOOL_HEAD = "school_head"
    SCHOOL_TUTOR = "school_tutor"
    TEACHER = "teacher"
    INSTITUTE_ANALYST = "institute_analyst"
    AUDITOR = "auditor"


class Office(StrEnum):
    """An office in a body (должность в органе): follows from its dated composition."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    MEMBER = "member"
    LEADER = "leader"
    CURATOR = "curator"


EVERYONE = frozenset(Role) | frozenset(Office)
STAFF = frozenset({Role.ADMINISTRATOR, Role.METHODIST})
READERS = STAFF | {Role.COORDINATOR, Role.APPROVER, Role.AUDITOR}
SCHOOL = frozenset({Role.SCHOOL_HEAD, Role.SCHOOL_TUTOR})


class AccessPermission(StrEnum):
    """What one may do about users of the tenant."""

    READ = "access:read"
    MANAGE = "access:manage"
    AUDIT = "access:audit"


GRANTS = {
    AccessPermission.READ: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    AccessPermission.MANAGE: frozenset({Role.ADMINISTRATOR}),
    AccessPermission.AUDIT: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
}

ROLE_TITLES: Mapping[str, str] = {
    Role.ADMINISTRATOR: N_("Администратор"),
    Role.METHODIST: N_("Методист"),
    Role.COORDINATOR: N_("Координатор службы"),
    Role.APPROVER: N_("Утверждающий"),
    Role.SCHOOL_HEAD: N_("Директор школы"),
    Role.SCHOOL_TUTOR: N_("Тьютор школы"),
    Role.TEACHER: N_("Педагог"),
    Role.INSTITUTE_ANALYST: N_("Аналитик института"),
    Role.AUDITOR: N_("Аудитор"),
    Office.CHAIR: N_("Председатель"),
    Office.DEPUTY: N_("Заместитель председателя"),
    Office.SECRETARY: N_("Секретарь"),
    Office.MEMBER: N_("Член органа"),
    Office.LEADER: N_("Руководитель объединения"),
    Office.CURATOR: N_("Куратор"),
}


class AccessEvent(StrEnum):
    """What is written to the audit log about access."""

    INVITED = "access.invited"
    ROLE_GIVEN = "access.role_given"
    ROLE_TAKEN = "access.role_taken"
    TOKEN_CREATED = "access.token_created"  # noqa: S105 - an event
    TOKEN_REVOKED = "access.token_revoked"  # noqa: S105 - an event
    UNKNOWN_ASKED = UNKNOWN_ASKED
    AUDIT_EXPORTED = "audit.exported"
    INVITATION_DUE = "access.invitation_due"
    INVITATION_REFUSED = "access.invitation_refused"
    INVITATION_CANCELLED = "access.invitation_cancelled"
    LISTED = "access.listed"
    PERSON_LINKED = "access.person_linked"
    DEACTIVATED = "access.deactivated"
    REACTIVATED = "access.reactivated"
    SIGNED_OUT = "access.signed_out"
    SUBSTITUTED = "access.substituted"
    SUBSTITUTION_ENDED = "access.substitution_ended"
    FACTOR_REQUIRED = "access.factor_required"
    FACTOR_FORGOTTEN = "access.factor_forgotten"


EVENT_WORDS: Mapping[str, str] = {
    AccessEvent.INVITED: N_("Приглашён пользователь"),
    AccessEvent.ROLE_GIVEN: N_("Дана роль"),
    AccessEvent.ROLE_TAKEN: N_("Снята роль"),
    AccessEvent.TOKEN_CREATED: N_("Создан ключ доступа"),
    AccessEvent.TOKEN_REVOKED: N_("Отозван ключ доступа"),
    AccessEvent.UNKNOWN_ASKED: N_("Запрошена запись, которой здесь нет"),
    AccessEvent.AUDIT_EXPORTED: N_("Выгружен журнал действий"),
    AccessEvent.INVITATION_DUE: N_("Поставлено в очередь письмо с приглашением"),
    AccessEvent.INVITATION_REFUSED: N_("Почта не приняла письмо с приглашением"),
    AccessEvent.INVITATION_CANCELLED: N_("Отменено приглашение"),
    AccessEvent.LISTED: N_("Приглашены люди по списку"),
    AccessEvent.PERSON_LINKED: N_("Пользователь связан с человеком из реестра"),
    AccessEvent.DEACTIVATED: N_("Пользователь отключён"),
    AccessEvent.REACTIVATED: N_("Пользователь включён снова"),
    AccessEvent.SIGNED_OUT: N_("Завершены сеансы пользователя"),
    AccessEvent.SUBSTITUTED: N_("Назначено замещение"),
    AccessEvent.SUBSTITUTION_ENDED: N_("Замещение закончено раньше срока"),
    AccessEvent.FACTOR_FORGOTTEN: N_("Оператор выключил вход с кодом"),
    AccessEvent.FACTOR_REQUIRED: N_("Изменены роли, которым нужен вход с кодом"),
}
