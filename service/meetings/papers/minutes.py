"""Minutes (протокол) as an official paper, from the data of a meeting and nothing else."""

from collections.abc import Iterator

from service.core.language import N_, format_date
from service.documents.paper import (
    Annex,
    Block,
    Code,
    Heading,
    KeyValues,
    Numbered,
    Paper,
    Paragraph,
    Signature,
)
from service.meetings.papers.annexes import annexes_of
from service.meetings.papers.facts import Attendance, Counts, MinutesData, Opinion, Presiding, Question
from service.meetings.papers.wording import Finding, Somebody, days, ended, initials, people, say, short


def minutes(data: MinutesData) -> Paper:
    """The minutes of a meeting; without a number they are a draft and say so."""
    annexes = tuple(annexes_of(data))
    return Paper(
        kind=say(N_("ПРОТОКОЛ")),
        title=say(N_("заседания %(body)s"), body=data.body.genitive),
        letterhead=data.body.letterhead,
        made=max(data.days),
        date=days(data.days),
        number=f"№\u00a0{data.number}" if data.number else say(N_("№ ______")),
        place=data.place,
        draft="" if data.number else say(N_("ПРОЕКТ")),
        blocks=(*_opening(data), *_agenda(data.questions), *_questions(data), *_amended(data)),
        annex_note=_annex_note(annexes),
        signatures=tuple(Signature(one.office, initials(one.name), one.mark) for one in data.signatories),
        annexes=annexes,
        code=Code(data.code, data.code_caption or data.code) if data.code else None,
    )


def _opening(data: MinutesData) -> Iterator[Block]:
    yield KeyValues(tuple(_facts(data)))
    yield from _listed(data.attendance)
    if data.quorum:
        yield Heading(say(N_("Правомочность заседания")))
        yield from (Paragraph(stated(one)) for one in data.quorum)


def _facts(data: MinutesData) -> Iterator[tuple[str, str]]:
    if data.form:
        yield say(N_("Форма заседания")), data.form
    if data.times:
        yield say(N_("Время")), f"{data.times} ({data.zone})" if data.zone else data.times
    for one in data.presiding:
        yield say(N_("Председательствующий")), _presided(one)
    if data.keeper:
        yield say(N_("Протокол ведёт")), data.keeper.said()
    there = data.attendance
    if there.established is not None:
        yield say(N_("Установленный состав")), people(there.established)
    if there.filled is not None:
        yield say(N_("Замещено мест")), str(there.filled)
    for label, found in (
        (N_("Присутствовали очно"), there.present),
        (N_("Участвовали дистанционно"), there.remote),
        (N_("Участвовали опросным листом"), there.by_sheet),
    ):
        if found:
            yield say(label), people(len(found))


def _presided(one: Presiding) -> str:
    said = one.person.said()
    if one.since and one.until:
        said = say(N_("%(who)s (с %(since)s до %(until)s)"), who=said, since=one.since, until=one.until)
    elif one.since:
        said = say(N_("%(who)s (с %(since)s)"), who=said, since=one.since)
    elif one.until:
        said = say(N_("%(who)s (до %(until)s)"), who=said, until=one.until)
    return f"{said}; {one.ground}" if one.ground else said


def _listed(there: Attendance) -> Iterator[Block]:
    for label, found in (
        (N_("Присутствовали:"), there.present),
        (N_("Участвовали дистанционно:"), there.remote),
        (N_("Участвовали опросным листом:"), there.by_sheet),
    ):
        if found:
            yield _row(label, [one.said() for one in found])
    for label, missing in (
        (N_("Отсутствовали по уважительной причине:"), there.excused),
        (N_("Отсутствовали:"), there.absent),
    ):
        if missing:
            yield _row(label, [_with(one.person, one.reason) for one in missing])
    if there.invited:
        yield _row(N_("Приглашённые:"), [_with(one.person, one.category) for one in there.invited])


def _with(person: Somebody, note: str) -> str:
    return f"{person.said()} ({note})" if note else person.said()


def _row(label: str, said: list[str]) -> Paragraph:
    return Paragraph(ended("; ".join(said)), lead=say(label), align="left", indent=False)


