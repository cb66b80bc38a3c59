"""Indicators against SQL written by hand, for one tenant and for all, in the same run.

The SQL by hand runs under the role that row-level security does not concern: its planner uses all it knows.
"""

from collections.abc import Iterator
from typing import Any

import psycopg
from sqlalchemy.orm import Session

from benchmarks import by_hand
from benchmarks.context import MANY, Bench
from benchmarks.measuring import Pair, Row, row
from benchmarks.sizes import AS_OF
from service.launcher import roles
from service.monitoring import nightly
from service.monitoring.actions import compute
from service.monitoring.figures import count, count_by_tenant
from service.monitoring.rules import Definition, definitions
from service.profiles.profile import Profile
from service.settings.queries import ProfileStore
from service.tenancy.context import TenantSession, make_engine

TITLE = "Показатели против SQL, написанного руками"
ALL_TARGET = 1.5
STORE = """
INSERT INTO mms.indicator_value (tenant_id, code, as_of, numerator, denominator, value_status, target_status,
  detail, profile_version)
SELECT t, c, d, n, m, 'ok', 'no_target', '{}', 'by-hand@1'
FROM unnest(%s::int[], %s::text[], %s::date[], %s::bigint[], %s::bigint[]) x (t, c, d, n, m)
"""


class Wrong(AssertionError):
    """The product and the SQL by hand do not count the same: their times mean nothing."""


def run(bench: Bench) -> list[Row]:
    """One tenant (median, largest), then all: counting alone, and with rules and storing."""
    return [*_one(bench), *_all(bench)]


def _one(bench: Bench) -> Iterator[Row]:
    some = max(1, bench.size.rounds // 8)
    engine = make_engine(bench.place.url(roles.APP, MANY), pool_size=1)
    with bench.bare(MANY, roles.BACKUP) as connection:
        for name, title in (("median", "один район, средний"), ("largest", "один район, самый большой")):
            district = bench.chosen[name]
            tenant = bench.tenant(MANY, district.slug)
            with TenantSession(engine, tenant.id) as db:
                defined = _written(ProfileStore().profile(db, tenant, AS_OF))

            def product(_: Any, tenant: Any = tenant, defined: Any = defined) -> Any:
                with TenantSession(engine, tenant.id) as db:
                    return count(db, defined, [tenant.id], AS_OF)

            def written(_: Any, tenant: Any = tenant) -> Any:
                with connection.transaction():
                    return by_hand.one_tenant(connection, tenant.id)

            _same(product(None), written(None))
            measured = Pair(written, product, [None], ("SQL", "служба")).measure(some)
            yield row(TITLE, f"{title} ({district.teachers} чел., {len(defined)} показателей)", measured)
    engine.dispose()


def _written(profile: Profile) -> tuple[Definition, ...]:
    """The definitions that are also written by hand: those of every tenant."""
    return tuple(one for one in definitions(profile) if one.code in by_hand.FIGURES)


def _same(product: dict[int, Any], written: dict[int, dict[str, int]]) -> None:
    for tenant, figures in product.items():
        for code, counted in figures.items():
            ours = (counted.counts.numerator, counted.counts.denominator)
            theirs = by_hand.figure(written.get(tenant, {}), code)
            if ours != theirs:
                raise Wrong(f"tenant {tenant}, {code}: {ours} against {theirs}")


def _all(bench: Bench) -> Iterator[Row]:
    """All tenants under the computing role; whatever is stored is rolled back."""
    engine = make_engine(bench.place.url(roles.COMPUTE, MANY), pool_size=1)
    rounds = bench.size.country_rounds
    with bench.bare(MANY, roles.BACKUP) as connection, bench.bare(MANY, roles.COMPUTE) as storing:
        with Session(engine) as db:
            profiles, tenants = ProfileStore(), nightly.active(db)
            wanted = {one.id: _written(profiles.profile(db, one, AS_OF)) for one in tenants}
        codes = {tenant: [one.code for one in found] for tenant, found in wanted.items()}

        def counting(_: Any) -> Any:
            with Session(engine) as db:
                return count_by_tenant(db, wanted, AS_OF)

        def by_hand_counting(_: Any) -> Any:
            return by_hand.all_tenants(connection)

        _same(counting(None), by_hand_counting(None))
        measured = Pair(by_hand_counting, counting, [None], ("SQL", "служба")).measure(rounds, warm=0)
        total = sum(map(len, wanted.values()))
        yield row(TITLE, f"все районы: подсчёт ({len(tenants)} районов и регионов)", measured, ALL_TARGET)

        def whole(_: Any) -> None:
            with Session(engine) as db, db.begin() as transaction:
                profiles = ProfileStore()
                listed = {one.id: profiles.profile(db, one, AS_OF) for one in nightly.active(db)}
                compute(db, listed, AS_OF)
                transaction.rollback()

        def by_hand_whole(_: Any) -> None:
            _store(by_hand_counting(None), storing, codes)

        measured = Pair(by_hand_whole, whole, [None], ("SQL", "служба")).measure(rounds, warm=0)
        note = "основа не читает правил районов"
        yield row(
            TITLE, f"все районы: правила, подсчёт и запись {total} значений", measured, ALL_TARGET, note
        )
    engine.dispose()


def _store(
    found: dict[int, dict[str, int]], connection: psycopg.Connection, codes: dict[int, list[str]]
) -> None:
    """Store what the product stores in one statement."""
    with connection.transaction(force_rollback=True):
        listed = [(tenant, code, *by_hand.figure(found.get(tenant, {}), code))
                  for tenant, named in codes.items() for code in named]  # fmt: skip
        tenants, named, above, below = zip(*listed, strict=True)
        connection.execute(
            STORE.encode(), (list(tenants), list(named), [AS_OF] * len(listed), list(above), list(below))
        )
