"""Notices of a meeting (уведомления) to its members, and the register of their delivery."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from service.core.language import N_, format_date
from service.documents.paper import (
    Block,
    Code,
    Column,
    Heading,
    KeyValues,
    Numbered,
    Paper,
    Paragraph,
    Signature,
    Table,
)
from service.meetings.papers.facts import Signatory
from service.meetings.papers.wording import Body, Somebody, days, ended, initials, say, short


@dataclass(frozen=True)
class NoticeData:
    """What one member is told; `made` is the day the notice is dated.

    `deadlines` are pairs «до чего» and the moment with its zone. A later `version` says what it replaces;
    `moved_from` are the days a meeting was called for before, `cancelled` calls it off, `reason` says why.
    """

    body: Body
    member: Somebody
    made: date
    days: tuple[date, ...]
    starts: str
    zone: str = ""
    form: str = ""
    place: str = ""
    link: str = ""
    agenda: tuple[str, ...] = ()
    deadlines: tuple[tuple[str, str], ...] = ()
    materials: str = ""
    number: str = ""
    version: int = 1
    replaces: str = ""
    moved_from: tuple[date, ...] = ()
    cancelled: bool = False
    reason: str = ""
    signatory: Signatory | None = None
    code: str = ""


def notice(data: NoticeData) -> Paper:
    """The notice to one member."""
    signatory = data.signatory
    return Paper(
        kind=say(N_("УВЕДОМЛЕНИЕ")),
        title=say(_title(data), body=data.body.genitive),
        letterhead=data.body.letterhead,
        made=data.made,
        date=format_date(data.made),
        number=f"№\u00a0{data.number}" if data.number else "",
        addressee=(
            say(N_("Кому: %(who)s"), who=short(data.member.name)),
            *filter(None, (data.member.office,)),
        ),
        blocks=tuple(_text(data)),
        signatures=(Signature(signatory.office, initials(signatory.name), signatory.mark),)
        if signatory
        else (),
        code=Code(data.code, data.code) if data.code else None,
    )


def _title(data: NoticeData) -> str:
    if data.cancelled:
        return N_("об отмене заседания %(body)s")
    return N_("о переносе заседания %(body)s") if data.moved_from else N_("о заседании %(body)s")


def _called(data: NoticeData) -> str:
    body, day = data.body.genitive, days(data.days)
    if data.cancelled:
        return say(
            N_("Сообщаем, что заседание %(body)s, назначенное на %(day)s, отменено."), body=body, day=day
        )
    if data.moved_from:
        said = N_(
            "Сообщаем, что заседание %(body)s, назначенное на %(before)s, переносится и состоится %(day)s."
        )
        return say(said, body=body, before=days(data.moved_from), day=day)
    return say(N_("Сообщаем, что заседание %(body)s состоится %(day)s."), body=body, day=day)


def _text(data: NoticeData) -> Iterator[Block]:
    if data.version > 1:
        said = say(N_("Редакция %(number)s."), number=data.version)
        if data.replaces:
            said += " " + say(N_("Заменяет уведомление от %(day)s."), day=data.replaces)
        yield Paragraph(said)
    yield Paragraph(_called(data))
    if data.reason:
        yield Paragraph(say(N_("Причина: %(reason)s"), reason=ended(data.reason)))
    if data.cancelled:
        return
    yield KeyValues(tuple(_facts(data)))
    if data.agenda:
        yield Heading(say(N_("Примерный перечень вопросов")))
        yield Numbered(tuple(ended(one) for one in data.agenda))
    if data.deadlines:
        yield Heading(say(N_("Сроки")))
        yield KeyValues(data.deadlines)
    if data.materials:
        yield Paragraph(say(N_("Материалы: %(where)s"), where=ended(data.materials)))


def _facts(data: NoticeData) -> Iterator[tuple[str, str]]:
    yield say(N_("Дата")), days(data.days)
    if data.starts:
        yield say(N_("Начало")), f"{data.starts} ({data.zone})" if data.zone else data.starts
    if data.form:
        yield say(N_("Форма заседания")), data.form
    if data.place:
        yield say(N_("Место")), data.place
    if data.link:
        yield say(N_("Ссылка для участия")), data.link


@dataclass(frozen=True)
class Delivery:
    """How a notice reached a member (вручение): channel, when sent, what proves it."""

    member: Somebody
    channel: str = ""
    sent: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class DeliveriesData:
    """The deliveries of one version of a notice; `made` dates the register."""

    body: Body
    days: tuple[date, ...]
    made: date
    rows: tuple[Delivery, ...]
    version: int = 1
    signatory: Signatory | None = None
    code: str = ""


def deliveries(data: DeliveriesData) -> Paper:
    """The register of deliveries, with a column to sign in; it may be printed as often as needed."""
    signatory = data.signatory
    columns = (
        Column(say(N_("№")), 6, "center"),
        Column(say(N_("Член органа")), 22),
        Column(say(N_("Способ")), 13, "center"),
        Column(say(N_("Направлено")), 18, "center"),
        Column(say(N_("Подтверждение")), 21, "center"),
        Column(say(N_("Подпись о получении")), 20, "center"),
    )
    rows = (
        (str(number), short(one.member.name), one.channel, one.sent, one.evidence, "")
        for number, one in enumerate(data.rows, 1)
    )
    title = N_("вручения уведомлений о заседании %(body)s %(day)s")
    return Paper(
        kind=say(N_("РЕЕСТР")),
        title=say(title, body=data.body.genitive, day=days(data.days)),
        letterhead=data.body.letterhead,
        made=data.made,
        date=format_date(data.made),
        number=say(N_("Редакция %(number)s"), number=data.version) if data.version > 1 else "",
        blocks=(Table(columns, tuple(rows), tall=True),),
        signatures=(Signature(signatory.office, initials(signatory.name), signatory.mark),)
        if signatory
        else (),
        code=Code(data.code, data.code) if data.code else None,
    )
