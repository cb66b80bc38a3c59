"""Jobs of copies (рассылка копий протокола): one letter for each recipient, with the signed file."""

import smtplib
from collections.abc import Callable
from typing import Any

import structlog

from service.core.language import N_, fill, format_date, translate
from service.documents import files
from service.jobs.work import workshop
from service.meetings.actions import copying, posting
from service.meetings.queries import meetings as reads
from service.meetings.queries.bodies import body as one_body
from service.tenancy.scope import Scope
from service.web.post import Attachment, Letter, Refused

log = structlog.get_logger()
SUBJECT = N_("Протокол № %(number)s: %(body)s, %(day)s")
TEXT = N_(
    "Копия протокола заседания во вложении.\n\nОрган: %(body)s\nЗаседание: %(day)s\nПротокол № %(number)s\n"
    "Отпечаток файла SHA-256: %(sha256)s\n"
)
LANGUAGE = "ru"


def send_minutes(scope: Scope, subject_id: int, **_: Any) -> int:
    """Ask for a letter for everybody who gets their copy by mail and has none yet."""
    return posting.ask_for_letters(scope, subject_id)


def send_copy(scope: Scope, subject_id: int, **_: Any) -> bool:
    """Send one copy to one recipient; written down as sent only when a mail server took it."""
    row = posting.awaiting(scope, subject_id)
    if row is None or not row.address:
        return False
    minutes = posting.minutes_of(scope, row)
    meeting = reads.meeting(scope, minutes.meeting_id)
    told = {
        "number": minutes.number,
        "body": one_body(scope, minutes.body_id).name,
        "day": format_date(reads.day_of(scope, meeting)),
        "sha256": minutes.pdf_sha256,
    }
    pdf = files.demand_intact(files.stored(scope, minutes.pdf_id or 0), minutes.pdf_sha256 or "")
    letter = Letter(
        to=row.address,
        subject=_said(SUBJECT, told),
        text=_said(TEXT, told),
        attachments=(Attachment(pdf.name, pdf.media_type, pdf.content),),
        message_id=f"<minutes-copy-{row.id}.{scope.tenant.slug}@metodsluzhba>",
    )
    try:
        taken = workshop().post.send(letter)
    except Refused:
        posting.refused(scope, row)
        return False
    except (OSError, smtplib.SMTPException) as error:
        log.warning("minutes_copy", error=type(error).__name__)
        raise
    if taken:
        copying.sent(scope, minutes, row, scope.now)
    return bool(taken)


def _said(words: str, told: dict[str, Any]) -> str:
    return fill(translate(words, LANGUAGE), told, LANGUAGE).replace("\xa0", " ")


COPY_JOBS: dict[str, Callable[..., Any]] = {
    "meetings.send_minutes": send_minutes,
    "meetings.send_copy": send_copy,
}
