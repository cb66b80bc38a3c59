"""Pages against bare views that run the same statements and render the same template."""

from collections.abc import Iterator
from functools import partial

import psycopg

from benchmarks.bare import Differs, Visitor, twin, without_tokens
from benchmarks.context import MANY, Bench
from benchmarks.measuring import Pair, Row, row
from service.launcher import roles

TITLE = "Страница против голого представления: те же запросы, тот же шаблон"
TARGET = 2.0
ROUNDS = 3
"""How many times more often than a scenario of whole figures: a page takes milliseconds."""
PERSON = """
SELECT min(m.person_id) FROM mms.employment m
JOIN mms.training t ON t.tenant_id = m.tenant_id AND t.person_id = m.person_id
WHERE m.tenant_id = %s AND m.valid @> current_date
"""


def run(bench: Bench) -> list[Row]:
    """Five kinds of pages of the median municipality."""
    settings = bench.place.settings(MANY)
    tenant = bench.tenant(MANY, bench.chosen["median"].slug)
    visitor = Visitor(settings, tenant)
    with bench.bare(MANY, roles.APP) as connection:
        answering = twin(settings, visitor, connection)
        rows = [
            measured
            for title, path in _pages(bench, tenant.id, f"/{tenant.slug}")
            for measured in _page(bench, visitor, answering, title, path)
        ]
    visitor.close()
    return rows


def _pages(bench: Bench, tenant_id: int, home: str) -> list[tuple[str, str]]:
    with bench.place.connect(None, MANY) as connection:
        person = _number(connection, tenant_id)
    return [
        ("список людей, 50 на странице", f"{home}/people/"),
        ("карточка человека", f"{home}/people/{person}"),
        ("показатели", f"{home}/monitoring/"),
        ("реестр: обучение, 50 записей", f"{home}/training/"),
        ("правила", f"{home}/profile/"),
    ]


def _number(connection: psycopg.Connection, tenant_id: int) -> int:
    found = connection.execute(PERSON.encode(), (tenant_id,)).fetchone()
    assert found and found[0], "the median municipality has no trained person"
    return int(found[0])


def _page(bench, visitor, answering, title, path) -> Iterator[Row]:  # type: ignore[no-untyped-def]
    environ = visitor.environ(path)
    visitor.ask(visitor.app, environ)
    with visitor.recorded() as recording:
        expected = visitor.ask(visitor.app, environ)
    app = answering(path, recording)
    if without_tokens(visitor.ask(app, environ)) != without_tokens(expected):
        raise Differs(f"{path}: the bare page reads otherwise")
    base, product = (partial(_asked, visitor, one) for one in (app, visitor.app))
    measured = Pair(base, product, [environ], ("голое", "служба")).measure(bench.size.rounds * ROUNDS, warm=5)
    size = round(len(expected) / 1024)
    what = f"{title}: запросов {len(recording.statements)}, {size} КБ"
    yield row(TITLE, what, measured, TARGET)


def _asked(visitor, app, environ) -> None:  # type: ignore[no-untyped-def]
    visitor.ask(app, environ)
