"""Every endpoint says who may come in; an application with a silent endpoint does not start."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask

View = TypeVar("View", bound=Callable[..., Any])
OPEN_ENDPOINTS = frozenset({"static", "assets.serve"})


@dataclass(frozen=True)
class Guard:
    """What a view asks of the actor: nothing, to be signed in, or a permission in the tenant."""

    public: bool = False
    permission: str | None = None
    anonymous: bool = False
    operator: bool = False


class UnguardedEndpoint(RuntimeError):
    """A view was registered without @requires, @signed_in or @public."""


def requires(permission: str) -> Callable[[View], View]:
    """Let in actors who hold `permission` in the tenant of the address."""

    def mark(view: View) -> View:
        view.guard = Guard(permission=str(permission))  # type: ignore[attr-defined]
        return view

    return mark


def signed_in(view: View) -> View:
    """Let in anyone who is signed in."""
    view.guard = Guard()  # type: ignore[attr-defined]
    return view


def operators_only(view: View) -> View:
    """Let in the platform's operators who have a second factor; nobody of a tenant by being that alone."""
    view.guard = Guard(operator=True)  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Let in everyone."""
    view.guard = Guard(public=True)  # type: ignore[attr-defined]
    return view


def anonymous(view: View) -> View:
    """Let in everyone without looking up who it is: such a page answers without a database."""
    view.guard = Guard(public=True, anonymous=True)  # type: ignore[attr-defined]
    return view


def guard_of(app: Flask, endpoint: str | None) -> Guard | None:
    """The guard of an endpoint, or None where it has none."""
    if endpoint is None:
        return None
    if endpoint in OPEN_ENDPOINTS:
        return Guard(public=True, anonymous=True)
    return getattr(app.view_functions.get(endpoint), "guard", None)


def check_guards(app: Flask) -> None:
    """Refuse to start with an endpoint that nobody thought about."""
    silent = sorted(
        {rule.endpoint for rule in app.url_map.iter_rules() if guard_of(app, rule.endpoint) is None}
    )
    if silent:
        raise UnguardedEndpoint("endpoints without a guard: " + ", ".join(silent))
