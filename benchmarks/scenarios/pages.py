"""Pages: against a bare view, with few and with all tenants, with and without row-level security."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from benchmarks.context import FEW, MANY, Bench
from benchmarks.measuring import Pair, Row, row
from benchmarks.sizes import AS_OF
from benchmarks.visiting import Recorded, Visitor, replay
from service.launcher import roles

BARE = "Страница против голой функции (тот же SQL и шаблон)"
TENANTS = "Страница: районов четыре и вся страна"
ISOLATION = "Построчная защита против роли без неё"
BARE_TARGET, TENANTS_TARGET, ISOLATION_TARGET = 2.0, 1.1, 1.1


def run(bench: Bench) -> list[Row]:
    """All three comparisons over the pages of the median municipality."""
    slug = bench.chosen["median"].slug
    many, few = Visitor(bench, MANY, slug), Visitor(bench, FEW, slug)
    try:
        pages = kinds(bench, many)
        recorded = {name: many.record(path) for name, path in pages.items()}
        return [
            *_bare(bench, many, recorded),
            *_tenants(bench, many, few, pages),
            *_isolation(bench, many, recorded),
        ]
    finally:
        many.close()
        few.close()


def kinds(bench: Bench, visitor: Visitor) -> dict[str, str]:
    """Addresses of several kinds of pages."""
    slug = visitor.slug
    with bench.bare(visitor.database, roles.BACKUP) as connection:
        query = "SELECT min(id) FROM mms.person WHERE tenant_id = %s"
        found = connection.execute(query, (visitor.tenant.id,)).fetchone()
    person = found[0] if found else 0
    return {
        "главная": f"/{slug}/",
        "список людей": f"/{slug}/people/",
        "карточка человека": f"/{slug}/people/{person}",
        "показатели": f"/{slug}/monitoring/?as_of={AS_OF.isoformat()}",
        "реестр обучения": f"/{slug}/training/",
    }


def _bare(bench: Bench, visitor: Visitor, recorded: dict[str, Recorded]) -> Iterator[Row]:
    with visitor.connection() as connection:
        for name, page in recorded.items():
            pair = Pair(
                lambda _, page=page: visitor.bare(page, connection),
                lambda _, page=page: visitor.visit(page.path),
                [None],
                ("голая", "служба"),
            )
            note = f"запросов {sum(not text.startswith('SET') for text, _ in page.statements)}"
            yield row(BARE, name, pair.measure(bench.size.rounds), BARE_TARGET, note)


def _tenants(bench: Bench, many: Visitor, few: Visitor, pages: dict[str, str]) -> Iterator[Row]:
    alone = kinds(bench, few)
    for name, path in pages.items():
        pair = Pair(
            lambda _, path=alone[name]: few.visit(path),
            lambda _, path=path: many.visit(path),
            [None],
            ("четыре", "вся страна"),
        )
        yield row(TENANTS, name, pair.measure(bench.size.rounds), TENANTS_TARGET)


def _isolation(bench: Bench, visitor: Visitor, recorded: dict[str, Recorded]) -> Iterator[Row]:
    """The same statements, which name the tenant themselves, under both roles; the rows must agree."""
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
            yield row(ISOLATION, name, pair.measure(bench.size.rounds * 5), ISOLATION_TARGET)


def _readable(page: Recorded) -> Recorded:
    """The statements over tenants' tables alone: the other role does not read accounts' sign-ins."""
    kept = tuple(one for one in page.statements if "platform.sign_in" not in one[0])
    return Recorded(page.path, kept, page.template, page.context, page.kept)


def _agree(name: str, ours: Sequence[Any], theirs: Sequence[Any]) -> None:
    if list(ours) != list(theirs):
        raise AssertionError(f"{name}: without row-level security other rows come: {ours} against {theirs}")
