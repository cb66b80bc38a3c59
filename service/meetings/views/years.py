"""The year a page asks about, judged by the rules of its last day when it is over."""

from typing import Any

from flask import g, request

from service.core.errors import FieldProblem, Invalid
from service.core.language import N_
from service.meetings.model.bodies import Body
from service.meetings.policy import MeetingPolicy
from service.meetings.queries import bodies, plans
from service.rules.dates import SCHOOL

NO_YEAR = N_("Такого года нет.")
EARLIEST, LATEST = 2000, 2100


def policy_of(body: Body) -> MeetingPolicy:
    """Today's rules of a body."""
    return MeetingPolicy.of(g.scope.profile, body.kind)


def asked(body_id: int) -> tuple[Body, int]:
    """A body and the year of `?year=`, its present one when there is none."""
    body = bodies.body(g.scope, body_id)
    given = request.args.get("year", "")
    year = int(given) if given.isdecimal() else plans.current_year(g.scope, policy_of(body))
    if not EARLIEST <= year <= LATEST:
        raise Invalid(fields=(FieldProblem("year", NO_YEAR),))
    return body, year


def named(body: Body, year: int) -> str:
    """A year as people write it: 2026, or 2025/26 where the school year counts."""
    return f"{year}/{(year + 1) % 100:02d}" if policy_of(body).year_basis == SCHOOL else str(year)


def around(body: Body, year: int) -> list[dict[str, Any]]:
    """The years to go to: the one before, the present one, the next."""
    return [{"year": one, "name": named(body, one), "now": one == year} for one in range(year - 1, year + 2)]
