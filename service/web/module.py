"""The card a module shows to the application: its pages, permissions, menu and registers."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint

from service.web.menu import MenuItem


@dataclass(frozen=True)
class Module:
    """What one module adds to the service; listed once in `service/modules.py`."""

    name: str
    title: str
    blueprints: tuple[Blueprint, ...] = ()
    grants: Mapping[Any, frozenset[Any]] = field(default_factory=dict)
    menu: tuple[MenuItem, ...] = ()
    registers: tuple[Any, ...] = ()
    jobs: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    """Words for what the module writes to the audit log, by the event's name; its registers need none."""
    collections: Mapping[str, str] = field(default_factory=dict)
    """Titles of what the module's own API blueprints hold, by the blueprint's name; registers have theirs."""
    compositions: tuple[Any, ...] = ()
    """The tables of seats in the module's bodies, from which offices follow."""
    terms: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """Names that a tenant may have words of its own for, by a title for the group."""
    forms: tuple[Any, ...] = ()
    """The documents of the module that a tenant may have templates of its own for."""
    courses: type[Any] | None = None
    """The table of finished courses (обучение) that a staff list may add to, where the module keeps one."""
    facts: tuple[Callable[..., Any], ...] = ()
    """What the module knows of the rules, for many tenants at once: see `service/tenancy/facts.py`."""
    effects: tuple[Callable[..., Iterable[Any]], ...] = ()
    """What other rules would mean for the module's records: `(scope, old, new) -> effects`, for a preview."""


def grants_by_role(modules: Iterable[Module]) -> dict[str, frozenset[str]]:
    """Turn the modules' «permission -> roles» into «role -> permissions»."""
    found: dict[str, set[str]] = {}
    for module in modules:
        for permission, roles in module.grants.items():
            for role in roles:
                found.setdefault(str(role), set()).add(str(permission))
    return {role: frozenset(held) for role, held in found.items()}
