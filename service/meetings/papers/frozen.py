"""Frozen data of papers (замороженное содержание): dataclasses as JSON and back, the same both ways."""

import dataclasses
import types
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Data = TypeVar("Data")


def freeze(data: Any) -> Any:
    """What JSON can keep of frozen data."""
    if dataclasses.is_dataclass(data):
        return {one.name: freeze(getattr(data, one.name)) for one in dataclasses.fields(data)}
    if isinstance(data, (list, tuple)):
        return [freeze(one) for one in data]
    return data.isoformat() if isinstance(data, date) else data


def thaw(kind: type[Data], kept: Any) -> Data:
    """The data again, as they were frozen."""
    found: Data = _thawed(kind, kept)
    return found


def _thawed(kind: Any, kept: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if kept is None else _thawed(next(one for one in inner if one is not type(None)), kept)
    if origin in (tuple, Sequence):
        if len(inner) == 2 and inner[1] is not Ellipsis:
            return tuple(_thawed(one, part) for one, part in zip(inner, kept, strict=True))
        return tuple(_thawed(inner[0], one) for one in kept)
    if origin is Literal or not isinstance(kept, (Mapping, str)):
        return kept
    if isinstance(kind, type) and dataclasses.is_dataclass(kind) and isinstance(kept, Mapping):
        hints = get_type_hints(kind)
        return kind(**{name: _thawed(hints[name], value) for name, value in kept.items() if name in hints})
    return date.fromisoformat(kept) if kind is date and isinstance(kept, str) else kept
