"""Filling a database: rows by COPY, secondary indexes afterwards, then the statistics."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import psycopg

from benchmarks.data import tenants
from benchmarks.data.records import COLUMNS, TABLES, Writer
from benchmarks.data.tenants import District
from benchmarks.place import Place
from service.cli import migrate
from service.launcher import roles

BATCH = 40
"""Municipalities written by one COPY of each table."""
INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = 'mms' AND t.relname = ANY(%s) AND NOT i.indisunique
AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
ORDER BY 1
"""
EXCLUSIONS = """
SELECT t.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k
JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = 'mms' AND t.relname = ANY(%s) AND k.contype = 'x' ORDER BY 1
"""


def build(place: Place, database: str, listed: Sequence[District]) -> None:
    """Make a database that holds these districts; one that is there already is only migrated."""
    if place.exists(database):
        migrate.upgrade(place.url(roles.MIGRATOR, database))
        return
    unfinished = f"{database}_unfinished"
    place.make(unfinished)
    with place.connect(None, unfinished) as connection:
        ids = tenants.write(connection, listed)
        # Foreign keys hold by construction; every run of the tests checks them on the tiny size.
        connection.execute("SET session_replication_role = replica")
        with _without_indexes(connection):
            fill(connection, listed, ids)
        connection.execute("VACUUM (ANALYZE)")
    place.rename(unfinished, database)


def fill(connection: psycopg.Connection, listed: Sequence[District], ids: dict[str, int]) -> None:
    """Write the records of the districts."""
    writer = Writer()
    for start in range(0, len(listed), BATCH):
        texts: dict[str, list[str]] = {table: [] for table in TABLES}
        for one in listed[start : start + BATCH]:
            for table, text in writer.lines(ids[one.slug], one):
                texts[table].append(text)
        for table, found in texts.items():
            _copy(connection, table, found)
    for table, last in writer.last.items():
        connection.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", (f"mms.{table}", max(last, 1))
        )


def _copy(connection: psycopg.Connection, table: str, texts: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY mms.{table} ({COLUMNS[table]}) FROM STDIN".encode()) as copy:
            for text in texts:
                copy.write(text)


@contextmanager
def _without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Drop what is faster made at once than row by row, and make it again."""
    indexes: list[Any] = connection.execute(INDEXES, (list(TABLES),)).fetchall()
    exclusions: list[Any] = connection.execute(EXCLUSIONS, (list(TABLES),)).fetchall()
    with ExitStack() as later:
        for table, constraint, definition in exclusions:
            connection.execute(f"ALTER TABLE mms.{table} DROP CONSTRAINT {constraint}".encode())
            later.callback(
                connection.execute,
                f"ALTER TABLE mms.{table} ADD CONSTRAINT {constraint} {definition}".encode(),
            )
        for index, definition in indexes:
            connection.execute(f"DROP INDEX mms.{index}".encode())
            later.callback(connection.execute, definition.encode())
        yield
