"""Reads of structure: units, members and functions on a date, choices for forms, earlier states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from service.access.model import Account
from service.core.errors import NotFound
from service.documents.model import LegalAct
from service.people.model.organisations import Organisation
from service.people.model.persons import Person
from service.structure.model import FunctionAssignment, ServedOrganisation, Unit, UnitMember
from service.structure.placing import associations
from service.structure.rules import AssociationFacts, MemberFacts, State, UnitFacts
from service.tenancy.model import History
from service.tenancy.scope import Scope

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Membership:
    """A member of a unit with the name of the person."""

    row: UnitMember
    name: str


@dataclass(frozen=True)
class Holding:
    """A function held by a unit or a person, with the holder's name."""

    row: FunctionAssignment
    name: str


@dataclass(frozen=True)
class Structure:
    """A whole structure on a date."""

    on: date
    units: tuple[Unit, ...]
    members: Mapping[int, tuple[Membership, ...]]
    holdings: tuple[Holding, ...]
    acts: Mapping[int, LegalAct]
    organisations: Mapping[int, str]
    associations: tuple[AssociationFacts, ...] = ()

    def head_of(self, unit_id: int) -> str:
        """Who heads a unit; empty when nobody does."""
        return next((one.name for one in self.members.get(unit_id, ()) if one.row.office == "head"), "")

    def held(self) -> frozenset[str]:
        """Codes of the functions that somebody holds."""
        return frozenset(one.row.function for one in self.holdings)

    def facts_of(self, unit: Unit) -> UnitFacts:
        """What the rules need to know of a unit."""
        regulation = self.acts.get(unit.regulation_id) if unit.regulation_id else None
        return UnitFacts(
            id=unit.id,
            kind=unit.kind,
            level=unit.level,
            title=unit.name,
            act=unit.act_id is not None,
            coordinator=unit.coordinator,
            consent=unit.consent_on is not None,
            organisation_id=unit.organisation_id,
            parent_id=unit.parent_id,
            guidance=unit.guidance,
            regulation=regulation is not None and regulation.in_force(self.on),
        )

    def state(self) -> State:
        """The facts that the rules judge."""
        kinds = {unit.id: unit.kind for unit in self.units}
        return State(
            units=tuple(self.facts_of(unit) for unit in self.units),
            members=tuple(
                MemberFacts(one.row.id, one.name, kinds[unit_id], one.row.consent_on is not None)
                for unit_id, listed in self.members.items()
                for one in listed
            ),
            held=self.held(),
            organisations=self.organisations,
            associations=self.associations,
        )


def structure_on(scope: Scope, on: date) -> Structure:
    """The structure on a date, in six statements however large it is."""
    units = scope.db.execute(
        select(Unit).where(Unit.valid.contains(on)).order_by(Unit.name, Unit.id)
    ).scalars()
    listed = tuple(units)
    return Structure(
        on=on,
        units=listed,
        members=members_on(scope, [unit.id for unit in listed], on),
        holdings=tuple(holdings_on(scope, on)),
        acts=acts_by_id(scope, {key for unit in listed for key in (unit.act_id, unit.regulation_id) if key}),
        organisations=_own_organisations(scope, on),
        associations=tuple(associations(scope.db, on, [scope.tenant.id]).get(scope.tenant.id, ())),
    )


def units_page(scope: Scope, on: date, limit: int, offset: int) -> tuple[list[Unit], int]:
    """A page of the units in force on a date, by id, and how many there are."""
    chosen = select(Unit).where(Unit.valid.contains(on))
    total = scope.db.execute(chosen.with_only_columns(func.count(), maintain_column_froms=True)).scalar_one()
    return list(scope.db.execute(chosen.order_by(Unit.id).limit(limit).offset(offset)).scalars()), total


