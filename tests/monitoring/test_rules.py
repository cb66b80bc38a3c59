"""Pure rules of monitoring: what is shown, its period, the days of collection, the measures of the chart."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import pytest

from service.cli.tenants import SHIPPED
from service.monitoring.rules import (
    approved,
    canonical,
    collection_days,
    find,
    period,
    profile_for,
    settings_of,
    shown,
)
from service.monitoring.stair import BOTTOM, LEFT, RIGHT, TOP, Point, chart
from service.profiles.directory import read_directory
from service.profiles.effective import effective
from service.profiles.profile import Profile
from service.profiles.versions import version_of
from service.rules.indicators.figure import Target
from service.rules.shares import AT_LEAST

TODAY = date(2026, 11, 22)


@cache
def profile(slug: str, on: date = TODAY) -> Profile:
    return effective(slug, on, read_directory(SHIPPED).versions)


@pytest.mark.parametrize(
    ("slug", "number"),
    [("ust-koksa", 10), ("oktyabrsky", 4), ("luga", 0), ("pervomaisky", 0), ("kemerovo", 0)],
)
def test_what_the_regulation_approves_is_shown_else_the_canonical(slug: str, number: int) -> None:
    assert len(approved(profile(slug))) == number
    assert len(shown(profile(slug))) == number or shown(profile(slug)) == canonical(profile(slug))
    assert all(one.params.target is None and not one.params.targets for one in canonical(profile(slug)))


def test_ust_koksa_collects_in_may_and_december() -> None:
    assert collection_days(profile("ust-koksa"), TODAY, years=1) == (
        date(2025, 5, 31), date(2025, 12, 31), date(2026, 5, 31),
    )  # fmt: skip


def test_oktyabrsky_collects_every_half_year() -> None:
    days = collection_days(profile("oktyabrsky"), date(2026, 12, 31), years=0)
    assert days == (date(2026, 6, 30), date(2026, 12, 31))


def test_without_a_calendar_the_year_ends_the_collection() -> None:
    assert collection_days(profile("luga"), TODAY, years=1) == (date(2025, 12, 31),)


@pytest.mark.parametrize(
    ("slug", "code", "first"),
    [
        ("ust-koksa", "uk.19.4", date(2026, 1, 1)),
        ("ust-koksa", "uk.19.2", None),
        ("ust-koksa", "uk.19.9", None),
        ("oktyabrsky", "ok.6.2.1", date(2023, 1, 1)),
        ("oktyabrsky", "ok.6.1.1", date(2026, 1, 1)),
    ],
)
def test_the_period_is_that_of_the_window(slug: str, code: str, first: date | None) -> None:
    found = find(profile(slug), code)
    assert found and period(found.params, TODAY) == (first, TODAY)


def test_a_day_is_judged_by_its_rules_but_never_by_none() -> None:
    present = profile("oktyabrsky")
    before = profile_for(lambda on: profile("oktyabrsky", on), present, date(2023, 6, 30))
    assert before is present, "the order of November 2023 sets the target of 2023"
    later = profile_for(lambda on: profile("oktyabrsky", on), present, date(2027, 12, 31))
    assert later.on == date(2027, 12, 31)


def test_equal_definitions_have_equal_keys_whatever_their_targets() -> None:
    local, common = find(profile("ust-koksa"), "uk.19.2"), find(profile("ust-koksa"), "K02")
    other = find(profile("ust-koksa"), "uk.19.3")
    assert local and common and other
    assert local.key == common.key != other.key


@pytest.mark.clause("UK-19.7")
def test_an_undefined_term_names_its_setting() -> None:
    found = find(profile("ust-koksa"), "uk.19.7")
    assert found
    assert [one.id for one in settings_of(profile("ust-koksa"), found.rule)] == ["monitoring.young_teacher"]


def point(day: date, value: str | None) -> Point:
    return Point(day, None if value is None else Fraction(value))


def test_no_line_goes_through_a_gap() -> None:
    points = [point(date(2023, 12, 31), "1/10"), point(date(2024, 12, 31), None)]
    points += [point(date(2025, month, 1), "1/10") for month in (1, 6)]
    drawn = chart(points, [])
    assert len(drawn.dots) == 3 and len(drawn.lines) == 1 and len(drawn.lines[0].split()) == 2


def test_the_stair_rises_at_new_year_and_stops_after_its_last_year() -> None:
    targets = [(year, Target(AT_LEAST, Fraction(part, 20), year)) for year, part in ((2023, 1), (2024, 2))]
    drawn = chart([point(date(2025, 12, 31), "1/5")], targets)
    first, second = drawn.steps
    assert first.x1 == LEFT and first.y > second.y and first.x2 <= second.x1
    assert second.x2 < RIGHT and drawn.riser.startswith(f"M{first.x2} {first.y}V{second.y}")
    assert TOP <= drawn.dots[0].y < second.y < BOTTOM


def test_years_apart_are_not_joined() -> None:
    targets = [(year, Target(AT_LEAST, Fraction(1, 10), year)) for year in (2023, 2025)]
    assert chart([point(date(2025, 12, 31), "1/5")], targets).riser == ""


def test_a_count_has_whole_numbers_on_its_axis() -> None:
    drawn = chart([point(date(2025, 12, 31), "7")], [], counted=True)
    assert [level for _, level in drawn.levels] == [0, 4, 8]
    assert [level for _, level in chart([point(TODAY, "0")], [], counted=True).levels] == [0, 1, 2]


def test_e7_a_target_lowered_in_october_leaves_may_as_it_was() -> None:
    versions = read_directory(SHIPPED).versions
    first = next(one for one in versions if one.owner == "ust-koksa")
    lowered = tuple(
        replace(rule, params={**rule.params, "target": {"op": "at_least", "value": "1/20"}})
        if rule.id == "monitoring.uk.19.4"
        else rule
        for rule in first.content.rules
    )
    second = version_of(replace(first.content, rules=lowered), 2, date(2026, 10, 1))

    def on(day: date) -> Profile:
        return effective("ust-koksa", day, [*versions, second])

    present = on(TODAY)
    judged = {day: profile_for(on, present, day) for day in (date(2026, 5, 31), date(2026, 12, 31))}
    targets = [found.params.target for one in judged.values() if (found := find(one, "uk.19.4"))]
    assert targets == [Fraction(1, 10), Fraction(1, 20)]
