"""Cases: only the expected keys are compared; a wrong case file is refused like a wrong profile."""

from pathlib import Path

import pytest

from service.profiles.cases import CaseResult, run_cases
from tests.profiles.trees import CHOICE_OF_BASE, DISTRICT, QUORUM, faults, read

INDICATOR = """
[[rule]]
id = "monitoring.uk.19.4"
kind = "indicator"
title = "Доля прошедших повышение квалификации"
clause = "п. 19"
quote = "не менее 10 %"

[rule.params]
code = "uk.19.4"
canonical = "K04"
indicator = "share"
subject = "people"
population = { field = "position", op = "in", value = ["teacher", "head"] }
numerator = { exists = "trainings", window = "calendar_year" }
target = { op = "at_least", value = "1/10" }
"""
RULES = DISTRICT + QUORUM + CHOICE_OF_BASE + INDICATOR
SEVEN = "established = 13, present = 7"
FIGURE = """
[[case]]
title = "Два из четырёх"
indicator = "uk.19.4"
as_of = 2026-12-31
people = [
  { id = "a", position = "teacher", trained = [2026-03-01] },
  { id = "b", position = "teacher", trained = [2025-12-31] },
  { id = "c", position = "head", trained = [2026-12-31] },
  { id = "d", position = "teacher" },
]
"""


def case(given: str, expect: str, more: str = "") -> str:
    return f"""
[[case]]
title = "Пример"
rule = "council.decision_quorum"
given = {{ form = "in_person", {given} }}
expect = {{ {expect} }}
{more}
"""


def run(root: Path, text: str) -> tuple[CaseResult, ...]:
    directory = read(root, district=RULES, **{"oblast__rayon.cases": text})
    assert directory.problems == ()
    return run_cases(directory.cases, directory.versions)


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        ("established = 13, present = 9", 'status = "pass", expected = 9, clause = "п. 4.9"'),
        (SEVEN, 'status = "fail", shortfall = 2, severity = "hard"'),
        (
            SEVEN,
            'operands = { present = 7 }, reading = "council.decision_base = established"',
        ),
        ("established = 13", 'status = "not_yet", missing = ["present"]'),
        ("established = 13", 'missing = [{ code = "present" }], profile_version = "rayon@1"'),
        ("established = 13, seats = 1", 'error = "seats"'),
    ],
)
def test_a_right_case_passes(tmp_path: Path, given: str, expect: str) -> None:
    [result] = run(tmp_path, case(given, expect))
    assert (result.passed, result.differences) == (True, ())


@pytest.mark.parametrize(
    ("given", "expect", "difference"),
    [
        (
            SEVEN,
            'status = "pass", expected = 9',
            "status: ожидалось 'pass', получено 'fail'",
        ),
        (SEVEN, "shortfall = 3", "shortfall: ожидалось 3, получено 2"),
        ("established = 13", 'missing = ["sheets"]', "missing: ожидалось ['sheets'], получено ['present']"),
        (
            SEVEN,
            "operands = { present = 8 }",
            "operands.present: ожидалось 8, получено 7",
        ),
    ],
)
def test_a_wrong_case_says_what_differs(tmp_path: Path, given: str, expect: str, difference: str) -> None:
    [result] = run(tmp_path, case(given, expect))
    assert not result.passed
    assert [str(item) for item in result.differences] == [difference]


def test_a_wrong_fact_says_which(tmp_path: Path) -> None:
    [result] = run(tmp_path, case("established = 13, seats = 1", 'status = "pass"'))
    assert [item.key for item in result.differences] == ["given.seats"]


def test_a_case_may_choose_settings(tmp_path: Path) -> None:
    chosen = 'settings = { "council.decision_base" = "filled" }'
    given = "established = 13, filled = 12, present = 8"
    assert [result.passed for result in run(tmp_path, case(given, 'status = "pass"', chosen))] == [True]
    refused = chosen.replace("filled", "seats")
    [result] = run(tmp_path, case(given, 'status = "pass"', refused))
    assert [item.key for item in result.differences] == ["settings.council.decision_base"]


def test_a_case_on_a_date_before_the_act(tmp_path: Path) -> None:
    [result] = run(
        tmp_path, case("established = 13, present = 1", 'status = "not_applicable"', "on = 2025-02-28")
    )
    assert result.passed


def test_an_indicator_case_compares_the_figure(tmp_path: Path) -> None:
    figure = 'numerator = 2, denominator = 4, value = "50.0", unit = "percent", value_status = "ok"'
    target = 'target = { op = "at_least", value = "1/10" }, target_status = "met"'
    expect = f'expect = {{ {figure}, {target}, status = "pass", clause = "п. 19" }}'
    [result] = run(tmp_path, FIGURE + expect)
    assert result.differences == ()
    [result] = run(tmp_path, FIGURE + "expect = { numerator = 3 }")
    assert [str(item) for item in result.differences] == ["numerator: ожидалось 3, получено 2"]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (case("present = 1", 'state = "pass"'), "case[0].expect.state", "«status»"),
        (case("present = 1", ""), "case[0].expect", "ничего не ожидает"),
        (case("present = 1", "expected = 1", 'indicator = "uk.19.4"'), "case[0]", "либо ключ rule, либо"),
        (case("present = 1", "expected = 1", "gven = 1"), "case[0].gven", "«given»"),
        (case("present = 1", "numerator = 1"), "case[0].expect.numerator", "неизвестно"),
        ('[[case]]\ntitle = "Без ответа"\nrule = "council.notice"\n', "case[0].expect", "обязательного"),
        ("x = 1\n", "x", "неизвестно"),
        ("", "case", "ни одного примера"),
    ],
)
def test_a_faulty_case_file(tmp_path: Path, text: str, key: str, words: str) -> None:
    found = faults(tmp_path, district=RULES, **{"oblast__rayon.cases": text})
    matching = [fault for fault in found if fault[2] == key]
    assert [fault[0] for fault in matching] == ["oblast/rayon.cases.toml"]
    assert words in matching[0][3]
