"""Associations of the register of communities become bodies, with everybody who is in them."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from service.cli import migrate
from service.launcher import Servers, roles
from tests.database import superuser

NAME = "mms_moved_associations"
BEFORE, AFTER = "0011", "0012"
MEMBERS = (
    # person, office, from, to: a leader who stays a member, two leaders at once, one entered twice
    (1, "leader", "2023-09-01", "2024-09-01"),
    (1, "member", "2022-09-01", None),
    (2, "leader", "2024-03-01", None),
    (3, "member", "2023-01-01", "2023-06-01"),
    (3, "member", "2023-05-01", "2024-01-01"),
    (3, "member", "2025-01-01", None),
)
SEATS = """
SELECT person_id, office, lower(valid)::text, upper(valid)::text FROM mms.seat
WHERE council_id = %s ORDER BY person_id, lower(valid)
"""


@pytest.fixture
def before(servers: Servers) -> Iterator[psycopg.Connection[Any]]:
    """A database of the schema before, with one tenant."""
    with superuser("postgres") as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)".encode())
        admin.execute(roles.create_database(NAME, admin.info.server_version // 10000).encode())
        for statement in roles.database_statements(NAME):
            admin.execute(statement.encode())
        try:
            migrate.upgrade(servers.url(roles.MIGRATOR, NAME), BEFORE)
            with superuser(NAME) as connection:
                yield connection
        finally:
            admin.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)".encode())


def one(connection: psycopg.Connection[Any], statement: str, *values: Any) -> Any:
    row = connection.execute(statement.encode(), values).fetchone()
    assert row is not None
    return row[0]


def entered(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """An association and a network of one tenant, with the same members; their ids by kind."""
    tenant = one(
        connection,
        "INSERT INTO platform.tenant (slug, kind, name, locales, time_zone)"
        " VALUES ('moved', 'municipality', '{\"ru\": \"x\"}', '{ru}', 'Europe/Moscow') RETURNING id",
    )
    for number in (1, 2, 3):
        connection.execute(
            "INSERT INTO mms.person (tenant_id, id, last_name, first_name, sort_key, search_key)"
            " OVERRIDING SYSTEM VALUE VALUES (%s, %s, 'x', 'x', 'x', 'x')",
            [tenant, number],
        )
    made = (
        "INSERT INTO mms.community (tenant_id, name, kind, subject, site, valid) VALUES (%s, 'РМО химиков',"
    )
    made += " %s, 'химия', 'https://rmo.test', '[2022-09-01,2026-09-01)') RETURNING id"
    rows = {kind: one(connection, made, tenant, kind) for kind in ("association", "network")}
    for person, office, starts, ends in MEMBERS:
        for community in rows.values():
            connection.execute(
                "INSERT INTO mms.community_member (tenant_id, community_id, person_id, office, valid)"
                " VALUES (%s, %s, %s, %s, daterange(%s, %s))",
                [tenant, community, person, office, starts, ends],
            )
    return rows


def test_bodies_with_members_on_the_days_they_were_in(
    before: psycopg.Connection[Any], servers: Servers
) -> None:
    rows = entered(before)
    migrate.upgrade(servers.url(roles.MIGRATOR, NAME), AFTER)
    bodies = before.execute(
        "SELECT id, name, kind, type, subject, site, valid::text FROM mms.council"
    ).fetchall()
    said = ("РМО химиков", "association", None, "химия", "https://rmo.test", "[2022-09-01,2026-09-01)")
    assert [row[1:] for row in bodies] == [said]
    assert dict(before.execute("SELECT id, body_id FROM mms.community").fetchall()) == {
        rows["association"]: bodies[0][0],
        rows["network"]: None,
    }
    assert before.execute(SEATS, [bodies[0][0]]).fetchall() == [
        (1, "member", "2022-09-01", "2023-09-01"),
        (1, "leader", "2023-09-01", "2024-03-01"),  # the one who began later leads from that day
        (1, "member", "2024-03-01", None),
        (2, "leader", "2024-03-01", None),
        (3, "member", "2023-01-01", "2024-01-01"),
        (3, "member", "2025-01-01", None),
    ]
    assert one(before, "SELECT count(*) FROM mms.community_member") == 2 * len(MEMBERS), "nothing is lost"
    assert one(before, "SELECT count(*) FROM mms.history") == 0, "no fact has changed"
    forced = "SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE oid = ANY(%s::regclass[])"
    tables = ["mms.community", "mms.community_member", "mms.council", "mms.seat", "mms.person"]
    assert one(before, forced, tables)
