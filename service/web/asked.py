"""What a program may ask in an address (вопрос): closed lists of parameters, pages of a bounded size."""

import re
from datetime import date
from typing import Any

from flask import g, request
from marshmallow import RAISE, Schema, ValidationError, fields, validate

from service.core.errors import FieldProblem, Invalid
from service.core.language import LANGUAGES, N_
from service.core.paging import LARGEST_SIZE, Paging
from service.web.fields import NOT_A_NUMBER, OUT_OF_RANGE, Day, Line, Longest, Whole, messages

NO_SUCH_PARAMETER = N_("Такого параметра у этого адреса нет.")
NOT_LISTED = N_("Такого значения нет.")
TOO_LONG = N_("Слишком длинно: укоротите текст.")
PAGE_SIZE = N_("На странице от 1 до 200 записей; следующую страницу называет поле next.")
NOT_ISO = N_("Дата пишется как ГГГГ-ММ-ДД.")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FURTHEST_PAGE, GREATEST_ID, LONGEST_SEARCH = 1_000_000, 2**63 - 1, 200


class Question(Schema):
    """What every address may be asked: the language of its words."""

    class Meta:
        """A parameter that does not exist is a mistake, not a wish to be ignored."""

        unknown = RAISE

    error_messages = {"unknown": NO_SUCH_PARAMETER}
    lang = fields.Str(
        validate=validate.OneOf(LANGUAGES, error=NOT_LISTED),
        metadata={"description": N_("Язык слов ответа; сильнее заголовка Accept-Language.")},
    )


class ListQuestion(Question):
    """What every list may be asked: which page, of how many records."""

    page = Whole(
        validate=validate.Range(1, FURTHEST_PAGE, error=OUT_OF_RANGE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Номер страницы, с единицы.")},
    )
    size = Whole(
        validate=validate.Range(1, LARGEST_SIZE, error=PAGE_SIZE),
        error_messages=messages(NOT_A_NUMBER),
        metadata={"description": N_("Записей на странице: от 1 до 200, обычно 50.")},
    )


class Upload(Schema):
    """A file, as the body of a form."""

    file = fields.Raw(
        required=True,
        metadata={"type": "string", "format": "binary", "description": N_("Сам файл.")},
    )


class IsoDay(Day):
    """A date as programs write it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not ISO.fullmatch(str(value)):
            raise ValidationError(NOT_ISO)
        return super()._deserialize(value, attr, data, **kwargs)


def day_asked(said: str) -> Day:
    """A date of the address; `said` is what it asks for."""
    return IsoDay(error_messages=messages(NOT_ISO), metadata={"description": said})


def number_asked(said: str) -> Whole:
    """The id of a record in the address; `said` is whose."""
    limits = validate.Range(1, GREATEST_ID, error=NOT_LISTED)
    return Whole(validate=limits, error_messages=messages(NOT_A_NUMBER), metadata={"description": said})


def words_asked(said: str) -> Line:
    """Words to look for; `said` is where."""
    length = Longest(max=LONGEST_SEARCH, error=TOO_LONG)
    return Line(validate=length, metadata={"description": said})


def choice_asked(among: Any, said: str) -> fields.Str:
    """One of the codes; `said` is what it chooses."""
    return fields.Str(
        validate=validate.OneOf([str(one) for one in among], error=NOT_LISTED),
        metadata={"description": said},
    )


class OnDay(Question):
    """State on a day."""

    on = day_asked(N_("Состояние на этот день; без параметра – на сегодня."))


class ListOnDay(ListQuestion):
    """A list as it stood on a day."""

    on = day_asked(N_("Состояние на этот день; без параметра – на сегодня."))


def asked_page() -> Paging:
    """The page that the address asks for; the schema has bounded it."""
    given: dict[str, Any] = g.asked
    return Paging(given.get("page", 1), given.get("size", Paging().size))


def asked_date(name: str, otherwise: date) -> date:
    """A date of the query; raises Invalid naming the parameter when it is not one."""
    given = request.args.get(name)
    if not given:
        return otherwise
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise Invalid(fields=(FieldProblem(name, NOT_ISO),)) from None
