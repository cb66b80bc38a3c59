"""Terms in a row (сроки подряд): which one a chair serves, by the seats of the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.rules.dates import add_months


@dataclass(frozen=True)
class Tenure:
    """One holder's seat in an office (кто занимал должность), from a day on."""

    person_id: int
    starts: date


def term_of(tenures: Sequence[Tenure], years: int) -> tuple[date, int] | None:
    """The first day and the number in a row of the last holder's present term; None where nobody held it.

    An act that names the same chair anew within a term changes the composition, not the term; one after the
    term has run out begins the next. Terms are in a row while nobody else held the office between them.
    """
    begun: date | None = None
    number, holder = 0, None
    for one in sorted(tenures, key=lambda each: each.starts):
        if one.person_id != holder:
            holder, begun, number = one.person_id, one.starts, 1
        elif begun is not None and one.starts >= add_months(begun, 12 * years):
            begun, number = one.starts, number + 1
    return (begun, number) if begun is not None else None
