"""Reads of the order of a body's work (порядок деятельности): its editions with their authors."""

from sqlalchemy import select

from service.meetings.model.procedure import BodyProcedure
from service.people.model.persons import Person
from service.tenancy.scope import Scope


def editions(scope: Scope, body_id: int) -> list[tuple[BodyProcedure, str]]:
    """Editions of a body with the name of who set each, the one in force first."""
    chosen = (
        select(BodyProcedure, Person)
        .join(Person, Person.id == BodyProcedure.author_id)
        .where(BodyProcedure.body_id == body_id)
        .order_by(BodyProcedure.number.desc())
    )
    return [(row, person.full_name) for row, person in scope.db.execute(chosen)]
