"""Municipalities that stand for demonstration: drafts on their region's model, or under its binding act."""

from functools import cache
from pathlib import Path

import pytest

from service.monitoring.rules import approved
from service.profiles.directory import Directory, read_directory
from service.profiles.profile import Profile
from service.profiles.strata import LATEST
from service.profiles.writer import export

TENANTS = Path(__file__).parents[2] / "tenants"
ALTAI = (
    "chemal choya gorno-altaysk kosh-agach maima ongudai shebalino turochak ulagan ust-kan ust-koksa".split()
)


@cache
def shipped() -> Directory:
    return read_directory(TENANTS)


def siblings() -> list[str]:
    return sorted(
        slug for slug, layer in shipped().layers.items() if (card := layer.content.tenant) and card.demo
    )


def profile(slug: str) -> Profile:
    return shipped().profile(slug, LATEST)


def of_region(region: str) -> list[str]:
    cards = (layer.content.tenant for layer in shipped().layers.values())
    return sorted(card.slug for card in cards if card and card.region == region)


def test_all_eleven_municipalities_of_the_republic_are_here() -> None:
    assert of_region("altai-republic") == ALTAI


@pytest.mark.parametrize("region", ["leningrad", "tomsk", "kemerovo", "khmao"])
def test_every_other_region_has_a_handful(region: str) -> None:
    assert len([slug for slug in of_region(region) if slug in siblings()]) in (3, 4)


@pytest.mark.parametrize("slug", siblings())
def test_a_sibling_adds_nothing_of_its_own_and_says_what_it_is(slug: str) -> None:
    content = shipped().layers[slug].content
    assert content.act is None and not content.rules and not content.settings
    assert profile(slug).draft
    card = profile(slug).card
    assert card and card.demo and "demo = true" in export(content)
    assert (TENANTS / card.region / f"{slug}.toml").read_text("utf-8").startswith("# Демонстрационный проект")


@pytest.mark.parametrize("slug", [slug for slug in ALTAI if slug != "ust-koksa"])
def test_a_draft_has_the_ten_indicators_of_the_model_with_its_label(slug: str) -> None:
    found = approved(profile(slug))
    assert [one.code for one in found] == [f"uk.19.{number}" for number in range(1, 11)]
    assert {str(one.rule.source_label) for one in found} == {"образец: Усть-Коксинский район"}
    assert {one.rule.act for one in found} == {"Приказ № 339 от 26.12.2020"}


def test_a_verdict_of_a_draft_says_whose_rule_it_is() -> None:
    given = {"form": "in_person", "established": 13, "present": 9}
    verdict = profile("volosovo").evaluate("council.decision_quorum", given)
    assert str(verdict.source_label) == "образец: Лужский муниципальный район"
    said = verdict.to_dict(lambda message, language: f"{language}: {message}")
    assert said["source"] == {
        "ru": "ru: образец: Лужский муниципальный район",
        "alt": "alt: образец: Лужский муниципальный район",
    }
    own = profile("luga").evaluate("council.decision_quorum", given)
    assert own.source_label is None and own.to_dict(lambda message, _: str(message))["source"] is None


@pytest.mark.parametrize("slug", [slug for slug in siblings() if slug in of_region("kemerovo")])
def test_under_a_binding_act_the_rules_are_the_regions(slug: str) -> None:
    rules = [rule for rule in profile(slug).rules.values() if rule.layer != "base"]
    assert rules and {rule.owner for rule in rules} == {"kemerovo"}
    assert {rule.source_label for rule in rules} == {None}
    assert set(profile(slug).rules) == set(profile("kemerovo").rules)
