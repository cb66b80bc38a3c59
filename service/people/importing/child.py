"""The process that opens a workbook or a page: bytes in, rows out, under limits of memory and time.

Run as `python -m service.people.importing.child`: the first line of standard input is JSON with the kind and
the limits, the rest is the file (a page in utf-8); the answer is one JSON object. A damaged or hostile file
can only kill this process: one cell at a far corner aborts the reader of workbooks, tags nested a hundred
thousand deep keep the reader of pages busy for minutes.
"""

import ctypes
import io
import json
import resource
import signal
import sys
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from service.people.importing.microdata import extract

PR_SET_PDEATHSIG = 1


def confine(memory_bytes: int, cpu_seconds: int) -> None:
    """Bound this process: address space, processor time, no files, no core; die with the parent."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    wanted = (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, amount in wanted:
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            # Some systems do not bound the address space; the others still hold.
            continue


def plain(value: Any) -> Any:
    """One cell as JSON: text, whole number, exact decimal `{"n": ...}`, date `{"d": ...}`, truth or null."""
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime):
        return {"d": value.date().isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, float):
        return int(value) if value.is_integer() else {"n": repr(value)}
    if isinstance(value, int | str):
        return value if value != "" else None
    return str(value)


def tables(data: bytes, rows: int, characters: int) -> list[dict[str, Any]]:
    """Visible sheets of the workbook with their rows; raises ValueError when there is too much text."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    answer = []
    left = characters
    for number, sheet in enumerate(workbook.sheets_metadata):
        if sheet.visible != SheetVisibleEnum.Visible or sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        content = []
        for row in workbook.get_sheet_by_index(number).to_python(skip_empty_area=False, nrows=rows):
            cells = [plain(value) for value in row]
            left -= sum(len(cell) for cell in cells if isinstance(cell, str))
            if left < 0:
                raise ValueError("too much text")
            content.append(cells)
        answer.append({"name": sheet.name, "rows": content})
    return answer


def records(data: bytes) -> list[dict[str, Any]]:
    """What a saved page says of each person."""
    return [{"block": each.block, "values": each.values} for each in extract(data.decode())]


def main() -> None:
    """Read the request, answer once, leave."""
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    confine(request["memory_bytes"], request["cpu_seconds"])
    try:
        if request["kind"] == "html":
            answer: dict[str, Any] = {"records": records(data)}
        else:
            answer = {"sheets": tables(data, request["rows"], request["text_characters"])}
    except MemoryError:
        answer = {"failed": "memory"}
    except Exception as error:  # noqa: BLE001 - whatever the parser says, the parent refuses the file
        answer = {"failed": type(error).__name__}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))


if __name__ == "__main__":
    main()
