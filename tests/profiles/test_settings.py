"""A setting decides parameters; the verdict says which reading decided it."""

from datetime import date
from pathlib import Path

import pytest

from service.rules.verdict import Severity
from tests.profiles.trees import CHOICE_OF_BASE, DISTRICT, DRAFT, NOTICE, QUORUM, read

FACTS = {"form": "in_person", "established": 13, "filled": 12, "present": 8}
CHOICE = '\n[[choice]]\nsetting = "council.decision_base"\nvalue = "filled"\nreason = "Протокол № 1"\n'
RULE = DISTRICT + QUORUM + NOTICE + CHOICE_OF_BASE
AGE = """
[[setting]]
id = "people.young_age"
default = 35
note = "До какого возраста педагог молодой"
"""


def test_the_default_applies_and_is_named(tmp_path: Path) -> None:
    verdict = read(tmp_path, district=RULE).profile("rayon").evaluate("council.decision_quorum", FACTS)
    assert (verdict.expected, verdict.reading) == (9, "council.decision_base = established")


def test_the_chosen_value_applies_and_is_named(tmp_path: Path) -> None:
    profile = read(tmp_path, district=RULE + CHOICE).profile("rayon")
    verdict = profile.evaluate("council.decision_quorum", FACTS)
    assert (verdict.expected, verdict.reading) == (8, "council.decision_base = filled")
    setting = profile.settings["council.decision_base"]
    assert (setting.chosen, setting.reason, setting.value) == (True, "Протокол № 1", "filled")
    assert profile.rules["council.decision_quorum"].is_setting
    assert not profile.rules["council.notice"].is_setting


def test_a_draft_district_chooses_on_the_model_and_the_model_stays(tmp_path: Path) -> None:
    directory = read(tmp_path, district=RULE, oblast__sosed=DRAFT + CHOICE)
    assert directory.problems == ()
    assert directory.profile("sosed").evaluate("council.decision_quorum", FACTS).expected == 8
    assert directory.profile("rayon").evaluate("council.decision_quorum", FACTS).expected == 9


def test_the_choices_of_the_model_district_are_its_own(tmp_path: Path) -> None:
    directory = read(tmp_path, district=RULE + CHOICE, oblast__sosed=DRAFT)
    assert directory.profile("sosed").settings["council.decision_base"].value == "established"


def test_one_setting_may_set_several_rules_and_severity(tmp_path: Path) -> None:
    setting = """
[[setting]]
id = "council.strict"
sets = ["council.notice.severity", "council.decision_quorum.severity"]
default = "hard"
options = ["hard", "soft"]
note = "Отказывать или помечать"
"""
    rules = (QUORUM + NOTICE).replace('severity = "hard"\n', "")
    profile = read(tmp_path, district=DISTRICT + rules + setting).profile("rayon")
    assert {rule.severity for rule in profile.of_module("council")} == {Severity.HARD}


@pytest.mark.parametrize(
    ("path", "default", "options", "status"),
    [
        ("conditions.experience.when.value", "5", "[5, 3]", "fail"),
        ("conditions.experience.when.value", "3", "[5, 3]", "pass"),
        ("conditions.0.when.value", "3", "[5, 3]", "pass"),
    ],
)
def test_a_path_goes_through_coded_lists(
    tmp_path: Path, path: str, default: str, options: str, status: str
) -> None:
    rule = f"""
[[rule]]
id = "active.eligibility"
kind = "eligibility"
title = "Условия"
clause = "п. 2.5"
quote = "стаж не менее пяти лет"

[[rule.params.conditions]]
code = "experience"
title = "Стаж"
when = {{ field = "experience_pedagogical", op = "gte", value = {default} }}

[[setting]]
id = "active.experience"
sets = "active.eligibility.{path}"
default = {default}
options = {options}
note = "Сколько лет"
"""
    directory = read(tmp_path, district=DISTRICT + rule)
    assert directory.problems == ()
    verdict = directory.profile("rayon").evaluate("active.eligibility", {"experience": {"pedagogical": 4}})
    assert verdict.status.value == status
    assert verdict.reading == f"active.experience = {default}"


def test_a_setting_without_a_rule_is_a_value_for_its_module(tmp_path: Path) -> None:
    profile = read(tmp_path, district=DISTRICT + AGE).profile("rayon", date(2026, 1, 1))
    assert profile.value("people.young_age") == 35
    assert profile.value("people.other", 18) == 18


def test_a_setting_without_a_default_changes_nothing_until_chosen(tmp_path: Path) -> None:
    setting = CHOICE_OF_BASE.replace('default = "established"\n', 'type = "text"\n')
    profile = read(tmp_path, district=DISTRICT + QUORUM + setting).profile("rayon")
    assert profile.settings["council.decision_base"].value is None
    assert profile.evaluate("council.decision_quorum", FACTS).reading is None
