"""The shipped profiles: they check clean, their cases pass, and they carry the regulations completely."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from service.profiles.cases import run_cases
from service.profiles.directory import Directory, read_directory
from service.profiles.entries import Content
from service.profiles.strata import LATEST

TENANTS = Path(__file__).parents[2] / "tenants"
SHARED = Path(__file__).parents[3] / "shared"
SEEDS = {
    "000_4c206afcc321b513.txt": "ust-koksa",
    "001_c354982f554f0984.txt": "luga",
    "002_603e4610600cb1f8.txt": "pervomaisky",
    "003_400c841cb37b89f6.txt": "kemerovo",
    "004_c820454aa0e199a2.txt": "oktyabrsky",
}
KINDS = ("rule", "record", "process", "vocabulary")
MODULES = (
    "structure",
    "council",
    "active",
    "association",
    "monitoring",
    "events_plan",
    "roadmap",
    "documents",
    "agreements",
    "regional",
    "finance",
)
REGULATIONS = SHARED / "design" / "regulations.md"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with the texts is absent")


@cache
def shipped() -> Directory:
    return read_directory(TENANTS)


@cache
def clauses() -> tuple[Mapping[str, str], ...]:
    with (SHARED / "clauses.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def content(slug: str) -> Content:
    return shipped().layers[slug].content


def words(text: str) -> str:
    """Normalise white space only: everything else must be literal."""
    return " ".join(text.split())


def test_no_fault_in_the_shipped_files() -> None:
    assert [str(problem) for problem in shipped().problems] == []


def test_every_shipped_case_passes() -> None:
    results = run_cases(shipped().cases, shipped().versions)
    failed = [
        f"{result.file}:{result.line} {result.title}: {'; '.join(map(str, result.differences))}"
        for result in results
        if not result.passed
    ]
    assert results
    assert failed == []


@pytest.mark.parametrize("slug", sorted(read_directory(TENANTS).layers))
def test_every_shipped_profile_is_effective(slug: str) -> None:
    profile = shipped().profile(slug, LATEST)
    assert profile.rules
    assert all(rule.title for rule in profile.rules.values())


@needs_shared
@pytest.mark.parametrize(("seed", "slug"), SEEDS.items())
def test_every_clause_row_has_its_entry(seed: str, slug: str) -> None:
    carried = {name for rule in content(slug).rules for name in rule.clause_ids}
    expected = [
        row["id"]
        for row in clauses()
        if row["seed"] == seed and row["kind"] in KINDS and row["module"] in MODULES
    ]
    assert [name for name in expected if name not in carried] == []


@needs_shared
@pytest.mark.parametrize(("seed", "slug"), SEEDS.items())
def test_clause_ids_are_rows_of_that_regulation(seed: str, slug: str) -> None:
    rows = {row["id"] for row in clauses() if row["seed"] == seed}
    assert [
        (rule.id, name) for rule in content(slug).rules for name in rule.clause_ids if name not in rows
    ] == []


@needs_shared
@pytest.mark.parametrize(("seed", "slug"), SEEDS.items())
def test_every_quote_is_literally_in_the_regulation(seed: str, slug: str) -> None:
    text = words((SHARED / "regulations" / seed).read_text(encoding="utf-8"))
    assert [
        (rule.id, rule.quote) for rule in content(slug).rules if rule.quote and words(rule.quote) not in text
    ] == []


@needs_shared
@pytest.mark.parametrize("slug", SEEDS.values())
def test_no_quote_is_cut_short(slug: str) -> None:
    assert [rule.id for rule in content(slug).rules if "…" in rule.quote] == []


@needs_shared
@pytest.mark.parametrize(("letter", "number"), [("C", 92), ("X", 7)])
def test_every_contradiction_is_a_setting_or_a_note(letter: str, number: int) -> None:
    text = REGULATIONS.read_text(encoding="utf-8")
    rows = set(re.findall(rf"^\| ({letter}-(?:[A-Z]+-)?\d+[a-z]?) \|", text, re.MULTILINE))
    assert len(rows) == number
    contents = [content(slug) for slug in SEEDS.values()]
    entries = [entry for found in contents for entry in (*found.settings, *found.notes)]
    assert sorted(rows - {source for entry in entries for source in entry.source}) == []
