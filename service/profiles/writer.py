"""Writing a layer as TOML that the reader accepts: the own layer, or the flat view of all layers."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import tomlkit

from service.profiles.entries import Act, Content, NoteEntry, RuleEntry, SettingEntry
from service.profiles.overlay import LaidRule, LaidSetting, overlay
from service.profiles.steps import split_target
from service.profiles.strata import Pile, Stratum
from service.rules.message import N_, Message

_WIDTH = 100
_FIRST = ("id", "setting", "slug", "kind", "title")
_SECTIONS = {"rules": "rule", "settings": "setting", "notes": "note", "choices": "choice"}


def export(content: Content, comments: Mapping[tuple[str, str], str] | None = None) -> str:
    """Write one layer; `comments` may give a line to stand above an entry, by section and id."""
    lines: list[str] = []
    for spec in fields(content):
        value = getattr(content, spec.name)
        section = _SECTIONS.get(spec.name)
        if section is None and value is not None:
            lines += [f"[{spec.name}]", *_pairs(spec.name, _written(value)), ""]
        for entry in value if section else ():
            comment = (comments or {}).get((section or "", getattr(entry, "id", "")))
            lines += [f"# {comment}"] if comment else []
            lines += [f"[[{section}]]", *_pairs(section or "", _written(entry)), ""]
    return "\n".join(lines)


def export_effective(pile: Pile) -> str:
    """Write the flat view: everything in force, with a comment on the layer it comes from."""
    content, comments = flatten(pile)
    return export(content, comments)


def flatten(pile: Pile) -> tuple[Content, dict[tuple[str, str], str]]:
    """Give the flat view as one layer of the tenant, and for each borrowed entry whose it is."""
    laid = overlay(pile)
    settings = [(_reaching(one, laid.rules), one.stratum) for one in laid.settings.values()]
    entries: list[tuple[str, RuleEntry | SettingEntry | NoteEntry, Stratum]] = [
        *(("rule", rule.written, rule.stratum) for rule in laid.rules.values()),
        *(("setting", setting, stratum) for setting, stratum in settings),
        *(("note", note, stratum) for note, stratum in laid.notes.values()),
    ]
    borrowed = [
        (section, entry.id, stratum) for section, entry, stratum in entries if _foreign(pile, stratum)
    ]
    own = next((s.version for s in reversed(pile.strata) if not _foreign(pile, s)), None)
    content = Content(
        tenant=pile.card,
        act=(own.act if own else None) or _draft(pile),
        layer=own.content.layer if own else None,
        rules=tuple(rule.written for rule in laid.rules.values()),
        settings=tuple(setting for setting, _ in settings),
        notes=tuple(note for note, _ in laid.notes.values()),
        choices=tuple(setting.choice for setting in laid.settings.values() if setting.choice),
    )
    if content.act and content.act.replaces != "listed":
        content = replace(content, act=replace(content.act, replaces="listed"))
    return content, {(section, entry_id): _origin(stratum) for section, entry_id, stratum in borrowed}


def _reaching(setting: LaidSetting, rules: Mapping[str, LaidRule]) -> SettingEntry:
    """Leave out rules that a stronger act has replaced: a setting of a weaker layer moves them no more."""
    targets = ((target, split_target(target, rules)) for target in setting.entry.sets)
    kept = (target for target, found in targets if found and rules[found[0]].rank <= setting.rank)
    return replace(setting.entry, sets=tuple(kept))


def _foreign(pile: Pile, stratum: Stratum) -> bool:
    return stratum.version.owner != pile.slug or stratum.source_label is not None


def _origin(stratum: Stratum) -> str:
    """Name the layer, and the act or the model, of a borrowed entry."""
    act = stratum.version.act.citation if stratum.version.act else ""
    label = str(stratum.source_label) if stratum.source_label else act
    return f"{stratum.level}: {label or stratum.version.owner}"


def _draft(pile: Pile) -> Act | None:
    """Give a draft act to a tenant that has none, so that the flat view can rest on something."""
    if pile.card is None:
        return None
    title = str(Message(N_("Проект: собственного акта ещё нет")))
    return Act(title=title, citation=title, status="draft")


def _written(entry: Any) -> dict[str, Any]:
    """Give the keys of an entry that differ from their defaults, the naming ones first."""
    found = {spec.name: getattr(entry, spec.name) for spec in fields(entry)}
    kept = {
        spec.name: found[spec.name]
        for spec in fields(entry)
        if found[spec.name] != spec.default and found[spec.name] not in ({}, ())
    }
    return dict(
        sorted(kept.items(), key=lambda pair: _FIRST.index(pair[0]) if pair[0] in _FIRST else len(_FIRST))
    )


def _pairs(section: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Write `key = value` lines; long tables of parameters become a table of their own at the end."""
    later: list[str] = []
    for key, value in values.items():
        if section == "setting" and key in ("sets", "source") and len(value) == 1:
            value = value[0]
        line = f"{_key(key)} = {_value(value)}"
        if key == "params" and len(line) > _WIDTH:
            later += ["", f"[{section}.{key}]", *(_long(name, item) for name, item in value.items())]
        else:
            yield line
    yield from later


def _long(key: str, value: Any) -> str:
    """Write one parameter; a long list takes a line for each element."""
    line = f"{_key(key)} = {_value(value)}"
    if len(line) <= _WIDTH or not isinstance(value, list | tuple):
        return line
    return "\n".join([f"{_key(key)} = [", *(f"  {_value(item)}," for item in value), "]"])


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else _value(key)


def _value(value: Any) -> str:
    """Write a value in one line; strings are escaped by the TOML library."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(str(key))} = {_value(item)}" for key, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    return str(tomlkit.item(value).as_string())
