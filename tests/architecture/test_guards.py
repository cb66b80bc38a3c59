"""An application with an endpoint that nobody thought about does not start."""

import dataclasses

import pytest
from flask import Blueprint, Flask

from service import app as application
from service.config import Settings
from service.modules import CARDS
from service.web.guard import UnguardedEndpoint, guard_of, public
from service.web.module import Module, grants_by_role


def silent_view() -> str:
    return "nobody asked who you are"


def with_blueprint(blueprint: Blueprint) -> tuple[Module, ...]:
    """The modules, one of them with another blueprint."""
    first = CARDS[0]
    return (dataclasses.replace(first, blueprints=(*first.blueprints, blueprint)), *CARDS[1:])


def test_a_silent_endpoint_stops_the_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    blueprint = Blueprint("forgotten", __name__)
    blueprint.add_url_rule("/forgotten-door", "door", silent_view)
    monkeypatch.setattr(application, "CARDS", with_blueprint(blueprint))
    with pytest.raises(UnguardedEndpoint, match=r"forgotten\.door"):
        application.create_app(settings)


def test_a_guarded_endpoint_does_not(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    blueprint = Blueprint("remembered", __name__)
    blueprint.add_url_rule("/remembered-door", "door", public(lambda: "come in"))
    monkeypatch.setattr(application, "CARDS", with_blueprint(blueprint))
    made = application.create_app(settings)
    assert made.test_client().get("/remembered-door").status_code == 200
    made.extensions["shell"].engine.dispose()


def test_every_permission_asked_for_is_granted_to_somebody(app: Flask) -> None:
    granted = frozenset().union(*grants_by_role(CARDS).values())
    asked = {guard_of(app, rule.endpoint).permission for rule in app.url_map.iter_rules()}  # type: ignore[union-attr]
    assert asked - {None} <= granted


def test_only_these_addresses_are_everybodys(app: Flask) -> None:
    """Reviewed: what anybody may call without signing in."""
    found = {rule.endpoint for rule in app.url_map.iter_rules() if guard_of(app, rule.endpoint).public}  # type: ignore[union-attr]
    assert found == {
        "access.do_second_factor",
        "access.do_sign_in",
        "access.second_factor",
        "access.sign_in",
        "access.sign_out",
        "api_description.openapi",
        "api_open_page.portal",
        "api_pages.about",
        "api_pages.documentation",
        "api_tenants.tenants",
        "calendar.feed",
        "external.back",
        "external.begin",
        "links.forgotten",
        "links.open_link",
        "links.send_reset",
        "links.use_link",
        "metrics.show",  # off unless enabled, and not for a request that came through a proxy
        "portal.front",
        "portal.healthz",
        "portal.home",
        "portal.readyz",
        "regulation.feed",
        "setup_arms.small",
    }
