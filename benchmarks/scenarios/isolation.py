"""Row-level security: the same statements under the application's role and under one it does not concern.

The statements name the tenant themselves, as all of the product's do; both roles run them in one transaction
each and must get as many rows. The other role is the backup's, which reads all tenants.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from sqlalchemy import event

from benchmarks.context import MANY, Bench
from benchmarks.measuring import Pair, Row, row
from benchmarks.sizes import AS_OF
from benchmarks.visiting import Recorded, Visitor, replay
from service.launcher import roles
from service.monitoring.figures import count
from service.monitoring.rules import definitions
from service.settings.queries import ProfileStore
from service.tenancy.context import TenantSession

TITLE = "Построчная защита против роли, которой она не касается"
TARGET = 1.1
ROUNDS = 2
"""How many times more often than a scenario of whole figures: a page's statements take milliseconds."""


def run(bench: Bench) -> list[Row]:
    """The statements of several pages, then those that count all indicators."""
    visitor = Visitor(bench, MANY, bench.chosen["median"].slug)
    try:
        pages = {name: visitor.record(path) for name, path in _pages(bench, visitor).items()}
        lines = list(_rows(bench, visitor, {f"запросы страницы: {name}": one for name, one in pages.items()}))
        counting = {"подсчёт всех показателей, средний район": _counting(visitor)}
        lines += _rows(bench, visitor, counting)
    finally:
        visitor.close()
    largest = Visitor(bench, MANY, bench.chosen["largest"].slug)
    try:
        return [
            *lines,
            *_rows(bench, largest, {"подсчёт всех показателей, самый большой": _counting(largest)}),
        ]
    finally:
        largest.close()


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


def _counting(visitor: Visitor) -> Recorded:
    """The statements of counting, recorded as the product runs them."""
    noted: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        noted.append((statement, values))

    with TenantSession(visitor.engine, visitor.tenant.id) as db:
        defined = definitions(ProfileStore().profile(db, visitor.tenant, AS_OF))
    with TenantSession(visitor.engine, visitor.tenant.id) as db:
        event.listen(visitor.engine, "before_cursor_execute", note)
        try:
            count(db, defined, [visitor.tenant.id], AS_OF)
        finally:
            event.remove(visitor.engine, "before_cursor_execute", note)
    return Recorded("", tuple(noted), None, {}, {})


def _rows(bench: Bench, visitor: Visitor, recorded: Mapping[str, Recorded]) -> Iterator[Row]:
    with ExitStack() as stack:
        open_, closed = (stack.enter_context(visitor.connection(role)) for role in (roles.BACKUP, roles.APP))
        for name, page in recorded.items():
            inside = _readable(page)
            _agree(name, replay(inside, open_), replay(inside, closed))
            pair = Pair(
                lambda _, page=inside: replay(page, open_),
                lambda _, page=inside: replay(page, closed),
                [None],
                ("без защиты", "с защитой"),
            )
            yield row(TITLE, name, pair.measure(_rounds(bench, page)), TARGET)


def _rounds(bench: Bench, page: Recorded) -> int:
    """A page of milliseconds is measured more often than a count of a whole register."""
    return bench.size.rounds * ROUNDS if page.path else bench.size.rounds


def _readable(page: Recorded) -> Recorded:
    """The statements over tenants' tables alone: the other role does not read accounts' sign-ins."""
    kept = tuple(one for one in page.statements if "platform.sign_in" not in one[0])
    return Recorded(page.path, kept, page.template, page.context, page.kept)


def _agree(name: str, ours: Sequence[Any], theirs: Sequence[Any]) -> None:
    if list(ours) != list(theirs):
        raise AssertionError(f"{name}: without row-level security other rows come: {ours} against {theirs}")
