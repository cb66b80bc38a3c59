"""Measures of pictures: seats with their thresholds, bars, scales."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from service.web.drawing import nice_scale, seat_plan, segments, share_of

QUORUMS = [
    {"count": 8, "text": "правомочно с 8", "tone": "ok"},
    {"count": 10, "text": "решения с 10", "tone": "bad"},
]


def test_seats_of_a_council_with_two_thresholds():
    plan = seat_plan(15, 9, 1, QUORUMS)
    assert [seat.state for seat in plan.seats] == ["present"] * 9 + ["empty"] * 5 + ["vacant"]
    first, second = plan.marks
    assert plan.seats[7].x < first.x < plan.seats[8].x
    assert plan.seats[9].x < second.x < plan.seats[10].x
    assert (first.anchor, second.anchor) == ("end", "start")


def test_labels_that_would_collide_stand_on_two_lines():
    plan = seat_plan(3, 1, 0, [{"count": 2, "text": "правомочно с 2"}, {"count": 2, "text": "решения с 2"}])
    assert len({mark.text_y for mark in plan.marks}) == 2
    assert plan.height >= max(mark.text_y for mark in plan.marks)


@given(st.integers(0, 60), st.integers(0, 70), st.integers(0, 10), st.integers(0, 70))
def test_every_seat_is_drawn_inside_the_picture(established, present, vacant, count):
    plan = seat_plan(established, present, vacant, [{"count": count, "text": "порог"}])
    assert len(plan.seats) == established
    assert all(0 < seat.x < plan.width and 0 < seat.y < plan.height for seat in plan.seats)
    assert all(0 <= mark.x <= plan.width and mark.text_y <= plan.height for mark in plan.marks)


def test_lengths():
    assert share_of(Fraction(241, 1000)) == "24.1%"
    assert share_of(Fraction(3, 2)) == "100.0%"
    assert share_of(0, 0) == "0.0%"
    assert segments([31, 4, 2, 4])[1] == ("75.6%", "9.8%")
    assert segments([0, 0]) == [("0.0%", "0.0%")] * 2


def test_scale_leaves_air_over_the_largest():
    assert nice_scale([Fraction(1, 20), None]) == Fraction(1, 10)
    assert nice_scale([Fraction(24, 100), Fraction(1, 10)]) == Fraction(2, 5)
    assert nice_scale([Fraction(99, 100)]) == 1
    assert nice_scale([]) == 1
