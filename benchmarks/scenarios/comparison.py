"""A region's table of its municipalities and the sum over the country, against SQL written by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.context import MANY, Bench
from benchmarks.data import released
from benchmarks.measuring import Pair, Row, Timed, clocked, row
from benchmarks.sizes import AS_OF
from service.comparison.queries import region
from service.core import clock
from service.launcher import roles
from service.settings.queries import ProfileStore
from service.tenancy.context import RegionSession, TenantSession, make_engine
from service.tenancy.model import Tenant
from service.tenancy.scope import Actor, Scope

TITLE = "Сравнение: таблица региона и сумма по стране"
BY_HAND = (Path(released.by_hand.__file__).parent / "region.sql").read_text("utf-8")
COUNTRY = """
SELECT code, sum(numerator), sum(denominator), count(*) FROM pub.value WHERE as_of = %(day)s GROUP BY code
"""
ROUNDS = 3


class Wrong(AssertionError):
    """The table and the SQL by hand do not show the same."""


def run(bench: Bench) -> list[Row]:
    """The region of the median municipality, then the country."""
    figures = released.release(bench)
    return [*_region(bench), *_country(bench, figures)]


def _region(bench: Bench) -> Iterator[Row]:
    tenant = released.region_of(bench)
    codes = [one.code for one in released.vocabulary(bench)]
    engine = make_engine(bench.place.url(roles.REGION, MANY), pool_size=1)
    own = make_engine(bench.place.url(roles.APP, MANY), pool_size=1)
    try:
        with TenantSession(own, tenant.id) as db, bench.bare(MANY, roles.BACKUP) as connection:
            scope = _scope(db, tenant)

            def product(_: Any) -> region.Table:
                with RegionSession(engine, tenant.id) as seen:
                    return region.table(scope, seen, AS_OF, codes)

            def written(_: Any) -> list[Any]:
                given = {"region": tenant.id, "day": AS_OF, "codes": codes}
                return connection.execute(BY_HAND.encode(), given).fetchall()

            shown = product(None)
            _same(shown, written(None))
            measured = Pair(written, product, [None], ("SQL", "служба")).measure(bench.size.rounds * ROUNDS)
            what = f"таблица региона: районов {len(shown.rows)}, показателей {len(shown.columns)}"
            yield row(TITLE, what, measured, note="основа не судит о сопоставимости и не строит таблицы")
    finally:
        engine.dispose()
        own.dispose()


def _scope(db: TenantSession, tenant: Tenant) -> Scope:
    profile = ProfileStore().profile(db, tenant, AS_OF)
    return Scope(db, tenant, Actor(), profile, clock.now())


def _same(shown: region.Table, written: list[Any]) -> None:
    ours = {
        (one.tenant.id, cell.code, cell.numerator, cell.denominator)
        for one in shown.rows
        for cell in one.cells
        if cell.numerator is not None
    }
    theirs = {
        (tenant, code, above, below) for tenant, _, code, above, below, *_ in written if above is not None
    }
    if not ours or ours != theirs:
        raise Wrong(f"{len(ours)} cells against {len(theirs)}: {sorted(ours ^ theirs)[:5]}")


def _country(bench: Bench, figures: int) -> Iterator[Row]:
    """The sum over the country has no page of its own: the time alone."""
    with bench.bare(MANY, roles.BACKUP) as connection:

        def summed(_: Any) -> Any:
            return connection.execute(COUNTRY.encode(), {"day": AS_OF}).fetchall()

        summed(None)
        times = Timed(tuple(clocked(summed, None) for _ in range(bench.size.rounds)))
    what = f"сумма по стране: {figures} опубликованных значений"
    yield Row(
        TITLE, what, {"SQL": times.to_dict()}, note="роль резервного копирования; страницы у страны нет"
    )
