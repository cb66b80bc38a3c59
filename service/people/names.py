"""Permissions and events of people and organisations (педагоги и организации)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import READERS, SCHOOL, STAFF, Role
from service.core.language import N_


class PeoplePermission(StrEnum):
    """What one may do with people and organisations (педагоги и организации)."""

    READ = "people:read"
    WRITE = "people:write"
    CARD = "people:card"
    PRIVATE = "people:private"
    IMPORT = "people:import"
    MERGE = "people:merge"


GRANTS: dict[str, frozenset[str]] = {
    PeoplePermission.READ: READERS | SCHOOL,
    PeoplePermission.WRITE: STAFF | SCHOOL,
    PeoplePermission.CARD: READERS | SCHOOL | {Role.TEACHER},
    PeoplePermission.PRIVATE: STAFF | SCHOOL | {Role.APPROVER, Role.TEACHER},
    PeoplePermission.IMPORT: STAFF | SCHOOL,
    PeoplePermission.MERGE: STAFF,
}


class PeopleEvent(StrEnum):
    """What is written to the audit log about people."""

    PERSON_CREATED = "person.created"
    PERSON_CHANGED = "person.changed"
    PERSON_MERGED = "person.merged"
    EMPLOYMENT_STARTED = "employment.created"
    EMPLOYMENT_CHANGED = "employment.changed"
    EMPLOYMENT_ENDED = "employment.ended"
    TRANSFERRED = "employment.transferred"
    IMPORT_UPLOADED = "import.uploaded"
    IMPORT_REMAPPED = "import.remapped"
    IMPORT_CONFIRMED = "import.confirmed"
    IMPORT_APPLIED = "import.applied"
    IMPORT_CANCELLED = "import.cancelled"
    IMPORT_UNDONE = "import.undone"


PRIVATE_FIELDS = frozenset({"birth_date", "email", "phone"})
"""Facts of a person that are shown with the permission PRIVATE only."""

EVENT_WORDS: Mapping[str, str] = {
    PeopleEvent.PERSON_CREATED: N_("Внесён человек"),
    PeopleEvent.PERSON_CHANGED: N_("Изменена карточка человека"),
    PeopleEvent.PERSON_MERGED: N_("Объединены две карточки человека"),
    PeopleEvent.EMPLOYMENT_STARTED: N_("Внесено место работы"),
    PeopleEvent.EMPLOYMENT_CHANGED: N_("Изменено место работы"),
    PeopleEvent.EMPLOYMENT_ENDED: N_("Закрыто место работы"),
    PeopleEvent.TRANSFERRED: N_("Человек переведён на другое место"),
    PeopleEvent.IMPORT_UPLOADED: N_("Загружен файл со списком работников"),
    PeopleEvent.IMPORT_REMAPPED: N_("Переназначены столбцы импорта"),
    PeopleEvent.IMPORT_CONFIRMED: N_("Подтверждён импорт работников"),
    PeopleEvent.IMPORT_APPLIED: N_("Записан импорт работников"),
    PeopleEvent.IMPORT_CANCELLED: N_("Отменён импорт работников"),
    PeopleEvent.IMPORT_UNDONE: N_("Откачен импорт работников"),
}
