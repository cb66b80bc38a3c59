"""Small registers as temporary tables of a real database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from service.rules.conditions.registers import FieldType, Register
from service.rules.facts import as_date
from tests.rules.small_registers import paths, table_name

SQL_TYPES = {
    FieldType.INTEGER: "integer",
    FieldType.DATE: "date",
    FieldType.FLAG: "boolean",
    FieldType.CODE: "text",
    FieldType.CODES: "text[]",
}


def create_tables(connection: Connection) -> None:
    """Create one temporary table per register."""
    for path, (register, key) in paths().items():
        columns = [f"f_{name} {SQL_TYPES[field.type]}" for name, field in register.fields.items()]
        columns = ["tenant_id integer", f"{key} text", "life_from date", "life_to date", *columns]
        connection.execute(text(f"CREATE TEMPORARY TABLE {table_name(path)} ({', '.join(columns)})"))


def fill_tables(
    connection: Connection, subject: Register, tenants: Mapping[int, list[dict[str, Any]]]
) -> None:
    """Replace the rows of a subject and of what hangs on it."""
    everything = [(tenant, row) for tenant, rows in tenants.items() for row in rows]
    _refill(
        connection, subject.name, subject, [(tenant, {"id": row["id"]}, row) for tenant, row in everything]
    )
    for name, table in subject.tables.items():
        hanging = [
            (tenant, {"owner": row["id"]}, record) for tenant, row in everything for record in row[name]
        ]
        _refill(connection, f"{subject.name}.{name}", table, hanging)


def _refill(
    connection: Connection,
    path: str,
    register: Register,
    rows: list[tuple[int, dict[str, str], dict[str, Any]]],
) -> None:
    connection.execute(text(f"DELETE FROM {table_name(path)}"))
    given = [
        {"tenant_id": tenant, "life_from": row.get("from"), "life_to": row.get("to"), **key}
        | {f"f_{name}": as_date(row[name]) or row[name] for name in register.fields}
        for tenant, key, row in rows
    ]
    if given:
        marks = ", ".join(f":{name}" for name in given[0])
        connection.execute(
            text(f"INSERT INTO {table_name(path)} ({', '.join(given[0])}) VALUES ({marks})"), given
        )
