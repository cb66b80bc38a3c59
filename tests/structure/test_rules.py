"""What each of the five regulations asks of a structure, on plain facts."""

from datetime import date
from pathlib import Path

import pytest

from service.profiles.directory import read_directory
from service.profiles.effective import effective
from service.profiles.profile import Profile
from service.profiles.versions import content_from_data, version_of
from service.rules.verdict import Status, Verdict
from service.structure.policy import StructurePolicy, read_policy
from service.structure.rules import MemberFacts, State, UnitFacts, check_structure

TENANTS = Path(__file__).resolve().parents[2] / "tenants"
DIRECTORY = read_directory(TENANTS)
ON = date(2026, 11, 22)


def profile_of(slug: str) -> Profile:
    """The effective profile of a shipped tenant."""
    return effective(slug, ON, DIRECTORY.versions)


def judged(slug: str, state: State) -> dict[str, Verdict]:
    """Verdicts by rule."""
    profile = profile_of(slug)
    return {one.rule: one for one in check_structure(profile, read_policy(profile), state)}


def policy_of(slug: str) -> StructurePolicy:
    """The structure section of a shipped tenant."""
    return read_policy(profile_of(slug))


def unit(number: int, kind: str, level: str = "municipal", **more: object) -> UnitFacts:
    """A unit of a kind."""
    return UnitFacts(id=number, kind=kind, level=level, title=f"{kind} {number}", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("slug", "levels", "required", "matrix"),
    [
        ("ust-koksa", ["regional", "municipal"], ["institute", "department"], ""),
        ("luga", ["regional", "municipal", "school"], ["institution", "council", "association"], ""),
        ("pervomaisky", ["municipal"], ["education_office"], "function_specialist"),
        (
            "kemerovo",
            ["regional", "municipal", "school"],
            ["institute", "academic_council", "teaching_council", "coordination_council"],
            "level_direction",
        ),
        (
            "oktyabrsky",
            ["municipal", "institutional"],
            ["education_authority", "centre", "active", "umo", "young_school"],
            "",
        ),
    ],
)
def test_five_regulations_differ(slug: str, levels: list[str], required: list[str], matrix: str) -> None:
    policy = policy_of(slug)
    assert [level.code for level in policy.levels] == levels
    assert list(policy.required) == required and policy.matrix == matrix


@pytest.mark.clause("UK-8-imo")
def test_department_is_required_and_coordinates() -> None:
    empty = judged("ust-koksa", State())
    assert [one.code for one in empty["structure.required_units"].missing] == ["institute", "department"]
    units = (unit(1, "institute", "regional"), unit(2, "department", coordinator=True))
    full = judged("ust-koksa", State(units=units))
    assert full["structure.required_units"].status is Status.PASS
    assert (
        full["structure.coordinator"].status is Status.PASS
        and full["structure.coordinator"].clause == "п. 12"
    )
    unmarked = judged("ust-koksa", State(units=(unit(2, "department"),)))
    assert unmarked["structure.coordinator"].status is Status.FAIL


@pytest.mark.clause("UK-8-oo")
def test_organisations_take_part_by_consent() -> None:
    units = (unit(1, "organisation", consent=True), unit(2, "organisation"), unit(3, "association"))
    verdict = judged("ust-koksa", State(units=units))["structure.organisation_consent"]
    assert (verdict.expected, verdict.actual, verdict.clause) == (2, 1, "п. 8")
    assert [one.code for one in verdict.missing] == ["2"]


@pytest.mark.clause("UK-8-tutors")
def test_tutors_take_part_by_consent() -> None:
    members = (
        MemberFacts(1, "Белова", "tutors", consent=True),
        MemberFacts(2, "Громова", "tutors"),
        MemberFacts(3, "Орлова", "department"),
    )
    found = judged("ust-koksa", State(members=members))
    assert [one.code for one in found["structure.tutor_consent"].missing] == ["2"]
    assert [one.code for one in found["people.staff_consent"].missing] == ["3"]


@pytest.mark.clause("LU1-4.2-council", "LU1-4.2-inst")
def test_council_institution_and_association_are_required_the_rest_is_possible() -> None:
    units = (unit(1, "institution"), unit(2, "club"))
    verdict = judged("luga", State(units=units))["structure.required_units"]
    assert [one.code for one in verdict.missing] == ["council", "association"]
    assert verdict.clause == "прил. 1, п. 4.2" and verdict.severity == "soft"


@pytest.mark.clause("LU1-4.2-opt")
def test_possible_units_may_be_absent() -> None:
    units = tuple(
        unit(number, kind) for number, kind in enumerate(("institution", "council", "association"), 1)
    )
    assert judged("luga", State(units=units))["structure.required_units"].status is Status.PASS


