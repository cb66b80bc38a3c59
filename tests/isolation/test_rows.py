"""For every tenant table: in A's context nothing reads, changes, takes or touches a row of B."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import Date, ForeignKeyConstraint, Table, make_url

from service.config import Settings
from tests.isolation.filling import DAY, concerns, fingerprint, tenant_tables
from tests.isolation.pair import NOBODY, ONLY_B, SHARED, WORD_A, Pair

TABLES = tenant_tables()
LOGS = ("audit", "history")
DENIED = psycopg.errors.InsufficientPrivilege
REFERENCES = [
    (table, constraint, column)
    for table in TABLES
    for constraint in sorted(table.constraints, key=lambda one: str(one.name))
    if isinstance(constraint, ForeignKeyConstraint)
    for column in constraint.column_keys
    if "tenant_id" in constraint.column_keys and column != "tenant_id"
]


@pytest.fixture(scope="module")
def asking(settings: Settings, pair: Pair) -> Iterator[psycopg.Connection]:
    """The application's role as it connects."""
    url = make_url(settings.database_url).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        yield connection


@pytest.fixture
def as_a(asking: psycopg.Connection, admin: psycopg.Connection, pair: Pair) -> Iterator[psycopg.Connection]:
    """A transaction in A's context that commits; afterwards B's rows must be as they were."""
    before = fingerprint(admin, pair.b)
    with asking.transaction():
        asking.execute(f"SET LOCAL app.tenant_id = '{pair.a}'".encode())
        yield asking
    assert fingerprint(admin, pair.b) == before


def refused(connection: psycopg.Connection, statement: str, *values: Any) -> str:
    """The error state of a statement that must fail; the transaction goes on."""
    with pytest.raises(psycopg.Error) as caught, connection.transaction():
        connection.execute(statement.encode(), values)
    return str(caught.value.sqlstate)


def answer(connection: psycopg.Connection, statement: str, values: list[Any]) -> tuple[str, str]:
    """The error state of a statement that must fail, and the constraint that it names."""
    with pytest.raises(psycopg.Error) as caught, connection.transaction():
        connection.execute(statement.encode(), values)
    return str(caught.value.sqlstate), str(caught.value.diag.constraint_name)


@contextmanager
def set_aside(admin: psycopg.Connection, table: Table, tenant: int) -> Iterator[None]:
    """Row 1 of a tenant is away for a while, so that one like it meets no unique key before the reference."""
    own = f"{table} WHERE tenant_id = {int(tenant)} AND id = 1"
    admin.execute(f"CREATE TEMP TABLE aside AS SELECT * FROM {own}".encode())
    admin.execute("SET session_replication_role = replica")
    try:
        admin.execute(f"DELETE FROM {own}".encode())
        yield
    finally:
        admin.execute(f"DELETE FROM {own}".encode())
        admin.execute(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE pg_temp.aside".encode())
        admin.execute("DROP TABLE pg_temp.aside")
        admin.execute("RESET session_replication_role")


def touched(connection: psycopg.Connection, statement: str, *values: Any) -> int:
    """Rows that a statement changed; 0 too where the role lacks the right altogether."""
    try:
        with connection.transaction():
            return connection.execute(statement.encode(), values).rowcount
    except DENIED:
        return 0


def row_of(admin: psycopg.Connection, table: Table, pair: Pair, tenant: int) -> dict[str, Any]:
    """Values of a valid new row: those of row 1 under an id nobody has."""
    with admin.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        found = cursor.execute(
            f"SELECT * FROM {table} WHERE tenant_id = %s AND id = 1".encode(), [pair.b]
        ).fetchone()
    assert found is not None
    return {**found, "tenant_id": tenant, "id": NOBODY}


def insertion(
    admin: psycopg.Connection, table: Table, values: dict[str, Any], more: str = ""
) -> tuple[str, list[Any]]:
    """An INSERT of these values with ids of our choice, without columns that the application never writes."""
    values = {name: value for name, value in values.items() if name in writable(admin, table)}
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(["%s"] * len(values))
    given = [psycopg.types.json.Jsonb(one) if _is_json(table, name) else one for name, one in values.items()]
    return f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE VALUES ({places}) {more}", given


def writable(admin: psycopg.Connection, table: Table) -> set[str]:
    """Columns that the application may give a new row; all of them where it may give none."""
    found = admin.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND has_column_privilege('mun_app', attrelid, attnum, 'INSERT')",
        [str(table)],
    ).fetchall()
    return {name for (name,) in found} or {column.name for column in table.columns}


def _is_json(table: Table, name: str) -> bool:
    return type(table.columns[name].type).__name__ == "JSONB"


