"""Differences in words (сравнительная таблица): clause, what it was, what it becomes, by which act."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.core.language import N_
from service.profiles.changes import Change, compare
from service.profiles.drafting import entry_of
from service.profiles.entries import Content
from service.profiles.profile import Profile
from service.profiles.values import spoken
from service.profiles.versions import revived
from service.rules.message import Message
from service.rules.shapes.catalogue import PARTS
from service.settings.choices import setting_value
from service.settings.ruleforms import PARAMS, RuleForm
from service.settings.words import HARD, SOFT, titles_of

WHAT: Mapping[str, str] = {
    "rule": N_("правило"),
    "setting": N_("настройка"),
    "note": N_("примечание"),
    "choice": N_("выбор настройки"),
    "act": N_("акт"),
    "tenant": N_("карточка"),
    "layer": N_("слой"),
}
LABELS: Mapping[str, str] = {
    "title": N_("Название: %(value)s"),
    "clause": N_("Пункт: %(value)s"),
    "quote": N_("Цитата: %(value)s"),
    "responsible": N_("Отвечает: %(value)s"),
    "severity": N_("Если нарушено: %(value)s"),
    "note": N_("Пояснение: %(value)s"),
    "text": N_("Текст: %(value)s"),
    "default": N_("Обычно: %(value)s"),
    "reason": N_("Почему: %(value)s"),
}
ACT = N_("Правовой акт")
_PARAMETER = N_("%(title)s: %(value)s")
Words = tuple[Message, ...]


@dataclass(frozen=True)
class Line:
    """One line of a difference: an entry with its clause, what it said, what it says, its act."""

    section: str
    id: str
    title: str
    what: Message
    clause: str
    was: Words
    becomes: Words
    act: str


def lines(old: Content, new: Content, profile: Profile) -> list[Line]:
    """What differs between two versions of a layer, each entry in words; `profile` names codes and titles."""
    return [
        _line(one, old, new, profile) for one in compare(old, new) if one.section not in ("tenant", "layer")
    ]


def _line(change: Change, old: Content, new: Content, profile: Profile) -> Line:
    what = Message(WHAT[change.section])
    if change.section == "act":
        was, becomes = (_plain(one.act.citation if one.act else "") for one in (old, new))
        return Line("act", "", ACT, what, "", was, becomes, new.act.citation if new.act else "")
    before, after = (entry_of(one, change.section, change.id) for one in (old, new))
    act = new if after is not None else old
    told = _rule_words if change.section == "rule" else _other_words
    return Line(
        change.section,
        change.id,
        _title(change, before or after or {}, profile),
        what,
        str((after or before or {}).get("clause", "")),
        told(before, after, profile),
        told(after, before, profile),
        act.act.citation if act.act else "",
    )


def _title(change: Change, entry: Mapping[str, Any], profile: Profile) -> str:
    named: Any = profile.settings.get(change.id) if change.section in ("choice", "setting") else None
    return str(entry.get("title") or (named.title if named else "") or change.id)


def _plain(text: str) -> Words:
    return (Message("%(text)s", {"text": text}),) if text else ()


def _rule_words(entry: Mapping[str, Any] | None, other: Mapping[str, Any] | None, profile: Profile) -> Words:
    """A rule as it reads, with whatever else of it differs from the other side."""
    if entry is None:
        return ()
    titles = titles_of(profile, str(entry["id"]).partition(".")[0])
    sentence = RuleForm(str(entry["id"]), entry).sentence(titles)
    said = [sentence] if sentence else []
    if other is None:
        return tuple(said)
    said += [
        _labelled(key, entry)
        for key in LABELS
        if entry.get(key) != other.get(key) and key in (*entry, *other)
    ]
    rest = RuleForm(str(other["id"]), other).sentence(titles)
    if str(rest) == str(sentence):
        said += _parameters(entry, other)
    return tuple(said)


def _labelled(key: str, entry: Mapping[str, Any]) -> Message:
    value: object = entry.get(key, "")
    if key == "severity":
        value = Message(HARD if value == "hard" else SOFT)
    return Message(
        LABELS[key], {"value": spoken(revived(value)) if not isinstance(value, Message) else value}
    )


def _parameters(entry: Mapping[str, Any], other: Mapping[str, Any]) -> list[Message]:
    """Parameters that differ though the sentence does not say so."""
    mine, theirs = revived(entry.get(PARAMS, {})), revived(other.get(PARAMS, {}))
    parts = {part.name: part.title for part in PARTS.get(str(entry.get("kind")), ())}
    return [
        Message(_PARAMETER, {"title": Message(parts.get(key, key)), "value": spoken(mine.get(key, "—"))})
        for key in dict.fromkeys((*mine, *theirs))
        if mine.get(key) != theirs.get(key)
    ]


def _other_words(entry: Mapping[str, Any] | None, other: Mapping[str, Any] | None, profile: Profile) -> Words:
    """A choice by its value, a setting by its default, a note by its text."""
    if entry is None:
        return ()
    setting = profile.settings.get(str(entry.get("setting") or entry.get("id")))
    if "value" in entry and setting is not None:
        titles = titles_of(profile, setting.id.partition(".")[0])
        value = setting_value(setting, revived(entry["value"]), titles)
        return (Message("%(value)s", {"value": value}), _labelled("reason", entry))
    keys = [key for key in LABELS if key in entry and (other is None or entry.get(key) != other.get(key))]
    return tuple(_labelled(key, entry) for key in keys)
