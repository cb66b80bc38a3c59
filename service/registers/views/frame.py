"""What every page of a register is given: where it is, the days of a record, whether one may write."""

from collections.abc import Callable
from typing import Any

from flask import g

from service.registers import queries
from service.registers.visibility import may_write
from service.web.register import Register

View = Callable[..., Any]


def frame(register: Register) -> dict[str, Any]:
    """Values that every template of a register uses."""
    return {
        "register": register,
        "place": place(register),
        "first_day": queries.first_day,
        "last_day": queries.last_day,
        "may_write": may_write(g.scope, register),
    }


def place(register: Register) -> str:
    """The name of the register's blueprint: its pages are «<place>.listing» and so on."""
    return f"register_{register.name}"


def values_of(register: Register, row: Any) -> dict[str, Any]:
    """What a record says, by the names of the form."""
    values = {field.name: getattr(row, field.name) for field in register.fields}
    return {
        **values,
        "starts": queries.first_day(row),
        "ends": queries.last_day(row),
        "version": row.version,
    }