@pytest.mark.clause("LU4-1.6-order")
def test_only_associations_need_an_order() -> None:
    units = (unit(1, "association"), unit(2, "association", act=True), unit(3, "club"))
    verdict = judged("luga", State(units=units))["structure.unit_act"]
    assert [one.code for one in verdict.missing] == ["1"] and verdict.expected == 2


@pytest.mark.clause("LU1-4.7")
def test_the_institution_coordinates() -> None:
    assert (
        judged("luga", State(units=(unit(1, "council", coordinator=True),)))["structure.coordinator"].status
        is Status.FAIL
    )
    assert (
        judged("luga", State(units=(unit(1, "institution", coordinator=True),)))[
            "structure.coordinator"
        ].status
        is Status.PASS
    )


@pytest.mark.clause("PE-1.2")
def test_every_function_needs_a_specialist_and_no_coordinator_is_named() -> None:
    policy = policy_of("pervomaisky")
    codes = [one.code for one in policy.counted_functions]
    verdict = judged("pervomaisky", State(held=codes[1:]))["structure.function_holders"]
    assert (verdict.expected, verdict.actual) == (17, 16)
    assert [one.code for one in verdict.missing] == [codes[0]]
    assert judged("pervomaisky", State())["structure.coordinator"].status is Status.NOT_APPLICABLE


@pytest.mark.clause("KE-4.5")
def test_region_is_not_asked_for_what_its_municipalities_must_have() -> None:
    assert "structure.coordinator" not in judged("kemerovo", State())


@pytest.mark.clause("KE-3.2-functions")
def test_kinds_of_management_follow_the_kinds_of_units() -> None:
    policy = policy_of("kemerovo")
    assert list(policy.categories) == ["strategic", "tactical", "operational", "variable"]
    for kind in policy.kinds.values():
        if kind.category == "strategic":
            assert kind.level == "regional"
        if kind.category == "operational":
            assert kind.level == "school"


@pytest.mark.clause("KE-6.2-forms")
def test_legal_forms_are_a_closed_list() -> None:
    assert list(policy_of("kemerovo").legal_forms) == ["centre", "office", "authority", "school"]


@pytest.mark.clause("KE-5.1s.8")
def test_every_organisation_has_a_method_room() -> None:
    units = (unit(1, "school_method_room", "school", organisation_id=7),)
    verdict = judged("kemerovo", State(units=units, organisations={7: "Школа 1", 8: "Школа 2"}))
    assert [one.code for one in verdict["structure.method_room"].missing] == ["8"]


@pytest.mark.clause("OK-4.2.9")
def test_every_organisation_has_a_service() -> None:
    units = (unit(1, "school_club", "institutional", organisation_id=7), unit(2, "umo", organisation_id=8))
    verdict = judged("oktyabrsky", State(units=units, organisations={7: "Школа 1", 8: "Школа 2"}))
    assert [one.code for one in verdict["structure.school_service"].missing] == ["8"]


@pytest.mark.clause("OK-order-2")
def test_the_centre_coordinates() -> None:
    verdict = judged("oktyabrsky", State(units=(unit(1, "centre", coordinator=True),)))[
        "structure.coordinator"
    ]
    assert verdict.status is Status.PASS and verdict.clause == "приказ, п. 2"


@pytest.mark.clause("OK-4.2.7-omsu")
def test_the_authority_stands_in_the_tree_at_the_municipal_level() -> None:
    kind = policy_of("oktyabrsky").kind("education_authority")
    assert kind is not None and kind.level == "municipal" and kind in policy_of("oktyabrsky").creatable
    without = judged("oktyabrsky", State(units=(unit(1, "centre"),)))["structure.required_units"]
    assert "education_authority" in {one.code for one in without.missing}
    there = judged("oktyabrsky", State(units=(unit(1, "education_authority"),)))["structure.required_units"]
    assert "education_authority" not in {one.code for one in there.missing}


def test_model_region_is_not_asked_for_municipal_units() -> None:
    assert list(policy_of("altai-republic").required) == ["institute"]


@pytest.mark.clause("KE-3.2-strat")
def test_municipality_under_a_regional_act_has_no_regional_bodies() -> None:
    card = {
        "slug": "town",
        "kind": "municipality",
        "region": "kemerovo",
        "name": {"ru": "Город"},
        "time_zone": "Asia/Novokuznetsk",
    }
    own = version_of(content_from_data({"tenant": card}))
    profile = effective("town", ON, [*DIRECTORY.versions, own])
    policy = read_policy(profile)
    assert policy.required == () and {"academic_council", "teaching_council"} <= policy.barred
    assert "scientific_council" in {kind.code for kind in policy.creatable}
    found = {one.rule: one for one in check_structure(profile, policy, State())}
    assert found["structure.coordinator"].status is Status.FAIL, "each municipality needs one (п. 4.5)"
    assert read_policy(profile_of("kemerovo")).barred == frozenset()
