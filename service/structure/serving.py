"""Reads of methodical services of organisations (методические службы организаций): whose, how, joint work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.core.clock import school_year_span
from service.documents.model import LegalAct
from service.rules.dates import SCHOOL, year_of
from service.structure.model import Interaction, Unit
from service.structure.policy import StructurePolicy
from service.structure.queries import Structure
from service.structure.rules import service_kinds
from service.tenancy.scope import Scope


def this_year(day: date) -> tuple[date, date]:
    """The first and the last day of the school year of a day."""
    return school_year_span(year_of(day, SCHOOL))


@dataclass(frozen=True)
class ServiceUnit:
    """A unit inside an organisation with its head and the regulation by which it works."""

    unit: Unit
    head: str
    regulation: LegalAct | None


@dataclass(frozen=True)
class SchoolService:
    """An organisation with its methodical units and the joint work with it in the school year."""

    organisation_id: int
    title: str
    units: tuple[ServiceUnit, ...]
    worked: int
    last: date | None

    @property
    def contacts(self) -> tuple[str, ...]:
        """How to reach the service."""
        return tuple(one.unit.contact for one in self.units if one.unit.contact)


def school_services(scope: Scope, structure: Structure, policy: StructurePolicy) -> Sequence[SchoolService]:
    """Every organisation of the district, with a service or without; one statement above the structure."""
    inside = set(service_kinds(policy))
    units: dict[int, list[ServiceUnit]] = {}
    for unit in structure.units:
        if unit.kind in inside and unit.organisation_id:
            regulation = structure.acts.get(unit.regulation_id) if unit.regulation_id else None
            units.setdefault(unit.organisation_id, []).append(
                ServiceUnit(unit, structure.head_of(unit.id), regulation)
            )
    worked = _worked(scope, structure.on)
    return [
        SchoolService(
            key,
            title,
            tuple(units.get(key, ())),
            len(worked.get(key, ())),
            max(worked[key]) if key in worked else None,
        )
        for key, title in structure.organisations.items()
    ]


def _worked(scope: Scope, on: date) -> Mapping[int, list[date]]:
    first, _ = this_year(on)
    rows = scope.db.execute(
        select(Interaction.organisation_id, Interaction.held_on).where(
            Interaction.organisation_id.is_not(None), Interaction.held_on.between(first, on)
        )
    )
    found: dict[int, list[date]] = {}
    for key, day in rows:
        found.setdefault(key, []).append(day)
    return found


def joint_work(scope: Scope, on: date) -> list[Interaction]:
    """Joint work of the school year up to a day, the latest first."""
    first, _ = this_year(on)
    chosen = select(Interaction).where(Interaction.held_on.between(first, on))
    return list(scope.db.execute(chosen.order_by(Interaction.held_on.desc(), Interaction.id)).scalars())
