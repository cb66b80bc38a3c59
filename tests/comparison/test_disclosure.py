"""Small groups: which figures are hidden, and that totals do not give them back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.comparison.rules.cells import (
    NOT_COMPARABLE,
    OK,
    PROVISIONAL,
    SUPPRESSED,
    Cell,
    Local,
    display,
    judged,
    places,
    total_of,
)
from service.comparison.rules.crosswalk import Reason
from service.comparison.rules.disclosure import ORGANISATIONS, OTHER, PEOPLE, about, smallest_group, visible
from service.rules.indicators.figure import Target

SHOWN = {  # numerator, denominator -> seen outside at the usual five
    (0, 40): True,
    (40, 40): True,
    (5, 40): True,
    (35, 40): True,
    (4, 40): False,
    (1, 40): False,
    (36, 40): False,
    (39, 40): False,
    (3, 4): False,
    (3, 3): False,
    (0, 4): False,
    (0, 5): True,
    (5, 5): True,
}


@pytest.mark.parametrize(("numerator", "denominator"), SHOWN)
def test_both_groups_and_the_whole_are_large_enough(numerator: int, denominator: int) -> None:
    smallest = smallest_group(PEOPLE, numerator, denominator)
    assert visible(PEOPLE, smallest, 5) is SHOWN[numerator, denominator]


def test_an_agreement_asks_for_more_and_never_for_less() -> None:
    assert visible(PEOPLE, 9, 5) and not visible(PEOPLE, 9, 10)
    assert not visible(PEOPLE, 4, 3)


def test_schools_are_hidden_unless_the_agreement_shows_them() -> None:
    smallest = smallest_group(ORGANISATIONS, 2, 6)
    assert not visible(ORGANISATIONS, smallest, 5)
    assert visible(ORGANISATIONS, smallest, 5, organisations=True)
    assert not visible(PEOPLE, smallest, 5, organisations=True)


def test_who_a_figure_tells_of() -> None:
    assert about("people", "share") == PEOPLE and about("organisations", "share") == ORGANISATIONS
    assert about("teams", "share") == ORGANISATIONS
    assert about("cycles", "yes_no") == OTHER and about("roadmap", "share") == OTHER
    assert smallest_group(OTHER, 1, 1) is None


def cell(numerator: int | None, denominator: int | None, **given: object) -> Cell:
    return Cell("K04", "share", OK, numerator, denominator, **given)  # type: ignore[arg-type]


@given(
    some.lists(some.tuples(some.integers(0, 60), some.integers(0, 60)), max_size=8), some.integers(0, 1000)
)
def test_a_total_does_not_depend_on_what_is_hidden(groups: list[tuple[int, int]], other: int) -> None:
    """Two worlds that differ in hidden figures only show the same sums."""
    seen, changed = [], []
    for counted, rest in groups:
        whole = counted + rest
        hidden = not visible(PEOPLE, smallest_group(PEOPLE, counted, whole), 5)
        seen.append(cell(None, None) if hidden else cell(counted, whole))
        changed.append(cell(None, None) if hidden else cell(counted, whole))
    assert total_of("K04", "share", seen) == total_of("K04", "share", changed)
    total = total_of("K04", "share", seen)
    known = [one for one in seen if one.seen]
    assert (total.numerator, total.denominator) == (
        sum(one.numerator or 0 for one in known),
        sum(one.denominator or 0 for one in known),
    )
    assert total.summed == len(known)


def test_a_total_is_never_a_mean_of_shares() -> None:
    total = total_of("K04", "share", [cell(10, 10), cell(0, 90)])
    assert total.value == Fraction(1, 10)
    assert total_of("K04", "share", [cell(None, None)]).value is None


def test_equal_values_share_a_place_and_none_has_none() -> None:
    values = [Fraction(1, 4), None, Fraction(1, 2), Fraction(1, 4), Fraction(0)]
    assert places(values) == [2, None, 1, 2, 4]


def test_a_hidden_number_is_told_as_such() -> None:
    assert judged(cell(None, None), None, None) == (SUPPRESSED, (Reason.HIDDEN,))


def test_low_coverage_is_provisional_and_takes_no_place() -> None:
    low = cell(10, 40, reported=2, expected=3)
    assert judged(low, None, None) == (PROVISIONAL, (Reason.COVERAGE,))
    assert judged(cell(10, 40, reported=3, expected=4), None, None) == (OK, ())


def test_a_small_denominator_is_shown_without_a_place() -> None:
    status, reasons = judged(cell(0, 9), None, None)
    assert (status, reasons) == (OK, (Reason.SMALL,))
    assert not Cell("K04", "share", status, 0, 9, reasons=reasons).ranked


def test_another_definition_is_not_comparable() -> None:
    shape = {"form": "share", "subject": "people", "per": "", "window": ["as_of", "", None],
             "population": None, "numerator": None}  # fmt: skip
    other = {**shape, "window": ["calendar_year", "on", None]}
    assert judged(cell(10, 40), other, shape) == (NOT_COMPARABLE, ("R2",))


def test_the_sign_follows_the_own_target_only_where_the_definition_is_the_same() -> None:
    target = Target("at_least", Fraction(1, 10))

    def mark(numerator: int, status: str, relation: str = "exact") -> str:
        local = Local(relation=relation, target=target)
        return cell(numerator, 1000, target_status=status, local=local).mark

    assert [mark(100, "met"), mark(95, "not_met"), mark(90, "not_met")] == ["met", "near", "not_met"]
    assert mark(100, "met", "recalculated") == "plain"
    assert mark(100, "not_due") == "plain"


def test_values_for_reading() -> None:
    assert display(Fraction(1, 3), "share") == "33.3"
    assert display(Fraction(1, 2000), "share") == "0.1"
    assert display(Cell("K10", "count", OK, 3, 42).value, "count") == "7.1"
    assert display(Fraction(1), "yes_no") == "1" and display(None, "share") is None
