"""The rule engine: verdicts a second by kind, and what share of a page judging takes."""

import time
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

from benchmarks.context import MANY, Bench
from benchmarks.measuring import Row
from benchmarks.sizes import AS_OF
from benchmarks.visiting import Visitor
from service.cli.tenants import SHIPPED
from service.profiles.case_files import Case
from service.profiles.directory import read_directory
from service.profiles.effective import effective
from service.profiles.profile import Profile
from service.profiles.strata import LATEST
from service.rules.errors import BadFacts

KINDS, SHARE = "Правила: заключений в секунду по виду", "Правила: доля страницы"
LONG = 0.15
"""Seconds for which a kind is asked again and again."""


def run(bench: Bench) -> list[Row]:
    """The examples beside the shipped profiles by kind, then pages of the median municipality."""
    return [*_kinds(bench), *_shares(bench)]


def _kinds(bench: Bench) -> Iterator[Row]:
    for kind, found in sorted(_by_kind().items()):
        spent, asked = 0.0, 0
        while spent < (LONG if bench.size.rounds > 2 else 0.0) or not asked:
            start = time.perf_counter()
            for profile, case in found:
                profile.evaluate(case.rule, case.given)
            spent += time.perf_counter() - start
            asked += len(found)
        yield Row(KINDS, f"{kind}: примеров {len(found)}", {"в секунду": round(asked / spent)}, unit="в с")


def _by_kind() -> dict[str, list[tuple[Profile, Case]]]:
    """The shipped examples that end in a verdict, with the profile that judges them."""
    directory = read_directory(SHIPPED)
    profiles: dict[tuple[str, Any], Profile] = {}
    found: dict[str, list[tuple[Profile, Case]]] = {}
    for case in directory.cases:
        key = (case.profile, case.on or LATEST)
        if case.settings:
            continue
        if key not in profiles:
            profiles[key] = effective(case.profile, key[1], directory.versions)
        rule = profiles[key].rule(case.rule)
        if rule is None or rule.silent:
            continue
        try:
            profiles[key].evaluate(case.rule, case.given)
        except BadFacts:
            continue
        found.setdefault(rule.kind, []).append((profiles[key], case))
    return found


def _shares(bench: Bench) -> Iterator[Row]:
    visitor = Visitor(bench, MANY, bench.chosen["median"].slug)
    pages = {
        "главная": "",
        "структура": "structure",
        "функции": "structure/functions",
        "показатели": f"monitoring/?as_of={AS_OF.isoformat()}",
        "правила": "profile/",
    }
    try:
        for name, page in pages.items():
            yield _share(bench, visitor, name, f"/{visitor.slug}/{page}")
    finally:
        visitor.close()


def _share(bench: Bench, visitor: Visitor, name: str, path: str) -> Row:
    """Time inside the engine while the page is made, the clock around each verdict included."""
    inside: list[float] = []
    judge = Profile.evaluate

    def timed(self: Profile, rule_id: str, facts: Any) -> Any:
        start = time.perf_counter()
        try:
            return judge(self, rule_id, facts)
        finally:
            inside.append(time.perf_counter() - start)

    visitor.visit(path)
    with patch.object(Profile, "evaluate", timed):
        start = time.perf_counter()
        for _ in range(bench.size.rounds):
            visitor.visit(path)
        whole = time.perf_counter() - start
    figures = {
        "страница, мс": round(whole / bench.size.rounds * 1000, 2),
        "правила, %": round(100 * sum(inside) / whole, 2),
        "заключений": round(len(inside) / bench.size.rounds, 1),
    }
    return Row(SHARE, name, figures, unit="")
