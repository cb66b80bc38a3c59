"""Earlier states of a unit in words: what changed, when, by whom."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from service.core.language import N_
from service.documents.model import LegalAct
from service.people.model.organisations import Organisation
from service.rules.message import Message
from service.structure import queries
from service.structure.actions.members import words_of_life
from service.structure.model import Unit
from service.structure.policy import StructurePolicy
from service.tenancy.scope import Scope

TITLES = {
    "kind": N_("Вид"),
    "name": N_("Название"),
    "name_alt": N_("Название на алтайском языке"),
    "parent_id": N_("Кому подчиняется"),
    "act_id": N_("Акт"),
    "regulation_id": N_("Положение"),
    "organisation_id": N_("Организация"),
    "coordinator": N_("Координатор службы"),
    "guidance": N_("Научно-методическое руководство"),
    "consent_on": N_("Согласие"),
    "contact": N_("Контакты"),
    "legal_form": N_("Организационная форма"),
    "valid": N_("Срок действия"),
}
NOW, BEFORE = N_("Нынешние значения"), N_("Изменено")
REFERS: dict[str, tuple[Any, str]] = {
    "parent_id": (Unit, "name"),
    "act_id": (LegalAct, "number"),
    "regulation_id": (LegalAct, "number"),
    "organisation_id": (Organisation, "name"),
}


def entries(scope: Scope, unit: Unit, policy: StructurePolicy) -> list[dict[str, Any]]:
    """What the history macro shows: each change with the old and the new value of every field."""
    listed = queries.history(scope, Unit.__tablename__, unit.id)
    newer = _stored(unit)
    names = _names(scope, [newer, *(one.old for one in listed)])
    found = [{"when": unit.recorded_at, "what": Message(NOW), "who": "", "changes": [], "reason": ""}]
    for one in listed:
        changes = [
            (
                Message(title),
                _words(name, one.old.get(name), policy, names),
                _words(name, newer.get(name), policy, names),
            )
            for name, title in TITLES.items()
            if one.old.get(name) != newer.get(name)
        ]
        found.append(
            {"when": one.known_to, "what": Message(BEFORE), "who": one.who, "changes": changes, "reason": ""}
        )
        newer = dict(one.old)
    return found


def present(unit: Unit, policy: StructurePolicy, scope: Scope) -> list[tuple[Message, Any]]:
    """The present values in words, for whoever was overtaken."""
    stored = _stored(unit)
    names = _names(scope, [stored])
    pairs = [(Message(title), _words(name, stored[name], policy, names)) for name, title in TITLES.items()]
    return [*pairs[:-1], (Message(TITLES["valid"]), words_of_life(unit))]


def _stored(unit: Unit) -> dict[str, Any]:
    """The present values as the history writes them."""
    found = {name: getattr(unit, name) for name in TITLES}
    lower, upper = unit.valid.lower, unit.valid.upper
    opening = "[" if lower else "("
    found["valid"] = f"{opening}{lower or ''},{upper or ''})"
    found["consent_on"] = unit.consent_on.isoformat() if unit.consent_on else None
    return found


def _names(scope: Scope, states: list[Mapping[str, Any]]) -> dict[tuple[str, int], str]:
    """Names of what the states refer to, one statement a kind of record."""
    found: dict[tuple[str, int], str] = {}
    for name, (model, label) in REFERS.items():
        wanted = {state.get(name) for state in states} - {None}
        if wanted:
            rows = scope.db.execute(select(model.id, getattr(model, label)).where(model.id.in_(wanted)))
            found.update({(name, row[0]): str(row[1]) for row in rows})
    return found


def _words(name: str, value: Any, policy: StructurePolicy, names: Mapping[tuple[str, int], str]) -> Any:
    if value in (None, ""):
        return None
    if name == "kind":
        kind = policy.kind(value)
        return kind.title if kind else value
    if name == "legal_form":
        return policy.legal_forms.get(value, value)
    if name in REFERS:
        return names.get((name, value), value)
    if name == "valid":
        return _dates(str(value))
    return value


def _dates(written: str) -> Message:
    """A life as the database writes it, in words: «[2024-01-01,2025-01-01)»."""
    first, _, after = written.strip("[]()").partition(",")
    return Message(N_("с %(first)s до %(after)s"), {"first": first or "…", "after": after or "…"})
