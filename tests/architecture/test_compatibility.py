"""The code of the previous release works on the new schema: during an upgrade both run side by side."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import MetaData, Table, create_engine
from sqlalchemy.exc import OperationalError

from service.cli import migrate
from service.core import revisions
from service.launcher import Servers, roles
from tests.architecture.additive import faults, since
from tests.architecture.sources import ROOT
from tests.database import superuser
from tests.isolation import rights
from tests.isolation.filling import Filler

VERSIONS = ROOT / "migrations" / "versions"
RELEASED = (ROOT / "migrations" / "released.txt").read_text("utf-8").strip()
FIRST = "0002"
"""The first schema that was ever filled."""
COLUMNS = """
SELECT n.nspname || '.' || c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       a.atthasdef OR a.attidentity <> ''
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ('mms', 'platform') AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
"""
CONSTRAINTS = """
SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
JOIN pg_namespace n ON n.oid = c.connamespace
WHERE n.nspname IN ('mms', 'platform') AND c.contype IN ('c', 'f', 'p', 'u', 'x')
"""


def test_migrations_since_the_previous_release_only_add() -> None:
    told = {path.name: faults(path.read_text("utf-8"), RELEASED) for path in since(VERSIONS, RELEASED)}
    assert {name: found for name, found in told.items() if found} == {}


def test_the_previous_release_is_one_of_ours() -> None:
    assert (VERSIONS / "..").resolve().joinpath("released.txt").exists()
    assert [path.name for path in VERSIONS.glob(f"{RELEASED}_*.py")], RELEASED


@pytest.mark.parametrize(
    "operation",
    [
        'op.drop_column("person", "phone", schema="mms")',
        'op.drop_table("person", schema="mms")',
        'op.rename_table("person", "human", schema="mms")',
        'op.alter_column("person", "phone", new_column_name="telephone", schema="mms")',
        'op.alter_column("person", "phone", type_=sa.Integer(), schema="mms")',
        'op.alter_column("person", "phone", nullable=False, schema="mms")',
        'op.add_column("person", sa.Column("phone", sa.Text(), nullable=False), schema="mms")',
        'op.create_unique_constraint("one", "person", ["phone"], schema="mms")',
        'op.create_index("one", "person", ["phone"], unique=True, schema="mms")',
        'op.execute("ALTER TABLE mms.person DROP COLUMN phone")',
        'op.execute("ALTER TABLE mms.person RENAME phone TO telephone")',
        'op.execute("ALTER TABLE mms.person ALTER COLUMN phone TYPE int USING phone::int")',
        'op.execute("REVOKE SELECT ON mms.person FROM mun_app")',
    ],
)
def test_the_check_notices(operation: str) -> None:
    source = f'"""Words.\n\nCompatible.\n"""\ndef upgrade():\n    {operation}\n'
    assert len(faults(source, RELEASED)) == 1
    assert faults(source.replace("Compatible.", f"Unused since: {RELEASED}"), RELEASED) == []
    assert faults(source.replace("Compatible.", "Unused since: 9999"), RELEASED)
    assert faults(source.replace("upgrade", "downgrade"), RELEASED) == []


@pytest.mark.parametrize(
    "operation",
    [
        'op.add_column("person", sa.Column("phone", sa.Text(), nullable=True), schema="mms")',
        'op.add_column("person", sa.Column("on", sa.Boolean(), server_default="false", nullable=False))',
        'op.add_column("person", sa.Column("unit_id", sa.BigInteger()));'
        ' op.create_foreign_key("fk", "person", "unit", ["tenant_id", "unit_id"], ["tenant_id", "id"])',
        'op.create_index("ix", "person", ["phone"], schema="mms")',
        'op.create_table("new", x); op.create_unique_constraint("u", "new", ["id"])',
        'op.execute("GRANT SELECT ON mms.person TO mun_app")',
    ],
)
def test_the_check_lets_additions_pass(operation: str) -> None:
    assert faults(f'"""Words."""\ndef upgrade():\n    {operation}\n', RELEASED) == []


class Old:
    """A database as a release before left it, with rows of a tenant in every table."""

    def __init__(self, name: str, servers: Servers, revision: str) -> None:
        self.name = name
        self.url = servers.url(roles.MIGRATOR, name)
        migrate.upgrade(self.url, revision)
        engine = create_engine(servers.admin_url_of(name))
        known = MetaData()
        for schema in ("platform", "mms"):
            known.reflect(engine, schema=schema)
        engine.dispose()
        self.tables: list[Table] = [one for one in known.sorted_tables if "tenant_id" in one.columns]

    def fill(self, connection: psycopg.Connection[Any], slug: str) -> int:
        """Rows of one more tenant in every table, by the columns of the old release."""
        connection.execute("SET search_path = pg_catalog")
        tenant = connection.execute(
            "INSERT INTO platform.tenant (slug, kind, name, locales, time_zone)"
            " VALUES (%s, 'municipality', '{\"ru\": \"x\"}', '{ru}', 'Europe/Moscow') RETURNING id",
            [slug],
        ).fetchone()
        account = connection.execute(
            "INSERT INTO platform.account (email, name) VALUES (%s, 'x') RETURNING id", [f"{slug}@x.test"]
        ).fetchone()
        assert tenant is not None and account is not None
        filler = Filler(connection, tenant[0], account[0], slug)
        filler.other = {1: 2, 2: 1}
        for table in self.tables:
            for number in (1, 2):
                filler.row(table, number)
        return int(tenant[0])

    def content(self, connection: psycopg.Connection[Any], tenant: int) -> dict[str, Any]:
        """A tenant's rows by the columns of the old release."""
        found = {}
        for table in self.tables:
            columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
            place = sql.Identifier(str(table.schema), table.name)
            statement = sql.SQL("SELECT {} FROM {} WHERE tenant_id = %s ORDER BY id").format(columns, place)
            found[table.name] = connection.execute(statement, [tenant]).fetchall()
        return found


