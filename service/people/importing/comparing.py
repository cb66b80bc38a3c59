"""Comparing a draft with a card field by field: what the file does not say is never a change."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from service.core import alphabet
from service.people.importing.candidates import number_key
from service.people.importing.facts import FACT_NAMES, CategoryFact, StaffFacts, TrainingFact

#: Facts that are compared unless the caller says otherwise. The guess of a position's group, the text of an
#: education beside its level, courses without a date and programmes are shown in the draft only.
KEPT: frozenset[str] = frozenset(FACT_NAMES) - {"position_code", "education", "training_text", "programmes"}
ADDITIVE = frozenset({"categories", "trainings"})
NAMES = frozenset({"last_name", "first_name", "middle_name"})
LOOSE = frozenset({"position", "degree", "academic_title", "qualification", "email", "phone"})


@dataclass(frozen=True)
class Change:
    """One fact that a row would change: its name in `StaffFacts`, the value on the card, the new value."""

    field: str
    old: object
    new: object


def compare(new: StaffFacts, old: StaffFacts, kept: Collection[str] = KEPT) -> tuple[Change, ...]:
    """Changes a row would make, in the order of the facts; categories and courses are only added."""
    changes = []
    for name in FACT_NAMES:
        value, known = getattr(new, name), getattr(old, name)
        if name not in kept or value is None or value == known:
            continue
        if name in ADDITIVE:
            added = tuple(each for each in value if not _known(each, known or ()))
            if added:
                changes.append(Change(name, known, _with(known or (), added)))
        elif known is None or _differs(name, value, known):
            changes.append(Change(name, known, value))
    return tuple(changes)


def _differs(name: str, value: Any, known: Any) -> bool:
    """Whether two stated values of a fact say different things."""
    if name in NAMES:
        return alphabet.name_key(value) != alphabet.name_key(known) or _marks(value) > _marks(known)
    if name == "personnel_number":
        return number_key(value) != number_key(known)
    if name == "subjects":
        return _folded(value) != _folded(known)
    return _plain(value) != _plain(known) if name in LOOSE else True


def _marks(text: str) -> int:
    """How exact a spelling of a name is: letters that lists write without their marks, less Latin ones.

    A list that writes «Семенов» does not spoil the card of Семёнов; one that writes «Семёнов» mends it.
    """
    return len(re.findall("[ёҥӧӱј]", text.lower())) - len(re.findall("[a-z]", text.lower()))


def _plain(text: str) -> str:
    """A text without case, ё and dashes of different kinds."""
    return alphabet.search_key(text).strip(" .,;")


def _folded(subjects: Collection[str]) -> frozenset[str]:
    return frozenset(_plain(each) for each in subjects)


def _known(
    fact: CategoryFact | TrainingFact, known: Collection[CategoryFact] | Collection[TrainingFact]
) -> bool:
    """Whether a card has the category or the course already; an undated category is known by its code."""
    if isinstance(fact, CategoryFact):
        return any(
            isinstance(each, CategoryFact) and each.code == fact.code and fact.on in (None, each.on)
            for each in known
        )
    return any(
        isinstance(each, TrainingFact)
        and each.finished_on == fact.finished_on
        and _plain(each.title) == _plain(fact.title)
        for each in known
    )


def _with(
    known: Collection[CategoryFact] | Collection[TrainingFact], added: Collection[CategoryFact | TrainingFact]
) -> tuple[CategoryFact | TrainingFact, ...]:
    """Known facts with the added ones; an undated category gives way to the same one with its date."""
    dated = {each.code for each in added if isinstance(each, CategoryFact)}
    stays = [
        each
        for each in known
        if not (isinstance(each, CategoryFact) and each.on is None and each.code in dated)
    ]
    return (*stays, *added)
