"""Agreements and published figures of demonstration municipalities: most share, some are late."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from service.comparison.actions.agreements import agree
from service.comparison.actions.publishing import publish
from service.comparison.model import Publication, ShareAgreement
from service.core.errors import Invalid
from service.monitoring.queries import judged_on
from service.monitoring.rules import canonical
from service.profiles.profile import Profile
from service.tenancy.scope import Scope

WITHOUT_AGREEMENT, LATE, STRICT, ENDED = 3, 5, 7, 9
"""Places in a region's order: who shares nothing, is late, hides larger groups, whose term is over."""
STRICTER = 10
BODY = "Методический совет"


def make_publications(scope: Scope, place: int, load: Callable[[date], Profile]) -> None:
    """Agree and publish for a municipality that has done neither; `place` is its number in the region."""
    if scope.db.execute(select(Publication.id).limit(1)).first() is not None:
        return
    if place != WITHOUT_AGREEMENT and scope.db.execute(select(ShareAgreement.id).limit(1)).first() is None:
        _agree(scope, place)
    for number, day in enumerate(collections(scope.today), start=1):
        late = place == LATE and number == len(collections(scope.today))
        if not late:
            _publish(judged_on(scope, load, day), day, number)


def collections(today: date) -> Sequence[date]:
    """The ends of May and December of three years, and of the last past month."""
    found = [
        day
        for year in range(today.year - 2, today.year + 1)
        for day in (date(year, 5, 31), date(year, 12, 31))
    ]
    last = today.replace(day=1) - timedelta(days=1)
    return sorted({day for day in found if day <= today} | {last})


def _agree(scope: Scope, place: int) -> None:
    starts = date(scope.today.year - 2, 1, 1)
    agree(
        scope,
        {
            "number": str(place),
            "signed_on": starts,
            "starts": starts,
            "ends": scope.today - timedelta(days=1) if place == ENDED else None,
            "purpose": "Методическая помощь району и единый календарь региона",
            "indicators": [one.code for one in canonical(scope.profile)],
            "min_cell": STRICTER if place == STRICT else 5,
            "organisations_shown": place != STRICT,
        },
    )


def _publish(scope: Scope, day: date, number: int) -> None:
    draft = {
        "as_of": day,
        "body": BODY,
        "protocol_number": str(number),
        "protocol_date": min(day + timedelta(days=10), scope.today),
        "reason": None,
    }
    try:
        publish(replace(scope, events=[]), draft)
    except Invalid:
        return  # no records on that day: a municipality that began later has nothing to publish
