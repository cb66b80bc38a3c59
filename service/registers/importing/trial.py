"""What an import would do, tried for real: the preview is the very writing, taken back at its end."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from service.core.errors import FieldProblem, Forbidden, Invalid
from service.core.language import N_
from service.people.importing.tables import Table
from service.registers import actions, queries
from service.registers.book import Book
from service.registers.importing.directory import directories
from service.registers.importing.rows import Row, Sheet, columns, read
from service.registers.visibility import check_write
from service.tenancy.scope import Scope
from service.web.register import Register

REPEATED = N_("Повторяет строку %(row)s.")
NOT_YOURS = N_("Это запись другой организации.")


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """A row with what becomes of it; every problem names its column."""

    row: Row
    fate: Fate
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """All rows of a file with what becomes of them."""

    lines: tuple[Line, ...]
    passed_over: tuple[str, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many rows there are of each fate."""
        return Counter(str(one.fate) for one in self.lines)


def attempt(scope: Scope, book: Book, register: Register, table: Table) -> Outcome:
    """Write the rows that are new, each in a savepoint of its own; the caller keeps it or takes it back.

    A row equal to a record is unchanged, so that writing a file twice writes nothing the second time.
    """
    check_write(scope, register)
    sheet: Sheet = read(register, table, directories(scope, book, register))
    known = {_key(register, _said(register, row)) for row in queries.everything(scope, book, register)}
    seen: dict[tuple[Any, ...], int] = {}
    lines = []
    for row in sheet.rows:
        line = _line(scope, book, register, row, known, seen)
        lines.append(line)
    return Outcome(tuple(lines), sheet.passed_over)


def write(scope: Scope, book: Book, register: Register, table: Table) -> Outcome:
    """Write the new rows and put one line into the audit log."""
    outcome = attempt(scope, book, register, table)
    counts = outcome.counts
    if counts[Fate.NEW]:
        scope.record(f"{register.event}.imported", detail={"rows": len(outcome.lines), **counts})
    return outcome


def _line(
    scope: Scope,
    book: Book,
    register: Register,
    row: Row,
    known: Iterable[tuple[Any, ...]],
    seen: dict[tuple[Any, ...], int],
) -> Line:
    if row.draft is None:
        return Line(row, Fate.REFUSED, row.problems)
    key = _key(register, row.draft)
    if key in known:
        return Line(row, Fate.UNCHANGED)
    first = register.fields[0].name
    if key in seen:
        return Line(row, Fate.REFUSED, (FieldProblem(first, REPEATED, {"row": seen[key]}),))
    seen[key] = row.number
    try:
        with scope.db.begin_nested():
            actions.enter(scope, book, register, row.draft, checked=True)
    except Invalid as error:
        return Line(row, Fate.REFUSED, error.fields or (FieldProblem(first, error.msgid, error.params),))
    except Forbidden:
        return Line(row, Fate.REFUSED, (FieldProblem(register.school or first, NOT_YOURS),))
    return Line(row, Fate.NEW)


def _said(register: Register, row: Any) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in register.fields}
    return {**values, "starts": queries.first_day(row), "ends": queries.last_day(row)}


def _key(register: Register, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """All that a row says, to tell whether a record says the same."""
    said = (values.get(one.name) for one in columns(register))
    return tuple(tuple(sorted(one)) if isinstance(one, list) else one for one in said)
