"""Reading a table file into rows: workbooks in a confined child process, CSV by its own delimiter."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

from service.people.importing import confined, intake
from service.people.importing.archives import damaged
from service.people.importing.intake import FileKind, Intake
from service.people.importing.limits import DEFAULT_LIMITS, Limits
from service.people.importing.refusal import Refused
from service.people.importing.tables import Cell, Table
from service.rules.message import N_

DELIMITERS = ";,\t|"
SNIFFED_LINES = 20


def read(data: bytes, filename: str = "", limits: Limits = DEFAULT_LIMITS) -> tuple[Table, ...]:
    """The visible sheets of a spreadsheet or the one table of a CSV file.

    Raises `Refused`: every code of `intake.inspect`, and not_a_table, unreadable, too_slow, too_many_rows,
    long_cell, no_rows.
    """
    return read_accepted(intake.inspect(data, filename, limits), data, limits)


def read_accepted(accepted: Intake, data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Table, ...]:
    """The same for a file that `intake.inspect` has accepted already."""
    if accepted.kind is FileKind.HTML:
        raise Refused("not_a_table", N_("Это страница сайта, а не таблица."))
    if accepted.kind is FileKind.CSV:
        tables = [read_csv(accepted.text or "", limits)]
    else:
        tables = _workbook(accepted, data, limits)
    filled = tuple(table for table in tables if any(cell is not None for row in table.rows for cell in row))
    if not filled:
        raise Refused("no_rows", N_("В файле нет ни одной заполненной строки."))
    for table in filled:
        _check_cells(table, limits)
    return filled


def read_csv(text: str, limits: Limits = DEFAULT_LIMITS) -> Table:
    """A CSV text as a table; the delimiter is the one that divides the first lines most evenly."""
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0].strip().lower()
    declared = first[4] if len(first) == 5 and first.startswith("sep=") else None
    if declared:
        text = text.split("\n", 1)[1] if "\n" in text else ""
    csv.field_size_limit(max(csv.field_size_limit(), limits.cell_characters))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=declared or sniff(text))
    rows: list[tuple[Cell, ...]] = [()] if declared else []
    try:
        for row in reader:
            rows.append(tuple(cell.strip() or None for cell in row))
            if len(rows) > limits.rows or len(row) > limits.columns:
                raise Refused(
                    "too_many_rows", N_("В таблице слишком много строк или столбцов. Разделите список.")
                )
    except csv.Error as error:
        raise Refused(
            "broken_csv",
            N_("Таблица CSV не читается в строке %(line)s. Проверьте кавычки."),
            line=reader.line_num,
        ) from error
    return Table("CSV", tuple(rows))


def sniff(text: str) -> str:
    """The delimiter (разделитель) of a CSV text: the one that gives most rows of equal width over one."""
    lines = "\n".join(text.splitlines()[:SNIFFED_LINES])
    best, best_score = ";", (0, 0)
    for delimiter in DELIMITERS:
        widths = [len(row) for row in csv.reader(io.StringIO(lines), delimiter=delimiter) if row]
        width = max(set(widths), key=lambda each: (widths.count(each), each), default=1)
        score = (widths.count(width), width) if width > 1 else (0, 0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _workbook(accepted: Intake, data: bytes, limits: Limits) -> list[Table]:
    """Let the child open the workbook and turn its answer into tables."""
    answer = confined.ask(accepted.kind.value, data, limits)
    return [
        Table(sheet["name"], tuple(tuple(_cell(cell) for cell in row) for row in sheet["rows"]))
        for sheet in answer["sheets"]
    ]


def _cell(value: Any) -> Cell:
    """A cell out of the child's JSON."""
    if isinstance(value, dict):
        return date.fromisoformat(value["d"]) if "d" in value else Decimal(value["n"])
    if isinstance(value, str):
        return value.strip() or None
    if value is None or isinstance(value, bool | int):
        return value
    raise damaged()


def _check_cells(table: Table, limits: Limits) -> None:
    """Refuse a table with a cell longer than any fact about a person."""
    for number, row in enumerate(table.rows, start=1):
        if any(isinstance(cell, str) and len(cell) > limits.cell_characters for cell in row):
            raise Refused(
                "long_cell",
                N_("В строке %(row)s слишком длинная ячейка: больше %(limit)s знаков. Сократите текст."),
                row=number,
                limit=limits.cell_characters,
            )
