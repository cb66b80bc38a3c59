"""The description made true: what an answer always has, what it may gain, its words translated."""

from collections.abc import Iterator
from typing import Any

from service.core.language import N_, gettext

SCHEMAS = "#/components/schemas/"
OWN = frozenset({"Problem"})
KNOWN = {
    "id": N_("Номер записи."),
    "version": N_("Версия записи: растёт с каждой правкой."),
    "recorded_at": N_("Когда внесены нынешние значения."),
    "starts": N_("Первый день."),
    "ends": N_("Последний день; null, если срок не кончился."),
    "person_id": N_("Номер человека."),
    "organisation_id": N_("Номер организации."),
    "clause": N_("Пункт положения."),
    "quote": N_("Слова положения."),
}
"""What these fields mean wherever nothing more exact is said."""


def make_true(written: dict[str, Any]) -> dict[str, Any]:
    """Finish a description: answers have all their fields and may gain more, words are translated."""
    schemas = written.get("components", {}).get("schemas", {})
    outgoing = _reached(_parts(written, "responses"), schemas)
    incoming = _reached(_parts(written, "requestBody"), schemas)
    for name in outgoing - incoming - OWN:
        schema = schemas[name]
        schema["required"] = sorted(schema.get("properties", {}))
        schema.pop("additionalProperties", None)
        for field, said in KNOWN.items():
            schema["properties"].get(field, {}).setdefault("description", said)
    found: dict[str, Any] = _spoken(written)
    return found


def _parts(written: dict[str, Any], name: str) -> list[Any]:
    operations = [one for known in written["paths"].values() for one in known.values()]
    return [one[name] for one in operations if name in one]


def _reached(parts: list[Any], schemas: dict[str, Any]) -> set[str]:
    """Names of the schemas that these parts lead to, through others too."""
    found: set[str] = set()
    waiting = [name for part in parts for name in _names(part)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(_names(schemas[name]))
    return found


def _names(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        target = content.get("$ref")
        if isinstance(target, str) and target.startswith(SCHEMAS):
            yield target.removeprefix(SCHEMAS)
        for value in content.values():
            yield from _names(value)
    elif isinstance(content, list):
        for value in content:
            yield from _names(value)


def _spoken(content: Any) -> Any:
    """The same with every description in the present language."""
    if isinstance(content, dict):
        return {
            name: gettext(value) if name == "description" and isinstance(value, str) else _spoken(value)
            for name, value in content.items()
        }
    return [_spoken(value) for value in content] if isinstance(content, list) else content
