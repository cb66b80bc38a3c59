"""The fields of a JSON schema as rows of a table (строки полей): name, kind in words, meaning, choices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.core.language import N_, gettext

DEEPEST = 3
KINDS_TITLES = {
    "string": N_("текст"),
    "integer": N_("целое число"),
    "number": N_("число"),
    "boolean": N_("да или нет"),
    "object": N_("объект"),
    "array": N_("список"),
    "null": N_("null"),
    "date": N_("дата ГГГГ-ММ-ДД"),
    "date-time": N_("время по ISO 8601"),
    "binary": N_("файл"),
    "email": N_("адрес почты"),
}
OR = N_("%(first)s или %(last)s")
ANYTHING = N_("любое значение")


@dataclass(frozen=True)
class FieldRow:
    """One field: its name with those above it, its kind in words, its meaning, its limits and choices."""

    name: str
    kind: str
    required: bool
    about: str = ""
    choices: tuple[str, ...] = ()
    limits: str = ""

    @classmethod
    def of(cls, name: str, schema: Mapping[str, Any], *, required: bool = False) -> "FieldRow":
        """A row of one schema without references."""
        choices = tuple(str(one) for one in schema.get("enum", ()) if one is not None)
        return cls(name, kind_of(schema), required, schema.get("description", ""), choices, _limits(schema))


def fields_of(written: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[FieldRow]:
    """The fields of a schema and of the schemas inside it, down to a depth that can be read."""
    yield from _rows(written, resolved(written, schema), "", 0)


def _rows(
    written: Mapping[str, Any], schema: Mapping[str, Any], prefix: str, depth: int
) -> Iterator[FieldRow]:
    required = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        inner = resolved(written, one)
        yield FieldRow.of(f"{prefix}{name}", inner, required=name in required)
        items = resolved(written, inner.get("items", {}))
        if depth < DEEPEST and items.get("properties"):
            yield from _rows(written, items, f"{prefix}{name}[].", depth + 1)
        elif depth < DEEPEST and inner.get("properties"):
            yield from _rows(written, inner, f"{prefix}{name}.", depth + 1)


def resolved(written: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with its reference followed; one that may be null says so in its type."""
    if "$ref" in schema:
        target: Any = written
        for part in str(schema["$ref"]).removeprefix("#/").split("/"):
            target = target[part]
        return {**resolved(written, target), **{k: v for k, v in schema.items() if k != "$ref"}}
    for several in ("anyOf", "oneOf"):
        found = [resolved(written, one) for one in schema.get(several, ())]
        if found:
            whole = next((one for one in found if one.get("type") != "null"), found[0])
            return {**whole, "type": [whole.get("type", "object"), "null"]}
    return dict(schema)


def kind_of(schema: Mapping[str, Any]) -> str:
    """The kind of a value in words."""
    told = schema.get("type")
    kinds = [told] if isinstance(told, str) else list(told or ())
    names = [
        gettext(KINDS_TITLES.get(schema.get("format", one) if one == "string" else one, one)) for one in kinds
    ]
    if not names:
        return gettext(ANYTHING)
    said = names[0]
    for one in names[1:]:
        said = gettext(OR, first=said, last=one)
    return said


def _limits(schema: Mapping[str, Any]) -> str:
    """The limits that a caller may run into: lengths and small ranges."""
    low, high = schema.get("minimum"), schema.get("maximum")
    if isinstance(high, int) and high < 2**31:
        return f"{low if low is not None else '…'}–{high}"
    return f"≤ {schema['maxLength']}" if "maxLength" in schema else ""
