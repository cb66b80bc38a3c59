"""Exact shares (доли): fractions from strings, the least integer that satisfies them, and their words."""

import re
from fractions import Fraction
from math import ceil, floor

from service.rules.message import N_, Message

AT_LEAST = "at_least"
MORE_THAN = "more_than"
AT_MOST = "at_most"
LESS_THAN = "less_than"
COMPARISONS = (AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN)

_FRACTION = re.compile(r"^(\d{1,6})(?:/(\d{1,6}))?$")
_WORDS = {
    AT_LEAST: N_("не менее %(share)s"),
    MORE_THAN: N_("более %(share)s"),
    AT_MOST: N_("не более %(share)s"),
    LESS_THAN: N_("менее %(share)s"),
}


def parse_fraction(text: str) -> Fraction | None:
    """Read "2/3" or "1" as an exact fraction; None when the text is not one."""
    match = _FRACTION.match(text)
    if match is None or match.group(2) is not None and int(match.group(2)) == 0:
        return None
    return Fraction(int(match.group(1)), int(match.group(2) or 1))


def least_count(share: Fraction, op: str, base: int) -> int:
    """Return the least number that is at least (or more than) the share of `base`; persons."""
    exact = share * base
    return ceil(exact) if op == AT_LEAST else floor(exact) + 1


def holds(value: Fraction, op: str, bound: Fraction) -> bool:
    """Compare exactly: `value` at least, more than, at most or less than `bound`."""
    if op == AT_LEAST:
        return value >= bound
    if op == MORE_THAN:
        return value > bound
    if op == AT_MOST:
        return value <= bound
    return value < bound


def share_words(share: Fraction, op: str) -> Message:
    """Return the share in words, as «не менее 2/3»."""
    return Message(_WORDS[op], {"share": share})


def percent_words(share: Fraction, op: str) -> Message:
    """Return the share as a percentage in words, as «не менее 10 %»."""
    return Message(_WORDS[op], {"share": percent(share)})


def percent(share: Fraction) -> str:
    """Return a share as a percentage for reading, rounded half up to a tenth; never used in decisions."""
    tenths = floor(share * 1000 + Fraction(1, 2))
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest} %" if rest else f"{whole} %"
