"""Who may answer for a rule: units, those who work in them, and those who have an account here."""

from sqlalchemy import or_, select

from service.access.model import Membership
from service.people.model.persons import Person
from service.structure.model import Unit, UnitMember
from service.tenancy.scope import Scope

MOST = 500


def assignable(scope: Scope) -> list[tuple[str, str]]:
    """Values and names for a choice: units first, then people, each by name."""
    units = select(Unit.id, Unit.name).where(Unit.valid.contains(scope.today)).order_by(Unit.name).limit(MOST)
    working = select(UnitMember.person_id).where(UnitMember.valid.contains(scope.today))
    using = select(Membership.person_id).where(
        Membership.valid.contains(scope.today), Membership.person_id.is_not(None)
    )
    people = (
        select(Person)
        .where(or_(Person.id.in_(working), Person.id.in_(using)))
        .order_by(Person.sort_key, Person.id)
        .limit(MOST)
    )
    return [
        *((f"unit-{key}", name) for key, name in scope.db.execute(units)),
        *((f"person-{one.id}", one.full_name) for one in scope.db.execute(people).scalars()),
    ]
