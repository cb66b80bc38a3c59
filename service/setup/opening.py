"""What stands on the open page (открытая страница): the sections there are, and which a tenant chose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.access.model import Account
from service.core.errors import Conflict, FieldProblem, Invalid
from service.core.language import N_
from service.setup.model import OpenPage
from service.setup.names import SetupEvent, SetupPermission
from service.tenancy.scope import Scope

CHANGED = N_("Пока вы выбирали, разделы изменил другой администратор. Проверьте и сохраните ещё раз.")
UNKNOWN = N_("Такого раздела нет: %(section)s.")
SHOWN = 20


@dataclass(frozen=True)
class Section:
    """One section: what it is called, what a stranger sees in it, whether it is open without a choice."""

    code: str
    title: str
    seen: str
    usual: bool = True
    always: bool = False


SECTIONS = (
    Section("rules", N_("О чём положение"),
            N_("Акт, по которому работает служба, и разделы его правил. Видно и до вашего выбора."),
            always=True),
    Section("structure", N_("Структура"),
            N_("Названия подразделений по уровням. Ни руководителей, ни работников, ни телефонов.")),
    Section("council", N_("Совет и решения"),
            N_("Названия советов, даты прошедших заседаний и сколько решений принято. Ни состава, ни "
               "голосов, ни текстов решений.")),
    Section("calendar", N_("Календарь"),
            N_("Объявленные заседания и мероприятия на два месяца: день, название, место. Если в названии "
               "мероприятия есть фамилия, её увидят все.")),
    Section("news", N_("Новости"),
            N_("Новости службы: день, заголовок и адрес. Рассылки и тексты не видны. Если в заголовке есть "
               "фамилия, её увидят все.")),
    Section("associations", N_("Методические объединения"),
            N_("Названия объединений, предмет и адрес страницы. Ни руководителей, ни членов.")),
    Section("documents", N_("Документы"),
            N_("Действующие документы, которых требует положение: вид, номер, дата, название и адрес "
               "публикации. Если в названии есть фамилия, её увидят все.")),
    Section("indicators", N_("Опубликованные показатели"),
            N_("Последняя публикация: показатель и значение. Число, за которым меньше пяти человек, скрыто."),
            usual=False),
)  # fmt: skip
BY_CODE = {one.code: one for one in SECTIONS}
UNCHOSEN = tuple(one.code for one in SECTIONS if one.always)
"""What is open while nobody has chosen: what always was."""
USUAL = tuple(one.code for one in SECTIONS if one.usual)
"""What is ticked in the form before the first choice."""


@dataclass(frozen=True)
class Chosen:
    """A choice in the history: which sections, when, who; `id` says which choice it was."""

    id: int
    sections: tuple[str, ...]
    at: datetime
    by: str


def choices(scope: Scope) -> Sequence[Chosen]:
    """The latest choices, the one in force first."""
    chosen = (
        select(OpenPage, Account.name)
        .outerjoin(Account, Account.id == OpenPage.chosen_by)
        .order_by(OpenPage.id.desc())
        .limit(SHOWN)
    )
    return [
        Chosen(row.id, tuple(row.sections), row.chosen_at, name or "")
        for row, name in scope.db.execute(chosen)
    ]


def open_now(scope: Scope) -> tuple[Section, ...]:
    """The sections in the open, in their order."""
    latest = select(OpenPage.sections).order_by(OpenPage.id.desc()).limit(1)
    chosen = scope.db.execute(latest).scalar()
    return tuple(one for one in SECTIONS if one.code in (UNCHOSEN if chosen is None else chosen))


def choose(scope: Scope, codes: Sequence[str], seen: int | None) -> OpenPage:
    """Say which sections stand in the open (выбрать разделы); `seen` is the choice that was on the screen.

    Raises Invalid for a section there is none, Conflict when another choice was made meanwhile.
    """
    scope.allow(SetupPermission.MANAGE)
    for code in codes:
        if code not in BY_CODE:
            raise Invalid(fields=(FieldProblem("sections", UNKNOWN, {"section": code}),))
    latest = scope.db.execute(select(OpenPage.id).order_by(OpenPage.id.desc()).limit(1)).scalar()
    if latest != seen:
        raise Conflict(CHANGED)
    row = OpenPage(
        sections=[one.code for one in SECTIONS if one.code in codes],
        chosen_at=scope.now,
        chosen_by=scope.actor.account_id,
    )
    scope.db.add(row)
    scope.record(SetupEvent.OPENED, row, detail={"sections": row.sections})
    return row
