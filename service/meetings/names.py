"""Permissions and events of meetings (заседания) of every collegial body."""

from collections.abc import Mapping
from enum import StrEnum

from service.access.names import EVERYONE, STAFF, Role
from service.core.language import N_


class MeetingsPermission(StrEnum):
    """What one may do about meetings; offices give more, in their own body only."""

    READ = "meetings:read"
    TAKE_PART = "meetings:take_part"
    KEEP = "meetings:keep"


GRANTS: dict[str, frozenset[str]] = {
    MeetingsPermission.READ: EVERYONE,
    MeetingsPermission.TAKE_PART: EVERYONE - {Role.AUDITOR, Role.INSTITUTE_ANALYST},
    MeetingsPermission.KEEP: STAFF,
}

KINDS: Mapping[str, str] = {
    "council": N_("Методический совет"),
    "expert_council": N_("Экспертный совет"),
    "association": N_("Методическое объединение"),
    "active": N_("Методический актив"),
    "working_group": N_("Рабочая группа"),
    "expert_group": N_("Экспертная группа"),
}
OFFICES: Mapping[str, str] = {
    "chair": N_("Председатель"),
    "deputy": N_("Заместитель председателя"),
    "secretary": N_("Ответственный секретарь"),
    "leader": N_("Руководитель"),
    "curator": N_("Куратор"),
    "member": N_("Член"),
}
FORMS: Mapping[str, str] = {
    "in_person": N_("Очная"),
    "correspondence": N_("Заочная"),
    "hybrid": N_("Гибридная"),
}
MEETING_KINDS: Mapping[str, str] = {
    "ordinary": N_("Очередное"),
    "extraordinary": N_("Внеочередное"),
    "repeat": N_("Повторное"),
}
STATES: Mapping[str, str] = {
    "draft": N_("Черновик"),
    "scheduled": N_("Назначено"),
    "noticed": N_("Члены извещены"),
    "agenda_final": N_("Повестка закрыта"),
    "in_session": N_("Идёт"),
    "suspended": N_("Перерыв"),
    "balloting": N_("Идёт голосование листами"),
    "ballots_closed": N_("Приём листов закончен"),
    "closed": N_("Закрыто"),
    "minutes_signed": N_("Протокол подписан"),
    "distributed": N_("Копии разосланы"),
    "archived": N_("В архиве"),
    "postponed": N_("Перенесено"),
    "cancelled": N_("Отменено"),
    "no_quorum": N_("Не состоялось: нет кворума"),
}
DECISIONS: Mapping[str, str] = {
    "recommendation": N_("Рекомендация"),
    "proposal": N_("Предложение органу управления"),
    "working_group": N_("Создание рабочей группы"),
    "expert_group": N_("Создание экспертной группы"),
    "procedural": N_("Процедурный вопрос"),
    "plan": N_("Принятие плана"),
    "election": N_("Выборы"),
}
OUTCOMES: Mapping[str, str] = {
    "adopted": N_("Принято"),
    "rejected": N_("Не принято"),
    "recorded": N_("Записано без проверки"),
    "not_held": N_("Не состоялось"),
}
CHOICES: Mapping[str, str] = {"for": N_("За"), "against": N_("Против"), "abstain": N_("Воздержался")}
MARKS: Mapping[str, str] = {**CHOICES, "unclear": N_("Не отмечено или отмечено несколько")}
SHEETS: Mapping[str, str] = {
    "valid": N_("Учтён"),
    "pending": N_("Ждёт проверки"),
    "late": N_("Поздний"),
    "spoiled": N_("Испорчен"),
    "duplicate": N_("Повтор"),
    "replaced": N_("Заменён"),
    "superseded": N_("Член пришёл в зал"),
    "conflict": N_("Противоречие"),
    "rejected": N_("Отклонён"),
    "void": N_("Недействителен"),
    "not_returned": N_("Не сдан"),
}
CHANNELS: Mapping[str, str] = {"online": N_("Электронный"), "paper": N_("Бумажный")}
FORCES: Mapping[str, str] = {"advisory": N_("Рекомендательное"), "binding": N_("Обязательное")}
DEADLINES: Mapping[str, str] = {
    "notice_due": N_("Известить членов"),
    "materials_due": N_("Разослать материалы"),
    "agenda_cutoff": N_("Предложения в повестку"),
    "sheets_due": N_("Приём листов голосования"),
    "minutes_draft": N_("Подготовить протокол"),
    "minutes_sign": N_("Подписать протокол"),
    "minutes_copy": N_("Разослать копии протокола"),
    "dispatch_due": N_("Направить решения органу управления"),
    "publication_due": N_("Разместить результаты"),
}
"""What is due, as lists and calendars name it."""
MEMBERS_DEADLINES = ("agenda_cutoff", "sheets_due")
"""Deadlines that members keep themselves; the others are the secretary's."""
LETTER_DUE, CALL_OFF_DUE, WORD_DUE = "meeting.letter_due", "meeting.call_off_due", "meeting.word_due"
"""One letter each, asked for through the outbox: a notice, a cancellation, a reminder."""


