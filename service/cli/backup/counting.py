"""Rows of a database (строки базы): how many in each table, and of which tenant."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from psycopg import Connection, sql

from service.cli.backup import client

TABLES = """
SELECT n.nspname, c.relname, EXISTS (
         SELECT FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS by_tenant
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2
"""
COPY = re.compile(rb"COPY (\S+) \((.*)\) FROM stdin;\n")


@dataclass
class Rows:
    """How many rows a table has, and how many of each tenant where it is a tenant's table."""

    total: int = 0
    tenants: dict[str, int] = field(default_factory=dict)


def in_database(connection: Connection[Any]) -> dict[str, Rows]:
    """Count in the present transaction, so that a dump of the same snapshot holds the same."""
    found = {}
    for schema, table, by_tenant in connection.execute(TABLES).fetchall():
        place = sql.Identifier(schema, table)
        if by_tenant:
            statement = sql.SQL("SELECT tenant_id, count(*) FROM {} GROUP BY 1 ORDER BY 1").format(place)
            counted = {str(tenant): number for tenant, number in connection.execute(statement).fetchall()}
            found[f"{schema}.{table}"] = Rows(sum(counted.values()), counted)
        else:
            row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(place)).fetchone()
            found[f"{schema}.{table}"] = Rows(int(row[0]) if row else 0)
    return found


def in_dump(dump: Path) -> dict[str, Rows]:
    """Count what a dump would write back, by reading every row of it; no server is needed."""
    found: dict[str, Rows] = {}
    with client.reading("pg_restore", ["--data-only", "--file", "-", str(dump)]) as lines:
        for line in lines:
            header = COPY.fullmatch(line)
            if header is None:
                continue
            columns = header[2].decode().replace('"', "").split(", ")
            place = columns.index("tenant_id") if "tenant_id" in columns else None
            found[header[1].decode().replace('"', "")] = _rows(lines, place)
    return found


def _rows(lines: Any, place: int | None) -> Rows:
    tenants: Counter[str] = Counter()
    total = 0
    for line in lines:
        if line == b"\\.\n":
            break
        total += 1
        if place is not None:
            tenants[line.rstrip(b"\n").split(b"\t", place + 1)[place].decode()] += 1
    return Rows(total, dict(sorted(tenants.items(), key=lambda one: int(one[0]))))


def differences(expected: dict[str, Rows], found: dict[str, Rows]) -> list[str]:
    """What is not as expected, one line a table."""
    told = []
    for table in sorted(expected.keys() | found.keys()):
        wanted, here = expected.get(table, Rows()), found.get(table, Rows())
        if wanted.total != here.total:
            told.append(f"{table}: {here.total} != {wanted.total}")
        elif wanted.tenants != here.tenants:
            told.append(f"{table}: tenants differ")
    return told
