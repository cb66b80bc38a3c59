"""What a tenant's home shows: rules by section, first steps, what changed lately."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from service.compliance.names import CompliancePermission
from service.compliance.queries.rows import Line, Table, mine, table, urgent
from service.core.paging import paging
from service.meetings.names import MeetingsPermission
from service.meetings.queries.following import Given, assignments
from service.meetings.queries.rights import person_of
from service.people.model.organisations import Organisation
from service.people.model.persons import Person
from service.profiles.profile import Profile
from service.profiles.strata import MODEL
from service.structure.model import Unit
from service.tenancy.model import Audit
from service.tenancy.scope import Scope
from service.web.register import Register

LATELY = timedelta(days=7)
SOON = timedelta(days=30)
FEW = 7


@dataclass(frozen=True)
class Change:
    """How many records of a register were entered, changed or removed lately."""

    title: str
    place: str
    created: int
    changed: int
    removed: int


@dataclass(frozen=True)
class Filled:
    """What the tenant has entered so far: the first steps follow from what is missing."""

    organisations: int
    people: int
    units: int


@dataclass(frozen=True)
class Desk:
    """What stands on the desk of whoever signed in: the regulation as a whole, what is theirs to do."""

    told: Table | None
    nearest: Sequence[Line]
    mine: Sequence[Line]
    assignments: Sequence[Given]

    @property
    def idle(self) -> bool:
        """Whether nothing waits for the reader."""
        return not self.mine and not self.assignments


def desk(scope: Scope) -> Desk:
    """What is due: of the whole regulation for who may read it, and for the reader in person."""
    told = table(scope)
    person = person_of(scope)
    given: Sequence[Given] = ()
    if person is not None and scope.can(MeetingsPermission.READ):
        soon = scope.today + SOON
        given = assignments(scope, paging(1, FEW), owner_id=person, state="open", due_before=soon).items
    reads = scope.can(CompliancePermission.READ)
    return Desk(
        told if reads else None,
        urgent(told.lines)[:FEW] if reads else (),
        urgent(mine(scope, told.lines))[:FEW],
        given,
    )


def sections(profile: Profile) -> list[tuple[str, int, int]]:
    """Sections of the regulation: name, rules set, rules it is silent about."""
    said = Counter(rule.module for rule in profile.rules.values() if not rule.silent and rule.layer != "base")
    silent = Counter(rule.module for rule in profile.rules.values() if rule.silent)
    return [(module, said[module], silent[module]) for module in sorted(said, key=lambda one: -said[one])]


def governing_act(profile: Profile) -> str:
    """The citation of the tenant's own act, else of the region's binding one; empty for a model."""
    acts = (one.citation for one in reversed(profile.layers) if one.kind != MODEL)
    return next((citation for citation in acts if citation), "")


def filled(scope: Scope) -> Filled:
    """Counts of what stands at the beginning of everything; one statement."""
    tenant = scope.tenant.id
    counts = [
        select(func.count()).where(model.tenant_id == tenant).scalar_subquery()
        for model in (Organisation, Person, Unit)
    ]
    row = scope.db.execute(select(*counts)).one()
    return Filled(*row)


def changes(scope: Scope, registers: Iterable[Register]) -> list[Change]:
    """Changes of the last days by register, the liveliest first."""
    since = scope.now - LATELY
    rows = scope.db.execute(
        select(Audit.event, func.count()).where(Audit.at >= since).group_by(Audit.event).limit(500)
    )
    counted: dict[str, Counter[str]] = {}
    for event, count in rows:
        subject, _, verb = str(event).rpartition(".")
        counted.setdefault(subject, Counter())[verb] += count
    found = [
        Change(
            register.title,
            f"register_{register.name}.listing",
            counted[register.event]["created"],
            counted[register.event]["changed"],
            counted[register.event]["removed"],
        )
        for register in registers
        if register.event in counted and scope.can(register.read)
    ]
    live = [one for one in found if one.created or one.changed or one.removed]
    return sorted(live, key=lambda one: -(one.created + one.changed + one.removed))[:8]
