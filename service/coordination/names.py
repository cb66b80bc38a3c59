"""Permissions, events and words of coordination (координация служб организаций)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import READERS, SCHOOL, STAFF, Role
from service.core.language import N_

COORDINATED, OVERSEEN, CURATED = (
    "structure.services_coordination",
    "structure.coordination",
    "structure.curator",
)
RULES = (COORDINATED, OVERSEEN)
"""Where the regulation has one of these, services of organisations are coordinated."""


class CoordinationPermission(StrEnum):
    """What one may do in coordination (координация)."""

    READ = "coordination:read"
    OVERSEE = "coordination:oversee"
    COORDINATE = "coordination:coordinate"
    ANSWER = "coordination:answer"


GRANTS = {
    # A school's people see the tasks of their own organisation only.
    CoordinationPermission.READ: READERS | SCHOOL,
    CoordinationPermission.OVERSEE: READERS,
    CoordinationPermission.COORDINATE: STAFF | {Role.COORDINATOR},
    # The answer is a record of the organisation: nobody of the district writes or changes it.
    CoordinationPermission.ANSWER: SCHOOL,
}


class CoordinationEvent(StrEnum):
    """What is written to the audit log about coordination."""

    SENT = "coordination_task.sent"
    ANSWERED = "coordination_task.answered"
    ACCEPTED = "coordination_task.accepted"
    RETURNED = "coordination_task.returned"
    WITHDRAWN = "coordination_task.withdrawn"
    EXPORTED = "coordination_tasks.exported"


EVENT_WORDS: Mapping[str, str] = {
    CoordinationEvent.SENT: N_("Поставлена задача службе организации"),
    CoordinationEvent.ANSWERED: N_("Организация ответила на задачу"),
    CoordinationEvent.ACCEPTED: N_("Принят ответ организации"),
    CoordinationEvent.RETURNED: N_("Возвращён ответ организации"),
    CoordinationEvent.WITHDRAWN: N_("Отозвана задача организации"),
    CoordinationEvent.EXPORTED: N_("Выгружены задачи организаций"),
}

ASKS: Mapping[str, str] = {"report": N_("Отчёт"), "action": N_("Действие")}
BASES: Mapping[str, str] = {
    "own": N_("Поручение координатора"),
    "diagnostics": N_("Диагностика без маршрута"),
    "indicator": N_("Показатель ниже порога"),
    "service": N_("Нет методической службы"),
    "document": N_("Нет документа"),
}
STATES: Mapping[str, str] = {
    "sent": N_("Ждёт ответа"),
    "answered": N_("Ответ получен"),
    "accepted": N_("Ответ принят"),
    "returned": N_("Возвращена на доработку"),
    "withdrawn": N_("Отозвана"),
}
STANDINGS: Mapping[str, str] = {
    "overdue": N_("Просрочено"),
    "due": N_("Ждём ответа"),
    "answered": N_("Ответили"),
    "none": N_("Задач нет"),
}
