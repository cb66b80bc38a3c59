"""The rules of all tenants at night: the first night writes every row, the next only what has changed."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from benchmarks.context import MANY, Bench
from benchmarks.measuring import Row
from benchmarks.sizes import AS_OF
from service.compliance.jobs import providers_of
from service.compliance.nightly import check_all
from service.launcher import roles
from service.modules import CARDS
from service.tenancy.context import make_engine

TITLE = "Регламент всех районов за ночь"
TABLES = ("compliance_check", "compliance_row")


def run(bench: Bench) -> list[Row]:
    """Check every rule of every tenant twice, a day apart."""
    return list(_nights(bench))


def _nights(bench: Bench) -> Iterator[Row]:
    engine = make_engine(bench.place.url(roles.COMPUTE, MANY), pool_size=1)
    providers = providers_of(CARDS)
    with engine.begin() as connection:
        tenants = connection.execute(
            text("SELECT count(*) FROM platform.tenant WHERE status = 'active'")
        ).scalar_one()
        for name in TABLES:
            connection.execute(text("DELETE FROM mms." + name))
    for title, day in (("первая ночь: пишется всё", AS_OF), ("следующая ночь", AS_OF + timedelta(days=1))):
        begun = time.perf_counter()
        rules = check_all(engine, providers, day, datetime.combine(day, datetime.min.time(), UTC))
        spent = time.perf_counter() - begun
        what = f"{title} ({tenants} районов и регионов, {rules} правил)"
        yield Row(TITLE, what, {"всего": round(spent, 1)}, unit="с")
    engine.dispose()
