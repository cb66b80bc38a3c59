"""Every register of the service in turn, a maker of records, browsers that stay signed in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from service.web.register import Register
from tests.accounts import browser_as
from tests.client import Browser
from tests.registers.samples import NAMES, REGISTERS, Maker


@pytest.fixture(params=REGISTERS, ids=NAMES)
def register(request: pytest.FixtureRequest) -> Register:
    """Each declared register."""
    found: Any = request.param
    return found


@pytest.fixture(scope="module")
def maker(app: Flask) -> Maker:
    """Makes records of the tenant that asks."""
    return Maker(app)


@pytest.fixture(scope="module")
def browsers() -> dict[Any, Browser]:
    """Browsers of this module that are signed in already: signing in is throttled."""
    return {}


@pytest.fixture
def signed_in(app: Flask, browsers: dict[Any, Browser]) -> Iterator[Callable[..., Browser]]:
    """A browser where a role of a tenant is signed in, in Russian at the start of every test."""

    def found(slug: str, role: str = "administrator", organisation_id: int | None = None) -> Browser:
        key = (slug, role, organisation_id)
        if key not in browsers:
            browsers[key] = browser_as(app, slug, role, organisation_id)
        return browsers[key]

    yield found
    for browser in browsers.values():
        browser.client.delete_cookie("lang")
