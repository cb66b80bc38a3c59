"""What a profile decides about meetings: defaults where it is silent, both values of every setting."""

from datetime import date, time
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from service.meetings import policy as policy_module
from service.meetings.policy import PREFIXES, MeetingPolicy
from service.meetings.rules.score import Weights
from service.profiles.profile import Profile
from service.profiles.values import spoken
from service.rules.specs import MEETING_CHOICES, MEETING_PREFIXES, RULES
from service.rules.specs.meetings import MEETING_RULES
from service.rules.verdict import Status
from tests.meetings.bodies import ROOT, policy, profile
from tests.profiles.trees import DISTRICT, faults, line

FORMS = ("in_person", "correspondence", "hybrid")
ACCESSORS = {name: name for name in MEETING_CHOICES if not name.startswith("score_")}


@pytest.mark.parametrize("spec", MEETING_RULES, ids=lambda spec: spec.id)
def test_a_silent_profile_says_so_for_every_rule(spec: Any) -> None:
    verdict = Profile("rayon", "rayon@1", date(2026, 1, 1), None).evaluate(spec.id, {"held": []})
    assert verdict.status is Status.NOT_APPLICABLE
    assert str(verdict.message) == f"Положением правило «{spec.title}» не установлено."


def test_every_kind_of_body_has_the_same_rules() -> None:
    assert set(PREFIXES.values()) == set(MEETING_PREFIXES)
    names = [
        {rule.partition(".")[2] for rule in RULES if rule.startswith(f"{one}.")} for one in MEETING_PREFIXES
    ]
    shared = set.intersection(*names)
    assert {"notice", "majority", "chair_term", "dispatch", "sheet_return", "min_members"} <= shared
    assert all(f"`{name}`" in str(policy_module.__doc__) for name in shared | set(MEETING_CHOICES))


def test_a_kind_that_holds_no_meetings_is_refused() -> None:
    with pytest.raises(KeyError):
        MeetingPolicy.of(profile("luga"), "school")


@pytest.mark.parametrize("name", sorted(ACCESSORS))
def test_an_absent_setting_means_its_default(name: str) -> None:
    read = getattr(policy("pervomaisky"), ACCESSORS[name])
    default = MEETING_CHOICES[name].default
    assert read == (time(18) if name == "sheet_deadline" else default)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, not one.default) for name, one in MEETING_CHOICES.items() if isinstance(one.default, bool)),
        *((name, option) for name, one in MEETING_CHOICES.items() for option in one.options),
        ("minutes_draft_days", 10),
        ("sheet_extensions", 0),
    ],
)
def test_a_chosen_setting_is_read(name: str, value: Any) -> None:
    assert MEETING_CHOICES[name].accepts(value)
    for kind in ("council", "expert_council", "association", "active", "working_group", "expert_group"):
        assert getattr(policy("pervomaisky", kind, **{name: value}), ACCESSORS[name]) == value


def test_luga() -> None:
    luga = policy("luga")
    assert (luga.forms, luga.hybrid_counts, luga.counted("hybrid", "meeting")) == (FORMS, "sheets", "sheets")
    assert (luga.presider_order, luga.instructed, luga.presider_elected) == (
        ("chair", "deputy"),
        ("deputy",),
        False,
    )
    assert (luga.signers, luga.secretary_signs, luga.tie) == ((("chair", "deputy"),), False, "not_adopted")
    assert (luga.sheet_deadline, luga.minutes_draft_days, luga.year_basis) == (time(18), 3, "calendar")
    assert (luga.extra_items_remote, luga.secretary_votes, luga.extraordinary_counts) == (
        "next_meeting",
        True,
        False,
    )
    assert policy("luga", "association").year_basis == "school"
    assert policy("oktyabrsky", "association").year_basis == "school", "silent of it, like its plans"


def test_a_council_without_rules_forbids_nothing() -> None:
    bare = policy("ust-koksa")
    assert (bare.forms, bare.presider_order, bare.signers) == (
        FORMS,
        ("chair", "deputy"),
        (("chair", "deputy"),),
    )
    assert [bare.counted(form) for form in FORMS] == ["present", "sheets", "room_and_sheets"]
    assert (bare.tie, bare.extension_allowed, bare.takes("notice")) == ("not_adopted", True, frozenset())


