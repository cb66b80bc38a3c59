"""Who may do what in the database, as one sorted list of lines to compare with the reviewed file."""

from pathlib import Path
from typing import Any

import psycopg

from service.launcher import roles
from tests.isolation.catalogue import OURS, OWN_TENANT, POLICIES, rows

FILE = Path(__file__).with_name("rights.txt")
HEAD = """\
# Rights of the database roles, reviewed. Written by: python -m tests.isolation.review rights
# object | role | what it may do. The owner's own rights, and nobody else's, are left out.
"""

TABLES = """
SELECT c.oid::regclass::text, coalesce(pg_get_userbyid(nullif(a.grantee, 0)), 'PUBLIC'), a.privilege_type
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
  aclexplode(coalesce(c.relacl,
    acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) a
WHERE n.nspname = ANY (%s) AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND a.grantee <> c.relowner
"""
COLUMNS = """
SELECT c.oid::regclass::text || '(' || t.attname || ')',
       coalesce(pg_get_userbyid(nullif(a.grantee, 0)), 'PUBLIC'), a.privilege_type
FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace,
  aclexplode(t.attacl) a
WHERE n.nspname = ANY (%s)
"""
SCHEMAS = """
SELECT 'schema ' || n.nspname, coalesce(pg_get_userbyid(nullif(a.grantee, 0)), 'PUBLIC'), a.privilege_type
FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND a.grantee <> n.nspowner
"""
FUNCTIONS = """
SELECT 'function ' || n.nspname || '.' || p.proname,
       coalesce(pg_get_userbyid(nullif(a.grantee, 0)), 'PUBLIC'), a.privilege_type
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
  aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
WHERE n.nspname = ANY (%s) AND a.grantee <> p.proowner
"""
DATABASE = """
SELECT 'database', coalesce(pg_get_userbyid(nullif(a.grantee, 0)), 'PUBLIC'), a.privilege_type
FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
WHERE d.datname = current_database() AND a.grantee <> d.datdba
"""
COMMANDS = {"*": "ALL", "r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"}


def lines(connection: psycopg.Connection[Any]) -> list[str]:
    """Every right and policy, one line an object and role."""
    granted: dict[tuple[str, str], set[str]] = {}
    for statement in (TABLES, COLUMNS, SCHEMAS, FUNCTIONS, DATABASE):
        values = [list(OURS)] if "%s" in statement else []
        for name, role, right in rows(connection, statement, *values):
            granted.setdefault((name, role), set()).add(right)
    told = [f"{name} | {role} | {' '.join(sorted(held))}" for (name, role), held in granted.items()]
    for table, policy, named, command, _, using, check, _ in rows(connection, POLICIES):
        who = ", ".join(named) or "PUBLIC"
        sees, writes = (text and text.replace(OWN_TENANT, "own tenant") for text in (using, check))
        told.append(f"{table} policy {policy} | {who} | {COMMANDS[command]}: sees {sees}, writes {writes}")
    return sorted(told)


def reviewed() -> list[str]:
    """The lines of the reviewed file."""
    text = FILE.read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def roles_found(connection: psycopg.Connection[Any]) -> dict[str, tuple[bool, ...]]:
    """Roles of the server that are not PostgreSQL's own, with what they may."""
    found = rows(
        connection,
        """
        SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
               rolreplication, rolinherit
        FROM pg_roles WHERE rolname !~ '^pg_' AND oid <> 10
        """,
    )
    return {row[0]: tuple(row[1:]) for row in found}


def expected_roles() -> dict[str, tuple[bool, ...]]:
    """Roles as the launcher's list describes them: nothing but signing in and, for backups, bypassing."""
    return {role.name: (role.login, False, role.bypass, False, False, False, False) for role in roles.ROLES}
