"""What leaves the body (отправка): the covering letter to the authority and the extract from minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.core.language import N_, format_date
from service.documents.paper import Block, Code, KeyValues, Numbered, Paper, Paragraph, Signature
from service.meetings.papers.facts import MinutesData, Signatory
from service.meetings.papers.minutes import told
from service.meetings.papers.wording import Body, days, ended, initials, say


@dataclass(frozen=True)
class LetterData:
    """A decision sent to the authority (сопроводительное письмо); `out_number` None means not sent yet.

    `addressee` is written as it should be printed, in the dative; `decisions` are the points sent.
    """

    body: Body
    made: date
    addressee: tuple[str, ...]
    minutes_number: str
    minutes_days: tuple[date, ...]
    decisions: tuple[str, ...]
    signatory: Signatory
    out_number: str | None = None
    reference: str = ""
    answer_due: date | None = None
    attached: tuple[str, ...] = ()
    executor: tuple[str, ...] = ()
    code: str = ""


def covering_letter(data: LetterData) -> Paper:
    """The letter; without an outgoing number it is a draft."""
    signatory = data.signatory
    return Paper(
        kind="",
        title=say(N_("О направлении решения %(body)s"), body=data.body.genitive),
        letterhead=data.body.letterhead,
        made=data.made,
        date=format_date(data.made) if data.out_number else "__________",
        number=f"№\u00a0{data.out_number}" if data.out_number else say(N_("№ ______")),
        reference=data.reference,
        addressee=data.addressee,
        draft="" if data.out_number else say(N_("ПРОЕКТ")),
        letter=True,
        blocks=tuple(_letter(data)),
        annex_note=_attached(data.attached),
        signatures=(Signature(signatory.office, initials(signatory.name), signatory.mark),),
        executor=data.executor,
        code=Code(data.code, data.code) if data.code else None,
    )


def _letter(data: LetterData) -> Iterator[Block]:
    yield Paragraph(
        say(
            N_("Направляем решение %(body)s (протокол от %(day)s № %(number)s):"),
            body=data.body.genitive,
            day=days(data.minutes_days),
            number=data.minutes_number,
        )
    )
    yield Numbered(tuple(ended(one) for one in data.decisions))
    if data.answer_due:
        yield Paragraph(
            say(
                N_("О результатах рассмотрения просим сообщить до %(day)s."), day=format_date(data.answer_due)
            )
        )


def _attached(attached: tuple[str, ...]) -> tuple[str, ...]:
    if len(attached) < 2:
        return tuple(say(N_("Приложение: %(title)s."), title=one) for one in attached)
    return (say(N_("Приложения:")), *(ended(f"{number}. {one}") for number, one in enumerate(attached, 1)))


def extract(data: MinutesData, questions: tuple[int, ...], made: date, certified_by: Signatory) -> Paper:
    """An extract from minutes (выписка из протокола): the questions asked for, as the minutes have them.

    `made` is the day of the extract and of its certification; its date stays that of the meeting.
    """
    chosen = [one for one in data.questions if one.number in questions]
    presided = tuple((say(N_("Председательствующий")), one.person.said()) for one in data.presiding)
    return Paper(
        kind=say(N_("ВЫПИСКА ИЗ ПРОТОКОЛА")),
        title=say(N_("заседания %(body)s"), body=data.body.genitive),
        letterhead=data.body.letterhead,
        made=made,
        date=days(data.days),
        number=f"№\u00a0{data.number}" if data.number else say(N_("№ ______")),
        place=data.place,
        draft="" if data.number else say(N_("ПРОЕКТ")),
        blocks=(
            *((KeyValues(presided),) if presided else ()),
            *(block for one in chosen for block in told(one, data.opinions)),
            *(_signed(one) for one in data.signatories),
            Paragraph(say(N_("Выписка верна.")), indent=False),
        ),
        signatures=(Signature(certified_by.office, initials(certified_by.name), certified_by.mark),),
        executor=(format_date(made),),
        code=Code(data.code, data.code_caption or data.code) if data.code else None,
    )


def _signed(one: Signatory) -> Paragraph:
    return Paragraph(
        say(N_("Протокол подписан: %(office)s %(name)s."), office=one.office, name=initials(one.name)),
        indent=False,
    )
