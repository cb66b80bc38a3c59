"""Parts of a year (периоды): what is held and planned in each, and whether its minimum can still be met."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from service.rules.dates import year_parts
from service.rules.kinds.deadline_words import month_words
from service.rules.message import N_, Message, listed
from service.rules.verdict import Missing

_HALVES = (N_("первое полугодие"), N_("второе полугодие"))
_QUARTERS = (N_("I квартал"), N_("II квартал"), N_("III квартал"), N_("IV квартал"))
_NAMES = {"half_year": _HALVES, "quarter": _QUARTERS}


@dataclass(frozen=True)
class Part:
    """One part of the year: its days, the norm, what was held, what is planned; `planned` None if unknown.

    `over`: it has ended; `hopeless`: it runs, but no further meeting can be announced in time.
    """

    per: str
    number: int
    first: date
    last: date
    needed: int
    held: int
    planned: int | None
    over: bool
    hopeless: bool

    @property
    def lacking(self) -> int:
        """How many meetings are still to be held."""
        return max(0, self.needed - self.held)

    @property
    def unplanned(self) -> int:
        """How many of the lacking meetings the plan does not name either."""
        return max(0, self.lacking - (self.planned or 0))

    @property
    def name(self) -> Message:
        """Name the part: «второе полугодие (с … по …)», «сентябрь (с … по …)», a year by its days."""
        words: dict[str, object] = {"first": self.first, "last": self.last}
        if self.per in _NAMES:
            words["name"] = Message(_NAMES[self.per][self.number])
        elif self.per == "month":
            words["name"] = month_words(self.first.month)
        else:
            return Message("с %(first)s по %(last)s", words)
        return Message("%(name)s (с %(first)s по %(last)s)", words)

    @property
    def missing(self) -> Missing:
        """Give the part as a thing that is missing."""
        return Missing(f"{self.per}_{self.number + 1}", self.name)


def split_year(
    needed: int,
    year: tuple[int, str, str],
    held: Sequence[date],
    planned: Sequence[date] | None,
    today: date | None,
    earliest: date | None,
    months: Collection[int] = (),
) -> list[Part]:
    """Split a year (number, basis, part) and count in each part; without `today` all of it has ended.

    `planned` are the meetings still to come that were announced or can be; `earliest` is the first day that
    a meeting announced today could take place on; `months` are the only ones with a norm, where named.
    """
    parts = []
    for number, (first, last) in enumerate(year_parts(*year)):
        if months and first.month not in months:
            continue
        done = sum(first <= day <= last for day in held if today is None or day <= today)
        ahead = (
            None if planned is None else sum(first <= day <= last for day in planned if _ahead(day, today))
        )
        over = today is None or last < today
        lacking = needed - done - (ahead or 0) > 0
        hopeless = not over and earliest is not None and last < earliest and lacking
        parts.append(Part(year[2], number, first, last, needed, done, ahead, over, hopeless))
    return parts


def _ahead(day: date, today: date | None) -> bool:
    return today is None or day >= today


def outlook(short: Sequence[Part]) -> tuple[Message, ...]:
    """Say whether the plan covers what is lacking; nothing where the plan is not known."""
    if not short or any(part.planned is None for part in short):
        return ()
    bare = [part for part in short if part.unplanned]
    if not bare:
        return (Message("Намеченных заседаний для нормы хватит."),)
    number = {"count": sum(part.unplanned for part in bare)}
    said = Message("В плане недостаёт заседаний: %(count)d.", number)
    if bare[0].per == "year":
        return (said,)
    return (said, Message("Периоды без плана: %(parts)s.", {"parts": listed([part.name for part in bare])}))
