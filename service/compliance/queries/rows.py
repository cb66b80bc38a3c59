"""Rows of the compliance page (строки регламента): the rules of the profile with their stored states."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from service.access.model import Membership
from service.access.names import ROLE_TITLES
from service.compliance.model import ComplianceAssignment, ComplianceChange, ComplianceCheck, ComplianceRow
from service.compliance.rules.score import Score, by_module, score
from service.compliance.rules.states import State
from service.core.errors import NotFound
from service.people.model.persons import Person
from service.profiles.profile import Rule
from service.settings.sections import SECTIONS, section_rank
from service.structure.model import Unit
from service.tenancy.scope import Scope

LIST = "list"
RANK = (State.OVERDUE, State.SOON, State.NO_DATA, State.MET, State.WAIVED, State.OFF)


@dataclass(frozen=True)
class Responsible:
    """Who answers for a rule: a person or unit assigned, else the role or office that the rule names."""

    name: str = ""
    role: str = ""
    person_id: int | None = None
    unit_id: int | None = None

    @property
    def key(self) -> str:
        """A word by which the page filters."""
        if self.person_id is not None:
            return f"person-{self.person_id}"
        return f"unit-{self.unit_id}" if self.unit_id is not None else self.role


@dataclass(frozen=True)
class Line:
    """A rule with its state today."""

    rule: Rule
    state: State
    since: date | None
    next_on: date | None
    found: Mapping[str, Any]
    responsible: Responsible

    @property
    def module(self) -> str:
        """The section of the regulation."""
        return self.rule.module

    @property
    def scored(self) -> bool:
        """Whether the rule stands in the score: lists only give words."""
        return self.rule.kind != LIST

    @property
    def parts(self) -> Sequence[Mapping[str, Any]]:
        """What the state rests on, the worst first."""
        return tuple(self.found.get("parts") or ())


@dataclass(frozen=True)
class Asked:
    """What the reader chose to see; empty means all."""

    module: str = ""
    state: str = ""
    responsible: str = ""

    def takes(self, line: Line) -> bool:
        """Whether a line is among what was asked for."""
        return (
            (not self.module or line.module == self.module)
            and (not self.state or line.state == self.state)
            and (not self.responsible or line.responsible.key == self.responsible)
        )


@dataclass(frozen=True)
class Table:
    """All lines of a tenant, when they were checked, and the scores."""

    lines: Sequence[Line]
    checked: ComplianceCheck | None

    @property
    def whole(self) -> Score:
        """The score of the whole regulation."""
        return score("", (one.state for one in self.lines if one.scored))

    @property
    def modules(self) -> list[Score]:
        """The score of every section."""
        return by_module(((one.module, one.state) for one in self.lines if one.scored), list(SECTIONS))

    def responsibles(self) -> dict[str, Responsible]:
        """Everybody who answers for something, by key."""
        found = {one.responsible.key: one.responsible for one in self.lines if one.responsible.key}
        return dict(sorted(found.items(), key=lambda pair: pair[1].name or pair[0]))


def table(scope: Scope) -> Table:
    """Every rule of the profile in force with its stored state: three statements, whatever their number."""
    stored = {row.rule: row for row in scope.db.execute(select(ComplianceRow)).scalars()}
    assigned = assignments(scope)
    checked = scope.db.execute(
        select(ComplianceCheck).order_by(ComplianceCheck.as_of.desc()).limit(1)
    ).scalar()
    lines = [_line(rule, stored.get(rule.id), assigned.get(rule.id)) for rule in scope.profile.rules.values()]
    return Table(sorted(lines, key=lambda one: (section_rank(one.module), one.rule.kind == LIST)), checked)


def line(scope: Scope, rule_id: str) -> Line:
    """One rule with its stored state; raises NotFound for a rule that the profile does not have."""
    rule = scope.profile.rules.get(rule_id)
    if rule is None:
        raise NotFound()
    stored = scope.db.execute(select(ComplianceRow).where(ComplianceRow.rule == rule_id)).scalar()
    return _line(rule, stored, assignments(scope, rule_id).get(rule_id))


def _line(rule: Rule, row: ComplianceRow | None, assigned: Responsible | None) -> Line:
    answers = assigned or Responsible(role=rule.responsible)
    if row is None:
        return Line(rule, State.OFF if rule.silent else State.NO_DATA, None, None, {}, answers)
    return Line(rule, State(row.state), row.since, row.next_on, row.found, answers)


def assignments(scope: Scope, rule_id: str | None = None) -> dict[str, Responsible]:
    """Who was assigned to which rule."""
    chosen = (
        select(ComplianceAssignment, Person, Unit.name)
        .outerjoin(Person, Person.id == ComplianceAssignment.person_id)
        .outerjoin(Unit, Unit.id == ComplianceAssignment.unit_id)
    )
    if rule_id is not None:
        chosen = chosen.where(ComplianceAssignment.rule == rule_id)
    return {
        row.rule: Responsible(person.full_name if person else unit or "", "", row.person_id, row.unit_id)
        for row, person, unit in scope.db.execute(chosen)
    }


def role_title(role: str) -> str:
    """The name of a role or office as a message id."""
    return ROLE_TITLES.get(role, role)


def history(scope: Scope, rule_id: str) -> Sequence[ComplianceChange]:
    """Changes of a rule's state, the newest first."""
    chosen = select(ComplianceChange).where(ComplianceChange.rule == rule_id)
    return scope.db.execute(chosen.order_by(ComplianceChange.day.desc())).scalars().all()


def mine(scope: Scope, lines: Collection[Line]) -> list[Line]:
    """Lines that the actor answers for: assigned to the person, else named by a role or office held."""
    people = set()
    if scope.actor.account_id is not None:
        chosen = select(Membership.person_id).where(
            Membership.account_id == scope.actor.account_id, Membership.person_id.is_not(None)
        )
        people = set(scope.db.execute(chosen).scalars())
    held = {str(one) for one in scope.actor.roles} | {one.office for one in scope.actor.offices}
    return [one for one in lines if answers(one.responsible, people, held)]


def answers(one: Responsible, people: Collection[int | None], held: Collection[str]) -> bool:
    """Whether somebody who is one of some people and holds some roles and offices answers for a rule."""
    if one.person_id is not None or one.unit_id is not None:
        return one.person_id in people
    return one.role in held


def urgent(lines: Collection[Line]) -> list[Line]:
    """What is overdue or soon, the most urgent first."""
    chosen = [one for one in lines if one.state in (State.OVERDUE, State.SOON)]
    return sorted(chosen, key=lambda one: (RANK.index(one.state), one.next_on or date.max, one.rule.id))
