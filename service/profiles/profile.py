"""The effective profile (действующий профиль) of one tenant on one day: frozen, typed, sourced."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from service.profiles.entries import Act, TenantCard
from service.profiles.problems import UnknownRule
from service.rules.catalogue import RULES, describe, evaluate, facts_of
from service.rules.facts import FactType
from service.rules.kinds import majority
from service.rules.kinds.threshold import FORMS
from service.rules.message import N_, Message
from service.rules.verdict import Outcome, Severity, Status, Verdict

UNIT_KINDS = "structure.unit_kinds"
WAIVABLE = (Status.FAIL, Status.NOT_YET)
COUNTED = (majority.NAME,)
"""Kinds that compute a result (итог голосования): nobody can be let off arithmetic."""
_NOT_ESTABLISHED = N_("Положением правило «%(title)s» не установлено.")


@dataclass(frozen=True, slots=True)
class Applied:
    """One layer (слой) that takes part: base, region or district, with its version and act."""

    layer: str
    owner: str
    title: str
    number: int
    effective_from: date
    act: Act | None
    content_hash: str
    kind: str = ""
    source_label: Message | None = None

    @property
    def citation(self) -> str:
        """Give the act as it is cited; empty for the base layer."""
        return self.act.citation if self.act else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule (правило) as it works: typed parameters after the settings, clause, act and layer."""

    id: str
    kind: str
    params: Any
    severity: Severity
    title: str
    clause: str
    quote: str
    act: str
    layer: str
    owner: str
    source_label: Message | None
    clause_ids: tuple[str, ...]
    silent: bool
    responsible: str
    written: Mapping[str, Any]
    readings: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """Give the section of the product to which the rule belongs."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """Give the id without the module."""
        return self.id.partition(".")[2]

    @property
    def facts(self) -> Mapping[str, FactType]:
        """Give the facts that the rule takes, by name."""
        return {} if self.silent else facts_of(self.id, self.kind, self.params)

    @property
    def sentence(self) -> Message | None:
        """Give the rule in words; None where the regulation is silent."""
        return None if self.silent else describe(self.kind, self.params)

    @property
    def is_setting(self) -> bool:
        """Tell whether a setting decided one of the parameters."""
        return bool(self.readings)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting (настройка) with its value in force: chosen by the tenant or the default."""

    id: str
    title: str
    note: str
    sets: tuple[str, ...]
    value: Any
    default: Any
    options: tuple[Any, ...]
    labels: Mapping[str, str]
    type: str
    source: tuple[str, ...]
    layer: str
    owner: str
    reading: str
    chosen: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note (примечание) shown at its clause: a place of the text with no choice to make."""

    id: str
    title: str
    clause: str
    text: str
    source: tuple[str, ...]
    act: str
    layer: str
    owner: str
    source_label: Message | None


@dataclass(frozen=True, slots=True)
class Profile:
    """All rules, settings and notes in force for a tenant on a day."""

    slug: str
    version: str
    on: date
    card: TenantCard | None
    rules: Mapping[str, Rule] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    layers: tuple[Applied, ...] = ()
    waivers: Mapping[str, Message] = field(default_factory=dict, compare=False)
    """Rules set aside on this day (освобождения), with the words about who decided it and why."""

    @property
    def draft(self) -> bool:
        """Tell whether the tenant has no act of its own in force (проект: работа по образцу)."""
        own = [layer for layer in self.layers if layer.owner == self.slug and layer.source_label is None]
        return not any(layer.act and layer.act.status == "in_force" for layer in own)

    def rule(self, rule_id: str) -> Rule | None:
        """Find a rule that says something; None when it is absent or silent."""
        rule = self.rules.get(rule_id)
        return None if rule is None or rule.silent else rule

    def params(self, rule_id: str) -> Any:
        """Give the typed parameters of a rule, or None when it is absent or silent."""
        rule = self.rule(rule_id)
        return rule.params if rule else None

    def value(self, setting_id: str, otherwise: Any = None) -> Any:
        """Give the value of a setting in force."""
        setting = self.settings.get(setting_id)
        return otherwise if setting is None or setting.value is None else setting.value

    def of_module(self, module: str) -> tuple[Rule, ...]:
        """Give the rules of one section of the product, in the order of the files."""
        return tuple(rule for rule in self.rules.values() if rule.module == module)

    def of_kind(self, kind: str) -> tuple[Rule, ...]:
        """Give the rules of one kind, in the order of the files."""
        return tuple(rule for rule in self.rules.values() if rule.kind == kind)

    def titles(self, module: str) -> dict[str, str]:
        """Give the names of codes (названия кодов): those of a section's lists, else those of the units.

        The categories of a composition (категории состава) are named where it asks for them.
        """
        lists = [rule for rule in self.of_kind("list") if not rule.silent]
        named = [rule.params.items for rule in lists if rule.id == UNIT_KINDS]
        seats = [rule for rule in self.of_kind("composition") if not rule.silent and rule.module == module]
        named += [rule.params.categories for rule in seats]
        named += [
            rule.params.items for rule in reversed(lists) if rule.module == module
        ]  # the first one wins
        return {item.code: item.title for items in named for item in items}

    def evaluate(self, rule_id: str, facts: Mapping[str, Any]) -> Verdict:
        """Judge facts by a rule (вынести заключение).

        Raises `UnknownRule` when neither this profile nor the catalogue knows the id, `BadFacts` when a fact
        is unknown or has a wrong type.  An absent, silent or declarative rule gives `not_applicable`,
        a broken one that is set aside on this day `waived`.
        """
        rule = self.rules.get(rule_id)
        if rule is None and rule_id not in RULES:
            raise UnknownRule(rule_id)
        if rule is None or rule.silent:
            return self._attached(rule_id, rule, _not_established(rule_id, rule))
        outcome = evaluate(rule.kind, rule.params, facts, rule_id)
        outcome = outcome.titled(self.titles(rule.module))
        verdict = self._attached(rule_id, rule, outcome, self._readings(rule, facts))
        if verdict.status not in WAIVABLE or rule.kind in COUNTED or rule_id not in self.waivers:
            return verdict
        return verdict.waived(self.waivers[rule_id])

    def _readings(self, rule: Rule, facts: Mapping[str, Any]) -> Iterator[str]:
        """Give the readings that had a say: what to count in another form of meeting had none."""
        other = {f"{rule.id}.counted.{form}" for form in FORMS if form != facts.get("form")}
        for reading in rule.readings:
            setting = self.settings.get(reading.partition(" = ")[0])
            if setting is None or not other.intersection(setting.sets):
                yield reading

    def _title(self, setting_id: str) -> str:
        setting = self.settings.get(setting_id)
        return setting.title if setting and setting.title else setting_id

    def _attached(
        self, rule_id: str, rule: Rule | None, outcome: Outcome, readings: Iterable[str] = ()
    ) -> Verdict:
        told = tuple(readings)
        return Verdict.of(
            outcome,
            rule=rule_id,
            severity=rule.severity if rule else Severity.SOFT,
            clause=rule.clause if rule else "",
            act=rule.act if rule else "",
            quote=rule.quote if rule else "",
            reading="; ".join(told) or None,
            decided_by=tuple(self._title(reading.partition(" = ")[0]) for reading in told),
            profile_version=self.version,
            source_label=rule.source_label if rule else None,
        )


def _not_established(rule_id: str, rule: Rule | None) -> Outcome:
    """Say that the regulation sets no such rule (Положением … не установлено)."""
    title: object = rule.title if rule else Message(RULES[rule_id].title)
    message = Message(_NOT_ESTABLISHED, {"title": title})
    return Outcome(status=Status.NOT_APPLICABLE, message=message)
