"""What one layer of a profile holds, as written: acts, rules, settings, notes and choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from typing import Any

BASE = "base"


@dataclass(frozen=True, slots=True)
class Act:
    """The legal act (правовой акт) on which a layer rests."""

    title: str = ""
    kind: str = ""
    number: str = ""
    date: Day | None = None
    issuer: str = ""
    effective_from: Day | None = None
    effective_to: Day | None = None
    status: str = "in_force"
    citation: str = ""
    replaces: str = "listed"

    @property
    def starts(self) -> Day:
        """Give the first day in force; an act without dates is in force always."""
        return self.effective_from or self.date or Day.min


@dataclass(frozen=True, slots=True)
class TenantCard:
    """Who owns the layer: a municipality (муниципалитет) or a region (регион).

    `demo` marks one that stands here for demonstration, with invented people and records.
    """

    slug: str
    kind: str
    region: str = ""
    name: Mapping[str, str] = field(default_factory=dict)
    locales: tuple[str, ...] = ("ru",)
    time_zone: str = ""
    model: str = ""
    demo: bool = False

    @property
    def title(self) -> str:
        """Give the Russian name, or the slug where there is none."""
        return self.name.get("ru", self.slug)


@dataclass(frozen=True, slots=True)
class Layer:
    """How a region's layer works for its municipalities: binding (обязательный) or a model (образец)."""

    kind: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule (правило) as written; `params` are raw."""

    id: str
    kind: str
    title: str
    params: Mapping[str, Any] = field(default_factory=dict)
    severity: str = "soft"
    clause: str = ""
    quote: str = ""
    clause_ids: tuple[str, ...] = ()
    silent: bool = False
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class SettingEntry:
    """A setting (настройка): a choice that the regulation leaves open.

    `stated` marks a default that the text itself states: it is no reading until another value is chosen.
    """

    id: str
    note: str
    default: Any = None
    sets: tuple[str, ...] = ()
    options: tuple[Any, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    type: str = ""
    title: str = ""
    source: tuple[str, ...] = ()
    stated: bool = False


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """A note (примечание) shown at its clause."""

    id: str
    text: str
    clause: str = ""
    title: str = ""
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A tenant's chosen value of a setting, with the reason."""

    setting: str
    value: Any
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything one layer says."""

    tenant: TenantCard | None = None
    act: Act | None = None
    layer: Layer | None = None
    rules: tuple[RuleEntry, ...] = ()
    settings: tuple[SettingEntry, ...] = ()
    notes: tuple[NoteEntry, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def owner(self) -> str:
        """Give the slug of the owner; the base layer has none of its own."""
        return self.tenant.slug if self.tenant else BASE
