"""What other rules would mean: each module tells of its own records, the same facts by both rules."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from service.associations.effects import effects as of_associations
from service.cli.scopes import command_scope
from service.cli.seeding import make_meetings, make_records, make_structures
from service.config import Settings
from service.meetings.effects import effects as of_meetings
from service.meetings.model.bodies import Body
from service.monitoring.effects import effects as of_monitoring
from service.monitoring.rules import approved
from service.profiles.profile import Profile, Rule
from service.tenancy.scope import Scope
from tests.accounts import scope_of
from tests.short_meeting import hold_short


@pytest.fixture(scope="module")
def filled(app: Flask, settings: Settings) -> Settings:
    """Demonstration records and meetings, an association, one meeting that could not decide."""
    make_records(settings)
    make_structures(settings)
    make_meetings(settings)
    hold_short(settings, "luga")
    with command_scope(settings, "luga") as scope:
        scope.db.add(Body(name="Объединение учителей истории", kind="association", subject="история"))
    return settings


@pytest.fixture
def scope(app: Flask, filled: Settings) -> Iterator[Scope]:
    found = scope_of(app, "luga")
    with found.db:
        yield found


def changed(profile: Profile, rule_id: str, **params: Any) -> Profile:
    """The same rules with other parameters of one."""
    rule: Rule = profile.rules[rule_id]
    other = replace(rule, params=replace(rule.params, **params))
    return replace(profile, rules={**profile.rules, rule_id: other})


def test_nothing_changes_under_the_same_rules(scope: Scope) -> None:
    for tell in (of_meetings, of_associations, of_monitoring):
        assert list(tell(scope, scope.profile, scope.profile)) == []


@pytest.mark.clause("LU2-4.9-twothirds")
def test_a_meeting_that_could_not_decide_could_by_a_half_and_others_fail_by_the_whole(scope: Scope) -> None:
    half = changed(scope.profile, "council.decision_quorum", share=Fraction(1, 2))
    (mended,) = of_meetings(scope, scope.profile, half)
    assert (mended.change, mended.endpoint) == ("mended", "sittings.page")
    whole = changed(scope.profile, "council.decision_quorum", share=Fraction(1))
    broken = [one.change for one in of_meetings(scope, scope.profile, whole)]
    assert broken and set(broken) == {"broken"}


def test_deadlines_ahead_move(scope: Scope) -> None:
    later = changed(scope.profile, "council.notice", amount=7)
    told = list(of_meetings(scope, scope.profile, later))
    moved = [one for one in told if one.section == "deadlines"]
    assert moved and {one.rule for one in moved} == {"council.notice"}
    order = changed(scope.profile, "association.order", month=10)
    assert [one.section for one in of_associations(scope, scope.profile, order)][:1] == ["deadlines"]


def test_an_association_and_its_leader_are_judged_anew(scope: Scope) -> None:
    one = scope.db.execute(select(Body).where(Body.kind == "association")).scalars().first()
    assert one is not None
    fewer = changed(scope.profile, "association.min_members", count=1)
    told = list(of_associations(scope, scope.profile, fewer))
    assert all(effect.endpoint == "associations.card" for effect in told)
    more = changed(scope.profile, "association.min_members", count=10_000)
    turned = {effect.change for effect in (*told, *of_associations(scope, scope.profile, more))}
    assert turned <= {"broken", "mended", "changed"} and turned


def test_an_indicator_crosses_its_target(app: Flask, filled: Settings) -> None:
    found, told = scope_of(app, "ust-koksa"), set()
    with found.db:
        one = next(one for one in approved(found.profile) if one.params.target is not None)
        for share in (Fraction(1, 1000), Fraction(1)):
            other = changed(found.profile, one.rule.id, target=share)
            (effect,) = of_monitoring(found, found.profile, other)
            assert effect.values == {"code": one.code}
            told.add(effect.change)
    assert told & {"reached", "below"}
