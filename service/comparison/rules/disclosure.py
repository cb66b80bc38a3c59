"""Disclosure control (защита малых групп): which published figure nobody outside the tenant may see.

A share tells of two groups, those counted and the rest; either of fewer than k people lets a reader name
them, and so does a whole of fewer than k, even when all or none are counted. Regional totals are summed over
visible figures only, so that a hidden one is never the difference between a total and its parts.
"""

from service.rules.indicators.params import COUNT, SHARE

SMALLEST_GROUP = 5
"""The least group that may be seen outside; an agreement may ask for more, never for less."""

PEOPLE, ORGANISATIONS, OTHER = "people", "organisations", "other"
_GROUPS = {"people": PEOPLE, "organisations": ORGANISATIONS}
_POSSIBLE = "teams"


def about(subject: str, form: str) -> str:
    """Whom a figure's groups consist of: people, organisations, or neither (a roadmap, cycles, a count)."""
    if subject == _POSSIBLE:
        return ORGANISATIONS
    return _GROUPS.get(subject, OTHER) if form in (SHARE, COUNT) else OTHER


def smallest_group(who: str, numerator: int, denominator: int | None) -> int | None:
    """The smaller of the groups that a figure tells of, the whole included; None where it tells of none.

    An empty group is nobody: 0 of 40 and 40 of 40 name no one, 3 of 3 does.
    """
    if who == OTHER or denominator is None:
        return None
    return min([denominator, *(group for group in (numerator, denominator - numerator) if group > 0)])


def visible(who: str, smallest: int | None, least: int, *, organisations: bool = False) -> bool:
    """Whether a figure may be seen outside; `organisations`: the agreement lets groups of schools be seen."""
    if smallest is None or (who == ORGANISATIONS and organisations):
        return True
    return smallest >= max(least, SMALLEST_GROUP)