def test_the_council_of_the_director() -> None:
    centre = policy("centre", "expert_council")
    assert (centre.forms, centre.tie, centre.secretary_signs) == (FORMS[:2], "chair_decides", True)
    assert (centre.presider_elected, centre.minutes_gost, centre.allow_additions) == (True, "2016", True)
    assert (centre.named_votes_printed, centre.sheet_deadline) == (True, time(23, 59))
    assert "signed_date" in centre.takes("minutes_copy")


def test_the_council_of_curators() -> None:
    curators = policy("kuratory")
    assert (curators.hybrid_counts, curators.tie, curators.signers) == (
        "room_and_sheets",
        "revote",
        (("chair",),),
    )
    assert (curators.year_basis, curators.presider_order) == ("school", ("chair",))


@pytest.mark.parametrize(
    ("decides", "in_base", "quorum", "expected"),
    [(False, False, Status.FAIL, 5), (True, False, Status.PASS, 5), (True, True, Status.PASS, 6)],
)
def test_a_recusal_of_one_of_ten(decides: bool, in_base: bool, quorum: Status, expected: int) -> None:
    luga = policy("luga", recusal_decides=decides, recusal_base=in_base)
    present, base = 10 - (not luga.recusal_decides), 10 - (not luga.recusal_base)
    facts = {"form": "in_person", "established": 15, "present": present}
    assert luga.evaluate("decision_quorum", facts).status is quorum
    voted = luga.evaluate("majority", {"established": 15, "participants": base, "for": 5, "against": 4})
    assert (voted.expected, voted.status) == (expected, Status.PASS if expected == 5 else Status.FAIL)


def test_weights_of_the_score() -> None:
    assert policy("luga").weights == Weights(1, 3, {})
    chosen = policy("luga", score_soft=2, score_hard=5, score_weights={"notice": 4}).weights
    assert chosen == Weights(2, 5, {"council.notice": 4})
    assert Fraction(chosen.soft, chosen.hard) == Fraction(2, 5)


@pytest.mark.parametrize(
    ("name", "default", "options"),
    [
        ("minutes_gost", '"2020"', ""),
        ("sheet_deadline", '"25:00"', ""),
        ("ballot_conflict", '"last"', 'options = ["last", "loudest"]'),
        ("recusal_base", '"yes"', ""),
        ("score_weights", "{ notice = -1 }", ""),
    ],
)
def test_a_value_that_the_engine_does_not_know(tmp_path: Path, name: str, default: str, options: str) -> None:
    setting = f'\n[[setting]]\nid = "group.{name}"\ndefault = {default}\nnote = "Пример"\n{options}\n'
    [found] = faults(tmp_path, district=DISTRICT + setting)
    assert found[:2] == ("oblast/rayon.toml", line(DISTRICT + setting, options[:7] or "default"))
    assert found[3].startswith("ведение заседаний не понимает")


def test_the_guide_names_every_rule_and_setting() -> None:
    guide = (ROOT / "tenants" / "README.md").read_text("utf-8")
    for name, one in MEETING_CHOICES.items():
        row = next(line for line in guide.splitlines() if line.startswith(f"| `{name}` |"))
        assert f"| `{spoken(one.default) or '{}'}` |" in row
        assert all(f"`{option}`" in row for option in one.options)
    names = {spec.id.partition(".")[2] for spec in MEETING_RULES}
    assert {name for name in names if f"`{name}`" not in guide} == set()


@pytest.mark.parametrize(("value", "faulty"), [("12:30", False), ("24:00", True), ("noon", True)])
def test_a_chosen_hour_is_an_hour(tmp_path: Path, value: str, faulty: bool) -> None:
    setting = '\n[[setting]]\nid = "council.sheet_deadline"\ndefault = "18:00"\nnote = "Час"\n'
    choice = f'\n[[choice]]\nsetting = "council.sheet_deadline"\nvalue = "{value}"\nreason = "Протокол № 1"\n'
    found = faults(tmp_path, district=DISTRICT + setting + choice)
    assert [fault[2] for fault in found] == (["choice[council.sheet_deadline].value"] if faulty else [])
