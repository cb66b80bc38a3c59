"""Roles of the database hold exactly the rights that were reviewed."""

import psycopg
import pytest

from service.launcher import roles
from tests.isolation import rights
from tests.isolation.catalogue import rows

NEVER = ("TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN", "CREATE", "TEMPORARY")


def test_rights_are_the_reviewed_ones(admin: psycopg.Connection) -> None:
    now, before = set(rights.lines(admin)), set(rights.reviewed())
    assert (sorted(now - before), sorted(before - now)) == ([], []), "python -m tests.isolation.review rights"


def test_nobody_may_empty_tie_or_make(admin: psycopg.Connection) -> None:
    found = [line for line in rights.lines(admin) if set(line.split(" | ")[2].split()) & set(NEVER)]
    assert found == []


def test_nobody_reads_a_sequence_but_who_copies_it(admin: psycopg.Connection) -> None:
    names = {name for (name,) in rows(admin, "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'S'")}
    found = [line.split(" | ") for line in rights.lines(admin) if line.split(" | ")[0] in names]
    assert {(role, held) for _, role, held in found} == {("mun_backup", "SELECT")}
    assert {name for name, *_ in found} == names, "a copy needs the numbers of every table"


def test_everybody_at_large_holds_nothing(admin: psycopg.Connection) -> None:
    found = [line for line in rights.lines(admin) if " | PUBLIC | " in line]
    assert found == ["platform.profile_version policy published | PUBLIC | SELECT: sees true, writes None"]


def test_roles_are_those_of_the_list(admin: psycopg.Connection) -> None:
    assert rights.roles_found(admin) == rights.expected_roles()


def test_only_the_migrator_may_become_the_owner(admin: psycopg.Connection) -> None:
    found = rows(
        admin,
        "SELECT pg_get_userbyid(roleid), pg_get_userbyid(member) FROM pg_auth_members"
        " WHERE pg_get_userbyid(roleid) !~ '^pg_' OR member <> 10 AND pg_get_userbyid(member) !~ '^pg_'",
    )
    assert found == [(role.becomes, role.name) for role in roles.ROLES if role.becomes]


@pytest.mark.parametrize("role", roles.ROLES, ids=lambda role: role.name)
def test_sessions_of_a_role_begin_as_designed(role: roles.Role, admin: psycopg.Connection) -> None:
    found = rows(
        admin,
        "SELECT unnest(setconfig) FROM pg_db_role_setting s"
        " JOIN pg_roles r ON r.oid = s.setrole WHERE rolname = %s",
        role.name,
    )
    held = dict(line.split("=", 1) for (line,) in found)
    assert set(held) == set(role.settings)
    if role.login:
        assert held["app.tenant_id"] == ""


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("GRANT SELECT ON mms.person TO mun_region", "mms.person | mun_region | SELECT"),
        ("GRANT TRUNCATE ON mms.audit TO mun_app", "mms.audit | mun_app | INSERT SELECT TRUNCATE"),
        ("GRANT UPDATE (event) ON mms.audit TO mun_app", "mms.audit(event) | mun_app | UPDATE"),
        ("GRANT EXECUTE ON FUNCTION platform.memberships_of TO PUBLIC",
         "function platform.memberships_of | PUBLIC | EXECUTE"),
        ("GRANT CREATE ON SCHEMA mms TO mun_app", "schema mms | mun_app | CREATE USAGE"),
    ],
)  # fmt: skip
def test_a_planted_right_is_seen(planted: str, seen: str, admin: psycopg.Connection) -> None:
    with admin.transaction(force_rollback=True):
        admin.execute(planted.encode())
        assert seen in set(rights.lines(admin)) - set(rights.reviewed())
