"""Amendment to signed minutes (исправление к протоколу) as an official paper of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.core.language import N_, format_date
from service.documents.paper import Code, KeyValues, Paper, Paragraph, Signature
from service.meetings.papers.facts import Signatory
from service.meetings.papers.wording import Body, days, ended, initials, say


@dataclass(frozen=True)
class AmendmentData:
    """What an amendment says: to which minutes, what is to be read instead, why."""

    body: Body
    number: int
    made: date
    minutes_number: str
    minutes_days: tuple[date, ...]
    minutes_sha256: str
    text: str
    reason: str
    place: str = ""
    signatories: Sequence[Signatory] = ()
    code: str = ""


def amendment(data: AmendmentData) -> Paper:
    """The amendment; the minutes themselves stay as they were signed."""
    return Paper(
        kind=say(N_("ИСПРАВЛЕНИЕ К ПРОТОКОЛУ")),
        title=say(
            N_("к протоколу заседания %(body)s от %(day)s № %(number)s"),
            body=data.body.genitive,
            day=days(data.minutes_days),
            number=data.minutes_number,
        ),
        letterhead=data.body.letterhead,
        made=data.made,
        date=format_date(data.made),
        number=f"№\u00a0{data.number}",
        place=data.place,
        blocks=(
            *(Paragraph(ended(line)) for line in data.text.splitlines() if line.strip()),
            KeyValues(
                (
                    (say(N_("Основание исправления")), data.reason),
                    (say(N_("Отпечаток исправляемого протокола")), data.minutes_sha256),
                )
            ),
            Paragraph(say(N_("Подписанный протокол не меняется; это исправление хранится вместе с ним."))),
        ),
        signatures=tuple(Signature(one.office, initials(one.name), one.mark) for one in data.signatories),
        code=Code(data.code, data.code) if data.code else None,
    )
