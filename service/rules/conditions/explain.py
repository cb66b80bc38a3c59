"""The Python back end of conditions (условия): Kleene logic, where unknown facts stay unknown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any as Anything

from service.rules.conditions.grammar import All, Any, Compare, Condition, Exists, Not
from service.rules.conditions.registers import AS_OF, Register
from service.rules.conditions.windows import first_day

Truth = bool | None
Row = Mapping[str, object]


@dataclass(frozen=True)
class Life:
    """A half-open life (срок действия): from `first` up to, not including, `end`; None means open."""

    first: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether the day lies inside."""
        return (self.first is None or self.first <= day) and (self.end is None or day < self.end)


LIFE = "life"


def both(parts: Iterable[Truth]) -> Truth:
    """Return Kleene's conjunction: false beats unknown, unknown beats true."""
    values = list(parts)
    return False if False in values else None if None in values else True


def either(parts: Iterable[Truth]) -> Truth:
    """Return Kleene's disjunction: true beats unknown, unknown beats false."""
    values = list(parts)
    return True if True in values else None if None in values else False


def truth(condition: Condition | None, row: Row, as_of: date) -> Truth:
    """Evaluate a condition over one row: True, False, or None when a fact is unknown."""
    if condition is None:
        return True
    if isinstance(condition, Compare):
        return _compare(condition, row.get(condition.field.name))
    if isinstance(condition, All):
        return both(truth(part, row, as_of) for part in condition.parts)
    if isinstance(condition, Any):
        return either(truth(part, row, as_of) for part in condition.parts)
    if isinstance(condition, Not):
        inner = truth(condition.part, row, as_of)
        return None if inner is None else not inner
    return either(
        truth(condition.where, record, as_of)
        for record in records(row, condition.register.name)
        if inside(condition.register, condition.window, record, as_of, condition.since)
    )


def records(row: Row, name: str) -> Sequence[Row]:
    """Return the records of a hanging register on a row."""
    found = row.get(name, ())
    return found if isinstance(found, (list, tuple)) else ()


def inside(register: Register, window: str, record: Row, as_of: date, since: date | None) -> bool:
    """Say whether a record lies in the window; an event without its date lies in none."""
    life = record.get(LIFE)
    if window == AS_OF and register.life:
        return not isinstance(life, Life) or life.holds(as_of)
    if not register.time_key:
        return window == AS_OF
    day = record.get(register.time_key)
    if not isinstance(day, date) or day > as_of:
        return False
    first = first_day(window, as_of, since)
    return first is None or day >= first


def _compare(condition: Compare, actual: Anything) -> Truth:
    op, value = condition.op, condition.value
    if op == "is_null":
        return (actual is None) == value
    if actual is None:
        return None
    return bool(_OPERATIONS[op](actual, value))


_OPERATIONS: Mapping[str, Anything] = {
    "eq": lambda actual, value: actual == value,
    "ne": lambda actual, value: actual != value,
    "lt": lambda actual, value: actual < value,
    "lte": lambda actual, value: actual <= value,
    "gt": lambda actual, value: actual > value,
    "gte": lambda actual, value: actual >= value,
    "in": lambda actual, value: actual in value,
    "not_in": lambda actual, value: actual not in value,
    "contains_any": lambda actual, value: bool(set(actual) & set(value)),
    "contains_all": lambda actual, value: set(value) <= set(actual),
}


def atoms(condition: Condition | None) -> Iterator[Compare | Exists]:
    """Yield the comparisons and existence tests of a condition, not those inside an existence test."""
    if isinstance(condition, (Compare, Exists)):
        yield condition
    elif isinstance(condition, Not):
        yield from atoms(condition.part)
    elif condition is not None:
        for part in condition.parts:
            yield from atoms(part)


def atom_code(atom: Compare | Exists) -> str:
    """Return the code under which an unknown atom is reported: its field or its register."""
    return atom.field.name if isinstance(atom, Compare) else atom.register.name


def unknown_codes(condition: Condition | None, row: Row, as_of: date) -> tuple[str, ...]:
    """Return the fields and registers whose unknown facts leave the condition open."""
    found = {atom_code(atom) for atom in atoms(condition) if truth(atom, row, as_of) is None}
    return tuple(sorted(found))
