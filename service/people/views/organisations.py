"""The staff of one organisation (штат организации), with its imports."""

from flask import g, request

from service.core.paging import Paging, paging
from service.people.names import PeoplePermission
from service.people.queries import imports, persons
from service.people.schema import POSITIONS
from service.people.views.pages import PEOPLE
from service.people.views.words import STATE_TITLES, TONES
from service.web.guard import requires
from service.web.show import show

LATEST = 5


@PEOPLE.get("/organisations/<int:organisation_id>/staff")
@requires(PeoplePermission.READ)
def staff(organisation_id: int) -> str:
    """People who work in an organisation today, and the latest imports."""
    scope = g.scope
    place = persons.organisation(scope, organisation_id)
    filters = persons.Filters(
        text=request.args.get("name", "")[:200], organisation_id=organisation_id, state="working"
    )
    page = persons.listing(scope, filters, paging(request.args.get("page", 1)))
    may_import = scope.can(PeoplePermission.IMPORT)
    latest = imports.listing(scope, Paging(1, LATEST), organisation_id) if may_import else None
    return show(
        "people/staff.html",
        place=place,
        page=page,
        latest=latest,
        positions=POSITIONS,
        states=STATE_TITLES,
        tones=TONES,
        may_import=may_import,
        may_write=scope.can(PeoplePermission.WRITE),
    )
