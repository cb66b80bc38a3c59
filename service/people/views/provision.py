"""The page of what organisations keep: documents the rules ask of them, textbooks, support of subjects."""

from flask import g

from service.people.names import PeoplePermission
from service.people.queries import provision
from service.people.views.pages import PEOPLE
from service.web.guard import requires
from service.web.show import show


@PEOPLE.get("/organisations/provision")
@requires(PeoplePermission.READ)
def provided() -> str:
    """Which organisations lack a document, where textbooks are short, which subjects are supported."""
    scope = g.scope
    return show(
        "people/provision.html",
        demands=provision.demands(scope),
        stock=provision.textbooks(scope),
        subjects=provision.supported(scope),
        today=scope.today,
        may_write=scope.can(PeoplePermission.WRITE),
    )
