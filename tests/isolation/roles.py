"""What every role meets at every address, as lines to compare with the reviewed files."""

import csv
from functools import cache
from pathlib import Path

from flask import Flask

from tests.isolation.crawling import API_ACTORS, OFFICES, PAGE_ACTORS, Address, Visitor, addresses, outcome
from tests.isolation.pair import NOBODY, SHARED

PAGES = Path(__file__).with_name("pages.csv")
API = Path(__file__).with_name("api.csv")
ACTORS = {PAGES: PAGE_ACTORS, API: API_ACTORS}
Key = tuple[str, str]


def kept_in(address: Address) -> Path:
    """The file that holds an address."""
    return API if address.api else PAGES


def number_for(address: Address) -> int:
    """Reading visits a row that is there; writing, which must not harm the next visitor, one that is not."""
    return NOBODY if address.writes else SHARED[0]


def reviewed(file: Path) -> dict[Key, dict[str, str]]:
    """The reviewed outcomes: (method, rule) -> actor -> outcome."""
    with file.open(encoding="utf-8", newline="") as opened:
        return {(row.pop("method"), row.pop("rule")): row for row in csv.DictReader(opened)}


def reviewed_outcome(address: Address, actor: str) -> str | None:
    """What an actor meets at an address by the reviewed files; None where the files do not know it."""
    return _all_reviewed().get((address.method, address.rule), {}).get(actor)


@cache
def _all_reviewed() -> dict[Key, dict[str, str]]:
    return {**reviewed(PAGES), **reviewed(API)}


def write(app: Flask) -> None:
    """Visit everything as everybody and write the files anew."""
    found: dict[Path, dict[Key, dict[str, str]]] = {PAGES: {}, API: {}}
    for actor in (*PAGE_ACTORS, OFFICES[0]):
        visitor = Visitor(app, actor)
        for address in addresses(app):
            if actor in ACTORS[kept_in(address)]:
                said = outcome(visitor.call(address, number_for(address)))
                everyone = OFFICES if actor in OFFICES else (actor,)  # the test says that offices are alike
                line = found[kept_in(address)].setdefault((address.method, address.rule), {})
                line.update(dict.fromkeys(everyone, said))
    for file, lines in found.items():
        with file.open("w", encoding="utf-8", newline="") as opened:
            written = csv.writer(opened, lineterminator="\n")
            written.writerow(["method", "rule", *ACTORS[file]])
            for (method, rule), said in sorted(lines.items(), key=lambda one: (one[0][1], one[0][0])):
                written.writerow([method, rule, *(said[actor] for actor in ACTORS[file])])
