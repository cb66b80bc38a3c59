"""Roles, offices, permissions and events of access."""

from enum import StrEnum


class Role(StrEnum):
    """A tenant role (роль): what a person may do in the tenant."""

    ADMINISTRATOR = "administrator"
    METHODIST = "methodist"
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
READERS = STAFF | {Role.APPROVER, Role.AUDITOR}
SCHOOL = frozenset({Role.SCHOOL_HEAD, Role.SCHOOL_TUTOR})


class AccessPermission(StrEnum):
    """What one may do about users of the tenant."""

    READ = "access:read"
    MANAGE = "access:manage"


GRANTS = {
    AccessPermission.READ: frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
    AccessPermission.MANAGE: frozenset({Role.ADMINISTRATOR}),
}

ROLE_TITLES = {
    Role.ADMINISTRATOR: "Администратор",
    Role.METHODIST: "Методист",
    Role.APPROVER: "Утверждающий",
    Role.SCHOOL_HEAD: "Директор школы",
    Role.SCHOOL_TUTOR: "Тьютор школы",
    Role.TEACHER: "Педагог",
    Role.INSTITUTE_ANALYST: "Аналитик института",
    Role.AUDITOR: "Аудитор",
    Office.CHAIR: "Председатель",
    Office.DEPUTY: "Заместитель председателя",
    Office.SECRETARY: "Секретарь",
    Office.MEMBER: "Член органа",
    Office.LEADER: "Руководитель объединения",
    Office.CURATOR: "Куратор",
}


class AccessEvent(StrEnum):
    """What is written to the audit log about access."""

    INVITED = "access.invited"
    ROLE_GIVEN = "access.role_given"
    ROLE_TAKEN = "access.role_taken"
    TOKEN_CREATED = "access.token_created"
    TOKEN_REVOKED = "access.token_revoked"
