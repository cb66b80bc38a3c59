"""Eligibility (требования к кандидату): conditions that a person must meet, with tiers of membership."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.rules.conditions.catalogue import CANDIDATE
from service.rules.conditions.explain import Truth, atom_code, atoms, both, truth, unknown_codes
from service.rules.conditions.grammar import Compare, Condition
from service.rules.conditions.grammar import parse as parse_condition
from service.rules.conditions.registers import FieldType
from service.rules.errors import BadParams
from service.rules.facts import FactKind, Facts, FactType
from service.rules.kind import Kind
from service.rules.message import N_, Message, listed, sentences
from service.rules.reader import Item, Reader, refuse_repeats
from service.rules.value_words import VALUES
from service.rules.verdict import Missing, Outcome, Status

NAME = "eligibility"
EXPERIENCE = "experience"
_PREFIX = f"{EXPERIENCE}_"
_KINDS = {
    FieldType.INTEGER: FactKind.QUANTITY,
    FieldType.FLAG: FactKind.PRESENCE,
    FieldType.CODE: FactKind.CODE,
    FieldType.CODES: FactKind.CODES,
    FieldType.DATE: FactKind.DATE,
}
_NEVER = date(1, 1, 1)  # conditions of candidates have no time windows


@dataclass(frozen=True)
class Demand:
    """One condition with its title and clause."""

    item: Item
    when: Condition


@dataclass(frozen=True)
class Tier:
    """One way of belonging: core, included, may be included."""

    item: Item
    demands: tuple[Demand, ...]


@dataclass(frozen=True)
class Params:
    """Conditions for everybody, tiers in their order, and whether only the first tier admits."""

    demands: tuple[Demand, ...]
    tiers: tuple[Tier, ...]
    core_only: bool


def parse(mapping: Mapping[str, object]) -> Params:
    """Read the parameters strictly; at least one condition or tier."""
    reader = Reader(mapping)
    params = Params(
        demands=_demands(reader, "conditions"),
        tiers=_tiers(reader),
        core_only=reader.flag("core_only", False),
    )
    reader.done()
    if not params.demands and not params.tiers:
        raise BadParams("conditions", Message("Нужно хотя бы одно условие."))
    return params


def _demands(reader: Reader, key: str) -> tuple[Demand, ...]:
    demands = tuple(_demand(f"{key}[{index}]", entry) for index, entry in enumerate(reader.listed(key)))
    refuse_repeats(key, tuple(demand.item.code for demand in demands))
    return demands


def _demand(key: str, entry: object) -> Demand:
    try:
        reader = Reader(entry)
        item = Item(reader.code("code"), reader.text("title"), reader.text("clause", ""))
        when = reader.raw("when")
        reader.done()
        try:
            return Demand(item, parse_condition(when, CANDIDATE))
        except BadParams as refusal:
            raise refusal.under("when") from None
    except BadParams as refusal:
        raise refusal.under(key) from None


def _tiers(reader: Reader) -> tuple[Tier, ...]:
    tiers = []
    for index, entry in enumerate(reader.listed("tiers")):
        try:
            inner = Reader(entry)
            item = Item(inner.code("code"), inner.text("title"), inner.text("clause", ""))
            tiers.append(Tier(item, _demands(inner, "conditions")))
            inner.done()
        except BadParams as refusal:
            raise refusal.under(f"tiers[{index}]") from None
    refuse_repeats("tiers", tuple(tier.item.code for tier in tiers))
    return tuple(tiers)


def evaluate(params: Params, facts: Facts) -> Outcome:
    """Judge a candidate: every condition, then the first tier whose conditions all hold.

    The shortfall is the number of conditions that are not met; an unknown fact is never taken as met.
    """
    row = _row(facts)
    judged = [(demand, truth(demand.when, row, _NEVER)) for demand in params.demands]
    tier, tier_truth, nearest = _tier(params, row)
    judged += nearest
    failed = [demand for demand, value in judged if value is False]
    unknown = [demand for demand, value in judged if value is None]
    operands: dict[str, object] = dict(facts)
    if tier:
        operands["tier"] = tier.item.code
    overall = both((*(value for _, value in judged[: len(params.demands)]), tier_truth))
    if overall:
        said = [Message("Все требования выполнены.")]
        said += [Message("Ступень: %(title)s.", {"title": tier.item.title})] if tier else []
        return Outcome(status=Status.PASS, operands=operands, message=sentences(*said))
    if overall is False:
        return Outcome(
            status=Status.FAIL,
            operands=operands,
            shortfall=len(failed),
            missing=tuple(Missing(item.item.code, _title(item)) for item in failed),
            message=Message(
                "Не выполнены требования: %(titles)s.", {"titles": listed([_title(item) for item in failed])}
            ),
            remedy=Message("Подтвердите недостающее документами или выберите другого кандидата."),
        )
    lacking = tuple(Missing(item.item.code, _lacking(item, row)) for item in (*failed, *unknown))
    return Outcome(
        status=Status.NOT_YET,
        operands=operands,
        missing=lacking,
        message=Message(
            "Проверить пока нельзя: %(titles)s.", {"titles": listed([item.message for item in lacking])}
        ),
        remedy=Message("Внесите недостающие сведения."),
    )


def _tier(params: Params, row: Mapping[str, object]) -> tuple[Tier | None, Truth, list[tuple[Demand, Truth]]]:
    """Return the tier that admits, the joint truth of tiers, and what the nearest tier still lacks."""
    tiers = params.tiers[:1] if params.core_only else params.tiers
    if not tiers:
        return None, True, []
    judged = [[(demand, truth(demand.when, row, _NEVER)) for demand in tier.demands] for tier in tiers]
    values = [both(value for _, value in demands) for demands in judged]
    if True in values:
        return tiers[values.index(True)], True, []
    nearest = judged[values.index(None)] if None in values else judged[0]
    return None, None if None in values else False, nearest


def _row(facts: Facts) -> dict[str, object]:
    row = dict(facts)
    experience = row.pop(EXPERIENCE, None)
    if isinstance(experience, Mapping):
        row.update({f"{_PREFIX}{name}": years for name, years in experience.items()})
    return row


def _title(demand: Demand) -> Message:
    if demand.item.clause:
        return Message("%(title)s (%(clause)s)", {"title": demand.item.title, "clause": demand.item.clause})
    return Message("%(title)s", {"title": demand.item.title})


def _lacking(demand: Demand, row: Mapping[str, object]) -> Message:
    names = [Message(CANDIDATE.fields[code].title) for code in unknown_codes(demand.when, row, _NEVER)]
    return Message("%(title)s, нет сведений: %(names)s", {"title": demand.item.title, "names": names})


def facts_of(params: Params) -> dict[str, FactType]:
    """Return the facts of a candidate; those that the conditions read are required."""
    everything = [*params.demands, *(demand for tier in params.tiers for demand in tier.demands)]
    used = {atom_code(atom) for demand in everything for atom in atoms(demand.when)}
    years = [name for name in CANDIDATE.fields if name.startswith(_PREFIX)]
    facts = {
        name: FactType(
            _KINDS[field.type],
            field.title,
            required=name in used and name not in years,
            names=_names(name, everything),
        )
        for name, field in CANDIDATE.fields.items()
    }
    choices = tuple(name.removeprefix(_PREFIX) for name in years)
    needed = bool(used & set(years))
    told = [code for code in choices if f"{_PREFIX}{code}" in used]
    names = tuple((code, CANDIDATE.fields[f"{_PREFIX}{code}"].title) for code in told)
    title = N_("стаж, полных лет")
    facts[EXPERIENCE] = FactType(FactKind.COUNTS, title, choices, required=needed, names=names)
    return facts


def _names(field: str, demands: list[Demand]) -> tuple[tuple[str, str], ...]:
    """Return the codes that the conditions compare a field with, each with its words."""
    found: dict[str, str] = {}
    for atom in (atom for demand in demands for atom in atoms(demand.when)):
        if isinstance(atom, Compare) and atom.field.name == field:
            values = atom.value if isinstance(atom.value, tuple) else (atom.value,)
            found.update({code: VALUES.get(code, code) for code in values if isinstance(code, str)})
    return tuple(found.items())


def describe(params: Params) -> Message:
    """Say the rule as a sentence."""
    demands = listed([demand.item.title for demand in params.demands])
    tiers = listed([tier.item.title for tier in params.tiers])
    said = [Message("Требования: %(demands)s.", {"demands": demands})] if demands else []
    if tiers:
        said.append(Message("Ступени: %(tiers)s.", {"tiers": tiers}))
    return sentences(*said)


def weaker(parent: Params, child: Params) -> Message | None:
    """Say which condition of the parent the child drops or changes; None when it only adds conditions."""
    kept = {demand.item.code: demand.when for demand in child.demands}
    for demand in parent.demands:
        if kept.get(demand.item.code) != demand.when:
            return Message("Требование убрано или изменено: %(title)s.", {"title": demand.item.title})
    tiers = {tier.item.code: tier for tier in parent.tiers}
    for tier in child.tiers:
        above = tiers.get(tier.item.code)
        if parent.tiers and above is None:
            return Message("Добавлена ступень, которой нет выше: %(title)s.", {"title": tier.item.title})
        own = {demand.item.code: demand.when for demand in tier.demands}
        if above and any(own.get(demand.item.code) != demand.when for demand in above.demands):
            return Message("Ослаблена ступень: %(title)s.", {"title": tier.item.title})
    if parent.tiers and not child.tiers or parent.core_only and not child.core_only:
        return Message("Ступени убраны.")
    return None


KIND = Kind(NAME, N_("требования к кандидату"), parse, describe, weaker, facts_of, evaluate, add_only=True)
