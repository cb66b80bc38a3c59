"""Below a binding layer a rule may be strengthened and added to, never weakened; both files are named."""

from pathlib import Path

import pytest

from tests.profiles.trees import BINDING, CHOICE_OF_BASE, DISTRICT, NOTICE, QUORUM, faults, line

DOCUMENTS = """
[[rule]]
id = "documents.required"
kind = "documents"
title = "Документы"
params = { documents = [{ code = "plan", title = "План" }, { code = "report", title = "Отчёт" }] }
clause = "п. 2"
quote = "план и отчёт"
"""
LIST = """
[[rule]]
id = "structure.directions"
kind = "list"
title = "Направления"
params = { items = [{ code = "one", title = "Первое" }] }
clause = "п. 3"
quote = "первое"
"""
REGION = BINDING + QUORUM + NOTICE + DOCUMENTS + LIST


def rule(content: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    return DISTRICT + content


WEAKER = [
    (rule(QUORUM, ("2/3", "1/2")), "council.decision_quorum"),
    (rule(QUORUM, ('"established"', '"filled"')), "council.decision_quorum"),
    (rule(QUORUM, ('"hard"', '"soft"')), "council.decision_quorum"),
    (rule(NOTICE, ("amount = 5", "amount = 4")), "council.notice"),
    (rule(DOCUMENTS, (', { code = "report", title = "Отчёт" }', "")), "documents.required"),
    (rule(LIST, ("one", "two")), "structure.directions"),
    (rule(LIST, ('"list"', '"process"'), ("items", "actions")), "structure.directions"),
    (
        rule(
            NOTICE,
            (
                'params = { fact = "sent_date", anchor = "meeting_date", direction = "before", amount = 5 }',
                "silent = true",
            ),
        ),
        "council.notice",
    ),
]
STRONGER = [
    rule(QUORUM, ("2/3", "3/4")),
    rule(QUORUM),
    rule(NOTICE, ("amount = 5", "amount = 7")),
    rule(NOTICE, ("amount = 5 }", 'amount = 5 }\nseverity = "hard"')),
    rule(DOCUMENTS, ('{ code = "plan"', '{ code = "map", title = "Карта" }, { code = "plan"')),
    rule(LIST, ('title = "Первое" }', 'title = "Первое" }, { code = "two", title = "Второе" }')),
]


@pytest.mark.parametrize(("district", "name"), WEAKER)
def test_a_weaker_rule_is_refused_naming_both_files(tmp_path: Path, district: str, name: str) -> None:
    [(file, number, key, sentence)] = faults(tmp_path, region=REGION, district=district)
    assert (file, number, key) == ("oblast/rayon.toml", line(district, "[[rule]]"), f"rule[{name}]")
    above = REGION.lstrip("\n").splitlines().index(f'id = "{name}"')
    assert sentence.startswith(f"ослаблено правило региона ({tmp_path}/oblast/region.toml:{above}): ")


@pytest.mark.parametrize("district", STRONGER)
def test_an_equal_or_stronger_rule_is_accepted(tmp_path: Path, district: str) -> None:
    assert faults(tmp_path, region=REGION, district=district) == []


def test_a_weaker_option_of_an_own_setting_is_refused(tmp_path: Path) -> None:
    district = DISTRICT + CHOICE_OF_BASE
    [(file, number, key, _)] = faults(tmp_path, region=REGION, district=district)
    assert (file, number) == ("oblast/rayon.toml", line(district, "options"))
    assert key == "setting[council.decision_base].options[1]"


def test_a_choice_that_the_region_offers_is_no_weakening(tmp_path: Path) -> None:
    choice = '\n[[choice]]\nsetting = "council.decision_base"\nvalue = "filled"\nreason = "Протокол № 1"\n'
    assert faults(tmp_path, region=REGION + CHOICE_OF_BASE, district=DISTRICT + choice) == []


def test_a_binding_layer_cannot_be_replaced_as_a_whole(tmp_path: Path) -> None:
    district = DISTRICT + 'replaces = "all"\n'
    [(_, number, key, sentence)] = faults(tmp_path, region=REGION, district=district)
    assert (number, key) == (line(district, "replaces"), "act.replaces")
    assert "oblast/region.toml" in sentence


def test_a_model_may_be_weakened(tmp_path: Path) -> None:
    weaker = rule(QUORUM, ("2/3", "1/2")).replace('"rayon"', '"sosed"')
    assert faults(tmp_path, district=DISTRICT + QUORUM, oblast__sosed=weaker) == []