class MeetingsEvent(StrEnum):
    """What is written to the audit log about bodies and their meetings."""

    BODY_CREATED = "body.created"
    BODY_CHANGED = "body.changed"
    COMPOSITION_SET = "composition.set"
    PLAN_CREATED = "year_plan.created"
    PLAN_CHANGED = "year_plan.changed"
    PLAN_APPROVED = "year_plan.approved"
    PLAN_RETURNED = "year_plan.returned"
    PROCEDURE_SET = "body.procedure_set"
    SCORE_FROZEN = "body.score_frozen"
    CREATED = "meeting.created"
    CHANGED = "meeting.changed"
    SCHEDULED = "meeting.scheduled"
    NOTICED = "meeting.noticed"
    DELIVERED = "meeting.notice_delivered"
    NOT_SENT = "meeting.notice_not_sent"
    CALLED_OFF = "meeting.called_off"
    REMINDED = "meeting.reminded"
    FEED_MADE = "calendar_feed.made"
    FEED_REVOKED = "calendar_feed.revoked"
    POSTPONED = "meeting.postponed"
    CANCELLED = "meeting.cancelled"
    REZONED = "meeting.rezoned"
    AGENDA_CHANGED = "meeting.agenda_changed"
    AGENDA_CLOSED = "meeting.agenda_closed"
    PROPOSED = "meeting.proposed"
    PROPOSAL_ANSWERED = "meeting.proposal_answered"
    MATERIAL_ADDED = "meeting.material_added"
    MATERIAL_REMOVED = "meeting.material_removed"
    OPENED = "meeting.opened"
    NOT_OPENED = "meeting.not_opened"
    PRESENCE_CHANGED = "meeting.presence_changed"
    PRESIDER_CHANGED = "meeting.presider_changed"
    INSTRUCTED = "meeting.instructed"
    RECUSED = "meeting.recused"
    OPINION_RECORDED = "meeting.opinion_recorded"
    SUSPENDED = "meeting.suspended"
    DAY_BEGUN = "meeting.day_begun"
    DAY_ENDED = "meeting.day_ended"
    CLOSED = "meeting.closed"
    ROUND_OPENED = "round.opened"
    VOTED = "round.voted"
    ROUND_CLOSED = "round.closed"
    PROXY_REFUSED = "round.proxy_refused"
    RECUSED_REFUSED = "round.recused_refused"
    DECIDED = "decision.made"
    GROUP_CREATED = "decision.group_created"
    SHEETS_ISSUED = "sheets.issued"
    SHEETS_EXTENDED = "sheets.extended"
    SHEET_VOID = "sheet.void"
    SHEET_RETURNED = "sheet.returned"
    SHEET_REGISTERED = "sheet.registered"
    SHEET_SCANNED = "sheet.scanned"
    SHEET_VERIFIED = "sheet.verified"
    SHEET_RESOLVED = "sheet.resolved"
    BALLOTING_CLOSED = "sheets.closed"


