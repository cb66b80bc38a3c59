"""The code knows no district, no region and no threshold of theirs: those are data."""

import re

from tests.architecture.sources import ROOT, SERVICE, named, sources

STEMS = (
    "луж", "луга", "усть-кокс", "кокс",
    "первомайск", "октябрьск", "кемеров", "кузбасс", "ленинградск", "томск",
    "югр", "ханты", "горно-алтайск", "онгуда", "турочак", "улаган", "шебалин", "чемал", "майм",
)  # fmt: skip
ALLOWED = frozenset({"service/cli/demo.py", "service/cli/demo_login.py"})
"""The demonstration prints a login per district and signs in to one: it is a script about those districts."""


def slugs() -> set[str]:
    """Slugs of every shipped region and district."""
    folder = ROOT / "tenants"
    found = {path.name for path in folder.iterdir() if path.is_dir()}
    for path in folder.glob("*/*"):
        name = path.name.split(".")[0]
        if name not in ("region", "README"):
            found.add(name)
    return found


def test_no_source_names_a_place() -> None:
    words = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(slugs())))})\b|\b(?:{'|'.join(STEMS)})", re.I)
    told = {}
    for path in sources(SERVICE):
        found = words.findall(path.read_text("utf-8"))
        if found and named(path) not in ALLOWED and "/demo" not in named(path):
            told[named(path)] = sorted(set(found))[:5]
    assert told == {}


def test_there_are_places_to_look_for() -> None:
    assert {"luga", "ust-koksa", "kemerovo", "oktyabrsky", "pervomaisky"} <= slugs()
