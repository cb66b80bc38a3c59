"""The structure of a demonstration tenant: most of what its regulation asks for, so that a gap shows too."""

from datetime import date

from sqlalchemy import select

from service.people.model.persons import Employment
from service.structure import supporting
from service.structure.actions.functions import assign
from service.structure.actions.members import add_member
from service.structure.actions.units import create_expected
from service.structure.model import Unit
from service.structure.policy import FUNCTION_SPECIALIST, StructurePolicy, read_policy
from service.tenancy.scope import Scope

SINCE = date(2024, 1, 9)
UNITS = 4
SPECIALISTS = 5


def make_structure(scope: Scope) -> None:
    """Units, heads, members and holders of functions; nothing where there are units already."""
    if scope.db.execute(select(Unit.id).limit(1)).first():
        return
    policy = read_policy(scope.profile)
    units = create_expected(scope, _kinds(policy), SINCE)
    people = list(
        scope.db.execute(select(Employment.person_id).order_by(Employment.id).limit(SPECIALISTS)).scalars()
    )
    scope.db.flush()
    for place, person in enumerate(people if units else []):
        office = "head" if place == 0 else "member"
        draft = {"person_id": person, "office": office, "consent_on": SINCE, "starts": SINCE}
        add_member(scope, units[0].id, draft)
    _carry(scope, policy, units, people)


def _kinds(policy: StructurePolicy) -> list[str]:
    """The coordinator first, then what is required but the last, then other kinds."""
    wanted = [*policy.coordinators, *policy.required[:-1], *(kind.code for kind in policy.creatable)]
    allowed = {kind.code for kind in policy.creatable}
    return [code for code in dict.fromkeys(wanted) if code in allowed][:UNITS]


def _carry(scope: Scope, policy: StructurePolicy, units: list[Unit], people: list[int]) -> None:
    """Give two functions of three by turns: to people, else to units where the regulation lets them."""
    holders = units if policy.matrix != FUNCTION_SPECIALIST else []
    for number, function in enumerate(policy.counted_functions):
        if number % 3 == 2:
            continue
        if people:
            assign(scope, function.code, {"person_id": people[number % len(people)], "starts": SINCE})
        elif holders:
            kinds = [code for code, _ in supporting.offered(scope.profile)][:1]
            unit = holders[number % len(holders)].id
            assign(scope, function.code, {"unit_id": unit, "support": kinds, "starts": SINCE})
