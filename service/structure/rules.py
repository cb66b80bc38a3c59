"""What the profile says about a structure (проверка структуры): plain facts in, facts for rules out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.profiles.profile import Profile
from service.rules.verdict import Verdict
from service.structure.policy import (
    ACT,
    COORDINATOR,
    COUNCIL_REGULATION,
    GUIDANCE,
    PARTIES,
    PLACE,
    REGULATIONS,
    REQUIRED,
    StructurePolicy,
)

HOLDERS = "structure.function_holders"
ORGANISATION_CONSENT, TUTOR_CONSENT = "structure.organisation_consent", "structure.tutor_consent"
STAFF_CONSENT = "people.staff_consent"
SCHOOL_SERVICE, METHOD_ROOM = "structure.school_service", "structure.method_room"
MUNICIPALITIES = "municipalities"
TUTORS, ORGANISATION, ROOM = "tutors", "organisation", "school_method_room"
COUNCIL, ASSOCIATION, OWN_REGULATION = "council", "association", "association.own_regulation"
ALWAYS_SHOWN = (REQUIRED, COORDINATOR)

Facts = dict[str, Any]


@dataclass(frozen=True)
class UnitFacts:
    """What the rules need to know of a unit."""

    id: int
    kind: str
    level: str
    title: str
    act: bool = False
    coordinator: bool = False
    consent: bool = False
    organisation_id: int | None = None
    parent_id: int | None = None
    guidance: bool = False
    regulation: bool = False


@dataclass(frozen=True)
class AssociationFacts:
    """What the rules need to know of an association that is kept as a body."""

    id: int
    type: str | None
    title: str
    unit_id: int | None = None
    of_school: bool = False


@dataclass(frozen=True)
class MemberFacts:
    """What the rules need to know of a member of a unit."""

    id: int
    title: str
    unit_kind: str
    consent: bool = False


@dataclass(frozen=True)
class State:
    """A structure on a date."""

    units: Sequence[UnitFacts] = ()
    members: Sequence[MemberFacts] = ()
    held: Collection[str] = ()
    organisations: Mapping[int, str] | None = None
    associations: Sequence[AssociationFacts] = ()


def check_structure(profile: Profile, policy: StructurePolicy, state: State) -> list[Verdict]:
    """Verdicts on a structure: rules with something to judge, and the two that every structure is asked."""
    found = []
    for rule_id, facts in facts_of(policy, state, profile):
        if profile.rule(rule_id) is not None and facts.get("total", 1):
            found.append(profile.evaluate(rule_id, facts))
        elif rule_id in ALWAYS_SHOWN and rule_id in profile.rules:
            found.append(profile.evaluate(rule_id, facts))
    return found


def facts_of(policy: StructurePolicy, state: State, profile: Profile) -> Iterator[tuple[str, Facts]]:
    """Facts for every rule that structure can judge: rule id and its facts."""
    yield REQUIRED, required_units(policy, state.units)
    coordinator = coordination(policy, state.units, profile)
    if coordinator is not None:
        yield COORDINATOR, coordinator
    yield ACT, acts(policy, state.units)
    yield PLACE, places(policy, state.units, state.associations)
    yield REGULATIONS, regulations(profile, state.units)
    yield GUIDANCE, guidance(state.units)
    yield HOLDERS, holders(policy, state.held)
    yield ORGANISATION_CONSENT, _lacking(_unit(u, u.consent) for u in state.units if u.kind == ORGANISATION)
    yield TUTOR_CONSENT, _lacking(_member(m) for m in state.members if m.unit_kind == TUTORS)
    yield STAFF_CONSENT, _lacking(_member(m) for m in state.members if m.unit_kind != TUTORS)
    if state.organisations is not None:
        yield SCHOOL_SERVICE, services(policy, state.units, state.organisations)
        yield METHOD_ROOM, services(policy, state.units, state.organisations, (ROOM,))


def required_units(policy: StructurePolicy, units: Iterable[UnitFacts]) -> Facts:
    """Which required kinds have no unit."""
    present = {unit.kind for unit in units}
    return _lacking((code, _kind_title(policy, code), code in present) for code in policy.required)


def coordination(policy: StructurePolicy, units: Iterable[UnitFacts], profile: Profile) -> Facts | None:
    """Whether a coordinator is marked; None in a region whose rule asks it of its municipalities."""
    params = profile.params(COORDINATOR)
    if params is not None and params.of == MUNICIPALITIES:
        if profile.card is not None and profile.card.kind == "region":
            return None
        marked = any(unit.coordinator for unit in units)
        return _lacking([("coordinator", params.statement or "—", marked)])
    marked_kinds = {unit.kind for unit in units if unit.coordinator}
    return _lacking((code, _kind_title(policy, code), code in marked_kinds) for code in policy.coordinators)


def places(
    policy: StructurePolicy, units: Sequence[UnitFacts], associations: Iterable[AssociationFacts]
) -> Facts:
    """Which associations do not stand under the unit that their kind names: units of the tree and bodies."""
    asked = [(_unit(one, False)[:2], policy.above(one.kind), one.parent_id) for one in units]
    for body in associations:
        above = policy.above(body.type, of_school=body.of_school)
        asked.append(((f"body-{body.id}", body.title), above, body.unit_id))
    return _lacking((*named, place in below(units, above)) for named, above, place in asked if above)


def below(units: Iterable[Any], kind: str) -> frozenset[int]:
    """Ids of the units of a kind and of all that stand under these."""
    listed = list(units)
    found = {one.id for one in listed if one.kind == kind}
    grown = True
    while grown:
        more = {one.id for one in listed if one.parent_id in found} - found
        grown = bool(more)
        found |= more
    return frozenset(found)


def acts(policy: StructurePolicy, units: Iterable[UnitFacts]) -> Facts:
    """Which units have no act although the profile asks for one, from the highest level down."""
    asked = policy.with_act or ()
    ordered = sorted(units, key=lambda unit: policy.rank(unit.level))
    return _lacking(_unit(unit, unit.act) for unit in ordered if unit.kind in asked)


def regulations(profile: Profile, units: Iterable[UnitFacts]) -> Facts:
    """Which units of the kinds that the profile names have no regulation in force (LU1 п. 4.9).

    All associations stand under one common regulation, unless the setting asks for one each (C-LU-27).
    """
    params = profile.params(REGULATIONS)
    common = () if profile.value(OWN_REGULATION, False) else (ASSOCIATION,)
    asked = [kind for kind in params.units if kind not in common] if params else []
    return _lacking(_unit(unit, unit.regulation) for unit in units if unit.kind in asked)


def guidance(units: Iterable[UnitFacts]) -> Facts:
    """Which kind of unit guides the service scientifically and methodically (UK п. 17); one at a time."""
    kind = next((unit.kind for unit in units if unit.guidance), None)
    return {} if kind is None else {"guidance": kind}


def works(profile: Profile, unit: UnitFacts) -> bool:
    """Whether a unit may act: a council does so under its own regulation in force (LU1 п. 4.8)."""
    return unit.kind != COUNCIL or unit.regulation or profile.rule(COUNCIL_REGULATION) is None


def one_sided(profile: Profile, first: str, second: str | None) -> bool:
    """Whether joint work has fewer parties than the profile asks for (UK п. 9)."""
    params = profile.params(PARTIES)
    return params is not None and len({first, second} - {None}) < params.count


def holders(policy: StructurePolicy, held: Collection[str]) -> Facts:
    """Which functions nobody holds."""
    return _lacking((one.code, one.title, one.code in held) for one in policy.counted_functions)


def services(
    policy: StructurePolicy,
    units: Iterable[UnitFacts],
    organisations: Mapping[int, str],
    kinds: Collection[str] | None = None,
) -> Facts:
    """Which organisations have no methodical service of their own: a unit of the lowest level in them."""
    asked = set(kinds) if kinds is not None else set(service_kinds(policy))
    served = {unit.organisation_id for unit in units if unit.kind in asked}
    return _lacking((str(key), title, key in served) for key, title in organisations.items())


def service_kinds(policy: StructurePolicy) -> tuple[str, ...]:
    """Kinds of units that stand inside organisations: those of the lowest of several levels."""
    if len(policy.levels) < 2:
        return ()
    lowest = policy.levels[-1].code
    return tuple(
        code for code, kind in policy.kinds.items() if kind.level == lowest and lowest != "municipal"
    )


def _unit(unit: UnitFacts, fine: bool) -> tuple[str, str, bool]:
    return str(unit.id), unit.title, fine


def _member(member: MemberFacts) -> tuple[str, str, bool]:
    return str(member.id), member.title, member.consent


def _kind_title(policy: StructurePolicy, code: str) -> str:
    kind = policy.kind(code)
    return kind.title if kind else code


def _lacking(asked: Iterable[tuple[str, str, bool]]) -> Facts:
    listed = list(asked)
    missing = [{"code": code, "title": title} for code, title, fine in listed if not fine]
    return {"total": len(listed), "missing": missing}
