"""Annexes to minutes (приложения к протоколу): named votes, register of sheets, verdicts with clauses."""

from collections.abc import Iterator

from service.core.language import N_
from service.documents.paper import Annex, Block, Column, KeyValues, Table
from service.meetings.papers.facts import MinutesData, Question, SheetRegister
from service.meetings.papers.wording import Finding, days, say


def annexes_of(data: MinutesData) -> Iterator[Annex]:
    """The annexes that have something to say, numbered in their order."""
    parts = [
        (N_("Поимённое голосование"), _named(data.questions)),
        (N_("Реестр опросных листов"), _register(data.sheets) if data.sheets else ()),
        (N_("Заключения о правомочности и решениях"), _findings(data)),
    ]
    told = [(title, blocks) for title, blocks in parts if blocks]
    for number, (title, blocks) in enumerate(told, 1):
        yield Annex(_label(data, number if len(told) > 1 else None), say(title), blocks)


def _label(data: MinutesData, number: int | None) -> tuple[str, ...]:
    first = say(N_("Приложение № %(number)s"), number=number) if number else say(N_("Приложение"))
    day = days(data.days)
    if not data.number:
        return first, say(N_("к проекту протокола от %(day)s"), day=day)
    return first, say(N_("к протоколу от %(day)s № %(number)s"), day=day, number=data.number)


def _named(questions: tuple[Question, ...]) -> tuple[Block, ...]:
    return tuple(_votes(one) for one in questions if one.named)


def _votes(question: Question) -> Table:
    channels = any(one.channel for one in question.named)
    columns = [
        Column(say(N_("№")), 8, "center"),
        Column(say(N_("Член органа")), 52),
        Column(say(N_("Голос")), 20, "center"),
    ]
    if channels:
        columns.append(Column(say(N_("Способ участия")), 20, "center"))
    rows = (
        (str(number), one.name, one.choice, *((one.channel,) if channels else ()))
        for number, one in enumerate(question.named, 1)
    )
    caption = say(N_("Вопрос %(number)s. %(title)s"), number=question.number, title=question.title)
    return Table(tuple(columns), tuple(rows), caption)


def _register(found: SheetRegister) -> tuple[Block, ...]:
    label = say(N_("Заменено личным участием"))
    superseded = ((label, str(found.superseded)),) if found.superseded else ()
    facts = KeyValues(
        (
            (say(N_("Выдано")), str(found.issued)),
            (say(N_("Учтено")), str(found.valid)),
            (say(N_("Поступило позже срока")), str(found.late)),
            (say(N_("Испорчено")), str(found.spoiled)),
            (say(N_("Повторные")), str(found.duplicate)),
            (say(N_("Не возвращено")), str(found.not_returned)),
            *superseded,
        )
    )
    if not found.rows:
        return (facts,)
    columns = (
        Column(say(N_("Лист")), 16, "center"),
        Column(say(N_("Член органа")), 26),
        Column(say(N_("Получен")), 20, "center"),
        Column(say(N_("Состояние")), 16, "center"),
        Column(say(N_("Причина")), 22),
    )
    rows = (
        (one.number, one.name, "\n".join(filter(None, (one.received, one.channel))), one.status, one.reason)
        for one in found.rows
    )
    return (facts, Table(columns, tuple(rows)))


def _findings(data: MinutesData) -> tuple[Block, ...]:
    every = [(one.subject or say(N_("Заседание")), one) for one in data.quorum]
    every += [
        (one.subject or say(N_("Вопрос %(number)s"), number=question.number), one)
        for question in data.questions
        for one in question.findings
    ]
    if not every:
        return ()
    columns = (
        Column(say(N_("К чему относится")), 18),
        Column(say(N_("Заключение")), 40),
        Column(say(N_("Пункт")), 20),
        Column(say(N_("Как понят пункт")), 22),
    )
    return (Table(columns, tuple(_finding(subject, one) for subject, one in every)),)


def _finding(subject: str, one: Finding) -> tuple[str, ...]:
    return subject, one.sentence, one.clause, one.reading
