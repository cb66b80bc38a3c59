"""Refusals of the database in words: which field of the form a broken constraint is about."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.exc import DataError, IntegrityError

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.web.register import Field, Kind, Register

NOT_FOUND = N_("Такой записи нет. Выберите другую.")
EXISTS = N_("Такая запись уже есть.")
CROSSING = N_("Сроки пересекаются с другой такой же записью. Сначала закройте прежнюю.")
SAME = N_("Здесь и в поле «%(other)s» одно и то же. Выберите другое.")
DISORDER = N_("Даты стоят не по порядку: сверьте с полем «%(other)s».")
EITHER = N_("Заполните это поле или поле «%(other)s».")
UNFIT = N_("Значение не подходит этому полю.")
NAMED = N_("На эту запись ссылаются другие записи. Сначала измените или удалите их.")
ALREADY, OVERLAP, ABSENT = "23505", "23P01", "23503"


@contextmanager
def refusing(register: Register) -> Iterator[None]:
    """Turn what the database refuses into Invalid that names the field."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise Invalid(fields=(problem(register, error),)) from error


@contextmanager
def keeping_named() -> Iterator[None]:
    """Refuse to remove what other records name, in words."""
    try:
        yield
    except IntegrityError as error:
        raise Invalid(NAMED) from error


def problem(register: Register, error: IntegrityError | DataError) -> FieldProblem:
    """The field that a broken constraint is about, and what is wrong with it."""
    diag = getattr(error.orig, "diag", None)
    state = str(getattr(error.orig, "sqlstate", "") or "")
    name = str(getattr(diag, "constraint_name", "") or "")
    fields = _fields(register, name)
    first = fields[0].name if fields else register.fields[0].name
    if state == ALREADY:
        return FieldProblem(_unlike(fields, first), EXISTS)
    if state == OVERLAP:
        return FieldProblem("starts" if register.lives else first, CROSSING)
    if state == ABSENT:
        return FieldProblem(first, NOT_FOUND)
    if len(fields) < 2:
        return FieldProblem(first, UNFIT)
    other = {"other": fields[0].title}
    if _asks_one(register.model.__table__, name):
        return FieldProblem(fields[-1].name, EITHER, other)
    said = DISORDER if fields[-1].kind is Kind.DATE else SAME
    return FieldProblem(fields[-1].name, said, other)


def _asks_one(table: Any, name: str) -> bool:
    """Whether a check asks for one of several fields to be filled."""
    checks = [one for one in table.constraints if isinstance(one, CheckConstraint)]
    return any("IS NOT NULL OR" in str(one.sqltext) for one in checks if _named_so(table, one, name))


def _named_so(table: Any, one: Any, name: str) -> bool:
    return bool(name) and str(one.name or "") in (name, name.removeprefix(f"ck_{table.name}_"))


def _unlike(fields: list[Field], first: str) -> str:
    """Of the fields that must differ together, the one a person typed rather than chose."""
    return next((field.name for field in fields if not field.reference), fields[-1].name if fields else first)


def _fields(register: Register, name: str) -> list[Field]:
    """The fields of a register that a constraint or a unique index speaks of, in their order."""
    columns = _columns(register.model.__table__, name)
    return [field for field in register.fields if field.name in columns]


def _columns(table: Any, name: str) -> set[str]:
    for one in (*table.constraints, *table.indexes):
        if not _named_so(table, one, name):
            continue
        if isinstance(one, CheckConstraint):
            return set(re.findall(r"\w+", str(one.sqltext)))
        if isinstance(one, ForeignKeyConstraint):
            return set(one.column_keys)
        return {column.name for column in one.columns}
    return {column.name for column in table.columns if f"_{column.name}" in name}
