"""The API of an organisation's staff: who works there, or worked."""

from typing import Any

from flask import Blueprint, g

from service.core.language import N_
from service.core.paging import Page
from service.people.api import shapes
from service.people.api.jobs import given_job
from service.people.names import PeoplePermission
from service.people.queries import persons
from service.web.api import PREFIX, accepts, asked_page, returns
from service.web.guard import requires

STAFF = Blueprint("api_staff", __name__, url_prefix=f"{PREFIX}/<slug>/organisations")


@STAFF.get("/<int:organisation_id>/staff")
@requires(PeoplePermission.READ)
@accepts(query=shapes.StaffQuestion())
@returns(
    shapes.StaffRecord(),
    many=True,
    summary=N_("Штат организации: кто работает сейчас или работал"),
    about=N_("Импорты этой организации – в списке импортов с отбором по organisation_id."),
)
def staff(organisation_id: int, query: dict[str, Any]) -> Any:
    """People of an organisation with their jobs there."""
    place = persons.organisation(g.scope, organisation_id)
    state = query.get("state", "working")
    filters = persons.Filters(text=query.get("q") or "", organisation_id=place.id, state=state)
    page = persons.listing(g.scope, filters, asked_page())
    return Page([_told(line, place.id, state) for line in page.items], page.total, page.paging)


def _told(line: persons.Line, organisation_id: int, state: str) -> dict[str, Any]:
    jobs = [job.employment for job in line.jobs if job.employment.organisation_id == organisation_id]
    return {
        "person_id": line.person.id,
        "full_name": line.person.full_name,
        "state": state,
        "employments": [given_job(job) for job in jobs],
    }
