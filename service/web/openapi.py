"""OpenAPI 3.1 of the whole API, written from the views' own declarations."""

import re
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint, Flask, Response, current_app
from werkzeug.routing import Rule

from service.web.api import PREFIX, Described, plain, summary_of
from service.web.guard import guard_of, public

ARGUMENT = re.compile(r"<(?:(?P<type>[a-z]+)(?:\([^)]*\))?:)?(?P<name>[a-z_]+)>")
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}

blueprint = Blueprint("api_description", __name__, url_prefix=PREFIX)


@blueprint.get("/openapi.json")
@public
def openapi() -> Response:
    """The description of this API."""
    return plain(describe(current_app))


def describe(app: Flask) -> dict[str, Any]:
    """OpenAPI 3.1 of every address below the API's prefix."""
    spec = APISpec(
        title="Методслужба",
        version="1",
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin(schema_name_resolver=_schema_name)],
        info={"description": "Служба методической поддержки: правила, показатели, регистры."},
    )
    spec.components.schema("Problem", PROBLEM)
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    paths: dict[str, dict[str, Any]] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        if rule.rule.startswith(PREFIX):
            operations = paths.setdefault(ARGUMENT.sub(r"{\g<name>}", rule.rule), {})
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                operations[method.lower()] = _operation(app, rule)
    for path, operations in paths.items():
        spec.path(path=path, operations=operations)
    written: dict[str, Any] = spec.to_dict()
    return written


def _schema_name(schema: Any) -> str:
    named = schema if isinstance(schema, type) else type(schema)
    return getattr(schema, "api_name", None) or named.__name__.removesuffix("Schema")


def _operation(app: Flask, rule: Rule) -> dict[str, Any]:
    view = app.view_functions[rule.endpoint]
    known: Described = getattr(view, "described", None) or Described(summary_of(view))
    parameters = [_argument(found) for found in ARGUMENT.finditer(rule.rule)]
    if known.query is not None:
        parameters.append({"in": "query", "schema": known.query})
    operation: dict[str, Any] = {
        "operationId": rule.endpoint.replace(".", "_"),
        "summary": known.summary,
        "parameters": parameters,
        "responses": {
            str(known.status): {"description": "Ответ", **_content(known)},
            "default": {
                "description": "Отказ",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            },
        },
    }
    if known.body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": known.body}}}
    guard = guard_of(app, rule.endpoint)
    if guard is not None and not guard.public:
        operation["security"] = [{"token": []}]
    return operation


def _argument(found: re.Match[str]) -> dict[str, Any]:
    kind = "integer" if found["type"] == "int" else "string"
    return {"in": "path", "name": found["name"], "required": True, "schema": {"type": kind}}


def _content(known: Described) -> dict[str, Any]:
    if known.status == 204:
        return {}
    if known.answer is None:
        return {"content": {"application/json": {"schema": {}}}}
    schema: Any = known.answer
    if known.many:
        schema = {
            "type": "object",
            "required": ["items", "next", "total"],
            "properties": {
                "items": {"type": "array", "items": known.answer},
                "next": {"type": ["string", "null"]},
                "total": {"type": "integer"},
            },
        }
    return {"content": {"application/json": {"schema": schema}}}
