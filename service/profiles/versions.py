"""Dated versions of a layer, and the canonical form in which they are stored and compared."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from service.profiles.entries import Act, Content
from service.profiles.place import Document
from service.profiles.problems import Problem, ProfileError
from service.profiles.reader import LayerFile, read_layer

_SECTION = {"rules": "rule", "settings": "setting", "notes": "note", "choices": "choice"}
_DAY = "$date"


@dataclass(frozen=True, slots=True)
class Version:
    """One adopted version (редакция) of a layer: in force from a day until the owner's next version."""

    owner: str
    number: int
    effective_from: date
    content: Content
    content_hash: str

    @property
    def act(self) -> Act | None:
        """Give the act of this version; the base layer has none."""
        return self.content.act

    @property
    def name(self) -> str:
        """Give the name stored with every evaluation, e.g. `slug@2`."""
        return f"{self.owner}@{self.number}"


def version_of(content: Content, number: int = 1, effective_from: date | None = None) -> Version:
    """Make a version of a layer that was read from files; it starts when its act does."""
    start = effective_from or (content.act.starts if content.act else date.min)
    return Version(content.owner, number, start, content, content_hash(content))


def version_from_data(number: int, effective_from: date, data: Mapping[str, Any]) -> Version:
    """Make a version of stored data; raises `ProfileError` when the data is not a layer any more."""
    return version_of(content_from_data(data), number, effective_from)


def content_data(content: Content) -> dict[str, Any]:
    """Give a layer as plain JSON data: the sections of the file without defaults, dates marked."""
    data: dict[str, Any] = {}
    for spec in fields(content):
        value = getattr(content, spec.name)
        if value:
            data[_SECTION.get(spec.name, spec.name)] = _plain(value)
    return data


def plain_entry(entry: Any) -> dict[str, Any]:
    """Give one entry of a layer as plain JSON data without what holds its default, dates marked."""
    found: dict[str, Any] = _plain(entry)
    return found


def plain_value(value: Any) -> Any:
    """Give a value as plain JSON data, dates marked."""
    return _plain(value)


def revived(value: Any) -> Any:
    """Turn plain JSON data back into values, marked dates into dates."""
    return _revived(value)


def content_from_data(data: Mapping[str, Any]) -> Content:
    """Read a layer from its JSON data with the same strictness as a file."""
    problems: list[Problem] = []
    layer = layer_from_data("", data, problems)
    if problems:
        raise ProfileError(problems)
    return layer.content


def layer_from_data(shown: str, data: Mapping[str, Any], problems: list[Problem]) -> LayerFile:
    """Read a layer from its JSON data; faults are collected under the given name."""
    return read_layer([Document(shown, _revived(data))], problems)


def content_hash(content: Content) -> str:
    """Hash the canonical JSON: the order of entries and the spelling of defaults do not matter."""
    data = content_data(content)
    for section in _SECTION.values():
        if section in data:
            data[section].sort(key=lambda entry: str(entry.get("id") or entry.get("setting")))
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Reduce entries, tuples and dates to JSON values; keys that hold their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        kept = {spec.name: getattr(value, spec.name) for spec in fields(value)}
        defaults = {spec.name: spec.default for spec in fields(value)}
        return {
            key: _plain(item) for key, item in kept.items() if item != defaults[key] and item not in ({}, ())
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return {_DAY: value.isoformat()} if isinstance(value, date) else value


def _revived(value: Any) -> Any:
    """Turn marked dates back into dates."""
    if isinstance(value, Mapping):
        if set(value) == {_DAY}:
            return date.fromisoformat(value[_DAY])
        return {key: _revived(item) for key, item in value.items()}
    return [_revived(item) for item in value] if isinstance(value, list) else value
