"""The amendment to signed minutes (исправление к протоколу): a paper of its own, the minutes stay."""

from dataclasses import dataclass
from datetime import date

from service.core.language import N_, format_date
from service.documents.paper import Code, Numbered, Paper, Paragraph, Signature
from service.meetings.papers.facts import Signatory
from service.meetings.papers.wording import Body, days, ended, initials, say


@dataclass(frozen=True)
class AmendmentData:
    """What is corrected in which minutes; `number` None means a draft, `ground` says why."""

    body: Body
    made: date
    minutes_number: str
    minutes_days: tuple[date, ...]
    points: tuple[str, ...]
    signatories: tuple[Signatory, ...]
    number: str | None = None
    ground: str = ""
    code: str = ""


def amendment(data: AmendmentData) -> Paper:
    """The amendment; it names the minutes by number and date and repeats nothing else of them."""
    title = N_("к протоколу заседания %(body)s от %(day)s № %(number)s")
    said = {"body": data.body.genitive, "day": days(data.minutes_days), "number": data.minutes_number}
    return Paper(
        kind=say(N_("ИСПРАВЛЕНИЕ")),
        title=say(title, **said),
        letterhead=data.body.letterhead,
        made=data.made,
        date=format_date(data.made),
        number=f"№\u00a0{data.number}" if data.number else say(N_("№ ______")),
        draft="" if data.number else say(N_("ПРОЕКТ")),
        blocks=(
            *(
                (Paragraph(say(N_("Основание: %(ground)s"), ground=ended(data.ground))),)
                if data.ground
                else ()
            ),
            Paragraph(say(N_("Внести в протокол исправления:"))),
            Numbered(tuple(ended(one) for one in data.points)),
            Paragraph(say(N_("Исправление хранится вместе с протоколом; текст протокола не меняется."))),
        ),
        signatures=tuple(Signature(one.office, initials(one.name), one.mark) for one in data.signatories),
        code=Code(data.code, data.code) if data.code else None,
    )