EVENT_WORDS: Mapping[str, str] = {
    MeetingsEvent.BODY_CREATED: N_("Внесён коллегиальный орган"),
    MeetingsEvent.BODY_CHANGED: N_("Изменён коллегиальный орган"),
    MeetingsEvent.COMPOSITION_SET: N_("Введён состав по акту"),
    MeetingsEvent.PLAN_CREATED: N_("Внесён план года"),
    MeetingsEvent.PLAN_CHANGED: N_("Изменён план года"),
    MeetingsEvent.PLAN_APPROVED: N_("Утверждён план года"),
    MeetingsEvent.PLAN_RETURNED: N_("План года возвращён"),
    MeetingsEvent.PROCEDURE_SET: N_("Определён порядок деятельности"),
    MeetingsEvent.SCORE_FROZEN: N_("Закрыт итог года органа"),
    MeetingsEvent.CREATED: N_("Внесено заседание"),
    MeetingsEvent.CHANGED: N_("Изменено заседание"),
    MeetingsEvent.SCHEDULED: N_("Заседание назначено"),
    MeetingsEvent.NOTICED: N_("Составлено извещение"),
    MeetingsEvent.DELIVERED: N_("Отмечено вручение извещения"),
    MeetingsEvent.NOT_SENT: N_("Извещение не отправлено почтой"),
    MeetingsEvent.CALLED_OFF: N_("Отправлено письмо об отмене"),
    MeetingsEvent.REMINDED: N_("Разосланы напоминания"),
    MeetingsEvent.FEED_MADE: N_("Создана подписка на календарь"),
    MeetingsEvent.FEED_REVOKED: N_("Отозвана подписка на календарь"),
    MeetingsEvent.POSTPONED: N_("Заседание перенесено"),
    MeetingsEvent.REZONED: N_("Час заседания пересчитан по новому поясу"),
    MeetingsEvent.CANCELLED: N_("Заседание отменено"),
    MeetingsEvent.AGENDA_CHANGED: N_("Изменена повестка"),
    MeetingsEvent.AGENDA_CLOSED: N_("Повестка закрыта"),
    MeetingsEvent.PROPOSED: N_("Внесено предложение в повестку"),
    MeetingsEvent.PROPOSAL_ANSWERED: N_("Дан ответ на предложение"),
    MeetingsEvent.MATERIAL_ADDED: N_("Добавлен материал"),
    MeetingsEvent.MATERIAL_REMOVED: N_("Убран материал"),
    MeetingsEvent.OPENED: N_("Заседание открыто"),
    MeetingsEvent.NOT_OPENED: N_("Заседание не состоялось"),
    MeetingsEvent.PRESENCE_CHANGED: N_("Отмечено присутствие"),
    MeetingsEvent.PRESIDER_CHANGED: N_("Сменился председательствующий"),
    MeetingsEvent.INSTRUCTED: N_("Записано поручение председателя"),
    MeetingsEvent.RECUSED: N_("Заявлен самоотвод"),
    MeetingsEvent.OPINION_RECORDED: N_("Внесено письменное мнение"),
    MeetingsEvent.SUSPENDED: N_("Объявлен или окончен перерыв"),
    MeetingsEvent.DAY_BEGUN: N_("Открыт следующий день заседания"),
    MeetingsEvent.DAY_ENDED: N_("Закончен день заседания"),
    MeetingsEvent.CLOSED: N_("Заседание закрыто"),
    MeetingsEvent.ROUND_OPENED: N_("Открыто голосование"),
    MeetingsEvent.VOTED: N_("Подан голос"),
    MeetingsEvent.ROUND_CLOSED: N_("Закрыто голосование"),
    MeetingsEvent.PROXY_REFUSED: N_("Отказано в голосе за другого"),
    MeetingsEvent.RECUSED_REFUSED: N_("Отказано в голосе после самоотвода"),
    MeetingsEvent.DECIDED: N_("Записано решение"),
    MeetingsEvent.GROUP_CREATED: N_("Решением создана группа"),
    MeetingsEvent.SHEETS_ISSUED: N_("Выданы опросные листы"),
    MeetingsEvent.SHEETS_EXTENDED: N_("Продлён срок опросных листов"),
    MeetingsEvent.SHEET_VOID: N_("Лист выбывшего члена недействителен"),
    MeetingsEvent.SHEET_RETURNED: N_("Сдан опросный лист"),
    MeetingsEvent.SHEET_REGISTERED: N_("Внесён бумажный опросный лист"),
    MeetingsEvent.SHEET_SCANNED: N_("Приложен скан опросного листа"),
    MeetingsEvent.SHEET_VERIFIED: N_("Проверен бумажный опросный лист"),
    MeetingsEvent.SHEET_RESOLVED: N_("Решено, какой из двух листов считать"),
    MeetingsEvent.BALLOTING_CLOSED: N_("Закончен приём опросных листов"),
}
