"""The legal basis (правовая основа): acts by level with their state, and what does not fit between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day
from enum import StrEnum

from sqlalchemy import func, select

from service.core.language import N_
from service.documents.model import Acknowledgement, LegalAct
from service.documents.names import LEVELS
from service.profiles.entries import Act
from service.tenancy.scope import Scope

SHOWN = 500
LATER_BASIS = N_("Основание принято позже самого акта")
DEAD_BASIS = N_("Основание утратило силу")
NO_TEXT = N_("Текст акта не приложен")


class State(StrEnum):
    """Whether an act works today."""

    IN_FORCE = "in_force"
    AHEAD = "ahead"
    REPEALED = "repealed"


STATES: Mapping[str, str] = {
    State.IN_FORCE: N_("действует"),
    State.AHEAD: N_("ещё не вступил в силу"),
    State.REPEALED: N_("утратил силу"),
}


@dataclass(frozen=True)
class Standing:
    """An act with its state today, the act it stands on, what is wrong, how many have read it."""

    act: LegalAct
    state: State
    basis: LegalAct | None
    faults: tuple[str, ...]
    readers: int


def standing(scope: Scope) -> Mapping[str, Sequence[Standing]]:
    """The acts by level, federal first, the newest of each first; two statements."""
    ordered = select(LegalAct).order_by(LegalAct.date.desc(), LegalAct.id).limit(SHOWN)
    acts = {one.id: one for one in scope.db.execute(ordered).scalars()}
    stood_on = {one.basis_id for one in acts.values()} - {None}
    counted = select(Acknowledgement.act_id, func.count()).group_by(Acknowledgement.act_id)
    readers = {row[0]: row[1] for row in scope.db.execute(counted)}
    found: dict[str, list[Standing]] = {level: [] for level in (*LEVELS, "")}
    for act in acts.values():
        basis = acts.get(act.basis_id) if act.basis_id else None
        wrong = faults(scope, act, basis)
        if act.id in stood_on and not act.url:
            wrong = (*wrong, NO_TEXT)
        seen = Standing(act, state_of(scope, act), basis, wrong, readers.get(act.id, 0))
        found[act.level if act.level in LEVELS else ""].append(seen)
    return {level: rows for level, rows in found.items() if rows}


def state_of(scope: Scope, act: LegalAct) -> State:
    """Whether an act works today."""
    if act.in_force(scope.today):
        return State.IN_FORCE
    return State.REPEALED if act.repealed_on and act.repealed_on <= scope.today else State.AHEAD


def faults(scope: Scope, act: LegalAct, basis: LegalAct | None) -> tuple[str, ...]:
    """What does not fit: an act stands on a later one, or one in force on one that is not."""
    if basis is None:
        return ()
    found = [LATER_BASIS] if basis.date > act.date else []
    dead = state_of(scope, basis) is State.REPEALED and act.in_force(scope.today)
    return (*found, *((DEAD_BASIS,) if dead else ()))


@dataclass(frozen=True)
class Bound:
    """A version of the rules with the act that it rests on, and the card of that act, if it is entered."""

    owner: str
    number: int
    effective_from: Day
    act: Act
    card: LegalAct | None

    @property
    def draft(self) -> bool:
        """Whether the act has no number and date yet: then the version is a draft (проект)."""
        return not (self.act.number and self.act.date)


def bound(scope: Scope) -> Sequence[Bound]:
    """The versions of the rules in force today, the tenant's own last; one statement."""
    layers = [one for one in scope.profile.layers if one.act is not None and one.source_label is None]
    numbers = {one.act.number for one in layers if one.act and one.act.number}
    chosen = select(LegalAct).where(LegalAct.number.in_(numbers)).order_by(LegalAct.id)
    cards = {(one.number, one.date): one for one in scope.db.execute(chosen).scalars()}
    return [
        Bound(one.owner, one.number, one.effective_from, one.act, cards.get((one.act.number, one.act.date)))
        for one in layers
        if one.act is not None
    ]
