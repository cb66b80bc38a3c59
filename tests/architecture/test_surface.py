"""The public surface: every route in a reviewed list, and an OpenAPI description that holds together.

`python -m tests.architecture.test_surface` writes the list anew.
"""

import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from service.app import create_app
from tests import servers
from tests.database import database, settings_for

FILE = Path(__file__).with_name("routes.txt")
METHODS = {"get", "post", "put", "delete", "patch"}
RESERVED = {"api", "static", "sign-in", "account", "operator", "healthz", "readyz", "metrics"}


def routes(app: Flask) -> list[str]:
    """Every route with its methods, sorted."""
    return sorted(
        f"{rule.rule} {' '.join(sorted(set(rule.methods or ()) - {'HEAD', 'OPTIONS'}))}"
        for rule in app.url_map.iter_rules()
    )


def test_routes_are_the_reviewed_ones(app: Flask) -> None:
    now, before = routes(app), FILE.read_text("utf-8").splitlines()
    new, gone = sorted(set(now) - set(before)), sorted(set(before) - set(now))
    assert (new, gone) == ([], []), "python -m tests.architecture.test_surface"


def test_addresses_are_kebab_case_below_known_beginnings(app: Flask) -> None:
    for line in routes(app):
        path = line.split(" ")[0]
        first, *rest = path.strip("/").split("/")
        assert first in RESERVED | {"<slug>", ""}, path
        for part in rest:
            assert re.fullmatch(r"<[^>]+>(\.[a-z]+)?|[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?", part), path


@pytest.fixture(scope="module")
def described(app: Flask) -> dict[str, Any]:
    """The description as a program gets it."""
    response = app.test_client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    found: dict[str, Any] = response.get_json()
    return found


def test_description_is_openapi_3_1(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1.")
    assert {"title", "version"} <= set(described["info"])
    assert described["components"]["securitySchemes"]["token"] == {"type": "http", "scheme": "bearer"}


def test_description_covers_every_address_of_the_api(app: Flask, described: dict[str, Any]) -> None:
    told = {(path, method.upper()) for path, known in described["paths"].items() for method in known}
    here = set()
    for line in routes(app):
        path, *methods = line.split(" ")
        if path.startswith("/api/v1/"):
            plain = re.sub(r"<(?:[^:>]+:)?([a-z_]+)>", r"{\1}", path)
            here |= {(plain, method) for method in methods}
    assert told == here


def test_operations_are_whole(described: dict[str, Any]) -> None:
    names = []
    for path, known in described["paths"].items():
        for method, operation in known.items():
            assert method in METHODS
            names.append(operation["operationId"])
            assert operation["summary"], path
            assert "default" in operation["responses"], path
            in_path = {one["name"] for one in operation["parameters"] if one.get("in") == "path"}
            assert in_path == set(re.findall(r"{([a-z_]+)}", path)), path
            assert all(one["required"] for one in operation["parameters"] if one.get("in") == "path")
    assert len(names) == len(set(names))


def test_references_lead_somewhere(described: dict[str, Any]) -> None:
    for target in references(described):
        place: Any = described
        for part in target.removeprefix("#/").split("/"):
            place = place[part.replace("~1", "/")]


def references(content: Any) -> list[str]:
    """Every $ref below a piece of the description."""
    if isinstance(content, dict):
        own = [content["$ref"]] if isinstance(content.get("$ref"), str) else []
        return own + [one for value in content.values() for one in references(value)]
    return [one for value in content for one in references(value)] if isinstance(content, list) else []


if __name__ == "__main__":
    with database() as name, tempfile.TemporaryDirectory() as data:
        made = create_app(settings_for(name, Path(data)))
        FILE.write_text("\n".join(routes(made)) + "\n", "utf-8")
        made.extensions["shell"].engine.dispose()
    servers.stop()