@pytest.fixture(params=sorted({RELEASED, FIRST}))
def old(request: pytest.FixtureRequest, servers: Servers) -> Iterator[Old]:
    name = "mms_previous_release"
    with superuser("postgres") as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        admin.execute(roles.create_database(name, admin.info.server_version // 10000).encode())
        for statement in roles.database_statements(name):
            admin.execute(statement.encode())
        try:
            yield Old(name, servers, request.param)
        finally:
            admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def test_a_filled_database_of_the_release_before_serves_both(old: Old) -> None:
    with superuser(old.name) as connection:
        tenant = old.fill(connection, "before")
        rows = old.content(connection, tenant)
        columns = {(table, name): rest for table, name, *rest in connection.execute(COLUMNS).fetchall()}
        constraints = set(connection.execute(CONSTRAINTS).fetchall())
        allowed = _allowed(connection)
        migrate.upgrade(old.url)
        assert old.content(connection, tenant) == rows, "nothing is lost or changed"
        assert all(len(found) == 2 for found in rows.values())
        _nothing_narrower(connection, columns, constraints)
        assert allowed <= _allowed(connection), "old code keeps its rights"
        again = old.fill(connection, "after")
        assert again != tenant, "old code writes as before"
    engine = create_engine(old.url)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET ROLE mun_owner")
        assert revisions.current(connection) == revisions.newest()
    engine.dispose()


def _nothing_narrower(
    connection: psycopg.Connection[Any], columns: dict[tuple[str, str], list[Any]], constraints: set[Any]
) -> None:
    now = {(table, name): rest for table, name, *rest in connection.execute(COLUMNS).fetchall()}
    tables = {table for table, _ in columns}
    for key, (kind, required, _) in columns.items():
        assert key in now, f"{key} is gone"
        assert now[key][0] == kind, f"{key} has another type"
        assert required or not now[key][1], f"{key} is required now"
    demanded = [
        key for key, (_, required, made) in now.items() if key not in columns and required and not made
    ]
    assert [key for key in demanded if key[0] in tables] == []
    after = set(connection.execute(CONSTRAINTS).fetchall())
    old_names = {table.removeprefix("mms.") for table in tables} | tables
    new = [one for one in after - constraints if one[0].removeprefix("mms.") in old_names]
    narrower = [one for one in new if not (_from_new_column(one, columns) or _longer_list(one, constraints))]
    assert narrower == []


def _from_new_column(constraint: Any, columns: dict[tuple[str, str], list[Any]]) -> bool:
    """Whether a reference leads from a column that old code does not know and so leaves empty."""
    table, _, said = constraint
    found = re.match(r"FOREIGN KEY \(([^)]*)\)", said)
    names = found[1].split(", ") if found else []
    return any((table, name) not in columns for name in names)


def _longer_list(constraint: Any, before: set[Any]) -> bool:
    """Whether a check is the old one with more words in its list."""
    table, name, said = constraint
    old = next((text for held, known, text in before if (held, known) == (table, name)), None)
    words = re.compile(r"'([^']*)'::text")
    return (
        old is not None
        and set(words.findall(old)) <= set(words.findall(said))
        and words.sub("", old).replace(", ", "") == words.sub("", said).replace(", ", "")
    )


def _allowed(connection: psycopg.Connection[Any]) -> set[tuple[str, str, str]]:
    """Single rights of the roles: (object, role, right)."""
    found = set()
    for line in rights.lines(connection):
        name, role, held = line.split(" | ")
        found |= {(name, role, one) for one in ([held] if " policy " in name else held.split())}
    return found


@pytest.mark.parametrize("old", [FIRST], indirect=True)
def test_a_migration_waits_for_a_lock_only_briefly_and_comes_again(old: Old) -> None:
    """All requests on a table wait behind a migration that waits for it."""
    with superuser(old.name) as admin, admin.transaction():
        admin.execute("LOCK TABLE mms.unit IN ACCESS SHARE MODE")
        with pytest.raises(OperationalError) as refused:
            migrate.upgrade(old.url)
        assert getattr(refused.value.orig, "sqlstate", None) == migrate.LOCKED
        patient = threading.Thread(target=migrate.upgrade_patiently, args=(old.url, 30))
        patient.start()
    patient.join(30)
    with superuser(old.name) as admin:
        assert admin.execute("SELECT version_num FROM platform.alembic_version").fetchone() == (
            revisions.newest(),
        )
