"""Plain records of an association (записи объединения): what each kind asks for; forms, API and lists follow.

Unlike a register of the tenant they belong to one association, and its leader writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from service.associations.model.papers import AssociationDocument, PublicationMark
from service.associations.model.plans import PlanItem
from service.associations.model.work import (
    Cooperation,
    LessonVisit,
    MemberProposal,
    QualitySheet,
    TeacherNeed,
)
from service.associations.names import PARTNER_KINDS, SITES, VISIT_KINDS
from service.core.language import N_


class Sort(StrEnum):
    """What a field of a record holds, and so how it is typed and checked."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    INTEGER = "integer"
    MONTH = "month"
    CHOICE = "choice"
    CHOICES = "choices"
    MEMBER = "member"
    MEMBERS = "members"
    MEETING = "meeting"
    ORGANISATION = "organisation"
    ROADMAP = "roadmap"


CODES = (Sort.CHOICE, Sort.CHOICES)


@dataclass(frozen=True)
class Asked:
    """One field; `choices` are codes with words, `listed` names a list of the profile instead."""

    name: str
    title: str
    sort: Sort = Sort.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    listed: str = ""
    hint: str = ""


@dataclass(frozen=True)
class RecordKind:
    """One kind of records: its address, words, table, fields; `day` is the column of its year.

    `by`: who writes it: `work` (leader, staff), `review` (curator too), `belong` (any member).
    """

    name: str
    title: str
    one: str
    model: Any
    day: str
    fields: tuple[Asked, ...]
    by: str = "work"
    removable: bool = True


WHEN = N_("Дата")
RECORDS: Mapping[str, RecordKind] = {
    one.name: one
    for one in (
        RecordKind(
            "plan-items",
            N_("Дела плана"),
            N_("Дело плана"),
            PlanItem,
            "month",
            (
                Asked("month", N_("Месяц"), Sort.MONTH, required=True),
                Asked("text", N_("Что делаем"), Sort.LONG, required=True),
                Asked("goals", N_("Цели"), Sort.CHOICES, listed="goals"),
                Asked("tasks", N_("Задачи"), Sort.CHOICES, listed="tasks"),
                Asked("forms", N_("Формы работы"), Sort.CHOICES, listed="forms"),
                Asked("responsible_id", N_("Ответственный"), Sort.MEMBER),
                Asked("roadmap_id", N_("Пункт плана района"), Sort.ROADMAP),
                Asked("done_on", N_("Выполнено"), Sort.DATE),
                Asked("result", N_("Результат"), Sort.LONG),
            ),
        ),
        RecordKind(
            "visits",
            N_("Открытые уроки и взаимопосещения"),
            N_("Урок или посещение"),
            LessonVisit,
            "held_on",
            (
                Asked("kind", N_("Вид"), Sort.CHOICE, required=True, choices=VISIT_KINDS),
                Asked("held_on", WHEN, Sort.DATE, required=True),
                Asked("topic", N_("Тема"), Sort.LONG, required=True),
                Asked("host_id", N_("Кто проводит"), Sort.MEMBER, required=True),
                Asked("visitors", N_("Кто посетил"), Sort.MEMBERS),
                Asked("organisation_id", N_("Площадка"), Sort.ORGANISATION),
                Asked(
                    "meeting_id",
                    N_("Практический семинар"),
                    Sort.MEETING,
                    hint=N_("Если урок прошёл на заседании-семинаре"),
                ),
                Asked("self_analysis", N_("Самоанализ"), Sort.LONG),
                Asked("analysis", N_("Анализ"), Sort.LONG),
            ),
            by="belong",
        ),
        RecordKind(
            "quality",
            N_("Листы качества"),
            N_("Оценка качества"),
            QualitySheet,
            "filled_on",
            (
                Asked("filled_on", WHEN, Sort.DATE, required=True),
                Asked("form", N_("Форма работы"), Sort.CHOICE, listed="forms"),
                Asked("meeting_id", N_("Заседание"), Sort.MEETING),
                Asked("criterion", N_("Критерий"), required=True),
                Asked("score", N_("Оценка от 1 до 5"), Sort.INTEGER, required=True),
                Asked("comment", N_("Замечание"), Sort.LONG),
            ),
            by="belong",
        ),
        RecordKind(
            "cooperation",
            N_("Сотрудничество"),
            N_("Совместное дело"),
            Cooperation,
            "held_on",
            (
                Asked("held_on", WHEN, Sort.DATE, required=True),
                Asked("kind", N_("Кто партнёр"), Sort.CHOICE, required=True, choices=PARTNER_KINDS),
                Asked("partner", N_("Название партнёра"), required=True),
                Asked("what", N_("Что сделано вместе"), Sort.LONG, required=True),
                Asked("result", N_("Результат"), Sort.LONG),
            ),
        ),
        RecordKind(
            "proposals",
            N_("Предложения членов"),
            N_("Предложение"),
            MemberProposal,
            "submitted_on",
            (
                Asked("person_id", N_("Автор"), Sort.MEMBER, required=True),
                Asked("submitted_on", WHEN, Sort.DATE, required=True),
                Asked("text", N_("Предложение"), Sort.LONG, required=True),
            ),
            by="belong",
            removable=False,
        ),
        RecordKind(
            "needs",
            N_("Потребности педагогов"),
            N_("Потребность"),
            TeacherNeed,
            "noted_on",
            (
                Asked("person_id", N_("Педагог"), Sort.MEMBER, required=True),
                Asked("noted_on", WHEN, Sort.DATE, required=True),
                Asked("need", N_("Чему хочет научиться"), Sort.LONG, required=True),
                Asked("met_by", N_("Чем удовлетворена"), Sort.LONG),
            ),
            by="belong",
        ),
        RecordKind(
            "documents",
            N_("Документы"),
            N_("Документ"),
            AssociationDocument,
            "year",
            (
                Asked("code", N_("Какой документ"), Sort.CHOICE, listed="documents"),
                Asked("dated_on", WHEN, Sort.DATE, required=True),
                Asked("title", N_("Название, номер")),
                Asked("signer", N_("Кто подписал")),
                Asked("link", N_("Где лежит файл"), hint=N_("Адрес или дело по номенклатуре")),
            ),
        ),
        RecordKind(
            "publications",
            N_("Публикации результатов"),
            N_("Отметка о публикации"),
            PublicationMark,
            "published_on",
            (
                Asked("meeting_id", N_("Заседание"), Sort.MEETING, required=True),
                Asked("site", N_("Сайт"), Sort.CHOICE, required=True, choices=SITES),
                Asked("published_on", WHEN, Sort.DATE, required=True),
                Asked("link", N_("Адрес страницы")),
            ),
        ),
    )
}
