"""What a request asks of the comparison: whose, of which day, and the session that may read it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from flask import g

from service.core.errors import NotFound, Unavailable
from service.monitoring.asked import asked_day
from service.tenancy.context import RegionSession
from service.web.shell import shell

REGION = "region"


def of_region() -> bool:
    """Whether the tenant of the request is a region."""
    return bool(g.scope.tenant.kind == REGION)


@contextmanager
def released() -> Iterator[RegionSession]:
    """The region's own session; raises NotFound in a municipality, Unavailable where no role is set up."""
    if not of_region():
        raise NotFound("Муниципалитеты сравнивает регион, у района такой страницы нет.")
    engine = shell().region_engine
    if engine is None:
        raise Unavailable("Сравнение не настроено: администратору службы нужно задать DATABASE_REGION_URL.")
    with RegionSession(engine, g.scope.tenant.id) as db:
        yield db


def chosen_day(days: Sequence[date], given: str | None) -> date | None:
    """The day of `?as_of=`, else the latest published one; None where nothing was published."""
    if given:
        return asked_day()
    return days[0] if days else None


def month_ends(today: date, count: int = 12) -> list[date]:
    """The last days of the past months, the latest first."""
    found = [(today + timedelta(days=1)).replace(day=1) - timedelta(days=1)]
    while len(found) < count:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found
