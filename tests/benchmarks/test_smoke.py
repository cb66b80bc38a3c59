"""The benchmarks run: the generator and every scenario at the smallest size, no time is judged."""

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import SCENARIOS, prepare
from benchmarks.measuring import Row
from benchmarks.place import Place
from benchmarks.report import document, table, write
from benchmarks.sizes import TINY
from tests.servers import servers

KEYS = {"scenario", "what", "ratio", "noise", "target", "reached", "unit", "note", "figures"}


@pytest.mark.slow
def test_every_scenario_runs_and_its_figures_have_their_shape(tmp_path: Path) -> None:
    found = Place(servers(), tmp_path)
    try:
        bench = prepare(found, TINY)
        rows = [line for run in SCENARIOS.values() for line in run(bench)]
    finally:
        for name in ("bench_many", "bench_few"):
            found.drop(name)
    told = json.loads(write(document(TINY, rows, "18", 1.0), tmp_path).read_text("utf-8"))
    assert told["size"] == "tiny" and told["teachers"] == TINY.teachers and told["machine"]["cores"]
    assert told["rows"] and all(set(line) == KEYS and line["figures"] for line in told["rows"])
    assert {line["reached"] for line in told["rows"]} <= {True, False, None}
    printed = table(rows)
    assert all(line.what in printed for line in rows)


def test_a_missed_target_is_said_plainly() -> None:
    missed = Row("s", "w", {"base": 1.0, "product": 3.0}, ratio=3.0, noise=1.0, target=2.0)
    assert missed.reached is False and "НЕ достигнута" in table([missed])
    assert "достигнута" in table([Row("s", "w", {"a": 1.0, "b": 1.0}, ratio=1.0, target=2.0)])
