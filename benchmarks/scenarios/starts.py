"""Starts, memory and weights: what an operator and a reader over a thin line feel."""

import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.context import MANY, Bench
from benchmarks.measuring import Row
from benchmarks.place import Place
from benchmarks.serving import Web, proportional_memory, serving
from benchmarks.visiting import Visitor
from service.cli import migrate
from service.launcher import ensure, roles

STARTS, WEIGHTS = "Пуск и память", "Вес страниц на проводе"
DATABASE = "bench_start"
ASSET = re.compile(r'(?:src|href)="(/[^"]+\.(?:css|js|svg|png|ico|woff2)[^"]*)"')
PAGES = ("", "people/", "monitoring/", "training/")


def run(bench: Bench) -> list[Row]:
    """Starts in an empty directory and in one that was used, then the web server of the whole country."""
    rows = list(_starts(bench))
    visitor = Visitor(bench, MANY, bench.chosen["median"].slug)
    visitor.close()
    with serving(bench.place, MANY, bench.size.workers) as web:
        web.cookie = visitor.cookie
        rows += _memory(web, visitor.slug, bench.size.workers)
        rows += _weights(web, visitor.slug)
    return rows


def _starts(bench: Bench) -> Iterator[Row]:
    cold: list[dict[str, float]] = []
    warm: list[dict[str, float]] = []
    for _ in range(bench.size.starts):
        with _directory() as data:
            cold.append(_start(data, bench.size.workers, first=True))
            warm.append(_start(data, bench.size.workers, first=False))
    for name, found in (("холодный пуск", cold), ("тёплый пуск", warm)):
        steps = {step: round(median(one[step] for one in found), 2) for step in found[0]}
        whole = round(median(sum(one.values()) for one in found), 2)
        yield Row(STARTS, name, {"всего": whole, **steps}, unit="с", note=f"повторов {len(found)}")


@contextmanager
def _directory() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mms-bench-start-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o711)  # started by root, the servers run as somebody else
        yield Path(made)


def _start(data: Path, workers: int, *, first: bool) -> dict[str, float]:
    """Seconds of the steps: servers, database with migrations and rules, the web server's first answer."""
    moments = [time.perf_counter()]
    with ensure(data / "servers") as servers:
        here = Place(servers, data)
        moments.append(time.perf_counter())
        if first:
            here.make(DATABASE)
        else:
            migrate.upgrade(here.url(roles.MIGRATOR, DATABASE))
        moments.append(time.perf_counter())
        with serving(here, DATABASE, workers) as web:
            web.get("/readyz")
            moments.append(time.perf_counter())
    names = ("серверы", "база и миграции", "веб-сервер")
    return dict(zip(names, (b - a for a, b in zip(moments, moments[1:], strict=False)), strict=True))


def _memory(web: Web, slug: str, workers: int) -> Iterator[Row]:
    """Memory after pages of every kind went through all workers."""
    for _ in range(workers * 6):
        for page in PAGES:
            web.get(f"/{slug}/{page}")
        web.hang_up()  # the next connection may reach another worker
    found = [proportional_memory(pid) for pid in web.workers]
    master = proportional_memory(web.process.pid)
    figures = {"на исполнителя, среднее": round(sum(found) / len(found)), "главный процесс": round(master)}
    yield Row(STARTS, f"память веб-сервера, исполнителей {len(found)}", figures, unit="МБ (PSS)")


def _weights(web: Web, slug: str) -> Iterator[Row]:
    for page in PAGES:
        path = f"/{slug}/{page}"
        text = web.get(path).body.decode()
        assets = sorted(set(ASSET.findall(text)))
        figures: dict[str, float] = {}
        for packed, name in (("br", "br"), ("gzip", "gzip"), ("identity", "без сжатия")):
            itself = len(web.get(path, packed).body)
            rest = sum(len(web.get(one, packed).body) for one in assets)
            figures[f"{name}: первая"] = round((itself + rest) / 1024, 1)
            figures[f"{name}: следующая"] = round(itself / 1024, 1)
        note = f"вложений {len(assets)}; следующая страница берёт их из памяти браузера"
        yield Row(WEIGHTS, f"/район/{page}", figures, unit="КБ", note=note)
