"""What the tables themselves say about the fields of a register: what may stay unknown, what is assumed."""

from typing import Any

from service.web.register import Field, Kind, Register


def open_question(register: Register, field: Field) -> bool:
    """Whether a yes-or-no field may stay unknown: «не указано» is then a third answer."""
    return field.kind is Kind.BOOLEAN and bool(_column(register, field).nullable)


def assumed(register: Register, field: Field) -> bool | None:
    """What a yes-or-no field says when nobody answered it: the default of its column, None for unknown."""
    if open_question(register, field):
        return None
    default = _column(register, field).server_default
    return str(getattr(default, "arg", "false")).strip("'") == "true"


def dated(register: Register) -> Field | None:
    """The date that a list is narrowed by: the one that orders it, else the first of its dates."""
    dates = [field for field in register.fields if field.kind is Kind.DATE]
    return next((field for field in dates if field.name == register.latest), next(iter(dates), None))


def _column(register: Register, field: Field) -> Any:
    return register.model.__table__.columns[field.name]
