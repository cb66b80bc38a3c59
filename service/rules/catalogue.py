"""The catalogue of the rule engine: all kinds (виды правил), all rules with facts, and their functions."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.rules.errors import BadParams
from service.rules.facts import Facts, FactType, check_facts, missing_fact
from service.rules.kind import Kind
from service.rules.kinds import (
    annual_deadline,
    appointment,
    attribute,
    composition,
    coverage,
    deadline,
    deadline_hours,
    declared,
    documents,
    eligibility,
    force,
    frequency,
    indicator,
    labelling,
    majority,
    minimum,
    personal,
    presiding,
    signatories,
    stages,
    term,
    threshold,
)
from service.rules.message import Message
from service.rules.specs import RULES, RuleSpec
from service.rules.verdict import Outcome, incomplete

__all__ = ["KINDS", "RULES", "RuleSpec", "describe", "evaluate", "facts_of", "parse_params", "weaker"]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        threshold.KIND,
        majority.KIND,
        deadline.KIND,
        annual_deadline.KIND,
        frequency.KIND,
        minimum.KIND,
        composition.KIND,
        eligibility.KIND,
        appointment.KIND,
        term.KIND,
        stages.KIND,
        documents.KIND,
        signatories.KIND,
        presiding.KIND,
        personal.KIND,
        force.KIND,
        coverage.KIND,
        labelling.KIND,
        attribute.KIND,
        indicator.KIND,
        declared.REGISTER,
        declared.PROCESS,
        declared.LIST,
    )
}


def kind_named(kind: str) -> Kind:
    """Return a kind of the closed catalogue; raise BadParams for an unknown one."""
    if kind not in KINDS:
        raise BadParams(
            "kind",
            Message(
                "Неизвестный вид правила «%(kind)s». Известны: %(known)s.",
                {"kind": kind, "known": sorted(KINDS)},
            ),
        )
    return KINDS[kind]


def parse_params(kind: str, mapping: Mapping[str, object], rule_id: str = "") -> Any:
    """Read the parameters of a rule strictly; a rule with facts of its own must use exactly these.

    Raises BadParams, whose key is the dotted path of the parameter.
    """
    spec = RULES.get(rule_id)
    chosen = kind_named(kind)
    if rule_id and not (spec and spec.hours) and mapping.get("unit") == deadline_hours.UNIT:
        raise BadParams("unit", Message("Этот срок записывается по дням: считать его в часах нечем."))
    if spec is None:
        return chosen.parse(mapping)
    if kind not in spec.kinds:
        raise BadParams("kind", Message("У этого правила другой вид: %(kinds)s.", {"kinds": spec.kinds}))
    params = chosen.parse({**spec.defaults, **mapping})
    known = {**spec.facts, **spec.instead}
    for key in ("fact", "anchor", "of"):
        name = getattr(params, key, None)
        if name is not None and name not in known and kind not in (coverage.NAME, labelling.NAME):
            raise BadParams(key, Message("Это правило знает сведения: %(known)s.", {"known": sorted(known)}))
    for name, fact in chosen.facts(params).items():
        if fact.required and name not in known:
            raise BadParams(
                "conditions", Message("Этому правилу не дают сведение «%(name)s».", {"name": name})
            )
    return params


def facts_of(rule_id: str, kind: str, params: Any) -> dict[str, FactType]:
    """Return the facts that a rule takes: those of its kind, with what its id promises on top."""
    spec = RULES.get(rule_id)
    facts = kind_named(kind).facts(params)
    if spec is None:
        return facts
    own = {
        name: replace(fact, kind=facts[name].kind, choices=facts[name].choices, names=facts[name].names)
        if name in facts
        else fact
        for name, fact in spec.facts.items()
    }
    return {**own, **{name: fact for name, fact in facts.items() if name not in own}}


def evaluate(kind: str, params: Any, facts: Facts, rule_id: str = "") -> Outcome:
    """Judge facts by a rule (вынести заключение).

    Raises BadFacts for a fact that the rule does not know or that has a wrong type; a missing fact gives
    `not_yet` with what is missing.
    """
    chosen = kind_named(kind)
    types = facts_of(rule_id, kind, params)
    checked = check_facts(types, facts)
    own = chosen.facts(params)
    stricter = [
        name for name, fact in types.items() if fact.required and name in own and not own[name].required
    ]
    absent = tuple(missing_fact(name, types[name]) for name in stricter if name not in checked)
    if absent:
        return incomplete(absent, checked)
    return chosen.evaluate(params, {name: value for name, value in checked.items() if name in own})


def describe(kind: str, params: Any) -> Message:
    """Say a rule as a Russian sentence."""
    return kind_named(kind).describe(params)


def weaker(kind: str, parent: Any, child: Any) -> Message | None:
    """Say why a rule asks for less than the one above it; None when it does not."""
    return kind_named(kind).weaker(parent, child)
