"""Typed reading of checked facts (сведения); an absent fact is None."""

from collections.abc import Mapping
from datetime import date, datetime

from service.rules.facts import Facts


def integer(facts: Facts, name: str) -> int | None:
    """Return an integer fact."""
    value = facts.get(name)
    return value if isinstance(value, int) else None


def day(facts: Facts, name: str) -> date | None:
    """Return a date fact."""
    value = facts.get(name)
    return value if isinstance(value, date) else None


def moment(facts: Facts, name: str) -> datetime | None:
    """Return a fact that is a moment."""
    value = facts.get(name)
    return value if isinstance(value, datetime) else None


def days(facts: Facts, name: str) -> tuple[date, ...] | None:
    """Return a fact that is a list of dates."""
    value = facts.get(name)
    return (
        tuple(item for item in value if isinstance(item, date)) if isinstance(value, (tuple, list)) else None
    )


def code(facts: Facts, name: str) -> str | None:
    """Return a code fact."""
    value = facts.get(name)
    return value if isinstance(value, str) else None


def codes(facts: Facts, name: str) -> tuple[str, ...] | None:
    """Return a fact that is a list of codes."""
    value = facts.get(name)
    return tuple(str(item) for item in value) if isinstance(value, (tuple, list)) else None


def flag(facts: Facts, name: str) -> bool | None:
    """Return a yes/no fact."""
    value = facts.get(name)
    return value if isinstance(value, bool) else None


def counts(facts: Facts, name: str) -> dict[str, int] | None:
    """Return a fact that is a table of codes and numbers."""
    value = facts.get(name)
    if not isinstance(value, Mapping):
        return None
    return {str(key): number for key, number in value.items() if isinstance(number, int)}


def items(facts: Facts, name: str) -> tuple[Mapping[str, str], ...] | None:
    """Return a fact that is a list of {code, title}."""
    value = facts.get(name)
    return tuple(value) if isinstance(value, (tuple, list)) else None
