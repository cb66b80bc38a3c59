"""OpenAPI 3.1 of the whole API, written from the views' own declarations in the caller's language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Blueprint, Flask, Response, current_app
from werkzeug.routing import Rule

from service.core.language import N_, current_language, gettext, render
from service.web import refusals
from service.web.api import JSON, MULTIPART, PREFIX, Described, described, description_of, plain
from service.web.guard import Guard, guard_of, public
from service.web.truth import make_true

ARGUMENT = re.compile(r"<(?:(?P<type>[a-z]+)(?:\([^)]*\))?:)?(?P<name>[a-z_]+)>")
ABOUT = N_("Всё, что показывают страницы службы и принимают её формы, – для других программ.")
ABOUT_API = N_("Описание API")
ARGUMENTS = {
    "slug": N_("Район или регион: первая часть адреса его страниц."),
    "record_id": N_("Номер записи."),
    "code": N_("Код."),
    "rule": N_("Имя правила."),
    "rule_id": N_("Имя правила."),
    "feed_id": N_("Номер подписки."),
    "step": N_("Шаг настройки."),
    "part": N_("Что меняется: rule, setting, note или choice."),
    "entry_id": N_("Имя правила, настройки или примечания."),
    "key": N_("Ключ загруженного файла."),
}
TAG = {"type": "string"}
MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": False,
    "schema": {"type": "string", "pattern": r'^"[0-9]{1,9}(\.[0-9a-f]+)?"$'},
    "description": N_("Версия, которую вы видели: метка ETag записи. Если запись изменили, ответ 409."),
}
NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "schema": TAG,
    "description": N_("Метка ETag прошлого ответа. Если ничего не изменилось, ответ 304 без тела."),
}

blueprint = Blueprint("api_description", __name__, url_prefix=PREFIX)


@blueprint.get("/openapi.json")
@public
@described(summary=N_("Описание API по стандарту OpenAPI 3.1"))
def openapi() -> Response:
    """The description of this API."""
    return plain(description(current_app))


def description(app: Flask) -> dict[str, Any]:
    """The description in the present language; addresses do not change while the service runs."""
    kept: dict[str, dict[str, Any]] = app.extensions.setdefault("api_description", {})
    language = current_language()
    if language not in kept:
        kept[language] = describe(app)
    return kept[language]


def describe(app: Flask) -> dict[str, Any]:
    """OpenAPI 3.1 of every address below the API's prefix."""
    spec = APISpec(
        title=gettext(N_("Методслужба")),
        version="1",
        openapi_version="3.1.0",
        plugins=[MarshmallowPlugin(schema_name_resolver=_schema_name)],
        info={"description": gettext(ABOUT)},
        servers=[{"url": "/"}],
    )
    refusals.write(spec)
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    collections = collections_of(app)
    for one in collections.values():
        spec.tag({"name": one.name, "description": gettext(one.title)})
    paths: dict[str, dict[str, Any]] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        if rule.rule.startswith(PREFIX):
            operations = paths.setdefault(ARGUMENT.sub(r"{\g<name>}", rule.rule), {})
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                operations[method.lower()] = _operation(app, rule, method, collections)
    for path, operations in paths.items():
        spec.path(path=path, operations=operations)
    return make_true(spec.to_dict())


@dataclass(frozen=True)
class Collection:
    """Addresses that belong together (собрание): a name, a title, the module they are of."""

    name: str
    title: str
    module: str


def collections_of(app: Flask) -> Mapping[str, Collection]:
    """The collection of each blueprint of the API, in the order of the modules."""
    found = {}
    for card in app.extensions["modules"]:
        for name, title in card.collections.items():
            found[name] = Collection(_bare(name), title, card.title)
        for register in card.registers:
            name = f"api_{register.name}"
            found[name] = Collection(_bare(name), register.title, card.title)
    return {**found, blueprint.name: Collection("description", ABOUT_API, ABOUT_API)}


def _bare(name: str) -> str:
    return name.removeprefix("api_").replace("_", "-")


def _schema_name(schema: Any) -> str:
    named = schema if isinstance(schema, type) else type(schema)
    return getattr(schema, "api_name", None) or named.__name__.removesuffix("Schema")


def _operation(app: Flask, rule: Rule, method: str, collections: Mapping[str, Collection]) -> dict[str, Any]:
    known = description_of(app.view_functions[rule.endpoint])
    guard = guard_of(app, rule.endpoint) or Guard()
    operation: dict[str, Any] = {
        "operationId": rule.endpoint.replace(".", "_"),
        "tags": [collections[rule.endpoint.rpartition(".")[0]].name],
        "summary": render(known.summary),
        "parameters": [*_parameters(rule, method, known)],
        "responses": {
            **_responses(method, known),
            **refusals.of(known, guard, method, takes_argument=bool(rule.arguments)),
        },
    }
    if known.about is not None:
        operation["description"] = render(known.about)
    if known.body is not None:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": known.body}}}
    if known.upload is not None:
        operation["requestBody"] = {"required": True, "content": {MULTIPART: {"schema": known.upload}}}
    if not guard.public:
        operation["security"] = [{"token": []}]
    return operation


def _parameters(rule: Rule, method: str, known: Described) -> Iterable[dict[str, Any]]:
    yield from (_argument(found) for found in ARGUMENT.finditer(rule.rule))
    yield {"in": "query", "schema": known.question}
    if method == "GET" and known.kind == JSON:
        yield NONE_MATCH
    if known.matched:
        yield MATCH


def _argument(found: re.Match[str]) -> dict[str, Any]:
    number = {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}
    said = ARGUMENTS.get(found["name"], ARGUMENTS["record_id"])
    schema = number if found["type"] == "int" else {"type": "string", "pattern": "^[^/]+$"}
    return {"in": "path", "name": found["name"], "required": True, "schema": schema, "description": said}


def _responses(method: str, known: Described) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": gettext(N_("Ответ")), **_content(known)}
    if method == "GET" and known.kind == JSON:
        answer["headers"] = {"ETag": {"schema": TAG, "required": True}}
        unchanged = {"description": gettext(N_("Ничего не изменилось с прошлого ответа"))}
        return {str(known.status): answer, "304": unchanged}
    return {str(known.status): answer}


def _content(known: Described) -> dict[str, Any]:
    if known.status == 204:
        return {}
    if known.kind != JSON:
        return {"content": {known.kind: {"schema": {"type": "string", "format": "binary"}}}}
    if known.answer is None:
        return {"content": {JSON: {"schema": {"type": "object"}}}}
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
    return {"content": {JSON: {"schema": schema}}}
