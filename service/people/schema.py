"""What may come in about people and what goes out: marshmallow schemas of persons, jobs and imports."""

from decimal import Decimal
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, validate

from service.core.language import N_
from service.people.importing import phrases, values
from service.web.fields import Day

REQUIRED = N_("Заполните это поле.")
TOO_LONG = N_("Слишком длинно: укоротите текст.")
NOT_LISTED = N_("Выберите из списка.")
NOT_YES_NO = N_("Нужно да или нет.")
BAD_RATE = N_("Ставка пишется долей: 0,5 или 1, не больше 2.")
BAD_MAIL = N_("Это не адрес почты.")
NOT_A_NUMBER = N_("Нужно целое число.")
FULL_RATE, LARGEST_ID = Decimal(1), 2**63 - 1
KINDS = {
    "main": N_("Основная"),
    "internal": N_("Внутреннее совместительство"),
    "external": N_("Внешнее совместительство"),
}
FIELD_WORDS = {
    "last_name": N_("Фамилия"),
    "first_name": N_("Имя"),
    "middle_name": N_("Отчество"),
    "birth_date": N_("Дата рождения"),
    "email": N_("Электронная почта"),
    "phone": N_("Телефон"),
    "degree": N_("Учёная степень"),
    "academic_title": N_("Учёное звание"),
    "kind": N_("Вид работы"),
    "position": N_("Группа должностей"),
    "position_title": N_("Должность"),
    "subjects": N_("Предметы"),
    "personnel_number": N_("Табельный номер"),
    "rate": N_("Ставка"),
    "on_leave": N_("В длительном отпуске"),
    "names_confirmed": N_("Имя необычное, но верное"),
    "full_name": N_("Фамилия, имя, отчество"),
    "merged_into": N_("Карточка, в которую влита эта"),
    "generated": N_("Вымышленный человек"),
}
"""What the API says of these fields wherever they stand."""
POSITIONS = {
    "teacher": N_("Педагогический работник"),
    "head": N_("Руководитель"),
    "deputy_head": N_("Заместитель руководителя"),
    "staff": N_("Другой работник"),
}


def _said(words: str) -> dict[str, Any]:
    return {"required": REQUIRED, "null": REQUIRED, "invalid": words, "validator_failed": words}


def text(longest: int, *, required: bool = False) -> fields.Str:
    """A line of text no longer than `longest`."""
    optional: dict[str, Any] = {} if required else {"load_default": None, "allow_none": True}
    length = validate.Length(1, longest, error=TOO_LONG)
    return fields.Str(required=required, validate=length, error_messages=_said(TOO_LONG), **optional)


def choice(among: Any, *, otherwise: str | None = None) -> fields.Str:
    """One of the codes."""
    optional: dict[str, Any] = {"required": True} if otherwise is None else {"load_default": otherwise}
    return fields.Str(
        validate=validate.OneOf(list(among), error=NOT_LISTED), error_messages=_said(NOT_LISTED), **optional
    )


def number(*, required: bool = False) -> fields.Int:
    """The id of a record, or its version."""
    optional: dict[str, Any] = {"required": True} if required else {"load_default": None, "allow_none": True}
    limits = validate.Range(1, LARGEST_ID, error=NOT_LISTED)
    return fields.Int(validate=limits, error_messages=_said(NOT_A_NUMBER), **optional)


def flag() -> fields.Bool:
    """Yes or no; an absent one is no."""
    return fields.Bool(load_default=False, error_messages=_said(NOT_YES_NO))


class Rate(fields.Field[Decimal]):
    """A part of a full rate (ставка) as people write it: 1, 0,5, 1/2, 50 %."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        read = values.read_rate(str(value))
        if read is None or isinstance(read, values.Unreadable):
            raise ValidationError(BAD_RATE)
        return Decimal(read.numerator) / Decimal(read.denominator)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)


class Subjects(fields.Field[list[str]]):
    """Subjects (предметы): a list, or one line divided by semicolons or commas."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        listed = [str(each) for each in value] if isinstance(value, list) else [str(value)]
        found = [one for each in listed for one in phrases.read_list(each) or ()]
        if sum(map(len, found)) > 1000:
            raise ValidationError(TOO_LONG)
        return found

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[str]:
        return list(value or ())


class Described(Schema):
    """A schema whose fields say in the API's description what they are."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Add the words to a field that has none of its own."""
        if field_name in FIELD_WORDS:
            field_obj.metadata.setdefault("description", FIELD_WORDS[field_name])


class PersonDraft(Described):
    """A person on the way in; names are checked by the action, which may mend or ask."""

    last_name = text(1000, required=True)
    first_name = text(1000)
    middle_name = text(1000)
    names_confirmed = flag()
    birth_date = Day(load_default=None, allow_none=True)
    email = fields.Email(load_default=None, allow_none=True, error_messages=_said(BAD_MAIL))
    phone = text(50)
    degree = text(300)
    academic_title = text(300)
    version = number()


class JobDraft(Described):
    """A job on the way in; `ends` is the last day."""

    organisation_id = number(required=True)
    kind = choice(KINDS, otherwise="main")
    position = choice(POSITIONS)
    position_title = text(300, required=True)
    subjects = Subjects(load_default=list)
    personnel_number = text(50)
    rate = Rate(load_default=FULL_RATE, error_messages=_said(BAD_RATE))
    on_leave = flag()
    starts = Day(load_default=None, allow_none=True)
    ends = Day(load_default=None, allow_none=True)
    version = number()


class EndDraft(Schema):
    """The last day of a job."""

    last_day = Day(required=True, error_messages=_said(REQUIRED))
    version = number()


class TransferDraft(Described):
    """A move to another organisation from a day on."""

    organisation_id = number(required=True)
    first_day = Day(required=True, error_messages=_said(REQUIRED))
    position = choice(POSITIONS)
    position_title = text(300, required=True)
    subjects = Subjects(load_default=list)
    personnel_number = text(50)
    version = number()


LENIENT: Final = "exclude"
STRICT: Final = "raise"
