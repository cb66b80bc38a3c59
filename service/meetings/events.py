"""Events after a meeting (после заседания): minutes, signatures, copies, assignments, dispatches."""

from collections.abc import Mapping
from enum import StrEnum

from service.core.language import N_

COPY_DUE = "minutes.copy_due"
"""One letter with a copy, asked for through the outbox."""


class AfterEvent(StrEnum):
    """What is written to the audit log about minutes and what follows decisions."""

    MINUTES_DRAFTED = "minutes.drafted"
    MINUTES_WRITTEN = "minutes.written"
    MINUTES_REVIEWED = "minutes.sent_for_signing"
    MINUTES_RETURNED = "minutes.returned"
    MINUTES_SIGNATURE = "minutes.signature_added"
    MINUTES_SIGNED = "minutes.signed"
    AMENDMENT_DRAFTED = "minutes.amendment_drafted"
    AMENDMENT_SIGNED = "minutes.amendment_signed"
    COPIES_PREPARED = "minutes.copies_prepared"
    COPY_DELIVERED = "minutes.copy_delivered"
    COPY_REFUSED = "minutes.copy_refused"
    DISTRIBUTED = "meeting.distributed"
    ARCHIVED = "meeting.archived"
    ASSIGNED = "assignment.created"
    ASSIGNMENT_CLOSED = "assignment.closed"
    DISPATCHED = "decision.dispatched"
    DISPATCH_ANSWERED = "decision.answered"
    INFORMATION_ASKED = "information_request.sent"
    INFORMATION_GIVEN = "information_request.answered"
    EXPORTED = "decision.exported"


AFTER_WORDS: Mapping[str, str] = {
    AfterEvent.MINUTES_DRAFTED: N_("Начат протокол заседания"),
    AfterEvent.MINUTES_WRITTEN: N_("Изменён текст протокола"),
    AfterEvent.MINUTES_REVIEWED: N_("Протокол отправлен на подпись"),
    AfterEvent.MINUTES_RETURNED: N_("Протокол возвращён в черновик"),
    AfterEvent.MINUTES_SIGNATURE: N_("Поставлена подпись под протоколом"),
    AfterEvent.MINUTES_SIGNED: N_("Протокол подписан всеми"),
    AfterEvent.AMENDMENT_DRAFTED: N_("Составлено исправление протокола"),
    AfterEvent.AMENDMENT_SIGNED: N_("Подписано исправление протокола"),
    AfterEvent.COPIES_PREPARED: N_("Подготовлена рассылка копий протокола"),
    AfterEvent.COPY_DELIVERED: N_("Отмечено вручение копии протокола"),
    AfterEvent.COPY_REFUSED: N_("Почтовый сервер не принял копию протокола"),
    AfterEvent.DISTRIBUTED: N_("Копии протокола есть у всех членов"),
    AfterEvent.ARCHIVED: N_("Заседание передано в архив"),
    AfterEvent.ASSIGNED: N_("Дано поручение"),
    AfterEvent.ASSIGNMENT_CLOSED: N_("Закрыто поручение"),
    AfterEvent.DISPATCHED: N_("Решение направлено в орган управления"),
    AfterEvent.DISPATCH_ANSWERED: N_("Записан ответ на решение"),
    AfterEvent.INFORMATION_ASKED: N_("Направлен запрос информации"),
    AfterEvent.INFORMATION_GIVEN: N_("Записан ответ на запрос информации"),
    AfterEvent.EXPORTED: N_("Выгружен реестр решений"),
}
