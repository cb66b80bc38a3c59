"""The migrated database is closed as designed, and the checks that say so notice every opening."""

from collections.abc import Callable

import psycopg
import pytest

from tests.isolation.catalogue import CHECKS, faults, tenant_tables

PERMISSIVE = "CREATE POLICY careless ON mms.person FOR SELECT TO mun_app USING (true)"
MUTATIONS = {
    "policy dropped": ("DROP POLICY tenant ON mms.training", "mms.training: no policy for mun_app"),
    "force removed": (
        "ALTER TABLE mms.person NO FORCE ROW LEVEL SECURITY",
        "mms.person: row-level security is not forced",
    ),
    "security off": (
        "ALTER TABLE mms.audit DISABLE ROW LEVEL SECURITY",
        "mms.audit: row-level security is off",
    ),
    "second policy": (PERMISSIVE, "mms.person: 2 policies for mun_app: careless, tenant"),
    "policy for everybody": (
        "CREATE POLICY open ON mms.seat USING (true) WITH CHECK (true)",
        "mms.seat: policy open is for everybody",
    ),
    "policy opened": (
        "ALTER POLICY tenant ON mms.route USING (true)",
        "mms.route: policy tenant lets the application see true",
    ),
    "subquery in a policy": (
        "ALTER POLICY tenant ON mms.route USING (tenant_id IN (SELECT id FROM platform.tenant))",
        "mms.route: policy tenant has a subquery",
    ),
    "new table left open": (
        "CREATE TABLE mms.leak (tenant_id int NOT NULL, id bigint, PRIMARY KEY (tenant_id, id));"
        " ALTER TABLE mms.leak OWNER TO mun_owner",
        "mms.leak: row-level security is off",
    ),
    "new table without a tenant": (
        "CREATE TABLE mms.loose (id int); ALTER TABLE mms.loose OWNER TO mun_owner",
        "mms.loose: no tenant_id and not on the reviewed list",
    ),
    "global unique": (
        "CREATE UNIQUE INDEX everywhere ON mms.organisation (code)",
        "mms.organisation: mms.everywhere is unique across tenants",
    ),
    "reference without the tenant": (
        "ALTER TABLE mms.person ADD COLUMN made_by bigint REFERENCES platform.account",
        "mms.person: person_made_by_fkey leads to platform.account",
    ),
    "view with its owner's rights": (
        "CREATE VIEW mms.everyone AS SELECT * FROM mms.person",
        "mms.everyone: a view with the rights of its owner",
    ),
    "materialised view": (
        "CREATE MATERIALIZED VIEW mms.frozen AS SELECT * FROM mms.person",
        "mms.frozen: materialised",
    ),
    "definer function": (
        "CREATE FUNCTION mms.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
        " AS 'SELECT count(*) FROM mms.person'",
        "mms.peek(): runs with its owner's rights",
    ),
    "another trigger": (
        "CREATE TRIGGER spy AFTER UPDATE ON mms.person FOR EACH ROW EXECUTE FUNCTION mms.keep_history()",
        "mms.person: trigger spy",
    ),
    "shared sequence": (
        "CREATE SEQUENCE mms.shared;"
        " ALTER TABLE mms.person ADD COLUMN n bigint DEFAULT nextval('mms.shared')",
        "mms.person.n: default",
    ),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_migrated_database_has_no_fault(check: Callable, admin: psycopg.Connection) -> None:
    assert list(check(admin)) == []


def test_checks_look_at_many_tables(admin: psycopg.Connection) -> None:
    assert len(tenant_tables(admin)) > 30


@pytest.mark.parametrize("name", MUTATIONS)
def test_checks_see_a_planted_fault(name: str, admin: psycopg.Connection) -> None:
    statement, expected = MUTATIONS[name]
    with admin.transaction(force_rollback=True):
        admin.execute(statement.encode())
        found = faults(admin)
    assert any(fault.startswith(expected) for fault in found), found


def test_unharmed_database_is_clean_again(admin: psycopg.Connection) -> None:
    assert faults(admin) == []
