"""Fills every tenant table of the models for a tenant, with ids and words of our choice.

Tables are discovered, values follow from column types, checks and references. A table that cannot be filled
so is an error: whoever adds one teaches this file about it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import Column, ForeignKeyConstraint, Table, types
from sqlalchemy.dialects.postgresql import DATERANGE, JSONB

from service.core.base import Base
from service.modules import MODELS

assert MODELS  # imported so that the metadata knows every table
DAY = date(2025, 3, 14)
SHAPED: Mapping[tuple[str, str], dict[str, Any]] = {
    ("staff_import_row", "draft"): {"facts": {}},
    ("notice", "content"): {
        "starts_at": "2025-03-14T15:00:00+03:00",
        "form": "in_person",
        "place": "",
        "questions": [],
        "sheets_due_at": None,
    },
    ("verdict", "verdict"): {"message": {"ru": "", "alt": ""}, "clause": "", "act": "", "quote": ""},
}
"""JSON that the service reads by its keys."""
LEAST: Mapping[tuple[str, str], int] = {("share_agreement", "min_cell"): 5}
"""Numbers that a check asks to be larger than those made here."""
FIXED: Mapping[tuple[str, str], Any] = {
    ("community", "kind"): "network",
    ("community", "body_id"): None,
    ("curriculum", "grade"): 5,
    ("textbook_stock", "grade"): 5,
    ("service_plan", "state"): "draft",
    ("service_plan", "year"): 2026,
    ("service_plan", "analysis_marks"): [],
    ("service_plan_item", "marks"): ["tenancy.goals:support", "tenancy.function_groups:7.1"],
    ("service_plan_item", "state"): "planned",
    ("service_plan_item", "state_on"): None,
    ("service_plan_item", "month"): 3,
    ("service_plan_item", "quarter"): None,
    ("rule_draft", "state"): "open",
    ("rule_draft", "adopted_number"): None,
    ("rule_preview", "draft_id"): None,
    ("planned_meeting", "month"): date(2025, 3, 1),
    ("plan_item", "month"): date(2025, 3, 1),
    ("quality_sheet", "score"): 1,
    ("minutes", "state"): "review",
    ("minutes", "signed_at"): None,
    ("amendment", "state"): "draft",
    ("assignment", "state"): "open",
    ("sheet_receipt", "status"): "pending",
    ("agenda_proposal", "state"): "in_time",
    ("year_plan", "returned_why"): None,
    ("meeting", "state"): "draft",
    ("meeting", "opened_at"): None,
    ("meeting", "closed_at"): None,
}
"""Values of rows that several checks of their table hold together."""
TOGETHER = frozenset({("vote", "person_id"), ("ballot_cast", "person_id")})
"""Columns that refer to one row together with another column."""
APART = frozenset({("compliance_digest", "account_id")})
"""Accounts that no two rows of a tenant share."""
LISTED = re.compile(r"'([^']*)'::text")


class CannotFill(AssertionError):
    """The generator does not know how to make a valid row of a table."""


def tenant_tables() -> list[Table]:
    """Tables of the models that belong to a tenant, referenced ones first."""
    return [table for table in Base.metadata.sorted_tables if "tenant_id" in table.columns]


class Filler:
    """Makes rows of one tenant; `word` stands in every free text, so that it is seen wherever it leaks."""

    def __init__(self, admin: psycopg.Connection[Any], tenant_id: int, account_id: int, word: str) -> None:
        self.admin = admin
        self.tenant_id = tenant_id
        self.account_id = account_id
        self.word = word
        self.choices = _choices(admin)
        self.other: Mapping[int, int] = {}

    def fill(self, numbers: Sequence[int]) -> None:
        """Rows of these numbers in every table, each referring to the rows of its own number."""
        self.other = {number: numbers[(place + 1) % len(numbers)] for place, number in enumerate(numbers)}
        for table in tenant_tables():
            for number in numbers:
                self.row(table, number)

    def row(self, table: Table, number: int) -> None:
        """One row; a check that fails takes its optional columns away, one after the other."""
        values = {column.name: self._value(table, column, number) for column in table.columns}
        values["tenant_id"], values["id"] = self.tenant_id, number
        refused: list[str] = []
        for attempt in self._thinned(table, values, refused):
            try:
                with self.admin.transaction():
                    self.insert(table, attempt)
                return
            except (psycopg.errors.CheckViolation, psycopg.errors.ForeignKeyViolation) as error:
                refused.append(str(error.diag.constraint_name))
        raise CannotFill(f"{table}: no valid row, refused by {sorted(set(refused))}")

    def insert(self, table: Table, values: Mapping[str, Any]) -> None:
        """Insert exactly these values, ids included."""
        columns = sql.SQL(", ").join(map(sql.Identifier, values))
        places = sql.SQL(", ").join(sql.Placeholder() * len(values))
        self.admin.execute(
            sql.SQL("INSERT INTO {}.{} ({}) OVERRIDING SYSTEM VALUE VALUES ({})").format(
                sql.Identifier(str(table.schema)), sql.Identifier(table.name), columns, places
            ),
            [Jsonb(value) if isinstance(value, dict) else value for value in values.values()],
        )

    def _thinned(self, table: Table, values: dict[str, Any], refused: list[str]) -> Iterator[dict[str, Any]]:
        """The full row, then rows without optional columns of whatever refused the one before."""
        yield values
        for _ in range(len(table.columns)):
            named = refused[-1]
            spare = [
                column.name
                for column in table.columns
                if column.nullable and values[column.name] is not None and concerns(table, named, column)
            ]
            if not spare:
                return
            values = {**values, spare[-1]: None}
            yield values

    def _value(self, table: Table, column: Column[Any], number: int) -> Any:
        if (table.name, column.name) in FIXED:
            return FIXED[table.name, column.name]
        refers = target(table, column)
        if refers is not None and isinstance(column.type, types.Integer):
            if refers == "platform.account":
                return self._apart(number) if (table.name, column.name) in APART else self.account_id
            if refers == "platform.tenant":
                return self.tenant_id
            first = next(one for one in table.columns if target(table, one) == refers)
            if (table.name, column.name) in TOGETHER:
                return number
            return number if column is first else self.other.get(number, 1)
        if column.nullable and isinstance(column.type, types.BigInteger):
            return None  # an id that the database does not check
        if (table.name, column.name) in SHAPED:
            return Jsonb({"said": self.word, **SHAPED[table.name, column.name]})
        if (table.name, column.name) in LEAST:
            return LEAST[table.name, column.name]
        listed = self.choices.get((table.name, column.name))
        if listed:
            return listed[number % len(listed)]
        for kind, make in VALUES:
            if isinstance(column.type, kind):
                return make(self, column, number)
        raise CannotFill(f"{table}.{column.name}: no value known for {column.type}")

    def _apart(self, number: int) -> int:
        """An account of one row only."""
        made = self.admin.execute(
            "INSERT INTO platform.account (email, name) VALUES (%s, 'Rows')"
            " ON CONFLICT (email) DO UPDATE SET name = excluded.name RETURNING id",
            [f"in-row-{self.tenant_id}-{number}@example.test"],
        ).fetchone()
        assert made is not None
        return int(made[0])


VALUES: tuple[tuple[type, Callable[[Filler, Column[Any], int], Any]], ...] = (
    (
        DATERANGE,
        lambda _, column, number: psycopg.types.range.DateRange(date(2020, 1, number % 28 + 1), None),
    ),
    (JSONB, lambda filler, column, number: _json(filler, column)),
    (types.ARRAY, lambda filler, column, number: []),
    (types.LargeBinary, lambda filler, column, number: f"{filler.word}-{number}".encode()),
    (types.Boolean, lambda filler, column, number: True),
    (types.Date, lambda filler, column, number: DAY + timedelta(number) if column.name == "as_of" else DAY),
    (types.DateTime, lambda filler, column, number: datetime(2025, 3, 14, tzinfo=UTC)),
    (types.Numeric, lambda filler, column, number: Decimal("0.5")),
    (types.Integer, lambda filler, column, number: number % 50 + 1),
    (types.Text, lambda filler, column, number: f"{filler.word}-{column.name}-{number}"),
)


def _json(filler: Filler, column: Column[Any]) -> Any:
    default = str(getattr(column.server_default, "arg", "{}"))
    return Jsonb([]) if default.strip("'") == "[]" else {"said": filler.word}


def target(table: Table, column: Column[Any]) -> str | None:
    """The table a column refers to."""
    for key in column.foreign_keys:
        if column.name != "tenant_id":
            return str(key.column.table)
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and column.name in constraint.column_keys:
            return str(constraint.referred_table) if column.name != "tenant_id" else None
    return None


def concerns(table: Table, constraint: str, column: Column[Any]) -> bool:
    """Whether a constraint of the database speaks of a column."""
    for one in table.constraints:
        if one.name == constraint or str(one.name or "") and constraint.endswith(str(one.name)):
            if isinstance(one, ForeignKeyConstraint):
                return column.name in one.column_keys and column.name != "tenant_id"
            return re.search(rf"\b{column.name}\b", str(getattr(one, "sqltext", ""))) is not None
    return False


def _choices(admin: psycopg.Connection[Any]) -> dict[tuple[str, str], list[str]]:
    """Closed lists of the database's checks: (table, column) -> words."""
    found = admin.execute(
        """
        SELECT c.conrelid::regclass::text, a.attname, pg_get_constraintdef(c.oid)
        FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'c' AND cardinality(c.conkey) = 1
        """
    ).fetchall()
    listed = {(table.split(".")[-1], column): LISTED.findall(said) for table, column, said in found}
    return {key: words for key, words in listed.items() if words}


def start_numbers_at(admin: psycopg.Connection[Any], first: int) -> None:
    """Let the application's own new rows begin above the ids that were chosen here."""
    for table in (one for one in tenant_tables() if one.columns["id"].identity is not None):
        admin.execute(f"ALTER TABLE {table} ALTER COLUMN id RESTART WITH {int(first)}".encode())


def fingerprint(admin: psycopg.Connection[Any], tenant_id: int) -> dict[str, tuple[int, str]]:
    """Number and checksum of a tenant's rows in every table, as the superuser sees them.

    When a token was last used is left out: whoever calls leaves that behind.
    """
    found = {}
    for table in tenant_tables():
        statement = (
            "SELECT count(*), coalesce(md5(string_agg((to_jsonb(t) - 'seen_at')::text, '|' ORDER BY t.id)),"
            f" '') FROM {table} t WHERE tenant_id = %s"
        )
        found[table.name] = admin.execute(statement.encode(), [tenant_id]).fetchone()
    return found  # type: ignore[return-value]
