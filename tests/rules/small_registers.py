"""Strategies for definitions and small registers, and the SQL sources that such registers have as tables."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from service.rules.conditions.catalogue import REGISTERS
from service.rules.conditions.grammar import CONTAINS, IS_NULL, ORDERED
from service.rules.conditions.registers import SINCE, Field, FieldType, Offer, Register

FIRST, LAST = date(2024, 8, 1), date(2026, 2, 1)
SINCE_DAY = date(2025, 1, 1)
CODES = ("alpha", "beta", "gamma")

# Days near the edges of windows, where the two back ends could differ by one.
EDGES = [date(2025, 1, 1), date(2024, 12, 31), date(2025, 8, 31), date(2025, 9, 1), date(2025, 12, 31)]
days = st.one_of(
    st.sampled_from(EDGES), st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(n))
)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values of a field."""
    if field.type is FieldType.INTEGER:
        return st.integers(0, 6)
    if field.type is FieldType.DATE:
        return days
    if field.type is FieldType.FLAG:
        return st.booleans()
    return st.sampled_from(field.choices or CODES)


@st.composite
def comparisons(draw: st.DrawFn, register: Register) -> dict[str, Any]:
    """A comparison of one field of the register."""
    field = draw(st.sampled_from(sorted(register.fields.values(), key=lambda item: item.name)))
    ops = {
        FieldType.FLAG: ["eq", "ne", IS_NULL],
        FieldType.CODE: ["eq", "ne", "in", "not_in", IS_NULL],
        FieldType.CODES: [*CONTAINS, IS_NULL],
    }.get(field.type, ["eq", "ne", "in", "not_in", *ORDERED, IS_NULL])
    op = draw(st.sampled_from(ops))
    if op == IS_NULL:
        return {"field": field.name, "op": op, "value": draw(st.booleans())}
    value = draw(st.lists(values(field), min_size=1, max_size=3) if op in ("in", "not_in") else values(field))
    return {"field": field.name, "op": op, "value": value}


@st.composite
def existence(draw: st.DrawFn, subject: Register, negated: bool) -> dict[str, Any]:
    """A test for a record of a register that hangs on the subject."""
    table = draw(st.sampled_from(sorted(subject.tables.values(), key=lambda item: item.name)))
    test: dict[str, Any] = {"exists": table.name, "window": draw(st.sampled_from(table.windows))}
    if test["window"] == SINCE:
        test["since"] = SINCE_DAY
    if table.fields and draw(st.booleans()):
        part = comparisons(table)
        part = st.one_of(part, part.map(lambda inner: {"not": inner})) if negated else part
        test["where"] = draw(st.lists(part, min_size=1, max_size=2))
    return test


def conditions(subject: Register) -> st.SearchStrategy[dict[str, Any]]:
    """Conditions over a subject, within the depth that the grammar allows: four."""
    return st.one_of(_nested(subject, 1, negated=True), _nested(subject, 2, negated=False))


def _nested(subject: Register, levels: int, *, negated: bool) -> st.SearchStrategy[dict[str, Any]]:
    leaves = [comparisons(subject)] + ([existence(subject, negated)] if subject.tables else [])
    leaf = st.one_of(*leaves)
    for _ in range(levels):
        parts = st.lists(leaf, min_size=1, max_size=2)
        leaf = st.one_of(
            leaf,
            parts.map(lambda items: {"all": items}),
            parts.map(lambda items: {"any": items}),
            leaf.map(lambda inner: {"not": inner}),
        )
    return leaf


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """The parameters of an indicator as a profile file writes them."""
    subject = draw(st.sampled_from(sorted(REGISTERS.values(), key=lambda item: item.name)))
    params: dict[str, Any] = {
        "code": "x",
        "indicator": draw(st.sampled_from(["share", "count", "yes_no"])),
        "subject": subject.name,
        "numerator": draw(conditions(subject)),
        "window": draw(st.sampled_from(subject.windows)),
    }
    if draw(st.booleans()):
        params["population"] = draw(conditions(subject))
    if params["window"] == SINCE:
        params["since"] = SINCE_DAY
    return params


@st.composite
def records(draw: st.DrawFn, register: Register) -> dict[str, Any]:
    """A row of a register; any fact may be unknown."""
    row = {name: draw(st.none() | values(field)) for name, field in register.fields.items()}
    if register.life:
        row["from"], row["to"] = draw(st.none() | days), draw(st.none() | days)
    return row


@st.composite
def small_registers(draw: st.DrawFn, subject: Register) -> list[dict[str, Any]]:
    """The rows of a subject with the records that hang on them."""
    rows = []
    for number in range(draw(st.integers(0, 5))):
        row = draw(records(subject)) | {"id": f"r{number}"}
        for name, table in subject.tables.items():
            row[name] = draw(st.lists(records(table), max_size=2))
        rows.append(row)
    return rows


def offer(path: str, register: Register, key: str) -> Offer:
    """The SQL source of a register built by `create_tables`."""
    name = table_name(path)
    day = "CAST(:as_of AS date)"
    life = f"(q.life_from IS NULL OR q.life_from <= {day}) AND (q.life_to IS NULL OR {day} < q.life_to)"
    return Offer(
        register=path,
        source=f"{name} q",
        tenant="q.tenant_id",
        key=f"q.{key}",
        fields={field: f"q.f_{field}" for field in register.fields},
        time_key=f"q.f_{register.time_key}" if register.time_key else "",
        life=life if register.life else "",
    )


def table_name(path: str) -> str:
    """The table behind a register."""
    return "small_" + path.replace(".", "_")


def paths() -> dict[str, tuple[Register, str]]:
    """Every register by its path, with the column that identifies the subject's row."""
    found: dict[str, tuple[Register, str]] = {}
    for subject in REGISTERS.values():
        found[subject.name] = (subject, "id")
        found |= {f"{subject.name}.{name}": (table, "owner") for name, table in subject.tables.items()}
    return found


OFFERS = {path: offer(path, register, key) for path, (register, key) in paths().items()}
