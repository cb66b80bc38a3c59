"""Two plain associations for demonstration, where nothing more is shown of associations."""

from datetime import date

from sqlalchemy import select

from service.core.columns import life
from service.meetings.model.bodies import Body, Seat
from service.people.model.persons import Employment
from service.tenancy.scope import Scope

UNIONS = (
    "Методическое объединение учителей математики",
    "Методическое объединение учителей начальных классов",
)
MEMBERS = 12
SINCE = date(2022, 9, 1)


def make_unions(scope: Scope) -> None:
    """Associations with a leader and members, unless the district has some already."""
    if scope.db.execute(select(Body.id).where(Body.kind == "association").limit(1)).first() is not None:
        return
    chosen = select(Employment.person_id).where(
        Employment.kind == "main", Employment.position == "teacher", Employment.valid.contains(scope.today)
    )
    people = list(dict.fromkeys(scope.db.execute(chosen.order_by(Employment.id)).scalars()))
    for number, name in enumerate(UNIONS):
        body = Body(name=name, kind="association", valid=life(SINCE))
        scope.db.add(body)
        scope.db.flush()
        for place, person in enumerate(people[number :: len(UNIONS)][:MEMBERS]):
            seat = Seat(council_id=body.id, person_id=person, office="member" if place else "leader")
            seat.valid = life(date(scope.today.year - 1 - place % 3, 9, 1))
            scope.db.add(seat)