def _agenda(questions: tuple[Question, ...]) -> Iterator[Block]:
    if not questions:
        return
    yield Heading(say(N_("ПОВЕСТКА ДНЯ")))
    for one in questions:
        title = (
            one.title if not one.speaker else f"{one.title}. {say(N_('Докладчик: %(who)s'), who=one.speaker)}"
        )
        yield Numbered((ended(title),), start=one.number)


def _questions(data: MinutesData) -> Iterator[Block]:
    for question in data.questions:
        yield from told(question, data.opinions)
    yield from (_opinion(one) for one in data.opinions if one.question is None)


def told(question: Question, opinions: tuple[Opinion, ...] = ()) -> Iterator[Block]:
    """One question: heard, said, written opinions on it, voted, decided."""
    yield Heading(f"{question.number}.\u00a0{question.title}")
    for label, texts in ((N_("СЛУШАЛИ:"), question.heard), (N_("ВЫСТУПИЛИ:"), question.spoke)):
        for place, text in enumerate(texts):
            yield Paragraph(text, lead=say(label) if not place else "")
    yield from (_opinion(one) for one in opinions if one.question == question.number)
    yield from _voted(question)
    yield from _decided(question)


def _opinion(one: Opinion) -> Paragraph:
    return Paragraph(one.text, lead=say(N_("Письменное мнение (%(who)s):"), who=short(one.name)))


def _voted(question: Question) -> Iterator[Block]:
    if question.recusals:
        said = [
            f"{short(one.name)} ({one.reason})" if one.reason else short(one.name)
            for one in question.recusals
        ]
        yield Paragraph(ended("; ".join(said)), lead=say(N_("Не голосуют в связи с самоотводом:")))
    if question.present is not None:
        yield Paragraph(
            say(N_("При рассмотрении вопроса участвуют: %(people)s."), people=people(question.present))
        )
    if question.counts:
        lead = (
            say(N_("ГОЛОСОВАЛИ (%(method)s):"), method=question.method)
            if question.method
            else say(N_("ГОЛОСОВАЛИ:"))
        )
        yield Paragraph(counts_said(question.counts), lead=lead)


def _decided(question: Question) -> Iterator[Block]:
    if question.outcome:
        yield Paragraph(ended(question.outcome))
    yield from (Paragraph(stated(one)) for one in question.findings)
    if len(question.decided) == 1:
        yield Paragraph(ended(question.decided[0]), lead=say(N_("РЕШИЛИ:")))
    elif question.decided:
        yield Paragraph("", lead=say(N_("РЕШИЛИ:")))
        yield Numbered(tuple(ended(one) for one in question.decided), prefix=f"{question.number}.")
    if question.force:
        yield Paragraph(ended(question.force))


def counts_said(counts: Counts) -> str:
    """The count in words: «за – 9, против – 0, воздержались – 1»."""
    said = say(
        N_("«за» – %(for_)s, «против» – %(against)s, «воздержались» – %(abstained)s"),
        for_=counts.for_,
        against=counts.against,
        abstained=counts.abstained,
    )
    if counts.not_voting is not None:
        said += say(N_(", не голосовали – %(count)s"), count=counts.not_voting)
    return f"{said}."


def stated(finding: Finding) -> str:
    """A verdict as a sentence with its ground: «Кворум есть (п. 4.6 Положения)»."""
    if not finding.clause:
        return ended(finding.sentence)
    return say(
        N_("%(sentence)s Основание: %(clause)s."), sentence=ended(finding.sentence), clause=finding.clause
    )


def _amended(data: MinutesData) -> Iterator[Block]:
    for one in data.amendments:
        yield Paragraph(
            say(
                N_("К протоколу подписано исправление № %(number)s от %(day)s: %(text)s"),
                number=one.number,
                day=format_date(one.day),
                text=ended(one.text),
            ),
            small=True,
        )


def _annex_note(annexes: tuple[Annex, ...]) -> tuple[str, ...]:
    if not annexes:
        return ()
    if len(annexes) == 1:
        return (say(N_("Приложение: %(title)s."), title=_inside(annexes[0].title)),)
    said = [f"{number}. {annex.title}." for number, annex in enumerate(annexes, 1)]
    return (say(N_("Приложения:")), *said)


def _inside(title: str) -> str:
    return title[:1].lower() + title[1:]
