"""Opinion sheets (опросные листы): one personal paper for each member, to print, sign and return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.core.language import N_
from service.documents.paper import Block, Code, Column, Frame, KeyValues, Paper, Paragraph, Signature, Table
from service.meetings.papers.wording import Body, Somebody, days, ended, initials, say

REQUIREMENTS = (
    N_("По каждому вопросу поставьте знак только в одной графе."),
    N_("Несколько знаков или ни одного: голос по этому вопросу не учитывается."),
    N_("Подписывает лично тот, кому лист выдан; без подписи лист недействителен."),
)
"""What a sheet asks for where the body's rules say nothing else."""


OFFICE_NOTE = (
    N_("Заполняет секретарь"),
    N_("Получен: ________________  Способ: ________________"),
    N_("Внёс: ___________________  Проверил: ______________"),
)
"""Two people enter a sheet: the second compares."""


@dataclass(frozen=True)
class SheetQuestion:
    """A question on the sheet and the draft decision that is voted on."""

    number: int
    title: str
    draft: str = ""


@dataclass(frozen=True)
class SheetData:
    """One member's sheet; `deadline` has its zone, «18.03.2026, 18:00 (МСК+4)»; `code` goes into the QR, as
    the `address` of a page where there is one.

    `requirements` are sentences of the body's own rules; the deadline is always added to them.
    """

    body: Body
    member: Somebody
    number: str
    code: str
    days: tuple[date, ...]
    deadline: str
    questions: tuple[SheetQuestion, ...]
    form: str = ""
    return_to: str = ""
    requirements: tuple[str, ...] = ()
    address: str = ""


def sheet(data: SheetData) -> Paper:
    """The sheet of one member."""
    return Paper(
        kind=say(N_("ОПРОСНЫЙ ЛИСТ")),
        title=say(N_("по вопросам заседания %(body)s"), body=data.body.genitive),
        letterhead=data.body.letterhead,
        made=max(data.days),
        date=days(data.days),
        number=f"№\u00a0{data.number}",
        blocks=(
            KeyValues(tuple(_facts(data))),
            Frame(say(N_("Требования к заполнению")), tuple(_requirements(data))),
            _questions(data.questions),
            Paragraph(say(N_("Дата заполнения: «____» ______________ 20____ г.")), indent=False),
        ),
        signatures=(
            Signature(say(N_("Член %(body)s"), body=data.body.genitive), initials(data.member.name)),
        ),
        office_note=tuple(say(one) for one in OFFICE_NOTE),
        code=Code(data.address or data.code, data.code, needed=True),
    )


def sheets(every: Iterable[SheetData]) -> tuple[Paper, ...]:
    """The sheets of all members, for one file: `to_pdf(*sheets(...))`."""
    return tuple(sheet(one) for one in every)


def _facts(data: SheetData) -> Iterable[tuple[str, str]]:
    member = ", ".join(filter(None, (data.member.name, data.member.office)))
    yield say(N_("Член %(body)s"), body=data.body.genitive), member
    if data.form:
        yield say(N_("Форма заседания")), data.form
    yield say(N_("Вернуть не позднее")), data.deadline
    if data.return_to:
        yield say(N_("Куда вернуть")), data.return_to


def _requirements(data: SheetData) -> Iterable[str]:
    told = data.requirements or tuple(say(one) for one in REQUIREMENTS)
    last = say(
        N_("Поздний лист не учитывается. Срок: %(deadline)s."),
        deadline=data.deadline,
    )
    return (f"{number}.\u00a0{text}" for number, text in enumerate((*told, last), 1))


def _questions(questions: tuple[SheetQuestion, ...]) -> Block:
    marks = (N_("За"), N_("Против"), N_("Воздержался"))
    columns = (
        Column(say(N_("№")), 6, "center"),
        Column(say(N_("Вопрос и проект решения")), 54),
        *(Column(say(mark), width, "center") for mark, width in zip(marks, (9, 13, 18), strict=True)),
    )
    rows = ((str(one.number), _asked(one), "", "", "") for one in questions)
    return Table(columns, tuple(rows), tall=True)


def _asked(one: SheetQuestion) -> str:
    return (
        f"{ended(one.title)}\n{say(N_('Проект решения: %(text)s'), text=ended(one.draft))}"
        if one.draft
        else one.title
    )
