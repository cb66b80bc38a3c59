"""The rules of a day (правила на день), as a request asks for them."""

from datetime import date

from flask import g

from service.profiles.profile import Profile
from service.web.shell import shell


def profile_on(on: date | None) -> Profile:
    """The profile of the present tenant on a date; today's when none is asked for."""
    scope = g.scope
    if on is None or on == scope.profile.on:
        found: Profile = scope.profile
        return found
    return shell().load_profile(scope.db, scope.tenant, on)
