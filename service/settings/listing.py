"""The list of rules (перечень правил): notes at their clauses, filters, counts by section."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from service.core.alphabet import search_key
from service.profiles.profile import Note, Profile, Rule
from service.profiles.steps import split_target
from service.settings.sections import section_rank

OWN_SETTING = "setting"
SOURCES = ("base", "region", "district", OWN_SETTING)
SILENT, ESTABLISHED = "silent", "established"
_PLACE = re.compile(r"(?P<part>прил\.\s*\d+|приказ)|(?P<item>п\.\s*[^,]+)")


@dataclass(frozen=True)
class Entry:
    """One line of the list: a rule with the notes at its clause, or notes that have no rule."""

    rule: Rule | None
    notes: tuple[Note, ...] = ()

    @property
    def module(self) -> str:
        """The section the line belongs to."""
        return self.rule.module if self.rule else self.notes[0].id.partition(".")[0]


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; empty strings ask for nothing."""

    module: str = ""
    kind: str = ""
    source: str = ""
    state: str = ""
    text: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Filters":
        """The filters of an address; unknown names are ignored."""
        names = {"module": "module", "kind": "kind", "source": "source", "state": "state", "text": "q"}
        found = {name: given.get(key, "").strip()[:200] for name, key in names.items()}
        return cls(**found, asked={names[name]: value for name, value in found.items() if value})

    def take(self, entry: Entry) -> bool:
        """Whether a line answers every filter."""
        rule = entry.rule
        if self.module and entry.module != self.module:
            return False
        if rule is None:
            return not (self.kind or self.source or self.state) and self._found(*_note_texts(entry.notes))
        if self.kind and rule.kind != self.kind or self.source and not _from(rule, self.source):
            return False
        if self.state and (self.state == SILENT) != rule.silent:
            return False
        return self._found(rule.title, rule.clause, rule.quote, rule.id, *_note_texts(entry.notes))

    def _found(self, *texts: str) -> bool:
        return not self.text or search_key(self.text) in search_key(" ".join(texts))


def entries(profile: Profile) -> list[Entry]:
    """Every rule in the order of sections and files, with each note once, at the first rule of its clause."""
    left = dict(profile.notes)
    found: list[Entry] = []
    rules = sorted(profile.rules.values(), key=lambda rule: section_rank(rule.module))
    for rule in rules:
        mine = [note for note in left.values() if _stands_at(note, rule)]
        for note in mine:
            del left[note.id]
        found.append(Entry(rule, tuple(mine)))
    alone = [Entry(None, (note,)) for note in left.values()]
    return sorted([*found, *alone], key=lambda entry: section_rank(entry.module))


def notes_at(profile: Profile, rule: Rule) -> list[Note]:
    """Notes that stand at one of the clauses of a rule."""
    return [note for note in profile.notes.values() if _shares(note, rule)]


def rule_behind(profile: Profile, target: str) -> Rule | None:
    """The rule that the target of a setting leads to; None when a stronger act has dropped it."""
    found = split_target(target, profile.rules)
    return profile.rules[found[0]] if found else None


def counts(listed: Iterable[Entry]) -> list[tuple[str, int]]:
    """How many rules each section has, in the house order."""
    found: dict[str, int] = {}
    for entry in listed:
        if entry.rule:
            found[entry.module] = found.get(entry.module, 0) + 1
    return list(found.items())


def grouped(listed: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Lines under their sections."""
    found: dict[str, list[Entry]] = {}
    for entry in listed:
        found.setdefault(entry.module, []).append(entry)
    yield from found.items()


def _stands_at(note: Note, rule: Rule) -> bool:
    return note.id.partition(".")[0] == rule.module and _shares(note, rule)


def _shares(note: Note, rule: Rule) -> bool:
    return note.owner == rule.owner and bool(places(note.clause) & places(rule.clause))


def places(clause: str) -> frozenset[tuple[str, str]]:
    """The places a clause names: «прил. 2, п. 4.6, п. 4.9» is two items of one annex."""
    part, found = "", set()
    for match in _PLACE.finditer(clause):
        if match["part"]:
            part = match["part"]
        else:
            found.add((part, match["item"].strip()))
    return frozenset(found)


def _from(rule: Rule, source: str) -> bool:
    return rule.is_setting if source == OWN_SETTING else rule.layer == source


def _note_texts(notes: Iterable[Note]) -> list[str]:
    return [text for note in notes for text in (note.title, note.clause, note.text)]
