"""The description of the API as pages (описание API): made from its OpenAPI document and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, current_app

from service.core.errors import NotFound
from service.core.language import N_
from service.web import examples, refusals
from service.web.api import JSON
from service.web.fieldrows import FieldRow, fields_of
from service.web.guard import public
from service.web.openapi import collections_of, description
from service.web.requests import DOCUMENTATION
from service.web.show import show

blueprint = Blueprint(DOCUMENTATION, __name__, url_prefix="/api", template_folder="templates")
METHODS = ("get", "post", "put", "delete")


@dataclass(frozen=True)
class Parameter:
    """One parameter of an address or one header."""

    row: FieldRow
    place: str


@dataclass(frozen=True)
class Operation:
    """One address with its method: what comes in, what goes out, an example."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    free: bool
    example: str
    parameters: tuple[Parameter, ...] = ()
    body: tuple[FieldRow, ...] = ()
    upload: bool = False
    status: str = "200"
    kind: str = ""
    many: bool = False
    answer: tuple[FieldRow, ...] = ()
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Collections of one module."""

    title: str
    collections: list[Any] = field(default_factory=list)


@blueprint.get("/")
@public
def documentation() -> str:
    """How to begin, what holds at every address, and every collection by module."""
    groups: dict[str, Group] = {}
    counted: dict[str, int] = {}
    for known in description(current_app)["paths"].values():
        for one in known.values():
            counted[one["tags"][0]] = counted.get(one["tags"][0], 0) + 1
    for one in collections_of(current_app).values():
        groups.setdefault(one.module, Group(one.module)).collections.append((one, counted.get(one.name, 0)))
    return show("api/index.html", groups=list(groups.values()), words=refusals.WORDS, here=examples.here())


@blueprint.get("/about/<section>")
@public
def about(section: str) -> str:
    """Every address of one collection."""
    known = next((one for one in collections_of(current_app).values() if one.name == section), None)
    if known is None:
        raise NotFound(NO_SUCH)
    found = list(operations(description(current_app), section, examples.here()))
    return show("api/collection.html", collection=known, operations=found, words=refusals.WORDS)


NO_SUCH = N_("Такого раздела в описании нет.")


def operations(written: Mapping[str, Any], tag: str, at: examples.Here) -> Iterator[Operation]:
    """The operations of a tag, by address and method."""
    for path, known in written["paths"].items():
        for method in METHODS:
            if method in known and known[method]["tags"] == [tag]:
                yield _operation(written, path, method, known[method], at)


def _operation(
    written: Mapping[str, Any], path: str, method: str, told: Mapping[str, Any], at: examples.Here
) -> Operation:
    body, kind = _body(told)
    status, answer = next(iter(told["responses"].items()))
    given, many, media = _answer(answer)
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told["summary"],
        about=told.get("description", ""),
        free="security" not in told,
        example=examples.command(written, method, path, told, at),
        parameters=tuple(_parameter(one) for one in told["parameters"]),
        body=tuple(fields_of(written, body)) if body else (),
        upload=bool(body) and kind != JSON,
        status=status,
        kind=media,
        many=many,
        answer=tuple(fields_of(written, given)) if given else (),
        refusals=tuple(code for code in told["responses"] if code in map(str, refusals.WORDS)),
    )


def _parameter(told: Mapping[str, Any]) -> Parameter:
    schema = {**told["schema"], "description": told.get("description", "")}
    return Parameter(FieldRow.of(told["name"], schema, required=bool(told.get("required"))), told["in"])


def _body(told: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    content = told.get("requestBody", {}).get("content", {})
    kind = next(iter(content), "")
    return content.get(kind, {}).get("schema", {}), kind


def _answer(answer: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool, str]:
    """The schema of what comes back, whether it is a list, and its media type."""
    content = answer.get("content", {})
    kind = next(iter(content), "")
    schema = content.get(kind, {}).get("schema", {})
    items = schema.get("properties", {}).get("items")
    return (items["items"], True, kind) if items else (schema, False, kind)
