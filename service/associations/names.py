"""Permissions, events and words of associations (методические объединения)."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import EVERYONE, STAFF, Role
from service.core.language import N_


class AssociationsPermission(StrEnum):
    """What one may do with associations; offices in an association give more, in it alone."""

    READ = "associations:read"
    TAKE_PART = "associations:take_part"
    WRITE = "associations:write"


GRANTS: Mapping[str, frozenset[str]] = {
    AssociationsPermission.READ: EVERYONE,
    AssociationsPermission.TAKE_PART: EVERYONE - {Role.AUDITOR, Role.INSTITUTE_ANALYST},
    AssociationsPermission.WRITE: STAFF,
}

YEAR_STATES: Mapping[str, str] = {
    "forming": N_("Список составляется"),
    "elected": N_("Руководитель избран"),
    "active": N_("Утверждено на год"),
    "closed": N_("Ликвидировано"),
}
TERM_STATES: Mapping[str, str] = {
    "nominated": N_("Выдвинут"),
    "elected": N_("Избран, не утверждён"),
    "active": N_("Утверждён"),
    "ended": N_("Срок окончен"),
}
STEPS: Mapping[str, str] = {
    "adopted": N_("Принят членами"),
    "agreed": N_("Согласован"),
    "returned": N_("Возвращён"),
}
ANALYSIS_STATES: Mapping[str, str] = {
    "draft": N_("Черновик"),
    "submitted": N_("Сдан"),
    "accepted": N_("Принят"),
    "returned": N_("Возвращён"),
}
PROPOSAL_STATES: Mapping[str, str] = {
    "submitted": N_("Подано руководителю"),
    "forwarded": N_("Передано"),
    "accepted": N_("Принято"),
    "declined": N_("Отклонено"),
}
ADDRESSEES: Mapping[str, str] = {"centre": N_("Методический центр"), "council": N_("Методический совет")}
VISIT_KINDS: Mapping[str, str] = {
    "mutual_visit": N_("Взаимопосещение"),
    "open_lesson": N_("Открытый урок"),
    "extracurricular": N_("Внеклассное мероприятие"),
}
PARTNER_KINDS: Mapping[str, str] = {
    "centre": N_("Методический центр"),
    "organisation": N_("Образовательная организация"),
    "additional": N_("Учреждение дополнительного образования"),
    "other": N_("Другой партнёр"),
}
SITES: Mapping[str, str] = {
    "centre": N_("Сайт методического центра"),
    "authority": N_("Сайт органа управления образованием"),
}
PAPERS: Mapping[str, str] = {"plan": N_("План работы"), "analysis": N_("Анализ за год")}
OFFICES: Mapping[str, str] = {"member": N_("Член объединения"), "curator": N_("Куратор")}


class AssociationsEvent(StrEnum):
    """What is written to the audit log about associations."""

    CREATED = "association.created"
    CHANGED = "association.changed"
    YEAR_OPENED = "association_year.created"
    CONFIRMED = "association_year.confirmed"
    CLOSED = "association_year.closed"
    ELECTED = "leader_term.elected"
    APPROVED = "leader_term.approved"
    ENDED = "leader_term.ended"
    JOINED = "association.member_added"
    LEFT = "association.member_ended"
    PLAN_STEP = "plan_step.created"
    VISIT_CLOSED = "lesson_visit.closed"
    PROPOSAL_ANSWERED = "member_proposal.answered"
    ANALYSIS_WRITTEN = "association_analysis.written"
    ANALYSIS_SUBMITTED = "association_analysis.submitted"
    ANALYSIS_ACCEPTED = "association_analysis.accepted"
    ANALYSIS_RETURNED = "association_analysis.returned"
    BANK_READ = "association.bank_read"
    EXPORTED = "association.exported"
    FILED = "association_paper.filed"
    RECORD_CREATED = "association_record.created"
    RECORD_CHANGED = "association_record.changed"
    RECORD_REMOVED = "association_record.removed"


EVENT_WORDS: Mapping[str, str] = {
    AssociationsEvent.CREATED: N_("Внесено методическое объединение"),
    AssociationsEvent.CHANGED: N_("Изменено методическое объединение"),
    AssociationsEvent.YEAR_OPENED: N_("Открыт учебный год объединения"),
    AssociationsEvent.CONFIRMED: N_("Объединение утверждено приказом на год"),
    AssociationsEvent.CLOSED: N_("Объединение ликвидировано приказом"),
    AssociationsEvent.ELECTED: N_("Избран руководитель объединения"),
    AssociationsEvent.APPROVED: N_("Утверждён руководитель объединения"),
    AssociationsEvent.ENDED: N_("Окончен срок руководителя объединения"),
    AssociationsEvent.JOINED: N_("Внесён член или куратор объединения"),
    AssociationsEvent.LEFT: N_("Окончено участие в объединении"),
    AssociationsEvent.PLAN_STEP: N_("План объединения принят, согласован или возвращён"),
    AssociationsEvent.VISIT_CLOSED: N_("Закрыто посещение урока"),
    AssociationsEvent.PROPOSAL_ANSWERED: N_("Дан ответ на предложение члена объединения"),
    AssociationsEvent.ANALYSIS_WRITTEN: N_("Записан анализ объединения"),
    AssociationsEvent.ANALYSIS_SUBMITTED: N_("Сдан анализ объединения"),
    AssociationsEvent.ANALYSIS_ACCEPTED: N_("Принят анализ объединения"),
    AssociationsEvent.ANALYSIS_RETURNED: N_("Возвращён анализ объединения"),
    AssociationsEvent.BANK_READ: N_("Открыт банк данных о педагогах объединения"),
    AssociationsEvent.EXPORTED: N_("Выгружен список объединений"),
    AssociationsEvent.FILED: N_("План или анализ объединения положен в дело"),
    AssociationsEvent.RECORD_CREATED: N_("Внесена запись объединения"),
    AssociationsEvent.RECORD_CHANGED: N_("Изменена запись объединения"),
    AssociationsEvent.RECORD_REMOVED: N_("Удалена запись объединения"),
}
