"""Browsers of the tests of structure: each role signs in once a module, for sign-in is throttled."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.accounts import browser_as
from tests.client import Browser


@pytest.fixture(scope="module")
def browsers() -> dict[tuple[str, str], Browser]:
    """Browsers by tenant and role."""
    return {}


@pytest.fixture
def signed_in(app: Flask, browsers: dict[tuple[str, str], Browser]) -> Callable[..., Browser]:
    """A browser where a role of a tenant is signed in, with no switches remembered."""

    def give(slug: str, role: str = "administrator") -> Browser:
        if (slug, role) not in browsers:
            browsers[slug, role] = browser_as(app, slug, role)
        for name in ("lang", "theme", "year"):
            browsers[slug, role].client.delete_cookie(name)
        return browsers[slug, role]

    return give
