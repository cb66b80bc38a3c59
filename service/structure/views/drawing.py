"""The tree and the matrices of functions as the templates draw them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from service.core.language import DEFAULT, LANGUAGES, N_, own_word
from service.profiles.profile import Profile
from service.rules.message import Message
from service.structure.model import Unit
from service.structure.policy import Function, StructurePolicy
from service.structure.queries import Holding, Structure
from service.structure.rules import below, works

NO_HEAD = N_("нет руководителя")
NOT_BEGUN = N_("не введена в действие: нет положения")
COORDINATES = N_("координатор")
HEADED = N_("%(head)s, людей: %(members)s")
PEOPLE = N_("людей: %(members)s")
OTHER_LEVEL = N_("Прочее")
ASSOCIATION = N_("методическое объединение")
NO_PLACE = N_("нет места в структуре")


def tree(
    structure: Structure, policy: StructurePolicy, profile: Profile, kept: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Levels with their units, each unit under its parent; a parent that is not there leaves it on top."""
    present = {unit.id for unit in structure.units}
    lower: dict[int | None, list[Unit]] = {}
    for unit in structure.units:
        lower.setdefault(unit.parent_id if unit.parent_id in present else None, []).append(unit)

    bodies = _bodies(structure, policy, present)

    def branch(unit: Unit) -> dict[str, Any]:
        children = [branch(child) for child in sorted(lower.get(unit.id, ()), key=_order(policy))]
        children += bodies.get(unit.id, [])
        begun = works(profile, structure.facts_of(unit))
        return {**_node(unit, structure, policy, kept, begun=begun), "children": children}

    tops = sorted(lower.get(None, ()), key=_order(policy))
    levels = [(level.code, level.title) for level in policy.levels]
    known = {code for code, _ in levels}
    if any(unit.level not in known for unit in tops):
        levels.append(("", OTHER_LEVEL))
    lost = bodies.get(None, [])
    if lost and not any(unit.level not in known for unit in tops):
        levels.append(("", OTHER_LEVEL))
    return [
        {
            "title": Message("%(title)s", {"title": title}),
            "note": None,
            "children": [
                *(branch(unit) for unit in tops if (unit.level if unit.level in known else "") == code),
                *(lost if code == "" else ()),
            ],
        }
        for code, title in levels
    ]


def _bodies(
    structure: Structure, policy: StructurePolicy, present: Collection[int]
) -> dict[int | None, list[dict[str, Any]]]:
    """Associations by the unit they stand under; under None those that have no place and must have one."""
    found: dict[int | None, list[dict[str, Any]]] = {}
    for body in structure.associations:
        above = policy.above(body.type, of_school=body.of_school)
        if body.unit_id not in present and not above:
            continue
        stands = body.unit_id in (below(structure.units, above) if above else present)
        kind = policy.kind(body.type or "")
        node = {
            "title": {"ru": body.title},
            "href": url_for("associations.card", body_id=body.id),
            "note": {"ru": kind.title} if kind else Message(ASSOCIATION),
            "mark": None if stands else (Message(NO_PLACE), "bad"),
            "children": [],
        }
        found.setdefault(body.unit_id if body.unit_id in present else None, []).append(node)
    return found


def _order(policy: StructurePolicy) -> Any:
    kinds = list(policy.kinds)
    return lambda unit: (
        policy.rank(unit.level),
        kinds.index(unit.kind) if unit.kind in kinds else 999,
        unit.name,
    )


def _node(
    unit: Unit, structure: Structure, policy: StructurePolicy, kept: Mapping[str, str], *, begun: bool
) -> dict[str, Any]:
    head, members = structure.head_of(unit.id), len(structure.members.get(unit.id, ()))
    mark: tuple[Any, str] | None = None
    if not begun:
        mark = (Message(NOT_BEGUN), "bad")
    elif unit.coordinator:
        mark = (Message(COORDINATES), "info")
    elif not head:
        mark = (Message(NO_HEAD), "warn")
    said = Message(HEADED if head else PEOPLE, {"head": head, "members": members}) if members else None
    return {
        "title": names(unit),
        "href": url_for("structure.card", **{"unit_id": unit.id, **kept}),
        "note": said or _unless_same(kind_title(policy, unit.kind), unit.name),
        "mark": mark,
    }


def _unless_same(title: dict[str, str], name: str) -> dict[str, str] | None:
    """The kind, unless the unit bears its name."""
    return None if title["ru"] == name else title


def names(unit: Unit) -> dict[str, str]:
    """The names of a unit by language."""
    return {"ru": unit.name, **({"alt": unit.name_alt} if unit.name_alt else {})}


def kind_title(policy: StructurePolicy, code: str) -> dict[str, str]:
    """The kind of a unit in the tenant's own words, else in the regulation's."""
    kind = policy.kind(code)
    title = kind.title if kind else code
    own = {language: said for language in LANGUAGES if (said := own_word(title, language))}
    return {DEFAULT: title, **own}


@dataclass(frozen=True)
class Row:
    """A function with who holds it; `also` are further places of the same function."""

    function: Function
    holdings: tuple[Holding, ...] = ()
    also: tuple[str, ...] = ()

    def of_person(self, person_id: int) -> Holding | None:
        """The holding of one specialist."""
        return next((one for one in self.holdings if one.row.person_id == person_id), None)


@dataclass(frozen=True)
class Group:
    """Functions of one direction at one level."""

    direction: str
    level: str
    rows: tuple[Row, ...] = field(default_factory=tuple)

    @property
    def covered(self) -> int:
        """How many of them somebody holds."""
        return sum(1 for row in self.rows if row.holdings)


def rows(policy: StructurePolicy, holdings: Sequence[Holding]) -> list[Row]:
    """Every function once, with its holders."""
    by_code: dict[str, list[Holding]] = {}
    for one in holdings:
        by_code.setdefault(one.row.function, []).append(one)
    repeated: dict[str, list[str]] = {}
    for function in policy.functions:
        if function.same_as:
            repeated.setdefault(function.same_as, []).append(function.clause)
    return [
        Row(one, tuple(by_code.get(one.code, ())), tuple(repeated.get(one.code, ())))
        for one in policy.counted_functions
    ]


def groups(policy: StructurePolicy, listed: Sequence[Row]) -> list[Group]:
    """Functions by direction and level, in the order of the regulation."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in listed:
        found.setdefault((row.function.direction, row.function.level), []).append(row)
    order = list(policy.directions)
    ordered = sorted(
        found.items(),
        key=lambda item: (order.index(item[0][0]) if item[0][0] in order else 99, policy.rank(item[0][1])),
    )
    return [Group(direction, level, tuple(listed)) for (direction, level), listed in ordered]


def specialists(listed: Sequence[Row]) -> list[tuple[int, str]]:
    """People who hold functions, by name."""
    found = {
        one.row.person_id: one.name for row in listed for one in row.holdings if one.row.person_id is not None
    }
    return sorted(found.items(), key=lambda item: item[1])


def rule_of(profile: Profile, *ids: str) -> Any:
    """The first of these rules that the profile has, silent or not."""
    return next((profile.rules[one] for one in ids if one in profile.rules), None)
