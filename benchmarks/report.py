"""The results: one JSON file, one table."""

import json
import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measuring import Row
from benchmarks.sizes import AS_OF, Size

RESULTS = Path(__file__).parent / "results"
HEADINGS = ("что", "основа", "служба", "отношение", "шум A/A", "цель", "итог")
WORDS = {True: "достигнута", False: "НЕ достигнута", None: ""}


def document(size: Size, rows: Sequence[Row], server: str, seconds: float) -> dict[str, Any]:
    """Everything measured, as data."""
    return {
        "size": size.name,
        "municipalities": size.municipalities,
        "organisations": size.organisations,
        "teachers": size.teachers,
        "as_of": AS_OF.isoformat(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(seconds, 1),
        "machine": machine(server),
        "rows": [one.to_dict() for one in rows],
    }


def machine(server: str) -> dict[str, Any]:
    """What it ran on."""
    load = os.getloadavg() if hasattr(os, "getloadavg") else (0.0, 0.0, 0.0)
    return {
        "cores": os.cpu_count(),
        "load": [round(one, 2) for one in load],
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "postgresql": server,
    }


def write(found: dict[str, Any], directory: Path = RESULTS) -> Path:
    """Keep the data; returns the file."""
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{found['size']}.json"
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def table(rows: Iterable[Row]) -> str:
    """The lines as a table in Markdown, a heading for every scenario."""
    lines: list[str] = []
    before = ""
    for one in rows:
        if one.scenario != before:
            lines += ["", f"### {one.scenario}", "", _line(HEADINGS), _line(["---"] * len(HEADINGS))]
            before = one.scenario
        lines.append(_line(cells(one)))
    return "\n".join(lines).strip() + "\n"


def cells(one: Row) -> list[str]:
    """The cells of a line."""
    shown = [_figure(value, one.unit) for value in one.figures.values()]
    base, product = (shown[0], shown[1]) if one.ratio is not None else ("", "; ".join(_named(one, shown)))
    return [
        one.what + (f" ({one.note})" if one.note else ""),
        base,
        product,
        "" if one.ratio is None else f"{one.ratio:.2f}",
        "" if one.noise is None else f"{one.noise:.2f}",
        "" if one.target is None else f"≤ {one.target:g}",
        WORDS[one.reached],
    ]


def _named(one: Row, shown: Sequence[str]) -> list[str]:
    if len(shown) == 1:
        return list(shown)
    return [f"{name} {value}" for name, value in zip(one.figures, shown, strict=True)]


def _figure(value: Any, unit: str) -> str:
    if isinstance(value, dict):
        return f"{_number(value['median_ms'])} мс (p95 {_number(value['p95_ms'])})"
    return f"{_number(value)} {unit}"


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _line(found: Iterable[str]) -> str:
    return "| " + " | ".join(found) + " |"
