"""Row-level security: the same statements under the application's role and under one it does not concern.

The statements name the tenant themselves; both roles run them in one transaction each and must get as many
rows. The other role is the backup's, which reads all tenants.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from benchmarks.context import MANY, Bench
from benchmarks.measuring import Pair, Row, row
from benchmarks.sizes import AS_OF
from benchmarks.visiting import Recorded, Visitor, replay
from service.launcher import roles

TITLE = "Построчная защита против роли, которой она не касается"
TARGET = 1.1
ROUNDS = 2
"""How many times more often than a scenario of whole figures: a page's statements take milliseconds."""
NAMES = ("без защиты", "с защитой")
COUNTING = "FROM (SELECT s.tenant_id"


def run(bench: Bench) -> list[Row]:
    """The statements of several pages of the median municipality."""
    return list(_statements(bench))


def _statements(bench: Bench) -> Iterator[Row]:
    visitor = Visitor(bench, MANY, bench.chosen["median"].slug)
    try:
        pages = _pages(bench, visitor)
        for path in pages.values():
            visitor.visit(path)  # what is read once and kept is no part of a page
        recorded = {name: _readable(visitor.record(path)) for name, path in pages.items()}
    finally:
        visitor.close()
    with ExitStack() as stack:
        open_, closed = (stack.enter_context(visitor.connection(role)) for role in (roles.BACKUP, roles.APP))
        for name, page in recorded.items():
            _agree(name, replay(page, open_), replay(page, closed))
            pair = Pair(
                lambda _, page=page: replay(page, open_),
                lambda _, page=page: replay(page, closed),
                [None],
                NAMES,
            )
            measured = pair.measure(bench.size.rounds * ROUNDS)
            yield row(TITLE, f"{name}: запросов {len(page.statements)}", measured, TARGET)


def _pages(bench: Bench, visitor: Visitor) -> Mapping[str, str]:
    home = f"/{visitor.slug}"
    with bench.bare(visitor.database, roles.BACKUP) as connection:
        query = "SELECT min(id) FROM mms.person WHERE tenant_id = %s"
        found = connection.execute(query, (visitor.tenant.id,)).fetchone()
    return {
        "главная": f"{home}/",
        "список людей": f"{home}/people/",
        "карточка человека": f"{home}/people/{found[0] if found else 0}",
        "показатели": f"{home}/monitoring/?as_of={AS_OF.isoformat()}",
        "реестр обучения": f"{home}/training/",
    }


def _readable(page: Recorded) -> Recorded:
    """What both roles may run alike: no sign-ins, which the other role does not read, and no counting.

    Statements that count indicators leave to row-level security what their parts read: without it they read
    every tenant, and the comparison would flatter.
    """
    apart = ("platform.sign_in", COUNTING, "enable_nestloop")
    kept = tuple(one for one in page.statements if not any(mark in one[0] for mark in apart))
    return Recorded(page.path, kept, page.template, page.context, page.kept)


def _agree(name: str, ours: Sequence[Any], theirs: Sequence[Any]) -> None:
    if list(ours) != list(theirs):
        raise AssertionError(f"{name}: without row-level security other rows come: {ours} against {theirs}")
