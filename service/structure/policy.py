"""The structure section of a profile (раздел о структуре), typed: levels, kinds of units, functions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.profiles.profile import Profile, Rule
from service.rules.reader import Item

LEVELS, KINDS, FUNCTIONS = "structure.levels", "structure.unit_kinds", "structure.functions"
DIRECTIONS, CATEGORIES, FORMS = "structure.directions", "structure.management_kinds", "structure.legal_forms"
REQUIRED, COORDINATOR, ACT = "structure.required_units", "structure.coordinator", "structure.unit_act"
LEVEL_ALLOWED, MATRIX = "structure.unit_level", "structure.matrix"
GUIDANCE, PARTIES = "structure.guidance", "structure.interaction_parties"
REGULATIONS, COUNCIL_REGULATION = "documents.unit_regulations", "documents.council_regulation"
FUNCTION_SPECIALIST, LEVEL_DIRECTION = "function_specialist", "level_direction"
REGION, REGIONAL = "region", "regional"
BY_CONSENT = "consent"
PLACE = "association.unit"
"""The rule that gives associations a place in the structure; kinds name the kind to stand under."""


@dataclass(frozen=True)
class Level:
    """A level of the service (уровень), from the highest to the lowest in the list."""

    code: str
    title: str


@dataclass(frozen=True)
class UnitKind:
    """A kind of unit (вид единицы): where it stands, its category of management, its clause.

    `under`: the kind of unit that it has to stand under, where the regulation says so.
    """

    code: str
    title: str
    level: str
    category: str = ""
    clause: str = ""
    under: str = ""

    @property
    def by_consent(self) -> bool:
        """Whether a unit of this kind takes part by consent (по согласованию)."""
        return self.category == BY_CONSENT


@dataclass(frozen=True)
class Function:
    """A function of the service (функция) by direction and level; `same_as` names its first mention."""

    code: str
    title: str
    direction: str
    level: str
    clause: str = ""
    same_as: str = ""


@dataclass(frozen=True)
class StructurePolicy:
    """What a regulation says about structure; empty where it says nothing."""

    levels: tuple[Level, ...] = ()
    kinds: Mapping[str, UnitKind] = field(default_factory=dict)
    directions: Mapping[str, str] = field(default_factory=dict)
    functions: tuple[Function, ...] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    legal_forms: Mapping[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    with_act: tuple[str, ...] | None = None
    matrix: str = ""
    barred: frozenset[str] = frozenset()
    places: bool = False

    def kind(self, code: str) -> UnitKind | None:
        """The kind with a code."""
        return self.kinds.get(code)

    def above(self, code: str | None, *, of_school: bool = False) -> str:
        """The kind of unit that one of a kind has to stand under; empty where the regulation is silent.

        An association entered before kinds were told apart is taken for the only kind that has a place.
        """
        if not self.places or of_school:
            return ""
        kind = self.kinds.get(code or "")
        if kind is not None:
            return kind.under
        named = {one.under for one in self.kinds.values() if one.under}
        return named.pop() if len(named) == 1 else ""

    def rank(self, level: str) -> int:
        """The place of a level from the top; unknown levels stand last."""
        codes = [one.code for one in self.levels]
        return codes.index(level) if level in codes else len(codes)

    @property
    def creatable(self) -> tuple[UnitKind, ...]:
        """Kinds of units that this tenant may have."""
        return tuple(kind for kind in self.kinds.values() if kind.code not in self.barred)

    @property
    def counted_functions(self) -> tuple[Function, ...]:
        """Functions counted once: a repeated mention is the same function."""
        return tuple(one for one in self.functions if not one.same_as)

    @property
    def strictly_below(self) -> bool:
        """Whether a unit stands strictly below its parent's level, as the multi-level model has it."""
        return self.matrix == LEVEL_DIRECTION


def read_policy(profile: Profile) -> StructurePolicy:
    """Read the section; a silent or absent rule leaves its part empty."""
    kinds = {item.code: _kind(item) for item in _items(profile, KINDS)}
    municipal = profile.card is not None and profile.card.kind != REGION
    act = profile.params(ACT)
    return StructurePolicy(
        levels=tuple(Level(item.code, item.title) for item in _items(profile, LEVELS)),
        kinds=kinds,
        directions={item.code: item.title for item in _items(profile, DIRECTIONS)},
        functions=tuple(_function(item) for item in _items(profile, FUNCTIONS)),
        categories={item.code: item.title for item in _items(profile, CATEGORIES)},
        legal_forms={item.code: item.title for item in _items(profile, FORMS)},
        required=tuple(_required(profile, kinds, municipal=municipal)),
        coordinators=getattr(profile.params(COORDINATOR), "units", ()),
        with_act=(act.units or tuple(kinds)) if act else None,
        matrix=_matrix(profile),
        barred=_barred(profile.rule(KINDS), kinds, municipal=municipal),
        places=profile.rule(PLACE) is not None,
    )


def _items(profile: Profile, rule_id: str) -> tuple[Item, ...]:
    params = profile.params(rule_id)
    return params.items if params else ()


def _kind(item: Item) -> UnitKind:
    more = dict(item.more)
    return UnitKind(
        code=item.code,
        title=item.title,
        level=more.get("level", ""),
        category=more.get("category", ""),
        clause=item.clause,
        under=more.get("under", ""),
    )


def _function(item: Item) -> Function:
    more = dict(item.more)
    return Function(
        code=item.code,
        title=item.title,
        direction=more.get("direction", ""),
        level=more.get("level", ""),
        clause=item.clause,
        same_as=more.get("same_as", ""),
    )


def _matrix(profile: Profile) -> str:
    params = profile.params(MATRIX)
    return str(params.values[0]) if params else ""


def _of_the_region(rule: Rule | None) -> bool:
    """Whether a rule is the region's own act, not a model made of a district."""
    return rule is not None and rule.layer == REGION and rule.source_label is None


def _required(profile: Profile, kinds: Mapping[str, UnitKind], *, municipal: bool) -> list[str]:
    """Kinds that this tenant must have: a region's bodies are not asked of its municipalities."""
    params, rule = profile.params(REQUIRED), profile.rule(REQUIRED)
    if params is None:
        return []
    found = []
    for code in params.units:
        level = kinds[code].level if code in kinds else ""
        if municipal and _of_the_region(rule) and level == REGIONAL:
            continue
        if not municipal and level and level != REGIONAL:
            continue
        found.append(code)
    return found


def _barred(rule: Rule | None, kinds: Mapping[str, UnitKind], *, municipal: bool) -> frozenset[str]:
    """Kinds that only the region may create: those of its own level, for a municipality under its act."""
    if not (municipal and _of_the_region(rule)):
        return frozenset()
    return frozenset(code for code, kind in kinds.items() if kind.level == REGIONAL)
