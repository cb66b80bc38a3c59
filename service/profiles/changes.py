"""What differs between two versions of a layer, entry by entry and key by key, as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from service.profiles.entries import Content
from service.profiles.profile import Profile, Rule
from service.profiles.versions import content_data

_KEYS = {"rule": "id", "setting": "id", "note": "id", "choice": "setting"}


class Action(StrEnum):
    """What happened to an entry."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key of an entry: the old and the new value, None where the key is absent."""

    key: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One changed entry: section (`rule`, `setting`, `act`, ...), id and its changed keys."""

    section: str
    id: str
    action: Action
    keys: tuple[KeyChange, ...] = ()

    def __str__(self) -> str:
        """Give the change as lines that a terminal shows."""
        mark = {Action.ADDED: "+", Action.REMOVED: "-", Action.CHANGED: "~"}[self.action]
        lines = [f"{mark} {self.section} {self.id}".rstrip()]
        if self.action is Action.CHANGED:
            lines += [f"    {item.key}: {_shown(item.old)} -> {_shown(item.new)}" for item in self.keys]
        return "\n".join(lines)


def compare(old: Content, new: Content) -> tuple[Change, ...]:
    """Compare two versions; the order of entries and the spelling of defaults do not matter."""
    before, after = content_data(old), content_data(new)
    found: list[Change] = []
    for section in ("tenant", "act", "layer"):
        found += _compared(section, "", before.get(section), after.get(section))
    for section, key in _KEYS.items():
        was = {entry[key]: entry for entry in before.get(section, ())}
        now = {entry[key]: entry for entry in after.get(section, ())}
        for name in [*was, *(name for name in now if name not in was)]:
            found += _compared(section, name, was.get(name), now.get(name))
    return tuple(found)


def _compared(section: str, name: str, old: Any, new: Any) -> list[Change]:
    if old == new:
        return []
    action = Action.ADDED if old is None else Action.REMOVED if new is None else Action.CHANGED
    return [Change(section, name, action, tuple(_keys("", old or {}, new or {})))]


def _keys(prefix: str, old: Any, new: Any) -> Iterator[KeyChange]:
    """Walk two values; lists of coded items are matched by code, other lists compared whole."""
    if old == new:
        return
    old_items, new_items = _named(old), _named(new)
    if old_items is None or new_items is None:
        yield KeyChange(prefix, old, new)
        return
    for key in [*old_items, *(key for key in new_items if key not in old_items)]:
        name = f"{prefix}.{key}" if prefix else key
        yield from _keys(name, old_items.get(key), new_items.get(key))


def _named(value: Any) -> dict[str, Any] | None:
    """Give the members of a table, or of a list whose items have different codes, by name."""
    if isinstance(value, Mapping):
        return {str(key): item for key, item in value.items()}
    if (
        isinstance(value, list)
        and value
        and all(isinstance(item, Mapping) and "code" in item for item in value)
    ):
        named = {str(item["code"]): item for item in value}
        return named if len(named) == len(value) else None
    return None


def _shown(value: Any) -> str:
    return "—" if value is None else str(value)


def touched(old: Profile, new: Profile) -> frozenset[str]:
    """Give the rules that judge otherwise under another profile: parameters, kind, severity or silence."""
    ids = {*old.rules, *new.rules}
    return frozenset(one for one in ids if _judging(old.rules.get(one)) != _judging(new.rules.get(one)))


def _judging(rule: Rule | None) -> tuple[Any, ...] | None:
    """Give what of a rule decides a verdict; a silent rule decides nothing, as one that is absent."""
    if rule is None or rule.silent:
        return None
    return rule.kind, rule.params, rule.severity
