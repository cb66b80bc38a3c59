"""Main jobs of people (основное место работы) with their times, to see that nobody has two at once."""

from collections.abc import Iterable

from sqlalchemy import select

from service.people.model.organisations import Organisation
from service.people.model.persons import Employment
from service.people.rules import Span
from service.tenancy.scope import Scope


def main_spans(scope: Scope, people: Iterable[int]) -> dict[int, list[Span]]:
    """Main jobs of people with their times and places; everybody asked about has an entry."""
    wanted = list(people)
    found: dict[int, list[Span]] = {person_id: [] for person_id in wanted}
    rows = scope.db.execute(
        select(
            Employment.id, Employment.person_id, Employment.valid, Organisation.short_name, Organisation.name
        )
        .join(Organisation, Organisation.id == Employment.organisation_id)
        .where(Employment.person_id.in_(wanted), Employment.kind == "main")
        .order_by(Employment.id)
    )
    for row in rows:
        span = Span(row.id, row.valid.lower, row.valid.upper, row.short_name or row.name)
        found[row.person_id].append(span)
    return found
