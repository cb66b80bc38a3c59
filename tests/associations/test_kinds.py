"""Kinds of associations of five regulations: unions with sections, municipal, school and regional ones."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from service.associations.actions import analysing, founding, records
from service.associations.merging import proposals
from service.associations.policy import AssociationPolicy
from service.associations.queries import kept, listing, teachers, work
from service.associations.queries.facts import gather
from service.associations.rules import verdicts
from service.associations.views.listing import in_schools
from service.core.errors import Invalid
from service.meetings.model.bodies import Body
from service.tenancy.scope import Scope
from tests.associations import staging
from tests.associations.test_terms import problem, with_setting

DAY, YEAR = date(2026, 10, 1), 2026
Opened = Callable[[str], Scope]


@pytest.fixture
def opened(app: Flask) -> Iterator[Opened]:
    """Scopes of tenants; nothing of a test stays."""
    made: list[Scope] = []

    def give(slug: str) -> Scope:
        made.append(staging.scope_on(app, slug, DAY))
        return made[-1]

    yield give
    for one in made:
        one.db.close()


def found(scope: Scope, kind: str, name: str, **more: Any) -> Body:
    """An association of a kind."""
    return founding.create(scope, {"type": kind, "name": name, "year": YEAR, "starts": DAY} | more)


def told(scope: Scope, body: Body) -> dict[str, str]:
    """Statuses of the rules about the year."""
    facts = gather(scope, [body], YEAR, DAY)[body.id]
    said = verdicts(AssociationPolicy(scope.profile), facts, DAY)
    return {one.rule.partition(".")[2]: str(one.status) for one in said}


@pytest.mark.clause("OK-4.2.5-umo", "OK-4.2.5-sections", "OK-4.2.5.1")
def test_one_union_with_branches_and_sections_each_with_leader_and_plan(opened: Opened) -> None:
    scope = opened("oktyabrsky")
    people = staging.teachers(scope, 3, "физика")
    union = found(scope, "umo", "УМО района", people=people[:2])
    with pytest.raises(Invalid) as caught:
        found(scope, "umo", "Второе УМО")
    assert problem(caught)[0] == "type"
    branch = found(scope, "umo_branch", "Отделение", parent_id=union.id)
    for draft, field in (
        ({"parent_id": branch.id}, "subject"),
        ({"parent_id": 10**9, "subject": "физика"}, "parent_id"),
    ):
        with pytest.raises(Invalid) as caught:
            found(scope, "umo_section", "Секция", **draft)
        assert problem(caught)[0] == field
    section = found(scope, "umo_section", "Секция", parent_id=branch.id, subject="физика", people=people[1:])
    scope.db.flush()
    below = [union.id, *work.descendants(scope, union.id)]
    assert set(below) == {union.id, branch.id, section.id}
    assert listing.persons(scope, below, DAY) == 3
    assert told(scope, section) == {"sections": "fail", "section_plans": "fail"}


@pytest.mark.clause("KE-3.2-oper-shmo", "KE-3.2-tact-gmo")
def test_a_school_association_serves_the_subject_of_the_municipal_one(opened: Opened) -> None:
    scope = opened("luga")
    people = staging.teachers(scope, 10, "физика")
    above = staging.association(scope, "физика", people)
    place = staging.school(scope)
    own = {"subject": "физика", "parent_id": above.id, "organisation_id": place}
    for changed, field in (({"organisation_id": None}, "organisation_id"), ({"subject": "химия"}, "subject")):
        with pytest.raises(Invalid) as caught:
            found(scope, "school_association", "ШМО", **(own | changed))
        assert problem(caught)[0] == field
    made = found(scope, "school_association", "ШМО", **own)
    assert not AssociationPolicy(scope.profile).governs(made.type)
    assert [one.id for one in listing.children(scope, above.id, YEAR)] == [made.id]


@pytest.mark.clause("KE-3.2-tact-reg")
def test_a_region_has_associations_of_its_own_and_a_district_has_not(opened: Opened) -> None:
    region = opened("kemerovo")
    assert found(region, "regional_association", "Ассоциация учителей физики").id
    kinds = {slug: set(AssociationPolicy(opened(slug).profile).kinds) for slug in ("kemerovo", "luga")}
    assert "regional_association" in kinds["kemerovo"] and "regional_association" not in kinds["luga"]


@pytest.mark.parametrize("slug", ["ust-koksa", "pervomaisky", "oktyabrsky", "kemerovo"])
def test_a_regulation_without_a_least_number_counts_nobody(opened: Opened, slug: str) -> None:
    scope = opened(slug)
    kinds = AssociationPolicy(scope.profile).kinds.values()
    kind = next(one for one in kinds if not one.of_school and not one.asks_subject)
    body = found(scope, kind.code, "Объединение", people=[staging.person(scope)])
    assert body.id and not {"min_members", "frequency", "seminar", "order"} & set(told(scope, body))


@pytest.mark.clause("UK-6a.4")
def test_an_association_without_its_yearly_analysis_is_told(opened: Opened) -> None:
    scope = opened("ust-koksa")
    body = found(scope, "association", "МО учителей")
    assert told(scope, body) == {"analysis": "fail"}
    analysing.write(scope, body.id, {"year": YEAR, "conclusions": "Итоги", "forecast": "Дальше"})
    assert told(scope, body) == {"analysis": "fail"}
    analysing.submit(scope, body.id, YEAR)
    assert told(scope, body) == {"analysis": "pass"}


def test_many_associations_cost_no_more_statements_than_one(opened: Opened) -> None:
    scope = opened("luga")
    people = staging.teachers(scope, 10, *(f"предмет {number}" for number in range(12)))
    made = [staging.association(scope, f"предмет {number}", people) for number in range(12)]

    def asked(bodies: list[Body]) -> int:
        counted: list[str] = []
        engine = scope.db.get_bind()

        def count(*told: Any) -> None:
            counted.append(str(told[2]))

        event.listen(engine, "before_cursor_execute", count)
        gather(scope, bodies, YEAR, DAY)
        event.remove(engine, "before_cursor_execute", count)
        return len(counted)

    scope.db.flush()
    assert asked(made[:2]) <= 20 and asked(made) == asked(made[:1])


@pytest.mark.clause("PE-2.1.2-mo")
def test_a_yearly_assessment_where_the_regulation_names_no_criteria(opened: Opened) -> None:
    scope = opened("pervomaisky")
    body = found(scope, "association", "МО учителей")
    assert told(scope, body) == {"analysis": "fail"}
    line = {"filled_on": DAY, "criterion": "Участие в семинарах", "score": 4}
    records.create(scope, body.id, "quality", YEAR, line)
    assert [(n, float(mean)) for _, n, mean in kept.quality(scope, body.id, YEAR)] == [(1, 4.0)]
    analysing.write(scope, body.id, {"year": YEAR, "conclusions": "Работает", "forecast": "Дальше"})
    analysing.submit(scope, body.id, YEAR)
    assert told(scope, body) == {"analysis": "pass"}


@pytest.mark.clause("OK-5.2.2-d1.3")
def test_sections_are_assessed_by_criteria_with_an_analysis_of_each(opened: Opened) -> None:
    scope = opened("oktyabrsky")
    union = found(scope, "umo", "УМО района", people=staging.teachers(scope, 3, "физика")[:2])
    first, second = (
        found(scope, "umo_section", name, subject=name, parent_id=union.id) for name in ("Физика", "Химия")
    )
    for body, scores in ((first, (5, 4)), (second, (2,))):
        for score in scores:
            line = {"filled_on": DAY, "criterion": "Участие в мероприятиях", "score": score}
            records.create(scope, body.id, "quality", YEAR, line)
        analysing.write(
            scope, body.id, {"year": YEAR, "conclusions": "Работает", "forecast": "Больше уроков"}
        )
        analysing.submit(scope, body.id, YEAR)
    means = [[float(mean) for _, _, mean in kept.quality(scope, body.id, YEAR)] for body in (first, second)]
    assert means == [[4.5], [2.0]]
    row = kept.analysis(scope, second.id, YEAR)
    assert row is not None and (row.state, row.forecast) == ("submitted", "Больше уроков")


def test_subjects_with_too_few_teachers_are_proposed_together(opened: Opened) -> None:
    scope = opened("luga")
    shared = staging.teachers(scope, 2, "физика", "химия")
    staging.teachers(scope, 5, "физика")
    staging.teachers(scope, 4, "химия")
    staging.teachers(scope, 12, "математика")
    taught = teachers.by_subject(scope, DAY)
    (one,) = proposals(taught, frozenset(), 10)
    assert one.subjects == (("физика", 7), ("химия", 6))
    assert (one.people, one.enough, len(shared)) == (11, True, 2)
    assert proposals(taught, frozenset({"физика"}), 10)[0].subjects == (("химия", 6),)


def test_the_list_filters_and_counts_people_once(opened: Opened) -> None:
    scope = with_setting(opened("luga"), "association.min_base", "district")
    people = staging.teachers(scope, 10, "физика", "химия")
    made = [staging.association(scope, name, people) for name in ("физика", "химия")]
    paging = listing.Paging(1, 50)
    assert listing.page(scope, paging, year=YEAR, search="хими").items == [made[1]]
    assert listing.page(scope, paging, year=YEAR, kind="school_association").total == 0
    assert listing.whole(scope, YEAR, DAY) == (2, 10)


@pytest.mark.clause("KE-5.1s.7")
def test_schools_without_an_association_are_listed(opened: Opened) -> None:
    scope = opened("kemerovo")
    with_one, without = staging.school(scope, "Первая"), staging.school(scope, "Вторая")
    kinds = AssociationPolicy(scope.profile).kinds
    own = {"subject": "физика", "organisation_id": with_one}
    assert "school_association" in kinds
    found(scope, "school_association", "ШМО", **own)
    scope.db.flush()
    said = in_schools(scope, DAY)
    assert said is not None and said.expected == 2
    assert [one.code for one in said.missing] == [f"o{without}"]
    assert in_schools(opened("luga"), DAY) is None
