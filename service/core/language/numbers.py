"""Numbers as Russian and Altai papers write them: decimal comma, non-breaking spaces, exact rounding."""

from decimal import Decimal
from fractions import Fraction

NBSP = "\u00a0"
MINUS = "\u2212"

Number = int | Decimal | Fraction


def format_number(value: Number, digits: int | None = None) -> str:
    """Write a number with `digits` after the comma, rounded half away from zero.

    Without `digits` an integer or a decimal keeps the digits it has and a fraction gets two. Groups of
    three are parted from five digits on: «2026», «12 345».
    """
    if digits is None:
        digits = _own_digits(value)
    exact = Fraction(value)
    scaled = (abs(exact) * 10**digits * 2 + 1) // 2
    whole, rest = divmod(scaled, 10**digits)
    text = _grouped(whole) + (f",{rest:0{digits}d}" if digits else "")
    return MINUS + text if exact < 0 and scaled else text


def format_percent(share: Number, digits: int = 1, target: Fraction | None = None) -> str:
    """Write a share (1/8 is «12,5 %»); rounding never carries it over its target.

    9,96 % against a target of 10 % would read as met: one digit is added until it does not, three at most.
    """
    exact = Fraction(share)
    while target is not None and exact < target and digits < 4 and _rounds_to(exact, digits) >= target:
        digits += 1
    return with_unit(exact * 100, "%", digits)


def with_unit(value: Number, unit: str, digits: int | None = None) -> str:
    """A number and its unit that never part at the end of a line."""
    return f"{format_number(value, digits)}{NBSP}{unit}"


def _own_digits(value: Number) -> int:
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
    return 2 if isinstance(value, Fraction) and value.denominator != 1 else 0


def _rounds_to(share: Fraction, digits: int) -> Fraction:
    scale = 100 * 10**digits
    return Fraction((share * scale * 2 + 1) // 2, scale)


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", NBSP) if whole >= 10_000 else str(whole)
