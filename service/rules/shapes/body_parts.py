"""Parameters of the kinds that speak of bodies, votes and people (правила органов)."""

from collections.abc import Mapping

from service.rules.kinds import force, majority, threshold
from service.rules.message import N_
from service.rules.shapes.entries import ITEM, items
from service.rules.shapes.shape import (
    Choice,
    Code,
    Many,
    MonthDay,
    Number,
    Part,
    Record,
    Rows,
    Scalar,
    Share,
    Table,
    Test,
    Yes,
)
from service.rules.shapes.titles import (
    BASES,
    COUNTED,
    DECISIONS,
    FORCES,
    FORMS,
    OFFICES,
    PURPOSES,
    SHARE_OPS,
    TIES,
    named,
)

_OP = Part("op", N_("Сравнение"), Choice(SHARE_OPS[:2]), default="at_least")
_COUNTED = Record(
    tuple(
        Part(form, title, Choice(COUNTED), default=threshold.DEFAULT_COUNTED[form]) for form, title in FORMS
    )
)
_DEMAND = Record((*ITEM, Part("when", N_("Когда выполнено"), Test("candidate"), required=True)))


def _office(name: str, title: str, hint: str = "") -> Part:
    return Part(name, title, Many(OFFICES, open=True), hint)


BODY_PARTS: Mapping[str, tuple[Part, ...]] = {
    "threshold": (
        Part("share", N_("Доля"), Share(), required=True),
        _OP,
        Part("base", N_("От какого числа"), Choice(named(threshold.BASES, BASES)), default="established"),
        Part("counted", N_("Кого считать"), _COUNTED),
        Part("purpose", N_("Для чего"), Choice(PURPOSES), default=""),
    ),
    "majority": (
        Part("share", N_("Доля голосов"), Share(), required=True),
        Part("op", N_("Сравнение"), Choice(SHARE_OPS[:2]), default="more_than"),
        Part("base", N_("От какого числа"), Choice(named(majority.BASES, BASES)), default="participants"),
        Part("tie", N_("При равенстве голосов"), Choice(TIES), default="not_adopted"),
    ),
    "composition": (
        Part(
            "roles",
            N_("Должности"),
            Table(
                Part("key", N_("Должность"), Code(OFFICES), required=True),
                Part("value", N_("Сколько"), Scalar(), N_("Число, или «1+»: один и больше."), required=True),
                N_("Добавить должность"),
            ),
        ),
        items("categories", N_("Категории членов"), N_("Добавить категорию")),
    ),
    "eligibility": (
        Part("conditions", N_("Условия для всех"), Rows(_DEMAND, N_("Добавить требование"))),
        Part(
            "tiers",
            N_("Ступени"),
            Rows(
                Record(
                    (
                        *ITEM,
                        Part(
                            "conditions", N_("Требования ступени"), Rows(_DEMAND, N_("Добавить требование"))
                        ),
                    )
                ),
                N_("Добавить ступень"),
            ),
        ),
        Part("core_only", N_("Принимаются только по первой ступени"), Yes()),
    ),
    "appointment": (
        Part("elected", N_("Избирается"), Yes()),
        Part(
            "categories",
            N_("Подходящие категории"),
            Many(
                (
                    ("highest", N_("высшая")),
                    ("first", N_("первая")),
                    ("teacher_methodist", N_("педагог-методист")),
                    ("teacher_mentor", N_("педагог-наставник")),
                ),
                open=True,
            ),
        ),
        Part("approved_before", N_("Утверждается до числа"), MonthDay()),
        Part("inclusive", N_("Названный день входит в срок"), Yes()),
        Part("term_years", N_("Срок полномочий, лет"), Number(0, 50)),
        Part("experience_years", N_("Стаж, лет не менее"), Number(0, 70)),
    ),
    "term": (
        Part("years", N_("Срок, лет"), Number(1, 50), required=True),
        Part("max_terms", N_("Сроков подряд не больше"), Number(0, 50), N_("Пусто или 0 – не ограничено.")),
    ),
    "stages": (items("stages", N_("Этапы"), N_("Добавить этап")),),
    "signatories": (
        Part(
            "signers",
            N_("Кто подписывает"),
            Rows(Many(OFFICES, open=True), N_("Добавить подпись")),
            N_("В каждой строке – должности, любая из которых ставит эту подпись."),
        ),
    ),
    "presiding": (
        _office("order", N_("Кто может вести"), N_("По порядку.")),
        _office("instruction", N_("Кому нужно поручение")),
    ),
    "personal": (),
    "force": (
        Part("default", N_("Сила решений"), Choice(named(force.FORCES, FORCES)), default="advisory"),
        Part(
            "exceptions",
            N_("Исключения"),
            Table(
                Part("key", N_("Вид решения"), Code(DECISIONS), required=True),
                Part("value", N_("Сила"), Choice(named(force.FORCES, FORCES)), required=True),
                N_("Добавить исключение"),
            ),
        ),
    ),
}
