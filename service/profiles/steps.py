"""A path inside the parameters of a rule, as a setting names it: keys, codes of list elements, indices."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any


def split_target(target: str, rule_ids: Mapping[str, object]) -> tuple[str, tuple[str, ...]] | None:
    """Split `<rule id>.<path>` at the longest rule id that exists; None when there is none."""
    parts = target.split(".")
    for length in range(len(parts) - 1, 1, -1):
        rule_id = ".".join(parts[:length])
        if rule_id in rule_ids:
            return rule_id, tuple(parts[length:])
    return None


def with_value(params: Mapping[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """Give a copy of the parameters with one value replaced; `KeyError` when the path leads nowhere."""
    copy = deepcopy(dict(params))
    holder: Any = copy
    for step in path[:-1]:
        holder = holder[_key(holder, step)]
    if isinstance(holder, dict):
        holder[path[-1]] = deepcopy(value)
    else:
        holder[_key(holder, path[-1])] = deepcopy(value)
    return copy


def value_at(params: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """Give the value at a path, or None when it is not written."""
    found: Any = params
    try:
        for step in path:
            found = found[_key(found, step)]
    except KeyError:
        return None
    return found


def _key(holder: Any, step: str) -> Any:
    """Find the key of a table, or the number of a list element by its code or index."""
    if isinstance(holder, dict) and step in holder:
        return step
    if isinstance(holder, list):
        for number, item in enumerate(holder):
            if isinstance(item, dict) and item.get("code") == step:
                return number
        if step.isdigit() and int(step) < len(holder):
            return int(step)
    raise KeyError(step)
