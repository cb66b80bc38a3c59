"""The web layer: what sessions, rights, headers and the like cost where nothing is asked of the database."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, Response
from werkzeug.test import EnvironBuilder

from benchmarks.context import MANY, Bench
from benchmarks.measuring import Pair, Row, Timed, clocked, row
from benchmarks.visiting import Visitor

TITLE = "Веб-слой"
ROUNDS = 5
ANSWER = {"status": "ok"}


def run(bench: Bench) -> list[Row]:
    """A view that answers a line of JSON against bare Flask; a page's template alone beside the page."""
    visitor = Visitor(bench, MANY, bench.chosen["median"].slug)
    try:
        return [*_views(bench, visitor), *_templates(bench, visitor)]
    finally:
        visitor.close()


def _views(bench: Bench, visitor: Visitor) -> Iterator[Row]:
    bare = Flask("bare")
    bare.add_url_rule(
        "/healthz", "healthz", lambda: Response(json.dumps(ANSWER), mimetype="application/json")
    )
    both = (_asking(bare, "/healthz"), _asking(visitor.app, "/healthz"))
    measured = Pair(*both, [None], ("голый Flask", "служба")).measure(bench.size.rounds * ROUNDS)
    yield row(TITLE, "пустое представление, ответ JSON", measured)


def _asking(app: Flask, path: str) -> Callable[[Any], bytes]:
    def ask(_: Any) -> bytes:
        environ = EnvironBuilder(path=path, headers={"Host": "localhost"}).get_environ()
        return b"".join(app.wsgi_app(environ, lambda *_: None))

    return ask


def _templates(bench: Bench, visitor: Visitor) -> Iterator[Row]:
    """The template alone, with the context that the page gave it."""
    for name, page in (("главная", ""), ("список людей", "people/"), ("показатели", "monitoring/")):
        path = f"/{visitor.slug}/{page}"
        recorded = visitor.record(path)

        def render(_: Any, recorded: Any = recorded) -> str:
            return str(recorded.template.render(recorded.context))

        with visitor.app.request_context(visitor.environ(path)):
            visitor.keep(recorded)
            render(None)
            alone = Timed(tuple(clocked(render, None) for _ in range(bench.size.rounds)))
        whole = Timed(tuple(clocked(visitor.visit, path) for _ in range(bench.size.rounds)))
        yield Row(TITLE, f"шаблон: {name}", {"шаблон": alone.to_dict(), "страница": whole.to_dict()})
