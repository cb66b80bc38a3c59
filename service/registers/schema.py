"""Schemas made from a register's fields: what comes in, what goes out, what a list may be asked."""

from functools import lru_cache, partial
from typing import Any

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate, validates_schema

from service.core.language import N_
from service.registers.asked import Asked, sortable
from service.registers.columns import dated
from service.registers.incoming import NOT_LISTED, NOT_YES_NO, incoming
from service.web.asked import ListQuestion, day_asked, words_asked
from service.web.fields import NOT_A_DATE, Day, Whole, messages
from service.web.register import Field, Kind, Register

ENDS_FIRST = N_("Последний день раньше первого.")
NO_SUCH_FIELD = N_("Такого поля здесь нет.")
NO_SUCH_ORDER = N_("По этому полю список не упорядочивают.")
MARKED = N_("Отмеченное значение перечня; несколько – через запятую, нужны все.")
NOT_A_VERSION = N_("Версия записи пишется целым числом.")
NARROWING = (Kind.CHOICE, Kind.BOOLEAN, Kind.PERSON, Kind.RECORD, Kind.MARKS)


class _Worded(Schema):
    error_messages = {"unknown": NO_SUCH_FIELD, "type": NOT_LISTED}


class _Incoming(_Worded):
    @validates_schema
    def check_life(self, data: dict[str, Any], **_: Any) -> None:
        """The last day is not before the first."""
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            raise ValidationError(ENDS_FIRST, "ends")


@lru_cache(maxsize=256)
def drafts(register: Register, *, strict: bool) -> Schema:
    """The schema of what may come in; a program's unknown fields are refused, a form's are dropped."""
    made: dict[str, Any] = {one.name: incoming(register, one, strict=strict) for one in register.entered}
    if register.lives:
        for name in ("starts", "ends"):
            made[name] = Day(
                load_default=None, allow_none=True, error_messages=messages(NOT_A_DATE),
                metadata={"description": getattr(register, name)},
            )  # fmt: skip
    made["version"] = Whole(
        load_default=None, allow_none=True, error_messages=messages(NOT_A_VERSION),
        metadata={"description": N_("Версия, которую вы видели.")},
    )  # fmt: skip
    return _named(register, "Draft", _Incoming, made)(unknown=RAISE if strict else EXCLUDE)


OUTGOING = {
    Kind.DATE: fields.Date,
    Kind.INTEGER: fields.Int,
    Kind.BOOLEAN: fields.Bool,
    Kind.PERSON: fields.Int,
    Kind.RECORD: fields.Int,
}


@lru_cache(maxsize=256)
def records(register: Register) -> Schema:
    """The schema of a record as the API gives it."""
    made: dict[str, Any] = {
        "id": fields.Int(dump_only=True),
        "version": fields.Int(),
        "recorded_at": fields.DateTime(),
        **_said(register),
    }
    return _named(register, "Record", Schema, made)()


@lru_cache(maxsize=256)
def changes(register: Register) -> Schema:
    """The schema of an earlier state: what it said, from when to when it was held true, who changed it."""
    made: dict[str, Any] = {
        "values": fields.Nested(_values(register)),
        "version": fields.Int(),
        "known_from": fields.DateTime(),
        "known_to": fields.DateTime(),
        "operation": fields.Str(),
        "changed_by": fields.Str(),
    }
    return _named(register, "Change", Schema, made)()


@lru_cache(maxsize=256)
def removals(register: Register) -> Schema:
    """The schema of a removed record: its last state, who removed it and when."""
    made: dict[str, Any] = {
        "id": fields.Int(),
        "values": fields.Nested(_values(register)),
        "version": fields.Int(),
        "removed_at": fields.DateTime(),
        "removed_by": fields.Str(),
    }
    return _named(register, "Removed", Schema, made)()


@lru_cache(maxsize=256)
def _values(register: Register) -> type[Schema]:
    """The schema of what an earlier state said."""
    return _named(register, "Values", Schema, _said(register))


def _said(register: Register) -> dict[str, Any]:
    made: dict[str, Any] = {
        one.name: _outgoing(one.kind)(allow_none=True, metadata={"description": one.title})
        for one in register.fields
    }
    if register.lives:
        made |= {
            "starts": fields.Date(allow_none=True, metadata={"description": register.starts}),
            "ends": fields.Date(allow_none=True, metadata={"description": register.ends}),
        }
    return made


def _outgoing(kind: Kind) -> Any:
    return partial(fields.List, fields.Str()) if kind is Kind.MARKS else OUTGOING.get(kind, fields.Str)


@lru_cache(maxsize=256)
def questions(register: Register) -> Schema:
    """The schema of what a list may be asked: equal fields, words, days, the order, the page."""
    made: dict[str, Any] = {one.name: _question(one) for one in register.fields if narrows(one)}
    made["q"] = words_asked(N_("Слова в названии записи или в имени человека."))
    day = dated(register)
    if day is not None:
        made["since"] = day_asked(N_("Не раньше этого дня."))
        made["until"] = day_asked(N_("Не позже этого дня."))
    if register.lives:
        made["on"] = day_asked(N_("Записи, которые действуют в этот день."))
    orders = [f"{sign}{name}" for name in sortable(register) for sign in ("", "-")]
    made["sort"] = fields.Str(
        validate=validate.OneOf(orders, error=NO_SUCH_ORDER),
        metadata={"description": N_("Порядок: имя поля, со знаком минус – обратный.")},
    )
    return _named(register, "Question", ListQuestion, made)()


def narrows(one: Field) -> bool:
    """Whether a list can be narrowed by a field."""
    return one.exact or one.kind in NARROWING


def _question(one: Field) -> fields.Field[Any]:
    said = {"description": one.title}
    if one.kind is Kind.CHOICE:
        among = validate.OneOf(list(one.choices), error=NOT_LISTED)
        return fields.Str(validate=among, metadata=said)
    if one.exact:
        return fields.Str(validate=validate.Length(max=one.longest), metadata=said)
    if one.kind is Kind.MARKS:
        return fields.Str(metadata={"description": MARKED})
    if one.kind is Kind.BOOLEAN:
        return fields.Bool(error_messages=messages(NOT_YES_NO), metadata=said)
    limits = validate.Range(1, 2**63 - 1, error=NOT_LISTED)
    return Whole(validate=limits, error_messages=messages(NOT_LISTED), metadata=said)


def asked(register: Register, given: dict[str, Any]) -> Asked:
    """What was asked, out of the values that the schema of questions let through."""
    names = {one.name for one in register.fields if narrows(one)}
    return Asked(
        equal={name: value for name, value in given.items() if name in names},
        text=given.get("q") or "",
        since=given.get("since"),
        until=given.get("until"),
        on=given.get("on"),
        sort=given.get("sort") or "",
    )


def _named(register: Register, what: str, parent: type[Schema], made: dict[str, Any]) -> type[Schema]:
    return type(f"{register.name.title().replace('-', '')}{what}", (parent,), made)
