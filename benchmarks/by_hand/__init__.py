"""Indicators written by hand: what the compiled definitions are compared with, in time and in result."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.sizes import AS_OF

HERE = re.compile(r"/\*here( \w+)?\*/")
FILES = ("people.sql", "service.sql")
TEXTS = [(Path(__file__).parent / name).read_text("utf-8") for name in FILES]
DAYS = {"as_of": AS_OF, "year": date(AS_OF.year, 1, 1), "young": AS_OF.replace(year=AS_OF.year - 35)}
FIGURES = {
    "K01": ("trained", "schools"),
    "K02": ("planned", "schools"),
    "K03": ("mentoring", "schools"),
    "K04": ("formal", "staff"),
    "K05": ("federal_formal", "teachers"),
    "K06": ("approved", "teachers"),
    "K07": ("paired", "teachers"),
    "K08": ("supported", "young"),
    "K09": ("together", "teachers"),
    "K10": ("units", "units"),
    "K11": ("seated", "teachers"),
    "K12": ("due_done", "due"),
    "K13": ("analysed", "cycles"),
    "uk.19.1": ("trained", "schools"),
    "uk.19.2": ("planned", "schools"),
    "uk.19.3": ("mentoring", "schools"),
    "uk.19.4": ("this_year", "staff"),
    "uk.19.5": ("routed", "teachers"),
    "uk.19.6": ("paired", "teachers"),
    "uk.19.7": ("supported", "young"),
    "uk.19.8": ("together", "teachers"),
    "uk.19.9": ("units", "units"),
    "uk.19.10": ("seated", "teachers"),
    "ok.6.1.1": ("done", "done"),
    "ok.6.1.2": ("analysed", "cycles"),
    "ok.6.2.1": ("federal_formal", "teachers"),
    "ok.6.2.2": ("teams_trained", "teams"),
}
"""Columns of numerator and denominator by the code of a shipped indicator."""


def all_tenants(connection: psycopg.Connection) -> dict[int, dict[str, int]]:
    """The counts of every tenant by column."""
    return _run(connection, "", {})


def one_tenant(connection: psycopg.Connection, tenant: int) -> dict[int, dict[str, int]]:
    """The counts of one tenant, with its number in every part of the statement."""
    return _run(connection, " AND {}tenant_id = %(tenant)s", {"tenant": tenant})


def figure(counts: dict[str, int], code: str) -> tuple[int, int]:
    """Numerator and denominator of an indicator."""
    numerator, denominator = (counts.get(name) or 0 for name in FIGURES[code])
    return numerator, denominator


def _run(connection: psycopg.Connection, here: str, more: dict[str, Any]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    # Guesses about one tenant's rows are too low for loops to be right: everything is hashed.
    connection.execute("SET enable_nestloop = off")
    for text in TEXTS:
        statement = HERE.sub(lambda match: here.format(_dot(match)), text)
        cursor = connection.execute(statement.encode(), {**DAYS, **more})
        names = [column.name for column in cursor.description or ()]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            found.setdefault(row.pop("tenant_id"), {}).update(row)
    return found


def _dot(match: re.Match[str]) -> str:
    alias = (match.group(1) or "").strip()
    return f"{alias}." if alias else ""
