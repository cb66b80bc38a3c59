"""Counting what a piece of work asks of the database: the number must not grow with the number of rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from service.web.shell import Shell

SETTINGS = ("SET ", "RESET ")
DIRECTORY = "FROM platform.tenant"
"""How the directory of tenants ends, which is read anew every few seconds, whatever the page."""


class Statements(list[str]):
    """Statements in their order, without those that announce the tenant or renew the directory."""

    @property
    def number(self) -> int:
        """How many there were."""
        return len(self)


@contextmanager
def statements(of: Flask | Engine) -> Iterator[Statements]:
    """Collect the statements that the application sends inside the block, under whichever role."""
    engines = [of] if isinstance(of, Engine) else _engines(of.extensions["shell"])
    found = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        announces = statement.lstrip().upper().startswith(SETTINGS)
        if not announces and not statement.rstrip().endswith(DIRECTORY):
            found.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def _engines(shell: Shell) -> list[Engine]:
    """The application's connections and those of the regions' role."""
    return [one for one in (shell.engine, shell.region_engine) if one is not None]
