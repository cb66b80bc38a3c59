"""Drafts of a layer (проект редакции): changes entry by entry over the version that they continue."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.profiles.entries import Act, Content
from service.profiles.problems import Problem, ProfileError
from service.profiles.reader import LayerFile
from service.profiles.tree_checks import check_layers
from service.profiles.versions import (
    Version,
    content_data,
    content_from_data,
    content_hash,
    layer_from_data,
    plain_entry,
)

KEYS = {"rule": "id", "setting": "id", "note": "id", "choice": "setting"}
AMENDED = " (в редакции: "
_PLACE = re.compile(r"(?P<section>\w+)\[(?P<id>[^\]]+)\]\.?(?P<path>.*)")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change (изменение): the entry as it would read, None where it is taken out of the layer."""

    section: str
    id: str
    content: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a draft, and where: section and id of the entry, key inside it."""

    section: str
    id: str
    key: str
    problem: Problem


def entry_of(content: Content | None, section: str, entry_id: str) -> dict[str, Any] | None:
    """Give one entry of a layer as plain data; None where the layer has none."""
    if content is None:
        return None
    listed: Iterable[Any] = getattr(content, f"{section}s")
    found = (one for one in listed if getattr(one, KEYS[section]) == entry_id)
    return next((plain_entry(one) for one in found), None)


def amended(act: Act, base: Act | None) -> Act:
    """Give the act of a version that amends the one in force: the citation names both."""
    if base is None:
        return act
    root = base.citation.partition(AMENDED)[0]
    return replace(
        act, title=base.title or act.title, citation=f"{root}{AMENDED}{act.citation})", replaces=base.replaces
    )


def drafted(base: Content, act: Act, edits: Iterable[Edit]) -> dict[str, Any]:
    """Lay the changes over the version they continue; give the layer as plain data, still unchecked.

    A region's act that replaces its model as a whole makes its rules binding for its municipalities.
    """
    data = {**content_data(base), "act": plain_entry(act)}
    if act.replaces == "all" and base.layer is not None:
        data["layer"] = {"kind": "binding"}
    for edit in edits:
        key = KEYS[edit.section]
        listed = [
            one for one in data.get(edit.section, []) if one[key] != edit.id or edit.content is not None
        ]
        place = next((n for n, one in enumerate(listed) if one[key] == edit.id), None)
        if edit.content is not None:
            entry = {**edit.content, key: edit.id}
            listed = [*listed, entry] if place is None else [*listed[:place], entry, *listed[place + 1 :]]
        data[edit.section] = listed
    return {name: value for name, value in data.items() if value != []}


def faults(slug: str, data: Mapping[str, Any], others: Iterable[Version]) -> list[Fault]:
    """Check a drafted layer as its file would be checked, among the layers it stands with."""
    problems: list[Problem] = []
    layers: dict[str, LayerFile] = {
        one.owner: layer_from_data(one.owner, content_data(one.content), problems)
        for one in others
        if one.owner != slug
    }
    layers[slug] = layer_from_data(slug, data, problems)
    check_layers(layers)
    return [_fault(one) for one in problems if one.file == slug]


def _fault(problem: Problem) -> Fault:
    found = _PLACE.fullmatch(problem.key)
    if found is None:
        section, _, key = problem.key.partition(".")
        return Fault(section, "", key, problem)
    return Fault(found["section"], found["id"], found["path"], problem)


def version_of_draft(slug: str, number: int, start: date, data: Mapping[str, Any]) -> Version:
    """Make the version that a draft would be; raises `ProfileError` when its data is no layer."""
    content = content_from_data(data)
    return Version(slug, number, start, content, content_hash(content))


def with_draft(versions: Iterable[Version], draft: Version) -> list[Version]:
    """Put a draft into the place of the owner's versions that start on its day or later."""
    kept = [one for one in versions if one.owner != draft.owner or one.effective_from < draft.effective_from]
    return [*kept, draft]


def refused_by(error: ProfileError) -> Problem:
    """Give the first fault of a layer that cannot be used."""
    return error.problems[0]
