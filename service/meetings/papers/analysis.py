"""The yearly analysis of an association (анализ деятельности за год): figures, conclusions, forecast."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from service.core.language import N_, format_date, format_percent
from service.documents.paper import (
    Block,
    Code,
    Column,
    Heading,
    KeyValues,
    Letterhead,
    Numbered,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from service.meetings.papers.facts import Signatory
from service.meetings.papers.wording import ended, initials, say


@dataclass(frozen=True)
class Held:
    """Something that took place (мероприятие): a meeting, a seminar, an open lesson, a visit.

    `present` of `members` where attendance was taken; `who` is the teacher who gave the lesson.
    """

    day: date
    topic: str
    form: str = ""
    who: str = ""
    present: int | None = None
    members: int | None = None


@dataclass(frozen=True)
class ListedDocument:
    """A document of the association's list (документ из перечня); None means nobody has looked yet."""

    name: str
    ready: bool | None
    note: str = ""


@dataclass(frozen=True)
class AnalysisData:
    """A year of an association; what is empty is not told, except what the year was to have and had not."""

    letterhead: Letterhead
    association: str
    """In the genitive: «районного методического объединения учителей математики»."""
    school_year: str
    made: date
    leader: Signatory
    members: int | None = None
    meetings: tuple[Held, ...] = ()
    meetings_required: int | None = None
    seminars: tuple[Held, ...] = ()
    seminars_required: int | None = None
    lessons: tuple[Held, ...] = ()
    visits: tuple[Held, ...] = ()
    idle_tasks: tuple[str, ...] = ()
    documents: tuple[ListedDocument, ...] = ()
    conclusions: tuple[str, ...] = ()
    forecast: tuple[str, ...] = ()
    place: str = ""
    draft: bool = False
    code: str = ""


def analysis(data: AnalysisData) -> Paper:
    """The analysis as a paper signed by the association's leader."""
    return Paper(
        kind=say(N_("АНАЛИЗ")),
        title=say(
            N_("деятельности %(association)s за %(year)s учебный год"),
            association=data.association,
            year=data.school_year,
        ),
        letterhead=data.letterhead,
        made=data.made,
        date=format_date(data.made),
        place=data.place,
        draft=say(N_("ПРОЕКТ")) if data.draft else "",
        blocks=tuple(_text(data)),
        signatures=(Signature(data.leader.office, initials(data.leader.name), data.leader.mark),),
        code=Code(data.code, data.code) if data.code else None,
    )


def _text(data: AnalysisData) -> Iterator[Block]:
    yield Heading(say(N_("Показатели года")))
    yield KeyValues(tuple(_figures(data)))
    for title, held in (
        (N_("Заседания"), data.meetings),
        (N_("Практические семинары"), data.seminars),
        (N_("Открытые уроки"), data.lessons),
        (N_("Посещения уроков и мероприятий"), data.visits),
    ):
        if held:
            yield Heading(say(title))
            yield _events(held)
    if data.idle_tasks:
        yield Heading(say(N_("Задачи, по которым в течение года ничего не проведено")))
        yield Numbered(tuple(ended(one) for one in data.idle_tasks))
    if data.documents:
        yield Heading(say(N_("Документация объединения")))
        yield _documents(data.documents)
    for title, texts in (
        (N_("Выводы"), data.conclusions),
        (N_("Прогноз на следующий учебный год"), data.forecast),
    ):
        if texts:
            yield Heading(say(title))
            yield from (Paragraph(one) for one in texts)


def _figures(data: AnalysisData) -> Iterator[tuple[str, str]]:
    if data.members is not None:
        yield say(N_("Членов объединения")), str(data.members)
    yield say(N_("Проведено заседаний")), _against(len(data.meetings), data.meetings_required)
    if data.seminars or data.seminars_required:
        yield (
            say(N_("Проведено практических семинаров")),
            _against(len(data.seminars), data.seminars_required),
        )
    forms = _forms((*data.meetings, *data.seminars))
    if forms:
        yield say(N_("Формы работы")), forms
    attended = _attended(data.meetings)
    if attended:
        yield say(N_("Посещаемость заседаний")), attended
    if data.lessons:
        yield say(N_("Открытых уроков")), str(len(data.lessons))
    if data.visits:
        yield say(N_("Посещений")), str(len(data.visits))
    if data.documents:
        ready = sum(one.ready is True for one in data.documents)
        yield say(N_("Документы из перечня")), say(N_("%(n)s из %(d)s"), n=ready, d=len(data.documents))


def _against(count: int, required: int | None) -> str:
    return say(N_("%(n)s при требуемых %(d)s"), n=count, d=required) if required is not None else str(count)


def _forms(held: tuple[Held, ...]) -> str:
    every = [one.form for one in held if one.form]
    return "; ".join(f"{form} – {every.count(form)}" for form in dict.fromkeys(every))


def _attended(meetings: tuple[Held, ...]) -> str:
    """Attendance over the meetings where it was taken: an untaken one is no zero."""
    taken = [(one.present, one.members) for one in meetings if one.present is not None and one.members]
    came, could = sum(present for present, _ in taken), sum(members for _, members in taken)
    if not could:
        return ""
    return say(N_("%(share)s (%(n)s из %(d)s)"), share=format_percent(Fraction(came, could)), n=came, d=could)


def _events(held: tuple[Held, ...]) -> Table:
    columns = [
        Column(say(N_("№")), 7, "center"),
        Column(say(N_("Дата")), 16, "center"),
        Column(say(N_("Тема")), 41),
    ]
    cells = [[str(number), format_date(one.day), one.topic] for number, one in enumerate(held, 1)]
    for title, width, texts in (
        (N_("Форма"), 16, [one.form for one in held]),
        (N_("Кто провёл"), 20, [one.who for one in held]),
        (N_("Участников"), 17, [_came(one) for one in held]),
    ):
        if any(texts):
            columns.append(Column(say(title), width, "center"))
            for row, text in zip(cells, texts, strict=True):
                row.append(text)
    return Table(tuple(columns), tuple(tuple(row) for row in cells))


def _came(one: Held) -> str:
    if one.present is None:
        return ""
    return say(N_("%(n)s из %(d)s"), n=one.present, d=one.members) if one.members else str(one.present)


def _documents(rows: tuple[ListedDocument, ...]) -> Table:
    words = {True: N_("есть"), False: N_("нет"), None: N_("не проверено")}
    columns = (
        Column(say(N_("№")), 7, "center"),
        Column(say(N_("Документ")), 48),
        Column(say(N_("Наличие")), 18, "center"),
        Column(say(N_("Примечание")), 27),
    )
    cells = ((str(number), one.name, say(words[one.ready]), one.note) for number, one in enumerate(rows, 1))
    return Table(columns, tuple(cells))
