"""What an administrator reads about every shipped rule: Russian words, no codes of the files."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from service.core.language.messages import show
from service.profiles.directory import Directory, read_directory
from service.profiles.profile import Profile, Rule
from service.settings.choices import setting_value
from service.settings.trying import asked_facts, code_options, fact_title
from service.settings.words import parameters, sentence, titles_of

TENANTS = Path(__file__).parents[2] / "tenants"
FIVE = ("ust-koksa", "luga", "pervomaisky", "kemerovo", "oktyabrsky")
LATIN = re.compile(r"[A-Za-z_]{2,}")
KNOWN = {"IT", "QR", "XLSX", "PDF"}
CANONICAL = re.compile(r"\bK\d\d\b")
CLUMSY = ("одно из (", "(одно", ": (", "((", "на дату.", "за 0 ", "  ", "..", ":.", "None", "%(", "msgid")


@cache
def shipped() -> Directory:
    return read_directory(TENANTS)


def said(value: Any) -> str:
    """The words as the pages show them."""
    return show(value, "ru")


def told(profile: Profile, rule: Rule) -> Iterator[str]:
    titles = titles_of(profile, rule.module)
    yield said(sentence(rule, titles))
    for title, value in parameters(rule, profile):
        yield f"{title} = {said(value)}"
    if not rule.silent:
        for name, fact in asked_facts(rule).items():
            options = "; ".join(words for _, words in code_options(fact, titles))
            yield f"{fact_title(rule, name)} = {options}"


def codes(text: str) -> list[str]:
    return [word for word in LATIN.findall(CANONICAL.sub("", text)) if word not in KNOWN]


@pytest.mark.parametrize("slug", FIVE)
def test_no_rule_shows_a_code(slug: str) -> None:
    profile = shipped().profile(slug)
    found = {
        (rule.id, text) for rule in profile.rules.values() for text in told(profile, rule) if codes(text)
    }
    assert not found


@pytest.mark.parametrize("slug", FIVE)
def test_no_sentence_is_clumsy(slug: str) -> None:
    profile = shipped().profile(slug)
    sentences = {
        rule.id: said(sentence(rule, titles_of(profile, rule.module))) for rule in profile.rules.values()
    }
    for rule_id, text in sentences.items():
        assert not [part for part in CLUMSY if part in text], (rule_id, text)
        assert text[0] == text[0].upper() and text.endswith("."), (rule_id, text)


@pytest.mark.parametrize("slug", FIVE)
def test_no_setting_shows_a_code(slug: str) -> None:
    profile = shipped().profile(slug)
    for setting in profile.settings.values():
        titles = titles_of(profile, setting.id.partition(".")[0])
        for value in (setting.value, *setting.options):
            text = said(setting_value(setting, value, titles))
            assert not codes(text), (setting.id, text)


def test_verdicts_name_codes_as_the_regulation_does() -> None:
    profile = shipped().profile("ust-koksa")
    verdict = profile.evaluate("finance.sources", {"sources": ["municipal"]})
    assert str(verdict.message) == "Соответствует положению."
    refused = profile.evaluate("events_plan.plan_approver", {"approver": "department"})
    assert "information" not in str(refused.message) and "department" not in str(refused.message)


def test_eligibility_asks_for_what_its_conditions_read() -> None:
    rule = shipped().profile("luga").rules["active.eligibility"]
    asked = asked_facts(rule)
    assert "contributions" in asked and "experience" in asked and "age" not in asked
    years = code_options(asked["experience"], {})
    assert years == [("pedagogical", "педагогический стаж, полных лет")]


@pytest.mark.parametrize(
    ("rule_id", "name", "offered"),
    [
        ("council.majority", "presider_vote", ["за", "против", "воздержался"]),
        ("council.decision_quorum", "form", ["Очная", "Заочная", "Гибридная"]),
        ("association.leader", "category", ["высшая категория", "первая категория", "другое"]),
    ],
)
def test_closed_facts_are_offered_in_words(rule_id: str, name: str, offered: list[str]) -> None:
    profile = shipped().profile("luga")
    rule = profile.rules[rule_id]
    options = code_options(rule.facts[name], titles_of(profile, rule.module))
    assert [words for _, words in options] == offered
