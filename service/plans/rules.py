"""What a plan's items say by the regulation's lists (охват плана): counts, matrices, verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from service.plans.names import ITEM, ItemState
from service.plans.policy import Covering, Labelling, Listing, Value, coverings, labellings, listing
from service.profiles.profile import Profile
from service.rules.verdict import Severity, Status, Verdict

UNIT = "unit"
FUNCTIONS = "structure.functions"


@dataclass(frozen=True)
class ItemFacts:
    """What the report needs of an item."""

    id: int
    title: str
    state: str
    marks: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True)
class Count:
    """How many items are planned (cancelled ones are not) and how many of them are done."""

    planned: int = 0
    done: int = 0

    def with_one(self, item: ItemFacts) -> "Count":
        """The count with one more item."""
        if item.state == ItemState.CANCELLED:
            return self
        return Count(self.planned + 1, self.done + (item.state == ItemState.DONE))


@dataclass(frozen=True)
class Line:
    """A value of a list with its items."""

    value: Value
    count: Count


@dataclass(frozen=True)
class Matrix:
    """Values of a list against those of another, or against units; `functions` says how many stand there."""

    title: str
    rows: tuple[Value, ...]
    columns: tuple[Value, ...]
    cells: dict[tuple[str, str], Count]
    functions: dict[tuple[str, str], int]
    by_unit: bool = False

    def cell(self, row: Value, column: Value) -> Count:
        """The count of one cell."""
        return self.cells.get((row.mark, column.mark), Count())


@dataclass(frozen=True)
class Part:
    """One list in the report."""

    labelling: Labelling
    listing: Listing
    lines: tuple[Line, ...]
    matrix: Matrix | None = None

    @property
    def empty(self) -> tuple[Line, ...]:
        """Values that no item carries."""
        return tuple(one for one in self.lines if not one.count.planned)


@dataclass(frozen=True)
class Broken:
    """An item whose marks break a rule."""

    item: ItemFacts
    verdict: Verdict


@dataclass(frozen=True)
class Report:
    """The coverage of a plan: all items, every list, what the rules say of the whole and of items."""

    count: Count
    cancelled: int
    parts: tuple[Part, ...]
    covered: tuple[Verdict, ...] = ()
    broken: tuple[Broken, ...] = field(default_factory=tuple)

    @property
    def refusing(self) -> tuple[Verdict, ...]:
        """What stands in the way of an approval: broken rules that the regulation makes hard."""
        said = (*self.covered, *(one.verdict for one in self.broken))
        return tuple(one for one in said if one.status is Status.FAIL and one.severity is Severity.HARD)


def judged(profile: Profile, on: str, marks: Iterable[str]) -> list[tuple[Labelling, Verdict]]:
    """What every rule of labelling says of the marks of one record."""
    chosen = set(marks)
    return [
        (one, profile.evaluate(one.rule.id, {"marks": len(chosen & one.marks)}))
        for one in labellings(profile, on)
        if one.lists
    ]


def unknown(profile: Profile, on: str, marks: Iterable[str]) -> list[str]:
    """Marks that no list of this profile offers for this kind of record."""
    offered = {mark for one in labellings(profile, on) for mark in one.marks}
    return sorted(set(marks) - offered)


def report(profile: Profile, items: Sequence[ItemFacts]) -> Report:
    """The coverage of a plan by every list that its items carry."""
    alive = [one for one in items if one.state != ItemState.CANCELLED]
    parts = [
        Part(one, each, _lines(each, alive), _matrix(profile, one, each, alive))
        for one in labellings(profile, ITEM)
        for each in one.lists
    ]
    broken = [
        Broken(item, verdict)
        for item in alive
        for _, verdict in judged(profile, ITEM, item.marks)
        if verdict.status is Status.FAIL
    ]
    whole = Count(len(alive), sum(one.state == ItemState.DONE for one in alive))
    covered = tuple(covering(profile, one, alive) for one in coverings(profile) if one.lists)
    return Report(whole, len(items) - len(alive), tuple(parts), covered, tuple(broken))


def covering(profile: Profile, rule: Covering, items: Sequence[ItemFacts]) -> Verdict:
    """Whether every value of the lists has an item."""
    carried = {mark for item in items if item.state != ItemState.CANCELLED for mark in item.marks}
    values = [value for one in rule.lists for value in one.values]
    missing = [{"code": one.mark, "title": one.title} for one in values if one.mark not in carried]
    return profile.evaluate(rule.rule.id, {"total": len(values), "missing": missing})


def _lines(one: Listing, items: Sequence[ItemFacts]) -> tuple[Line, ...]:
    counts = {value.mark: Count() for value in one.values}
    for item in items:
        for mark in counts.keys() & set(item.marks):
            counts[mark] = counts[mark].with_one(item)
    return tuple(Line(value, counts[value.mark]) for value in one.values)


def _matrix(profile: Profile, rule: Labelling, rows: Listing, items: Sequence[ItemFacts]) -> Matrix | None:
    """The table of a list against what the rule names, if it names something."""
    if rule.across == UNIT:
        named = sorted({item.unit for item in items if item.unit})
        columns = tuple(Value(f"{UNIT}:{one}", one) for one in named)
    else:
        other = listing(profile, rule.across) if rule.across else None
        columns = other.values if other else ()
    if not columns:
        return None
    cells: dict[tuple[str, str], Count] = {}
    for item in items:
        carried = {*item.marks, f"{UNIT}:{item.unit}"}
        for row in (one for one in rows.values if one.mark in carried):
            for column in (one for one in columns if one.mark in carried):
                key = (row.mark, column.mark)
                cells[key] = cells.get(key, Count()).with_one(item)
    functions = _functions(profile, rows.values, columns)
    return Matrix(rows.title, rows.values, columns, cells, functions, rule.across == UNIT)


def _functions(
    profile: Profile, rows: tuple[Value, ...], columns: tuple[Value, ...]
) -> dict[tuple[str, str], int]:
    """How many functions of the regulation stand in each cell of direction and level."""
    catalogue = listing(profile, FUNCTIONS)
    by_row = {_code(one): one.mark for one in rows}
    by_column = {_code(one): one.mark for one in columns}
    found: dict[tuple[str, str], int] = {}
    for one in catalogue.values if catalogue else ():
        if one.direction in by_row and one.level in by_column:
            key = (by_row[one.direction], by_column[one.level])
            found[key] = found.get(key, 0) + 1
    return found


def _code(value: Value) -> str:
    return value.mark.partition(":")[2]
