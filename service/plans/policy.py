"""Which lists of the regulation are marked (перечни для отметок), on what and how many values of each."""

from dataclasses import dataclass

from service.profiles.profile import Profile, Rule
from service.rules.kinds import coverage, labelling

VALUES = "list_values"
"""What a rule of coverage names whose units are lists, each value of which needs an item of the plan."""


@dataclass(frozen=True)
class Value:
    """One value of a list; `mark` is how records carry it: «list:code».

    `counts` are registers whose records count to it unmarked, `library` is a kind of the library's entries.
    """

    mark: str
    title: str
    direction: str = ""
    level: str = ""
    counts: tuple[str, ...] = ()
    library: str = ""


@dataclass(frozen=True)
class Listing:
    """One list of the regulation with its values."""

    id: str
    title: str
    clause: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Labelling:
    """A rule of labelling with the lists it names; `across` is a list, or "unit" for the units of a plan."""

    rule: Rule
    take: str
    across: str
    lists: tuple[Listing, ...]

    @property
    def marks(self) -> frozenset[str]:
        """Every value that may be chosen by this rule."""
        return frozenset(value.mark for one in self.lists for value in one.values)


@dataclass(frozen=True)
class Covering:
    """A rule that each value of some lists has an item of the plan."""

    rule: Rule
    lists: tuple[Listing, ...]


def listing(profile: Profile, list_id: str) -> Listing | None:
    """A list of the profile; None where it has no such list."""
    rule = profile.rule(list_id)
    if rule is None or rule.kind != "list":
        return None
    values = []
    for item in rule.params.items:
        more = dict(item.more)
        mark = f"{rule.id}:{item.code}"
        counts = tuple(more.get("counts", "").split())
        values.append(
            Value(
                mark, item.title, more.get("direction", ""), more.get("level", ""), counts,
                more.get("library", ""),
            )
        )  # fmt: skip
    return Listing(rule.id, rule.title, rule.clause, tuple(values))


def labellings(profile: Profile, on: str) -> tuple[Labelling, ...]:
    """The rules of labelling for one kind of record."""
    return tuple(
        Labelling(rule, rule.params.take, rule.params.across, _lists(profile, rule.params.of))
        for rule in profile.of_kind(labelling.NAME)
        if not rule.silent and rule.params.on == on
    )


def coverings(profile: Profile) -> tuple[Covering, ...]:
    """The rules that ask an item for each value of a list."""
    return tuple(
        Covering(rule, _lists(profile, rule.params.units))
        for rule in profile.of_kind(coverage.NAME)
        if not rule.silent and rule.params.of == VALUES
    )


def _lists(profile: Profile, ids: tuple[str, ...]) -> tuple[Listing, ...]:
    return tuple(found for one in ids if (found := listing(profile, one)))
