"""An example of every call (пример вызова): a curl command made from the description."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from service.web.fieldrows import resolved
from service.web.shell import shell

SAMPLES: Mapping[str, str] = {
    "code": "uk.19.4",
    "rule_id": "council.decision_quorum",
    "part": "rule",
    "entry_id": "council.decision_quorum",
    "key": "$KEY",
}
"""What stands in an address of an example; a record's number is 1."""
VALUES: Mapping[str, Any] = {"string": "…", "integer": 1, "number": 1, "boolean": False, "object": {}}
FORMATS: Mapping[str, str] = {
    "date": "2026-09-01",
    "date-time": "2026-09-01T09:00:00+07:00",
    "email": "name@example.ru",
}


@dataclass(frozen=True)
class Here:
    """Where the examples are called: this service as its caller knows it, and one of its tenants."""

    host: str
    slug: str


def here() -> Here:
    """The present service; the first municipality stands in the addresses."""
    tenants = shell().list_tenants()
    slug = next((one.slug for one in tenants if one.kind == "municipality"), "slug")
    return Here(request.host_url.rstrip("/"), slug)


def command(written: Mapping[str, Any], method: str, path: str, told: Mapping[str, Any], at: Here) -> str:
    """A curl command for an operation."""
    parts = ["curl"]
    if method != "get":
        parts.append(f"-X {method.upper()}")
    if "security" in told:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    parts += _body(written, told)
    if _file(told):
        parts.append("-OJ")
    query = "&".join(
        f"{one['name']}={sample(written, one['schema'])}"
        for one in told["parameters"]
        if one["in"] == "query" and one.get("required")
    )
    parts.append(f'"{at.host}{_filled(path, at.slug)}{"?" + query if query else ""}"')
    return " \\\n  ".join([" ".join(parts[:2]), *parts[2:]])


def _filled(path: str, slug: str) -> str:
    known = {**SAMPLES, "slug": slug}
    pieces = [
        known.get(piece.strip("{}"), "1") if piece.startswith("{") else piece for piece in path.split("/")
    ]
    return "/".join(pieces)


def _file(told: Mapping[str, Any]) -> bool:
    """Whether the answer is a file to keep."""
    content = next(iter(told["responses"].values())).get("content", {})
    return any(one.get("schema", {}).get("format") == "binary" for one in content.values())


def _body(written: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    content = told.get("requestBody", {}).get("content", {})
    for kind, one in content.items():
        schema = resolved(written, one["schema"])
        if kind.startswith("multipart"):
            return [
                f"-F {name}=@list.xlsx" if inner.get("format") == "binary" else f"-F {name}=1"
                for name, inner in schema.get("properties", {}).items()
            ]
        text = json.dumps(sample(written, schema), ensure_ascii=False)
        return ['-H "Content-Type: application/json"', f"-d '{text}'"]
    return []


def sample(written: Mapping[str, Any], schema: Mapping[str, Any], depth: int = 0) -> Any:
    """A value that fits a schema: required fields only, the first of the choices."""
    one = resolved(written, schema)
    kind = one.get("type", "string")
    kind = next((each for each in kind if each != "null"), "string") if isinstance(kind, list) else kind
    if one.get("enum"):
        return one["enum"][0]
    if kind == "object" and depth < 3:
        wanted = one.get("required", ())
        return {
            name: sample(written, inner, depth + 1)
            for name, inner in one.get("properties", {}).items()
            if name in wanted
        }
    if kind == "array":
        return [sample(written, one.get("items", {}), depth + 1)]
    return FORMATS.get(one.get("format", ""), VALUES.get(kind, "…"))
