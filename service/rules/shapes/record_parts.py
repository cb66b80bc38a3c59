"""Parameters of the kinds that speak of dates, records and figures (правила записей)."""

from collections.abc import Mapping

from service.rules.conditions.catalogue import REGISTERS
from service.rules.conditions.registers import WINDOWS
from service.rules.indicators.params import EACH_COLLECTION, YEAR_END
from service.rules.message import N_
from service.rules.shapes.entries import items
from service.rules.shapes.shape import (
    Choice,
    Code,
    Day,
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
    Words,
    Yes,
)
from service.rules.shapes.titles import (
    DATES,
    ISSUERS,
    MONTHS,
    OWNERS,
    PERIODS,
    SHARE_OPS,
    WINDOW_WORDS,
    YEARS,
    named,
)

STATEMENT = Part(
    "statement", N_("Правило словами"), Words(long=True), N_("Этими словами правило и читается.")
)
_YEAR = Part("year_basis", N_("Какой год"), Choice(YEARS), default="calendar")
_TARGET = Record(
    (
        Part("op", N_("Сравнение"), Choice(SHARE_OPS), default="at_least"),
        Part("value", N_("Порог"), Share(), required=True),
    )
)

RECORD_PARTS: Mapping[str, tuple[Part, ...]] = {
    "deadline": (
        Part("fact", N_("Что делается"), Code(DATES), required=True),
        Part("anchor", N_("От чего считать"), Code(DATES), required=True),
        Part(
            "direction",
            N_("До или после"),
            Choice((("before", N_("до этого дня")), ("after", N_("после этого дня")))),
            required=True,
        ),
        Part("amount", N_("Сколько"), Number(0, 3660), required=True),
        Part(
            "unit",
            N_("Чего"),
            Choice((("days", N_("дней")), ("working_days", N_("рабочих дней")), ("months", N_("месяцев")))),
            default="days",
        ),
        Part(
            "count",
            N_("Как считать дни"),
            Choice((("date_difference", N_("разность дат")), ("clear_days", N_("полные дни между датами")))),
            default="date_difference",
        ),
        Part(
            "shift",
            N_("Если день нерабочий"),
            Choice((("none", N_("не переносить")), ("next_working_day", N_("на следующий рабочий день")))),
            default="none",
        ),
    ),
    "annual_deadline": (
        Part("fact", N_("Что делается"), Code(DATES), required=True),
        Part("before", N_("До числа"), MonthDay(), N_("Заполните одно из двух: «до» или «не позднее».")),
        Part("by", N_("Не позднее числа"), MonthDay()),
        Part("inclusive", N_("Названный день входит в срок"), Yes()),
        _YEAR,
    ),
    "frequency": (
        Part("count", N_("Сколько раз, не менее"), Number(1, 366), required=True),
        Part("per", N_("За какое время"), Choice(PERIODS), default="year"),
        _YEAR,
        Part(
            "what",
            N_("Чего"),
            Code(
                (
                    ("meeting", N_("заседания")),
                    ("practical_seminar", N_("практические семинары")),
                    ("cycle", N_("циклы мониторинга")),
                    ("event", N_("мероприятия")),
                )
            ),
        ),
        Part("extraordinary_counts", N_("Внеочередные заседания учитываются"), Yes()),
        Part(
            "seminars",
            N_("Практический семинар"),
            Choice((("inside", N_("одно из заседаний")), ("apart", N_("сверх заседаний")))),
            default="inside",
        ),
        Part("months", N_("Месяцы с нормой"), Many(MONTHS, numbers=True), N_("Только для нормы на месяц.")),
    ),
    "minimum": (
        Part("count", N_("Сколько, не менее"), Number(), required=True),
        Part("of", N_("Чего"), Code(), default="members"),
        Part(
            "when",
            N_("Когда нужно"),
            Choice((("always", N_("всегда")), ("creation", N_("при создании")))),
            default="always",
        ),
    ),
    "documents": (
        items("documents", N_("Документы"), N_("Добавить документ")),
        Part("owner", N_("У кого должны быть"), Choice(OWNERS), default="tenant"),
        Part(
            "period",
            N_("Как часто"),
            Choice(
                (
                    ("once", N_("один раз")),
                    ("year", N_("каждый год")),
                    ("school_year", N_("каждый учебный год")),
                )
            ),
            default="once",
        ),
        Part("issuer", N_("Кто издаёт"), Code(ISSUERS)),
    ),
    "coverage": (
        Part("of", N_("Кто или что охватывается"), Code(), required=True),
        Part("require", N_("Что нужно каждому"), Code(), default="holder"),
        Part("units", N_("Обязательные единицы"), Many((), open=True)),
        STATEMENT,
    ),
    "labelling": (
        Part("of", N_("Из каких перечней"), Many((), open=True), required=True),
        Part(
            "on",
            N_("Что отмечается"),
            Code(
                (
                    ("plan_item", N_("пункт плана")),
                    ("plan_analysis", N_("анализ за год")),
                    ("unit_function", N_("функция единицы")),
                )
            ),
            required=True,
        ),
        Part(
            "take",
            N_("Сколько значений"),
            Choice((("one", N_("ровно одно")), ("some", N_("хотя бы одно")), ("any", N_("любое число")))),
            default="some",
        ),
        Part("across", N_("Перечень второй стороны таблицы"), Code()),
        STATEMENT,
    ),
    "attribute": (
        Part("fact", N_("Какое сведение"), Code(), default="value"),
        Part(
            "value",
            N_("Значение"),
            Scalar(),
            N_("Одно значение; если допустимых несколько, заполните список ниже."),
        ),
        Part("values", N_("Допустимые значения"), Rows(Scalar(), N_("Добавить значение"))),
        Part(
            "op",
            N_("Сравнение"),
            Choice((("equals", N_("равно")), ("among", N_("одно из")), ("at_least", N_("не менее")))),
            N_("Пусто – по числу значений."),
        ),
        STATEMENT,
    ),
    "indicator": (
        Part("code", N_("Код"), Words(), required=True),
        Part("canonical", N_("Код общего перечня"), Words()),
        Part("short", N_("Короткое название"), Words()),
        Part(
            "indicator",
            N_("Что считается"),
            Choice((("share", N_("доля")), ("count", N_("количество")), ("yes_no", N_("да или нет")))),
            required=True,
        ),
        Part(
            "subject",
            N_("Реестр"),
            Choice(tuple((one.name, one.title) for one in REGISTERS.values())),
            required=True,
        ),
        Part("population", N_("Кто входит в знаменатель"), Test("@subject")),
        Part("numerator", N_("Кто входит в числитель"), Test("@subject")),
        Part("window", N_("За какое время"), Choice(named(WINDOWS, WINDOW_WORDS))),
        Part("window_field", N_("По какой дате"), Code()),
        Part("since", N_("С какого дня"), Day()),
        Part("target", N_("Порог"), _TARGET),
        Part("target_op", N_("Сравнение порогов по годам"), Choice(SHARE_OPS), N_("Пусто – «не менее».")),
        Part(
            "targets",
            N_("Пороги по годам"),
            Table(
                Part("key", N_("Год"), Words(), required=True),
                Part("value", N_("Порог"), Share(), required=True),
                N_("Добавить год"),
            ),
        ),
        Part("cumulative", N_("Нарастающим итогом"), Yes()),
        Part(
            "assessed",
            N_("Когда сверяется с порогом"),
            Choice(((EACH_COLLECTION, N_("при каждом сборе")), (YEAR_END, N_("по итогам года")))),
            default=EACH_COLLECTION,
        ),
        Part("informational", N_("Справочный, без порога"), Yes()),
        Part(
            "per",
            N_("На какой знаменатель приходится"),
            Words(),
            N_("Код показателя; только для количества."),
        ),
    ),
    "register": (
        items("fields", N_("Что записывается"), N_("Добавить поле")),
        Part("records", N_("Код журнала"), Code(), required=True),
        STATEMENT,
    ),
    "process": (
        items("actions", N_("Что делается"), N_("Добавить действие")),
        Part("actor", N_("Кто делает"), Words()),
        STATEMENT,
    ),
    "list": (items("items", N_("Перечень"), N_("Добавить строку"), rest=True),),
}
