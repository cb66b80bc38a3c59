"""Numbers on a chart stand beside their dots and clear of the lines."""

from datetime import date
from fractions import Fraction

from service.monitoring.labels import box_of, place
from service.monitoring.stair import Point, chart
from service.rules.indicators.figure import Target


def test_a_number_leaves_the_target_alone() -> None:
    target = (0, 100, 700, 100)
    label = place(300, 112, 212, [target], [])
    left, top, right, bottom = box_of(label)
    assert not top <= 100 <= bottom
    assert left <= 300 <= right


def test_a_number_stands_above_where_nothing_is_in_the_way() -> None:
    assert place(300, 112, 212, [], []).y == 101


def test_no_number_falls_under_the_axis() -> None:
    assert place(300, 212, 212, [(300, 150, 300, 211)], []).y <= 209


def test_numbers_of_a_chart_do_not_touch_each_other_or_the_targets() -> None:
    target = Target("at_least", Fraction(1, 10))
    days = [date(2025, 5, 31), date(2025, 12, 31), date(2026, 5, 31), date(2026, 11, 22)]
    values = [Fraction(0), Fraction(17, 200), Fraction(6, 100), Fraction(8, 100)]
    drawn = chart(
        [Point(day, value) for day, value in zip(days, values, strict=True)],
        [(2025, target), (2026, target)],
    )
    height = drawn.steps[0].y
    for dot in drawn.dots:
        _, top, _, bottom = box_of(dot.label)
        assert not top <= height <= bottom
