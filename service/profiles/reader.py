"""From parsed documents to the content of one layer; every error keeps its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.profiles.entries import (
    Act,
    Choice,
    Content,
    Layer,
    NoteEntry,
    RuleEntry,
    SettingEntry,
    TenantCard,
)
from service.profiles.fields import read_table, report_unknown
from service.profiles.local_checks import check_act, check_rule, check_setting, check_tenant
from service.profiles.place import Document, Place
from service.profiles.problems import Problem
from service.profiles.schema import ARRAYS, SECTIONS, TABLES
from service.rules.message import N_

_LISTS = ("locales", "clause_ids", "sets", "options", "source")
_ENTRY = {
    "tenant": TenantCard,
    "act": Act,
    "layer": Layer,
    "rule": RuleEntry,
    "setting": SettingEntry,
    "note": NoteEntry,
    "choice": Choice,
}
_CHECK: Mapping[str, Any] = {
    "tenant": check_tenant,
    "act": check_act,
    "rule": check_rule,
    "setting": check_setting,
}


@dataclass(frozen=True, slots=True)
class LayerFile:
    """The content of a layer and where each of its entries stands."""

    content: Content
    root: Place
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def place(self, section: str, name: str = "") -> Place:
        """Give the place of an entry, or the beginning of the file."""
        return self.places.get((section, name), self.root)


def read_layer(documents: Sequence[Document], problems: list[Problem]) -> LayerFile:
    """Read one file, or all files of a folder, as one layer."""
    collector = _Collector(problems)
    for document in documents:
        root = Place(document, problems)
        for section, data in document.data.items():
            if section in TABLES:
                collector.table(root.at(section), section, data)
            elif section in ARRAYS:
                collector.array(root, section, data)
            else:
                report_unknown(root.at(section), section, SECTIONS)
    return collector.result(Place(documents[0], problems))


class _Collector:
    """Gathers the entries of one layer; the same name twice is an error that names both places."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.places: dict[tuple[str, str], Place] = {}
        self.entries: dict[str, list[Any]] = {section: [] for section in SECTIONS}

    def table(self, place: Place, section: str, data: object) -> None:
        """Read `[tenant]`, `[act]` or `[layer]`."""
        if isinstance(data, list):
            place.report(N_("здесь нужна одна таблица: [%(section)s]"), section=section)
            return
        entry = self._entry(place, section, data)
        if section == "act" and entry is not None and self.entries["act"]:
            self._second_act(place, entry)
        elif self._new(place, section, "") and entry is not None:
            self.entries[section].append(entry)

    def array(self, root: Place, section: str, data: object) -> None:
        """Read every `[[rule]]`, `[[setting]]`, `[[note]]` or `[[choice]]`."""
        if not isinstance(data, list):
            root.at(section).report(N_("здесь нужны двойные скобки: [[%(section)s]]"), section=section)
            return
        for number, item in enumerate(data):
            key = "setting" if section == "choice" else "id"
            name = str(item.get(key, number)) if isinstance(item, Mapping) else str(number)
            place = root.at(section, number, name=f"[{name}]")
            entry = self._entry(place, section, item)
            if self._new(place, section, name) and entry is not None:
                self.entries[section].append(entry)

    def _entry(self, place: Place, section: str, data: object) -> Any:
        """Build the entry unless a required key is missing or wrong."""
        values = read_table(place, data, SECTIONS[section])
        if any(spec.required and key not in values for key, spec in SECTIONS[section].items()):
            return None
        entry = _ENTRY[section](**{key: _frozen(key, value) for key, value in values.items()})
        if section in _CHECK:
            _CHECK[section](place, entry)
        return entry

    def _new(self, place: Place, section: str, name: str) -> bool:
        """Remember the place of an entry; a second one with the same name is reported."""
        first = self.places.setdefault((section, name), place)
        if first is not place:
            where = first.where
            place.report(N_("повтор: «%(name)s» уже есть в %(where)s"), name=name or section, where=where)
        return first is place

    def _second_act(self, place: Place, act: Act) -> None:
        """One layer rests on one act; say whether the two would be in force together."""
        first: Act = self.entries["act"][0]
        where = self.places["act", ""].where
        start = max(first.starts, act.starts)
        end = min(first.effective_to or date.max, act.effective_to or date.max)
        if start <= end:
            place.report(
                N_("два акта действуют с %(date)s: другой – %(where)s"), date=start.isoformat(), where=where
            )
        else:
            place.report(N_("в слое один акт: другой – %(where)s; прежние хранит служба"), where=where)

    def result(self, root: Place) -> LayerFile:
        """Close the layer."""
        single = {section: next(iter(self.entries[section]), None) for section in TABLES}
        content = Content(
            tenant=single["tenant"],
            act=single["act"],
            layer=single["layer"],
            rules=tuple(self.entries["rule"]),
            settings=tuple(self.entries["setting"]),
            notes=tuple(self.entries["note"]),
            choices=tuple(self.entries["choice"]),
        )
        return LayerFile(content, root, self.places)


def _frozen(key: str, value: Any) -> Any:
    """Give lists of names as tuples; a single name becomes a tuple of one."""
    if key not in _LISTS:
        return value
    return tuple(value) if isinstance(value, list) else (value,)
