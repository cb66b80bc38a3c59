"""Workbooks in a confined process, CSV by its own delimiter."""

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from service.people.importing import confined, sheets
from service.people.importing.limits import Limits
from service.people.importing.refusal import Refused
from tests.people.importing import builders


def test_cells_keep_their_types() -> None:
    table = sheets.read(
        builders.xlsx([["a", 7, 0.5, True, date(1985, 3, 12), datetime(2020, 1, 2, 3, 4), None, " б "]])
    )[0]
    assert table.rows == (("a", 7, Decimal("0.5"), True, date(1985, 3, 12), date(2020, 1, 2), None, "б"),)


def test_ods_with_dates_numbers_and_empty_rows() -> None:
    body = builders.ods_row("ФИО", "Дата") + builders.ods_row("", repeated=2, empty_tail=5)
    body += (
        '<table:table-row><table:table-cell office:value-type="date" office:date-value="1985-03-12">'
        "<text:p>12.03.85</text:p></table:table-cell>"
        '<table:table-cell office:value-type="float" office:value="0.25"><text:p>0,25</text:p>'
        "</table:table-cell></table:table-row>"
    )
    rows = sheets.read(builders.ods(body), "a.ods")[0].rows
    assert rows[0] == ("ФИО", "Дата")
    assert rows[3] == (date(1985, 3, 12), Decimal("0.25"))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_csv_delimiters_with_quotes_and_breaks(delimiter: str) -> None:
    lines = [["ФИО", "Предметы"], ['"Иванова Анна"', '"химия; физика, ""а""\nбиология"'], ["Петров", "труд"]]
    text = "\n".join(delimiter.join(line) for line in lines)
    table = sheets.read(text.encode(), "a.csv")[0]
    assert table.rows == (
        ("ФИО", "Предметы"),
        ("Иванова Анна", 'химия; физика, "а"\nбиология'),
        ("Петров", "труд"),
    )


def test_csv_with_excel_declaration_keeps_row_numbers() -> None:
    rows = sheets.read("sep=,\r\nФИО,Должность\r\nИванова,учитель\r\n".encode("utf-8-sig"), "a.csv")[0].rows
    assert rows == ((), ("ФИО", "Должность"), ("Иванова", "учитель"))


def test_no_filled_row_and_too_many() -> None:
    for data, limits, code in (
        (builders.xlsx([[None]]), Limits(), "no_rows"),
        (b"a;b\n" * 50, Limits(rows=40), "too_many_rows"),
        (builders.xlsx([["я" * 200]]), Limits(cell_characters=100), "long_cell"),
        (b"a;" + b"b" * 200, Limits(cell_characters=100), "long_cell"),
        (b"<html><body>", Limits(), "not_a_table"),
    ):
        with pytest.raises(Refused) as caught:
            sheets.read(data, "", limits)
        assert caught.value.refusal.code == code


def test_hidden_sheets_are_not_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["видно"])
    hidden = book.create_sheet("старое")
    hidden.append(["не видно"])
    hidden.sheet_state = "hidden"
    output = io.BytesIO()
    book.save(output)
    assert [table.rows for table in sheets.read(output.getvalue())] == [(("видно",),)]


def test_death_of_the_child_is_a_refusal() -> None:
    """The far corner, sent past the checks: the reader asks for the whole rectangle and dies alone."""
    body = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(Refused) as caught:
        confined.ask("xlsx", builders.with_sheet(body), Limits())
    assert caught.value.refusal.code in ("unreadable", "damaged")


def test_endless_work_of_the_child_is_stopped() -> None:
    nested = b"<html>" + b"<div>" * 150_000 + b"<p itemprop=fio>x"
    started = time.monotonic()
    with pytest.raises(Refused) as caught:
        confined.ask("html", nested, Limits(cpu_seconds=1))
    assert caught.value.refusal.code == "unreadable"
    with pytest.raises(Refused) as caught:
        confined.ask("html", nested, Limits(wall_seconds=1))
    assert caught.value.refusal.code == "too_slow"
    assert time.monotonic() - started < 20


@pytest.mark.skipif(sys.platform != "linux", reason="the death of a parent is told by Linux only")
def test_the_child_dies_with_its_parent() -> None:
    """A worker killed in mid-import leaves no reader behind."""
    ask = (
        "from service.people.importing import confined; from service.people.importing.limits import Limits;"
        "confined.ask('html', b'<html>' + b'<div>' * 150000 + b'<p itemprop=fio>', Limits())"
    )
    parent = subprocess.Popen([sys.executable, "-c", ask], cwd=confined.ROOT)
    listing = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    child = _until(lambda: listing.read_text().split())[0]
    _until(lambda: re.search(r"Max cpu time +20 ", Path(f"/proc/{child}/limits").read_text()))
    parent.kill()
    parent.wait()
    _until(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text())


def _until(ready: Callable[[], Any]) -> Any:
    """Wait for a condition for at most ten seconds."""
    for _ in range(200):
        if answer := ready():
            return answer
        time.sleep(0.05)
    raise AssertionError("not in ten seconds")


def test_the_child_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    assert "DATABASE_URL" in os.environ
    assert "DATABASE_URL" not in confined._environment()


def test_a_broken_workbook_is_a_refusal() -> None:
    plain = builders.xlsx([["a"]])
    with pytest.raises(Refused) as caught:
        sheets.read(builders.replaced(plain, {"xl/workbook.xml": b"<x/>"}))
    assert caught.value.refusal.code in ("damaged", "no_rows")
