"""The API keeps its own description: schemathesis calls every address and finds nothing.

Examples are the same at every run. References to records that are not there make many sound bodies refused,
so that a sound body need not be accepted; everything else is asked.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, assume, given
from hypothesis import settings as hypothesis
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from service.config import Settings
from tests.database import RECORDS, database, settings_for
from tests.web.contract import SLUG, District, filled

load_all_checks()
ASKED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "missing_required_header",
        "unsupported_method",
        "allow_header_conformance",
    )
]
AIMED_AT = {"body", "query"}
"""A bad address only ever finds nothing, and the headers are the caller's own."""
SOUND, BAD = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
TRIES = {("administrator", SOUND): 3, ("administrator", BAD): 2, ("school_tutor", SOUND): 1}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings on a database whose districts have people and registers."""
    with database(RECORDS) as name:
        yield settings_for(name, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def district(app: Flask, settings: Settings) -> District:
    return filled(app, settings)


@pytest.fixture(scope="module")
def schema(district: District) -> Any:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", district.app)


@pytest.fixture(scope="module")
def described(app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = app.test_client().get("/api/v1/openapi.json").get_json()
    return found


def test_the_description_is_sound_openapi_3_1(described: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(described).validate()


def bad_parts(case: Case) -> set[str]:
    """Which parts of a call break the description."""
    return {str(place.value) for place, told in case.meta.components.items() if told.mode is BAD}


def settled(operation: Any, mode: GenerationMode) -> dict[str, Any]:
    """What need not be thought up: the address is aimed, and no bad header is asked of a bad call."""
    places = {one.name: 1 if is_number(one) else "x" for one in operation.path_parameters}
    headers = {one.name: '"1"' for one in operation.headers}
    return {"path_parameters": places, "headers": None if mode is SOUND else headers}


def is_number(parameter: Any) -> bool:
    """Whether a part of an address is a record's number."""
    return bool(parameter.definition["schema"].get("type") == "integer")


def faults(district: District, operation: Any, actor: str, mode: GenerationMode, tries: int) -> list[str]:
    """What schemathesis finds wrong with the answers of one address."""
    found: list[str] = []
    headers = {**district.callers[actor], "Accept-Encoding": "identity"}

    @hypothesis(
        max_examples=tries,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, **settled(operation, mode)))
    def call(case: Case) -> None:
        assume(mode is SOUND or bad_parts(case) <= AIMED_AT)
        district.aim(case)
        answer = case.call(headers=headers)
        try:
            case.validate_response(answer, checks=ASKED)
        except (AssertionError, ExceptionGroup) as error:
            found.append(f"{operation.method.upper()} {operation.path} as {actor}: {error}")

    call()
    return found


@pytest.mark.parametrize(("actor", "mode"), TRIES, ids=lambda one: getattr(one, "name", one))
def test_every_address_answers_as_described(
    district: District, schema: Any, actor: str, mode: GenerationMode
) -> None:
    found, called = [], 0
    for each in schema.get_all_operations():
        operation = each.ok()
        if mode is BAD and not (operation.body or operation.query):
            continue
        called += 1
        found += faults(district, operation, actor, mode, TRIES[actor, mode])
    assert called > 100
    assert found == [], "\n\n".join(found[:10])


def test_no_address_listens_to_a_caller_without_a_good_key(
    district: District, described: dict[str, Any]
) -> None:
    """What `ignored_auth` asks, for every address: without a key, with a false one, with one in a cookie."""
    client = district.app.test_client()
    open_to_all = []
    for path, known in described["paths"].items():
        for method, operation in known.items():
            if "security" not in operation:
                open_to_all.append(path)
                continue
            place = re.sub(r"{(?!slug)[^}]+}", "1", path).replace("{slug}", SLUG)
            for headers in ({}, {"Authorization": "Bearer mms_false"}, {"Cookie": "token=mms_false"}):
                answer = client.open(place, method=method.upper(), headers=headers)
                assert (answer.status_code, answer.mimetype) == (401, "application/problem+json"), place
    assert open_to_all == ["/api/v1/{slug}/portal", "/api/v1/openapi.json", "/api/v1/tenants"]
