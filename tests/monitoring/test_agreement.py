"""The same figures by three ways: all tenants at once, one tenant under its policy, Python over the rows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from service.config import Settings
from service.core.paging import Paging
from service.monitoring import listing
from service.monitoring.figures import count, count_by_tenant
from service.monitoring.rules import Definition, definitions
from service.rules.indicators.evaluate import evaluate_indicator
from service.rules.indicators.params import parse
from service.tenancy.context import TenantSession, make_engine
from tests.accounts import scope_of, shell_of, tenant_of
from tests.monitoring.chance import Chance
from tests.monitoring.counting import told
from tests.monitoring.district import district
from tests.monitoring.small import small_registers

SLUGS = ("ust-koksa", "oktyabrsky", "luga", "pervomaisky")
DAYS = (date(2025, 8, 31), date(2025, 12, 31), date(2026, 1, 1), date(2026, 5, 31), date(2026, 12, 31))


FURTHER: tuple[dict[str, Any], ...] = (
    {
        "code": "visits",
        "indicator": "share",
        "subject": "associations",
        "numerator": {"exists": "visits", "window": "school_year"},
        "population": {"field": "met_calendar_year", "op": "gte", "value": 1},
    },
    {
        "code": "seminars",
        "indicator": "share",
        "subject": "associations",
        "numerator": {
            "exists": "meetings",
            "window": "calendar_year",
            "where": [{"field": "seminar", "op": "eq", "value": True}],
        },
    },
    {
        "code": "united",
        "indicator": "share",
        "subject": "people",
        "numerator": {
            "exists": "communities",
            "window": "as_of",
            "where": [{"field": "kind", "op": "eq", "value": "association"}],
        },
    },
    {
        "code": "united.units",
        "indicator": "count",
        "subject": "units",
        "numerator": {"field": "kind", "op": "eq", "value": "association"},
    },
)
"""What no shipped profile asks of these registers."""


@pytest.fixture(scope="module")
def computing(settings: Settings) -> Iterator[Engine]:
    """The engine of the role that counts for all tenants."""
    assert settings.database_compute_url
    made = make_engine(settings.database_compute_url)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def everything(app: Flask) -> dict[int, tuple[Definition, ...]]:
    """Every definition of any tenant, asked of each of them."""
    found: dict[str, Definition] = {}
    for slug in SLUGS:
        scope = scope_of(app, slug)
        with scope.db:
            found |= {one.code: one for one in definitions(scope.profile)}
    some = next(iter(found.values()))
    found |= {raw["code"]: replace(some, params=parse(raw)) for raw in FURTHER}
    return {tenant_of(app, slug).id: tuple(found.values()) for slug in SLUGS}


@pytest.mark.parametrize("seed", range(4))
def test_three_ways_agree(
    app: Flask, computing: Engine, everything: dict[int, tuple[Definition, ...]], seed: int
) -> None:
    for number, slug in enumerate(SLUGS):
        Chance(district(app, slug), seed * 10 + number).fill()
    compared = 0
    for as_of in DAYS:
        with Session(computing) as db:
            at_once = count_by_tenant(db, everything, as_of)
        for slug in SLUGS:
            tenant = tenant_of(app, slug).id
            with TenantSession(shell_of(app).engine, tenant) as db:
                alone = count(db, everything[tenant], [tenant], as_of)[tenant]
                registers = small_registers(db, as_of)
            for one in everything[tenant]:
                wanted = evaluate_indicator(one.params, registers, as_of)
                for found in (at_once[tenant][one.code].figure, alone[one.code].figure):
                    assert told(found) == told(wanted), (slug, as_of, one.code)
                    assert (found.missing, found.unknown) == (wanted.missing, wanted.unknown)
                compared += bool(wanted.numerator)
    assert compared > 100, "rows of chance that count nothing prove nothing"


def test_the_lists_are_the_figure(app: Flask, everything: dict[int, tuple[Definition, ...]]) -> None:
    Chance(district(app, "luga"), 99).fill()
    as_of = date(2026, 12, 31)
    scope = scope_of(app, "luga")
    with scope.db:
        registers = small_registers(scope.db, as_of)
        for one in everything[scope.tenant.id]:
            wanted = evaluate_indicator(one.params, registers, as_of)
            for side, expected in (
                (listing.NUMERATOR, wanted.members_numerator),
                (listing.DENOMINATOR, wanted.members_denominator),
                (listing.UNKNOWN, wanted.members_unknown),
            ):
                page = listing.members(scope, one, as_of, side, Paging(1, 200))
                assert sorted(row.id for row in page.items) == sorted(expected), (one.code, side)
                assert page.total == len(expected)
            unknown = listing.members(scope, one, as_of, listing.UNKNOWN, None).items
            codes = [code for row in unknown for code in row.missing]
            assert {item.code: item.count for item in wanted.missing} == {
                code: codes.count(code) for code in codes
            }


def test_what_is_alike_is_counted_by_one_statement(
    computing: Engine, everything: dict[int, tuple[Definition, ...]]
) -> None:
    """Four tenants with the same definitions cost what one costs."""
    with Session(computing) as db:
        assert _statements(db, everything) == _statements(db, dict(list(everything.items())[:1]))


def _statements(db: Session, wanted: dict[int, tuple[Definition, ...]]) -> int:
    ran: list[str] = []
    engine = db.get_bind()

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        ran.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        count_by_tenant(db, wanted, date(2026, 12, 31))
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(ran)


def test_the_computing_role_reads_registers_and_nothing_of_accounts(computing: Engine) -> None:
    with Session(computing) as db:
        db.execute(text("SELECT count(*) FROM mms.employment")).scalar_one()
        with pytest.raises(Exception, match="permission denied"):
            db.execute(text("SELECT * FROM platform.account"))
