"""What the computing, platform, region and backup roles reach, tried as they connect."""

from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import make_url

from service.config import Settings
from tests.isolation.filling import tenant_tables
from tests.isolation.pair import NOBODY, ONLY_B, SHARED, Pair

VALUES = "indicator_value"
WRITTEN = frozenset({VALUES, "compliance_row", "compliance_check"})
BOTH = 2 * (len(SHARED) + 1)
"""Rows of two tenants in a table."""


@pytest.fixture
def connect(settings: Settings, pair: Pair) -> Callable[[str], psycopg.Connection]:
    """Connect as a role, with nothing announced."""

    def connect(role: str) -> psycopg.Connection:
        address = getattr(settings, f"database_{role}_url")
        url = make_url(address).set(drivername="postgresql")
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    return connect


def outcome(connection: psycopg.Connection, statement: str) -> str | int:
    """The error state of a statement, or how many rows it reached; nothing stays."""
    try:
        with connection.transaction(force_rollback=True):
            return connection.execute(statement.encode()).rowcount
    except psycopg.Error as error:
        return str(error.sqlstate)


def readable(connection: psycopg.Connection) -> dict[str, str | int]:
    """What a role gets from every tenant table."""
    return {table.name: outcome(connection, f"SELECT id FROM {table}") for table in tenant_tables()}


def test_computing_reads_registers_of_all_tenants_and_nothing_else(
    connect: Callable, admin: psycopg.Connection
) -> None:
    with connect("compute") as connection:
        found = readable(connection)
        writing = {
            table.name: outcome(connection, f"DELETE FROM {table}")
            for table in tenant_tables()
            if table.name not in WRITTEN
        }
    assert set(found.values()) == {BOTH, "42501"}
    for private in (
        "audit",
        "history",
        "outbox",
        "api_token",
        "membership",
        "staff_import",
        "staff_import_row",
    ):
        assert found[private] == "42501", private
    assert found["person"] == BOTH
    assert set(writing.values()) == {"42501"}


def test_computing_writes_figures_of_every_tenant(connect: Callable, pair: Pair) -> None:
    with connect("compute") as connection:
        assert outcome(connection, f"UPDATE mms.{VALUES} SET numerator = 0") == BOTH


@pytest.mark.parametrize("role", ["compute", "platform"])
def test_accounts_are_for_sign_in_only(role: str, connect: Callable) -> None:
    with connect(role) as connection:
        for table in ("account", "sign_in", "one_time_link"):
            assert outcome(connection, f"SELECT * FROM platform.{table}") == "42501"
        for where in ("memberships_of(1, current_date)", "memberships_at(1, now())"):
            assert outcome(connection, f"SELECT * FROM platform.{where}") == "42501"


def test_platform_reaches_outbox_audit_and_the_time_of_reminders_only(connect: Callable) -> None:
    with connect("platform") as connection:
        found = readable(connection)
        assert {name for name, reached in found.items() if reached != "42501"} == {
            "outbox",
            "audit",
            "reminder",
            "compliance_digest",
        }
        assert outcome(connection, "SELECT sent_on FROM mms.compliance_digest") == "42501"
        assert outcome(connection, "UPDATE mms.compliance_digest SET period = 'off'") == "42501"
        assert outcome(connection, "SELECT role FROM mms.membership") == "42501"
        for column in ("meeting_id", "assignment_id", "kind", "told"):
            assert outcome(connection, f"SELECT {column} FROM mms.reminder") == "42501", column
            assert outcome(connection, f"UPDATE mms.reminder SET {column} = NULL") == "42501", column
        assert outcome(connection, "UPDATE mms.reminder SET queued_at = now()") == BOTH
        assert outcome(connection, "DELETE FROM mms.reminder") == "42501"
        assert outcome(connection, "DELETE FROM mms.outbox") == BOTH
        assert outcome(connection, "UPDATE mms.audit SET digest = 'x'") == BOTH
        assert outcome(connection, "UPDATE mms.audit SET event = 'x'") == "42501"
        assert outcome(connection, "DELETE FROM mms.audit") == "42501"
        assert outcome(
            connection, "INSERT INTO mms.outbox (tenant_id, event, payload) VALUES (1, 'x', '{}')"
        ) == ("42501")


def test_backup_reads_everything_and_writes_nothing(connect: Callable) -> None:
    with connect("backup") as connection:
        assert set(readable(connection).values()) == {BOTH}
        for table in tenant_tables():
            assert outcome(connection, f"DELETE FROM {table}") == "42501", table.name


def test_region_reaches_released_figures_and_no_other_tenant_table(
    connect: Callable, settings: Settings, admin: psycopg.Connection
) -> None:
    with admin.transaction(force_rollback=True):
        admin.execute("SET LOCAL ROLE mun_region")
        found = readable(admin)
        # With no region announced the policies of released figures are an error, never a row.
        assert {found.pop(name) for name in ("release", "cell", "value")} == {"42704"}
        assert set(found.values()) == {"42501"}
        assert outcome(admin, "SELECT * FROM platform.account") == "42501"
        assert outcome(admin, "SELECT id FROM platform.tenant") != "42501"


def test_migrator_is_told_instead_of_changing_nothing(connect: Callable) -> None:
    """`row_security = off`: a data migration that forgets the policies is an error, not UPDATE 0."""
    with connect("admin") as connection:
        connection.execute("SET ROLE mun_owner")
        assert outcome(connection, "UPDATE mms.person SET phone = NULL") == "42501"
        assert outcome(connection, f"SELECT 1 FROM mms.person WHERE id IN ({ONLY_B}, {NOBODY})") == "42501"