def members_on(scope: Scope, unit_ids: Iterable[int], on: date | None) -> dict[int, tuple[Membership, ...]]:
    """Members of units on a date (all dates when None): heads first, then by name."""
    chosen = select(UnitMember, Person).join(
        Person, (Person.id == UnitMember.person_id) & (Person.tenant_id == UnitMember.tenant_id)
    )
    chosen = chosen.where(UnitMember.unit_id.in_(list(unit_ids)))
    if on is not None:
        chosen = chosen.where(UnitMember.valid.contains(on))
    rank = {"head": 0, "deputy": 1, "member": 2}
    rows = sorted(scope.db.execute(chosen).all(), key=lambda row: (rank[row[0].office], row[1].sort_key))
    found: dict[int, list[Membership]] = {}
    for member, person in rows:
        found.setdefault(member.unit_id, []).append(Membership(member, person.full_name))
    return {unit_id: tuple(listed) for unit_id, listed in found.items()}


def holdings_on(scope: Scope, on: date, function: str | None = None) -> list[Holding]:
    """Who holds which function on a date."""
    chosen = (
        select(FunctionAssignment, Unit.name, Person)
        .outerjoin(
            Unit, (Unit.id == FunctionAssignment.unit_id) & (Unit.tenant_id == FunctionAssignment.tenant_id)
        )
        .outerjoin(
            Person,
            (Person.id == FunctionAssignment.person_id) & (Person.tenant_id == FunctionAssignment.tenant_id),
        )
        .where(FunctionAssignment.valid.contains(on))
    )
    if function is not None:
        chosen = chosen.where(FunctionAssignment.function == function)
    rows = scope.db.execute(chosen.order_by(FunctionAssignment.id))
    return [Holding(row, person.full_name if person else unit or "") for row, unit, person in rows]


def acts_by_id(scope: Scope, ids: Iterable[int]) -> dict[int, LegalAct]:
    """Legal acts with these ids."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = scope.db.execute(select(LegalAct).where(LegalAct.id.in_(wanted))).scalars()
    return {row.id: row for row in rows}


def _own_organisations(scope: Scope, on: date) -> dict[int, str]:
    rows = scope.db.execute(
        select(Organisation.id, Organisation.short_name, Organisation.name)
        .where(Organisation.own, Organisation.valid.contains(on))
        .order_by(Organisation.sort_key)
    )
    return {row[0]: row[1] or row[2] for row in rows}


def unit(scope: Scope, unit_id: int) -> Unit:
    """One unit, whatever its dates; raises NotFound."""
    found: Unit = _one(scope, Unit, unit_id)
    return found


def served_by(scope: Scope, unit_id: int) -> list[int]:
    """Which organisations a unit helps, by id."""
    chosen = select(ServedOrganisation.organisation_id).where(ServedOrganisation.unit_id == unit_id)
    return sorted(scope.db.execute(chosen).scalars())


def member(scope: Scope, member_id: int) -> UnitMember:
    """One membership; raises NotFound."""
    found: UnitMember = _one(scope, UnitMember, member_id)
    return found


def assignment(scope: Scope, assignment_id: int) -> FunctionAssignment:
    """One assignment of a function; raises NotFound."""
    found: FunctionAssignment = _one(scope, FunctionAssignment, assignment_id)
    return found


def _one(scope: Scope, model: Any, row_id: int) -> Any:
    found = scope.db.execute(select(model).where(model.id == row_id)).scalar_one_or_none()
    if found is None:
        raise NotFound()
    return found


@dataclass(frozen=True)
class Earlier:
    """An earlier state of a record, until when it held, and who changed it."""

    old: Mapping[str, Any]
    known_to: Any
    known_from: Any
    operation: str
    who: str


def history(scope: Scope, table: str, row_id: int) -> list[Earlier]:
    """Earlier states of a record, the latest first."""
    rows = scope.db.execute(
        select(History, Account.name)
        .outerjoin(Account, Account.id == History.actor_id)
        .where(History.table_name == table, History.row_id == row_id)
        .order_by(History.known_to.desc(), History.id.desc())
        .limit(200)
    )
    return [Earlier(row.old, row.known_to, row.known_from, row.operation, name or "") for row, name in rows]


def first_day(row: Any) -> date | None:
    """The first day of a life; None when it has no beginning."""
    return row.valid.lower if row.valid is not None else None


def last_day(row: Any) -> date | None:
    """The last day of a life; None while it goes on."""
    return row.valid.upper - DAY if row.valid is not None and row.valid.upper else None
