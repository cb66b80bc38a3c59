"""Reads of bodies: one, many, who sits there on a day and by which act."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, case, func, select

from service.core.paging import Page, Paging
from service.documents.model import LegalAct
from service.meetings.model.bodies import Body, CompositionAct, Seat
from service.meetings.queries.row import row_of
from service.people.model.persons import Person
from service.tenancy.scope import Scope

ORDER = ("chair", "leader", "deputy", "secretary", "member", "curator")
COUNTED = frozenset(ORDER) - {"curator"}
"""A curator looks after the body and is no member of it."""


@dataclass(frozen=True)
class Member:
    """Who sits in a body on a day (член органа), with the name as lists show it."""

    person_id: int
    name: str
    office: str
    category: str | None
    seat: Seat


@dataclass(frozen=True)
class Composition:
    """A body's composition on a day (состав): members, the act in force, seats established and vacant."""

    members: tuple[Member, ...]
    curators: tuple[Member, ...]
    act: CompositionAct | None
    legal: LegalAct | None

    @property
    def filled(self) -> int:
        """How many seats are filled."""
        return len(self.members)

    @property
    def established(self) -> int | None:
        """How many seats the act establishes; None without an act in force."""
        return self.act.established_seats if self.act else None

    @property
    def vacant(self) -> int:
        """How many established seats stand empty."""
        return max(0, (self.established or 0) - self.filled)

    def holder(self, office: str) -> Member | None:
        """Who holds an office; the first where several do."""
        return next((one for one in self.members if one.office == office), None)

    def member(self, person_id: int | None) -> Member | None:
        """The member who is a person."""
        return next((one for one in self.members if one.person_id == person_id), None)

    def roles(self) -> dict[str, int]:
        """How many members hold each office."""
        return {office: sum(one.office == office for one in self.members) for office in ORDER[:-1]}


def name_of(scope: Scope, person_id: int | None) -> str | None:
    """The full name of a person; None for nobody."""
    found = scope.db.get(Person, (scope.db.tenant_id, person_id)) if person_id is not None else None
    return found.full_name if found else None


def names_of(scope: Scope, people: Collection[int]) -> Mapping[int, str]:
    """Full names of people by id."""
    chosen = select(Person).where(Person.id.in_(people))
    return {one.id: one.full_name for one in scope.db.execute(chosen).scalars()}


def body(scope: Scope, body_id: int) -> Body:
    """One body; raises NotFound."""
    return row_of(scope, Body, body_id)


def bodies(scope: Scope, kinds: Collection[str], paging: Paging, on: date | None = None) -> Page[Body]:
    """Bodies of some kinds that live on a day, by kind and name."""
    day = on or scope.today
    chosen = select(Body).where(Body.kind.in_(kinds), Body.valid.contains(day))
    total = scope.db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    ordered = chosen.order_by(Body.kind, Body.name, Body.id).limit(paging.size).offset(paging.offset)
    return Page(scope.db.execute(ordered).scalars().all(), total, paging)


def _seated(day: date) -> Select[tuple[Seat, Person]]:
    rank = case({office: place for place, office in enumerate(ORDER)}, value=Seat.office)
    return (
        select(Seat, Person)
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.valid.contains(day))
        .order_by(rank, Person.sort_key, Person.id)
    )


def composition(scope: Scope, body_id: int, day: date) -> Composition:
    """Who sits in a body on a day, by office and name, and by which act: the past as it was then."""
    return compositions(scope, [body_id], day)[body_id]


def compositions(scope: Scope, ids: Iterable[int], day: date) -> Mapping[int, Composition]:
    """Compositions of several bodies on a day in two statements."""
    wanted = list(ids)
    seated: dict[int, list[Member]] = {one: [] for one in wanted}
    for seat, person in scope.db.execute(_seated(day).where(Seat.council_id.in_(wanted))):
        member = Member(person.id, person.full_name, seat.office, seat.category, seat)
        seated[seat.council_id].append(member)
    acts = {
        act.body_id: (act, legal)
        for act, legal in scope.db.execute(
            select(CompositionAct, LegalAct)
            .join(
                LegalAct,
                LegalAct.id == CompositionAct.act_id,
            )
            .where(CompositionAct.body_id.in_(wanted), CompositionAct.valid.contains(day))
        )
    }
    return {
        one: Composition(
            tuple(member for member in seated[one] if member.office in COUNTED),
            tuple(member for member in seated[one] if member.office not in COUNTED),
            *acts.get(one, (None, None)),
        )
        for one in wanted
    }


def acts_of(scope: Scope, body_id: int) -> list[tuple[CompositionAct, LegalAct]]:
    """Acts of a body's composition, the latest first."""
    found = scope.db.execute(
        select(CompositionAct, LegalAct)
        .join(
            LegalAct,
            LegalAct.id == CompositionAct.act_id,
        )
        .where(CompositionAct.body_id == body_id)
        .order_by(func.lower(CompositionAct.valid).desc().nulls_last(), CompositionAct.id.desc())
    )
    return [(act, legal) for act, legal in found]


def below(scope: Scope, body_id: int) -> list[Body]:
    """Bodies under a body that live today: groups, sections."""
    chosen = select(Body).where(Body.parent_id == body_id, Body.valid.contains(scope.today))
    return list(scope.db.execute(chosen.order_by(Body.kind, Body.name)).scalars())


def named(scope: Scope, ids: Iterable[int]) -> Mapping[int, Body]:
    """Several bodies by id."""
    found = scope.db.execute(select(Body).where(Body.id.in_(list(ids)))).scalars()
    return {one.id: one for one in found}
