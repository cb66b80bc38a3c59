"""Laying layers over one another: rules, settings and notes by id, then the chosen values over parameters."""

from dataclasses import dataclass, field, replace
from typing import Any

from service.profiles.entries import Choice, NoteEntry, RuleEntry, SettingEntry
from service.profiles.steps import split_target, with_value
from service.profiles.strata import MODEL, Pile, Stratum
from service.profiles.values import spoken

SEVERITY = ("severity",)


@dataclass(frozen=True, slots=True)
class LaidRule:
    """A rule as written and as the settings left it, its layer, and the readings that decided parameters."""

    written: RuleEntry
    entry: RuleEntry
    rank: int
    stratum: Stratum
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidSetting:
    """A setting entry with its layer and the value in force."""

    entry: SettingEntry
    rank: int
    stratum: Stratum
    choice: Choice | None = None

    @property
    def value(self) -> Any:
        """Give the chosen value, else the default."""
        return self.choice.value if self.choice else self.entry.default

    @property
    def reading(self) -> str:
        """Give the text that a verdict carries, e.g. `council.decision_base = established`."""
        return f"{self.entry.id} = {spoken(self.value)}"


@dataclass(slots=True)
class Overlay:
    """The merged layers of one tenant, still untyped."""

    rules: dict[str, LaidRule] = field(default_factory=dict)
    settings: dict[str, LaidSetting] = field(default_factory=dict)
    notes: dict[str, tuple[NoteEntry, Stratum]] = field(default_factory=dict)
    astray: list[tuple[LaidSetting, str]] = field(default_factory=list)


def overlay(pile: Pile) -> Overlay:
    """Merge by id, the stronger layer replacing; then apply every setting to the rules that it sets.

    A setting touches a rule of its own or a weaker layer only: a rule that a stronger act has replaced is no
    longer open to the choices of the act that it replaced.
    """
    laid = Overlay()
    choices: dict[str, Choice] = {}
    for rank, stratum in enumerate(pile.strata):
        content = stratum.version.content
        laid.rules.update({entry.id: LaidRule(entry, entry, rank, stratum) for entry in content.rules})
        laid.settings.update({entry.id: LaidSetting(entry, rank, stratum) for entry in content.settings})
        laid.notes.update({entry.id: (entry, stratum) for entry in content.notes})
        if stratum.kind != MODEL or stratum.source_label is None:
            choices.update({choice.setting: choice for choice in content.choices})
    for setting_id, choice in choices.items():
        if setting_id in laid.settings:
            laid.settings[setting_id] = replace(laid.settings[setting_id], choice=choice)
    for setting in laid.settings.values():
        for target in setting.entry.sets:
            if not _applied(laid.rules, setting, target):
                laid.astray.append((setting, target))
    return laid


def _applied(rules: dict[str, LaidRule], setting: LaidSetting, target: str) -> bool:
    """Put the value into the rule; False when the target leads nowhere."""
    found = split_target(target, rules)
    if found is None:
        return False
    rule_id, path = found
    rule = rules[rule_id]
    if setting.value is None or rule.rank > setting.rank or rule.entry.silent:
        return True
    try:
        entry = set_value(rule.entry, path, setting.value)
    except KeyError:
        return False
    said = () if setting.entry.stated and setting.value == setting.entry.default else (setting.reading,)
    rules[rule_id] = replace(rule, entry=entry, readings=(*rule.readings, *said))
    return True


def set_value(entry: RuleEntry, path: tuple[str, ...], value: Any) -> RuleEntry:
    """Give the entry with one parameter or the severity replaced; `KeyError` for a path to nowhere."""
    if path == SEVERITY:
        return replace(entry, severity=str(value))
    return replace(entry, params=with_value(entry.params, path, value))
