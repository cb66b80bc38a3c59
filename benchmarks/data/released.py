"""Figures that every municipality published and shares with its region, written by sets.

The numbers are those that SQL by hand counts from the registers; acts of publishing are as short as the
tables allow. It is written once; a database that holds releases already is left as it is.
"""

import json
from collections.abc import Mapping
from typing import Any

import psycopg

from benchmarks import by_hand
from benchmarks.context import MANY, Bench
from benchmarks.sizes import AS_OF
from service.comparison.rules.crosswalk import digest_of, shape_of
from service.comparison.rules.disclosure import about, smallest_group
from service.launcher import roles
from service.monitoring.rules import Definition, canonical
from service.rules.indicators.params import COUNT
from service.settings.queries import ProfileStore
from service.tenancy.context import TenantSession, make_engine
from service.tenancy.model import Tenant

REQUISITES = {"day": AS_OF, "said": "Методический совет, протокол № 1"}
AGREEMENTS = """
INSERT INTO mms.share_agreement (tenant_id, region_id, number, signed_on, purpose, indicators, valid)
SELECT id, region_id, '1', '2026-01-01', 'Методическая помощь', %(codes)s, '[2026-01-01,)'
FROM platform.tenant WHERE kind = 'municipality' AND region_id IS NOT NULL AND slug LIKE 'm-%%'
"""
PUBLICATIONS = """
INSERT INTO mms.publication (tenant_id, as_of, revision, body, protocol_number, protocol_date,
  profile_version, reported, expected, digest)
SELECT tenant_id, %(day)s, 1, 'Методический совет', '1', %(day)s, slug || '@1', 1, 1, md5(slug)
FROM mms.share_agreement JOIN platform.tenant t ON t.id = tenant_id
"""
RELEASES = """
INSERT INTO pub.release (tenant_id, publication_id, as_of, revision, basis, reported, expected, published_at)
SELECT tenant_id, id, as_of, revision, %(said)s, reported, expected, published_at FROM mms.publication
"""
CELLS = "tenant_id, as_of, code, form, value_status, definition, definition_digest, local"
VALUES = "tenant_id, as_of, code, numerator, denominator, target_status, about, smallest"
LOCAL = json.dumps({"relation": "reference"})


def release(bench: Bench) -> int:
    """Publish the canonical figures of every municipality; returns how many figures there are."""
    with bench.place.connect(None, MANY) as connection:
        if not _count(connection):
            listed = vocabulary(bench)
            with connection.transaction():
                _write(connection, listed)
            connection.execute("VACUUM (ANALYZE) pub.release, pub.cell, pub.value, mms.share_agreement")
        return _count(connection)


def region_of(bench: Bench) -> Tenant:
    """The region of the median municipality."""
    return bench.tenant(MANY, bench.chosen["median"].region)


def vocabulary(bench: Bench) -> list[Definition]:
    """The canonical indicators, as the region's rules define them."""
    engine = make_engine(bench.place.url(roles.APP, MANY), pool_size=1)
    region = region_of(bench)
    try:
        with TenantSession(engine, region.id) as db:
            found = canonical(ProfileStore().profile(db, region, AS_OF))
    finally:
        engine.dispose()
    return [one for one in found if one.code in by_hand.FIGURES]


def _count(connection: psycopg.Connection) -> int:
    found = connection.execute("SELECT count(*) FROM pub.value").fetchone()
    return int(found[0]) if found else 0


def _write(connection: psycopg.Connection, listed: list[Definition]) -> None:
    codes = [one.code for one in listed]
    connection.execute(AGREEMENTS.encode(), {"codes": codes})
    connection.execute(PUBLICATIONS.encode(), REQUISITES)
    connection.execute(RELEASES.encode(), REQUISITES)
    tenants = [one for (one,) in connection.execute("SELECT tenant_id FROM pub.release ORDER BY 1")]
    counted = by_hand.all_tenants(connection)
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY pub.cell ({CELLS}) FROM STDIN".encode()) as copy:
            for one in listed:
                shape = shape_of(one.params)
                said = json.dumps(shape, ensure_ascii=False)
                for tenant in tenants:
                    row = (tenant, AS_OF, one.code, one.params.indicator, "ok", said, digest_of(shape), LOCAL)
                    copy.write_row(row)
        with cursor.copy(f"COPY pub.value ({VALUES}) FROM STDIN".encode()) as copy:
            for one in listed:
                for tenant in tenants:
                    copy.write_row((tenant, AS_OF, one.code, *_value(one, counted.get(tenant, {}))))


def _value(one: Definition, counted: Mapping[str, int]) -> tuple[Any, ...]:
    numerator, denominator = by_hand.figure(dict(counted), one.code)
    form = one.params.indicator
    who = about(one.params.subject.name, form)
    smallest = denominator if form == COUNT else smallest_group(who, numerator, denominator)
    return numerator, denominator, "no_target", who, smallest
