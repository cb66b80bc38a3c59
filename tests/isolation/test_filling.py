"""The generator of rows knows every tenant table, and makes rows that catch what they are meant to catch."""

import psycopg
import pytest

from tests.isolation.filling import CannotFill, Filler, fingerprint, tenant_tables
from tests.isolation.pair import NOBODY, ONLY_A, ONLY_B, SHARED, WORD_B, Pair


def test_models_and_database_know_the_same_tenant_tables(admin: psycopg.Connection) -> None:
    found = admin.execute(
        "SELECT table_schema || '.' || table_name FROM information_schema.columns"
        " WHERE column_name = 'tenant_id' AND table_schema IN ('mms', 'platform', 'pub')"
    ).fetchall()
    assert {str(table) for table in tenant_tables()} == {name for (name,) in found}


def test_every_table_has_the_same_ids_in_both_tenants(admin: psycopg.Connection, pair: Pair) -> None:
    ours, theirs = fingerprint(admin, pair.a), fingerprint(admin, pair.b)
    assert {name: count for name, (count, _) in ours.items()} == dict.fromkeys(ours, len(SHARED) + 1)
    assert {name: count for name, (count, _) in theirs.items()} == dict.fromkeys(theirs, len(SHARED) + 1)


def test_the_word_of_a_tenant_stands_in_most_tables(admin: psycopg.Connection, pair: Pair) -> None:
    with_word = [
        table.name
        for table in tenant_tables()
        if admin.execute(
            f"SELECT 1 FROM {table} t WHERE t::text LIKE %s".encode(), [f"%{WORD_B}%"]
        ).fetchone()
    ]
    assert len(with_word) > len(tenant_tables()) * 2 // 3


def test_a_table_beyond_the_generator_is_an_error(admin: psycopg.Connection, pair: Pair) -> None:
    filler = Filler(admin, pair.a, pair.account, "x")
    person = next(table for table in tenant_tables() if table.name == "person")
    with admin.transaction(force_rollback=True):
        admin.execute("ALTER TABLE mms.person ADD CONSTRAINT strange CHECK (first_name = 'Ада') NOT VALID")
        with pytest.raises(CannotFill, match=r"mms.person.*strange"):
            filler.row(person, NOBODY)


def test_each_has_one_row_of_its_own(admin: psycopg.Connection, pair: Pair) -> None:
    for table in tenant_tables():
        for number, tenant in ((ONLY_A, pair.a), (ONLY_B, pair.b)):
            found = admin.execute(f"SELECT tenant_id FROM {table} WHERE id = %s".encode(), [number])
            assert found.fetchall() == [(tenant,)], table.name
