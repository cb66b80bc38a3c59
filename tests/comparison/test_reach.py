"""What the region's database role reaches by plain SQL: never a person, no hidden number."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url

from service.config import Settings
from tests.accounts import tenant_of
from tests.comparison.conftest import REGION, Municipality
from tests.database import superuser


@pytest.fixture
def as_region(app: Flask, settings: Settings) -> Iterator[psycopg.Connection]:
    url = make_url(settings.database_region_url or "").set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f"SET app.tenant_id = '{tenant_of(app, REGION).id}'".encode())
        yield connection


def test_the_region_never_reaches_a_person(
    as_region: psycopg.Connection, settings: Settings, first: Municipality
) -> None:
    first.agree()
    first.publish()
    with superuser(make_url(settings.database_url).database or "") as admin:
        tables = admin.execute(
            "SELECT schemaname || '.' || tablename FROM pg_tables"
            " WHERE schemaname IN ('mms', 'platform', 'pub')"
        ).fetchall()
    read = set()
    for (table,) in tables:
        try:
            as_region.execute(f"SELECT * FROM {table} LIMIT 1".encode())
            read.add(table)
        except psycopg.errors.InsufficientPrivilege:
            continue
    assert read == {"platform.tenant", "platform.profile_version", "pub.release", "pub.cell", "pub.value"}


def test_the_region_writes_nothing(as_region: psycopg.Connection) -> None:
    for statement in (
        "DELETE FROM pub.value",
        "UPDATE pub.cell SET code = 'K01'",
        "INSERT INTO pub.release (tenant_id) VALUES (1)",
        "UPDATE mms.share_agreement SET revoked_at = NULL",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_region.execute(statement.encode())


def test_a_hidden_number_is_out_of_reach_of_plain_sql(app: Flask, as_region: psycopg.Connection) -> None:
    small = Municipality(app, "chemal")
    small.people(3, 20)
    small.agree()
    small.publish()
    read = "SELECT count(*) FROM pub.{} WHERE tenant_id = %s AND code = 'K04'"
    found = [
        as_region.execute(read.format(table).encode(), [small.tenant.id]).fetchone()
        for table in ("cell", "value")
    ]
    assert found == [(1,), (0,)]