def select(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    own = connection.execute(f"SELECT DISTINCT tenant_id FROM {table}".encode()).fetchall()
    assert own == [(pair.a,)]
    theirs = connection.execute(
        f"SELECT 1 FROM {table} WHERE tenant_id = %s OR id = %s".encode(), [pair.b, ONLY_B]
    )
    assert theirs.fetchall() == []


def select_for_update(
    connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair
) -> None:
    assert touched(connection, f"SELECT 1 FROM {table} WHERE tenant_id = %s FOR UPDATE", pair.b) == 0


def insert(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    statement, values = insertion(admin, table, row_of(admin, table, pair, pair.b))
    assert refused(connection, statement, *values) == "42501"


def insert_over(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    values = {**row_of(admin, table, pair, pair.b), "id": ONLY_B}
    statement, given = insertion(
        admin, table, values, "ON CONFLICT (tenant_id, id) DO UPDATE SET tenant_id = excluded.tenant_id"
    )
    assert refused(connection, statement, *given) == "42501"


def update(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    changed = f"UPDATE {table} SET tenant_id = tenant_id WHERE tenant_id = %s OR id = %s"
    assert touched(connection, changed, pair.b, ONLY_B) == 0


def give_away(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    assert refused(connection, f"UPDATE {table} SET tenant_id = %s WHERE id = 1", pair.b) == "42501"


def take(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    taken = f"UPDATE {table} SET tenant_id = %s WHERE tenant_id = %s"
    assert touched(connection, taken, pair.a, pair.b) == 0


def delete(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    assert touched(connection, f"DELETE FROM {table} WHERE tenant_id = %s OR id = %s", pair.b, ONLY_B) == 0


def merge_matched(
    connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair
) -> None:
    merged = (
        f"MERGE INTO {table} t USING (SELECT %s::int AS tenant, %s::bigint AS id) s"
        " ON t.tenant_id = s.tenant AND t.id = s.id WHEN MATCHED THEN DELETE"
    )
    assert touched(connection, merged, pair.b, ONLY_B) == 0


def merge_unmatched(
    connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair
) -> None:
    statement, values = insertion(admin, table, row_of(admin, table, pair, pair.b))
    inserted = statement.removeprefix(f"INSERT INTO {table} ")
    merged = f"MERGE INTO {table} t USING (SELECT 1) s ON t.tenant_id = %s AND t.id = %s"
    merged += " WHEN NOT MATCHED THEN INSERT "
    assert refused(connection, merged + inserted, pair.b, ONLY_B, *values) == "42501"


def copy_out(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} (tenant_id) TO STDOUT".encode()) as copied:
        assert {int(row[0]) for row in copied.rows()} == {pair.a}


def copy_in(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    assert refused(connection, f"COPY {table} FROM STDIN") in ("0A000", DENIED.sqlstate)


def truncate(connection: psycopg.Connection, table: Table, admin: psycopg.Connection, pair: Pair) -> None:
    assert refused(connection, f"TRUNCATE {table} CASCADE") == "42501"


ATTACKS: tuple[Callable[..., None], ...] = (
    select, select_for_update, insert, insert_over, update, give_away, take, delete, merge_matched,
    merge_unmatched, copy_out, copy_in, truncate,
)  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_b_is_out_of_reach(
    table: Table, as_a: psycopg.Connection, admin: psycopg.Connection, pair: Pair
) -> None:
    for attack in ATTACKS:
        try:
            attack(as_a, table, admin, pair)
        except AssertionError as failed:
            raise AssertionError(f"{attack.__name__} on {table}") from failed


@pytest.mark.parametrize(
    ("table", "constraint", "column"), REFERENCES, ids=lambda one: getattr(one, "name", one)
)
def test_a_reference_to_a_row_of_b_reads_like_one_to_nothing(
    table: Table,
    constraint: Any,
    column: str,
    as_a: psycopg.Connection,
    admin: psycopg.Connection,
    pair: Pair,
) -> None:
    """A's row 1 is written anew with a reference to B's row, then to no row at all: the same answer."""
    values = row_of(admin, table, pair, pair.a)
    by_day = isinstance(table.columns[column].type, Date)
    targets = [DAY + timedelta(number) if by_day else number for number in (ONLY_B, NOBODY + 1)]
    with set_aside(admin, table, pair.a):
        for _ in table.columns:
            said = [answer(as_a, *insertion(admin, table, {**values, column: one})) for one in targets]
            assert said[0] == said[1]
            state, named = said[0]
            spare = [
                one.name for one in table.columns if one.nullable and one.name != column
                and values[one.name] is not None and concerns(table, named, one)
            ]  # fmt: skip
            if state != "23514" or not spare:
                break
            values[spare[0]] = None  # a check that holds it together with the reference
    assert state == "23503", said


@pytest.mark.parametrize("log", LOGS)
def test_logs_only_grow(log: str, as_a: psycopg.Connection) -> None:
    assert refused(as_a, f"UPDATE mms.{log} SET actor_id = 1 WHERE id = %s", SHARED[0]) == "42501"
    assert refused(as_a, f"DELETE FROM mms.{log} WHERE id = %s", SHARED[0]) == "42501"


def test_the_shared_word_is_only_ones_own(as_a: psycopg.Connection) -> None:
    words = as_a.execute("SELECT DISTINCT split_part(last_name, '-last_name', 1) FROM mms.person").fetchall()
    assert words == [(WORD_A,)]


def test_the_attacks_work_where_the_door_is_open(
    asking: psycopg.Connection, admin: psycopg.Connection, pair: Pair
) -> None:
    """With security off they do reach B: the tests above would see an opening."""
    table = next(one for one in TABLES if one.name == "import_mapping")
    admin.execute("ALTER TABLE mms.import_mapping DISABLE ROW LEVEL SECURITY")
    try:
        for attack in (select, select_for_update, update, insert, delete, copy_out, merge_matched):
            with asking.transaction(force_rollback=True):
                asking.execute(f"SET LOCAL app.tenant_id = '{pair.a}'".encode())
                with pytest.raises((AssertionError, pytest.fail.Exception)):
                    attack(asking, table, admin, pair)
    finally:
        admin.execute("ALTER TABLE mms.import_mapping ENABLE ROW LEVEL SECURITY")
