"""`make bench`: build the country, run the scenarios, write one JSON file and a table."""

import argparse
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks import report
from benchmarks.context import FEW, MANY, Bench
from benchmarks.data import tenants as country
from benchmarks.data.build import build
from benchmarks.measuring import Row
from benchmarks.place import Place, place
from benchmarks.scenarios import (
    comparison,
    compliance,
    imports,
    indicators,
    isolation,
    page,
    rules,
    starts,
    tenants,
    web,
)
from benchmarks.sizes import SIZES, Size

# One line a scenario; a new one is a file in `scenarios/` with `run(bench)` and a line here.
SCENARIOS: Mapping[str, Callable[[Bench], list[Row]]] = {
    "indicators": indicators.run,
    "page": page.run,
    "imports": imports.run,
    "tenants": tenants.run,
    "isolation": isolation.run,
    "rules": rules.run,
    "web": web.run,
    "comparison": comparison.run,
    "compliance": compliance.run,
    "starts": starts.run,
}
DISTRICTS_OF_FEW = 4


def run(size: Size, names: list[str], kept: Path | None = None, directory: Path = report.RESULTS) -> str:
    """Run scenarios on a size; returns the table, for the file is written beside."""
    begun = time.monotonic()
    rows: list[Row] = []
    with place(size.memory, kept) as found:
        bench = prepare(found, size)
        with found.connect(None) as connection:
            server = connection.execute("SHOW server_version").fetchone()
        for name in names:
            say(f"{name} ...")
            rows += SCENARIOS[name](bench)
    made = report.document(size, rows, str(server[0] if server else ""), time.monotonic() - begun)
    path = report.write(made, directory)
    say(f"{path}")
    return report.table(rows)


def prepare(found: Place, size: Size) -> Bench:
    """The databases of a run: the whole country, and four of its municipalities alone."""
    begun = time.monotonic()
    listed = country.districts(size)
    chosen = country.chosen(listed)
    few = list(dict.fromkeys([*chosen.values(), *listed]))[:DISTRICTS_OF_FEW]
    build(found, MANY, listed)
    build(found, FEW, few)
    say(f"data: {time.monotonic() - begun:.0f} s")
    return Bench(found, size, chosen)


def say(text: str) -> None:
    """Tell how far the run is."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--size", choices=[*SIZES], default="small")
    parser.add_argument("--keep", type=Path, help="keep the databases here for the next run")
    parser.add_argument("scenarios", nargs="*", choices=[*SCENARIOS, []], help="all when none is named")
    asked = parser.parse_args()
    print(run(SIZES[asked.size], asked.scenarios or [*SCENARIOS], asked.keep))


if __name__ == "__main__":
    main()
