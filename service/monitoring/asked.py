"""The day a request asks about (дата показателя), and the rules by which that day is judged."""

from datetime import date

from flask import g

from service.core.errors import FieldProblem, Invalid
from service.monitoring.queries import judged_on
from service.tenancy.scope import Scope
from service.web.api import asked_date
from service.web.shell import shell

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def asked_day() -> date:
    """The day of `?as_of=`, today when there is none; raises Invalid for what is not a possible day."""
    day = asked_date("as_of", g.scope.today)
    if not EARLIEST <= day <= LATEST:
        raise Invalid(fields=(FieldProblem("as_of", "Такая дата невозможна."),))
    return day


def scope_on(as_of: date) -> Scope:
    """The scope of the present request with the rules of a day."""
    scope: Scope = g.scope
    return judged_on(scope, lambda on: shell().load_profile(scope.db, scope.tenant, on), as_of)
