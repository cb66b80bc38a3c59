"""Effective = base < region's versions < district's versions, each by its date."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from service.profiles.drafting import Edit, drafted, version_of_draft, with_draft
from service.profiles.effective import effective
from service.profiles.entries import Act
from service.profiles.problems import ProfileError, UnknownRule
from service.profiles.versions import Version, content_data, plain_entry, version_from_data, version_of
from service.rules.verdict import Severity, Status
from tests.profiles.trees import BINDING, CHOICE_OF_BASE, DISTRICT, DRAFT, NOTICE, QUORUM, read

ACT = """
[act]
title = "О службе соседа"
citation = "Приказ № 9"
date = 2026-01-15
"""
OWN_QUORUM = QUORUM.replace("2/3", "3/4").replace("п. 4.9", "п. 3")
FACTS = {"form": "in_person", "established": 12, "present": 8}


def draft(root: Path, own: str = "") -> list[Version]:
    directory = read(root, district=DISTRICT + QUORUM + NOTICE + CHOICE_OF_BASE, oblast__sosed=DRAFT + own)
    assert directory.problems == ()
    return list(directory.versions)


def test_a_district_without_an_act_is_a_draft_on_the_model(tmp_path: Path) -> None:
    profile = effective("sosed", date(2026, 3, 1), draft(tmp_path))
    rule = profile.rules["council.decision_quorum"]
    assert (rule.layer, rule.owner, str(rule.source_label)) == ("region", "rayon", "образец: Район")
    assert (rule.act, rule.clause) == ("Приказ № 1", "п. 4.9")
    assert profile.rules["people.positions"].layer == "base"
    assert (profile.version, profile.draft) == ("sosed@1", True)
    assert str(rule.sentence).startswith("Нужно участие не менее 2/3")
    assert [(layer.layer, layer.owner) for layer in profile.layers] == [
        ("base", "base"),
        ("region", "rayon"),
        ("region", "oblast"),
        ("district", "sosed"),
    ]


def test_the_own_act_replaces_rules_one_by_one(tmp_path: Path) -> None:
    versions = draft(tmp_path, ACT + OWN_QUORUM)
    before = effective("sosed", date(2026, 1, 14), versions)
    after = effective("sosed", date(2026, 1, 15), versions)
    assert before.version == "sosed@0"
    assert before.evaluate("council.decision_quorum", FACTS).expected == 8
    verdict = after.evaluate("council.decision_quorum", FACTS)
    assert (verdict.expected, verdict.clause, verdict.act) == (9, "п. 3", "Приказ № 9")
    assert (verdict.profile_version, before.draft, after.draft) == ("sosed@1", True, False)
    assert verdict.reading is None, "a setting of the replaced rule decides nothing any more"
    assert after.rules["council.decision_quorum"].source_label is None
    assert after.rules["council.notice"].owner == "rayon"


def test_the_own_act_replaces_the_model_as_a_whole(tmp_path: Path) -> None:
    versions = draft(tmp_path, ACT + 'replaces = "all"\n' + OWN_QUORUM)
    profile = effective("sosed", date(2026, 2, 1), versions)
    assert set(profile.rules) == {"people.positions", "council.decision_quorum"}
    assert profile.evaluate("council.notice", {}).status is Status.NOT_APPLICABLE


def test_the_model_itself_stands_on_its_own(tmp_path: Path) -> None:
    profile = effective("rayon", date(2026, 2, 1), draft(tmp_path))
    assert {rule.layer for rule in profile.of_module("council")} == {"district"}
    assert [layer.owner for layer in profile.layers] == ["base", "oblast", "rayon"]


def test_the_model_follows_its_district_by_date(tmp_path: Path) -> None:
    profile = effective("sosed", date(2025, 2, 28), draft(tmp_path))
    assert set(profile.rules) == {"people.positions"}, "the district's act is in force from 1 March 2025"


def test_a_region_has_a_profile_of_its_own(tmp_path: Path) -> None:
    profile = effective("oblast", date(2026, 1, 1), draft(tmp_path))
    assert profile.rules["council.notice"].owner == "rayon"
    assert profile.version == "oblast@1"


def test_a_binding_region_gives_its_rules_under_its_own_act(tmp_path: Path) -> None:
    directory = read(tmp_path, region=BINDING + NOTICE)
    rule = directory.profile("rayon").rules["council.notice"]
    assert (rule.layer, rule.owner, rule.act, rule.source_label) == ("region", "oblast", "Приказ № 7", None)
    assert rule.severity is Severity.SOFT


def test_later_versions_replace_earlier_ones(tmp_path: Path) -> None:
    versions = draft(tmp_path)
    [first] = [version for version in versions if version.owner == "rayon"]
    entry = replace(first.content.rules[0], params={"share": "1/2"})
    settings = tuple(setting for setting in first.content.settings if not setting.sets)
    second = version_of(replace(first.content, rules=(entry,), settings=settings), 2, date(2026, 9, 1))
    versions.append(second)
    assert effective("rayon", date(2026, 8, 31), versions).version == "rayon@1"
    profile = effective("rayon", date(2026, 9, 1), versions)
    assert profile.version == "rayon@2"
    assert "council.notice" not in profile.rules
    assert profile.evaluate("council.decision_quorum", FACTS).expected == 6


def test_two_versions_on_one_date_are_refused(tmp_path: Path) -> None:
    versions = draft(tmp_path)
    [first] = [version for version in versions if version.owner == "rayon"]
    versions.append(version_of(first.content, 2))
    with pytest.raises(ProfileError, match="два акта действуют с 01.03.2025: редакции rayon@1 и rayon@2"):
        effective("rayon", date(2026, 1, 1), versions)


def test_an_act_that_lost_force_leaves_nothing(tmp_path: Path) -> None:
    ended = DISTRICT + "effective_to = 2025-12-31\n" + QUORUM
    directory = read(tmp_path, district=ended)
    assert "council.decision_quorum" in directory.profile("rayon", date(2025, 12, 31)).rules
    assert "council.decision_quorum" not in directory.profile("rayon", date(2026, 1, 1)).rules


def test_an_unknown_tenant_and_an_unknown_rule(tmp_path: Path) -> None:
    versions = draft(tmp_path)
    with pytest.raises(ProfileError, match="неизвестный район или регион «gorod»"):
        effective("gorod", date(2026, 1, 1), versions)
    with pytest.raises(UnknownRule):
        effective("rayon", date(2026, 1, 1), versions).evaluate("council.dance", {})


def test_silence_says_so_with_its_clause(tmp_path: Path) -> None:
    silent = QUORUM.replace('params = { share = "2/3", op = "at_least", base = "established" }\n', "")
    verdict = (
        read(tmp_path, district=DISTRICT + silent + "silent = true\n")
        .profile("rayon")
        .evaluate("council.decision_quorum", FACTS)
    )
    assert (verdict.status, verdict.clause) == (Status.NOT_APPLICABLE, "п. 4.9")
    assert str(verdict.message) == "Положением правило «Кворум» не установлено."


def test_an_absent_rule_says_so_without_a_clause(tmp_path: Path) -> None:
    verdict = read(tmp_path).profile("rayon").evaluate("council.notice", {})
    assert (verdict.status, verdict.clause) == (Status.NOT_APPLICABLE, "")
    assert "не установлено" in str(verdict.message)


def test_stored_versions_give_the_same_profile(tmp_path: Path) -> None:
    versions = draft(tmp_path, ACT + OWN_QUORUM)
    stored = [version_from_data(v.number, v.effective_from, content_data(v.content)) for v in versions]
    assert stored == versions
    assert effective("sosed", date(2026, 2, 1), stored) == effective("sosed", date(2026, 2, 1), versions)


def test_stored_data_is_read_as_strictly_as_a_file() -> None:
    with pytest.raises(ProfileError, match="shore"):
        version_from_data(1, date(2026, 1, 1), {"shore": []})


def test_the_hash_ignores_order_and_spelled_defaults(tmp_path: Path) -> None:
    one = read(tmp_path / "a", district=DISTRICT + QUORUM + NOTICE).layers["rayon"].content
    spelled = NOTICE + 'severity = "soft"\n'
    two = read(tmp_path / "b", district=DISTRICT + spelled + QUORUM).layers["rayon"].content
    three = read(tmp_path / "c", district=DISTRICT + QUORUM).layers["rayon"].content
    assert version_of(one).content_hash == version_of(two).content_hash
    assert version_of(one).content_hash != version_of(three).content_hash


def test_a_regions_whole_act_ends_its_model_and_binds_its_districts(tmp_path: Path) -> None:
    versions = draft(tmp_path)
    region = next(one for one in versions if one.owner == "oblast")
    entry = plain_entry(next(one for one in versions if one.owner == "rayon").content.rules[0])
    day = date(2026, 3, 1)

    def adopted(replaces: str) -> list[Version]:
        act = Act(title="О службе", citation="Приказ № 7", replaces=replaces, effective_from=day)
        data = drafted(region.content, act, [Edit("rule", "council.decision_quorum", entry)])
        return with_draft(versions, version_of_draft("oblast", 2, day, data))

    whole = effective("sosed", day, adopted("all"))
    assert [rule.id for rule in whole.rules.values() if rule.source_label] == []
    assert whole.rules["council.decision_quorum"].owner == "oblast"
    listed = effective("sosed", day, adopted("listed"))
    assert listed.rules["council.decision_quorum"].owner == "oblast"
    assert listed.rules["council.notice"].source_label, "the rest is still the model's"
    before = effective("sosed", date(2026, 2, 1), adopted("all"))
    assert before.rules["council.notice"].source_label, "the past stays as it was"
