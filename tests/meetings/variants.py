"""The rules of a tenant with something chosen otherwise: both readings of an edge are tested."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from service.profiles.directory import read_directory
from service.profiles.effective import effective
from service.profiles.profile import Profile, Setting
from service.rules.catalogue import parse_params
from tests.accounts import scope_of

FIXTURES = Path(__file__).parents[1] / "profiles" / "fixtures"
ON = date(2026, 3, 2)


def profile_of(app: Flask, slug: str) -> Profile:
    """The profile of a tenant as it stands."""
    scope = scope_of(app, slug, on=ON)
    with scope.db:
        return scope.profile


def with_params(profile: Profile, rule_id: str, **changed: Any) -> Profile:
    """The profile with some parameters of a rule changed."""
    rule = profile.rules[rule_id]
    written = {**rule.written, **changed}
    params = parse_params(rule.kind, written, rule_id)
    return replace(profile, rules={**profile.rules, rule_id: replace(rule, params=params, written=written)})


def without(profile: Profile, *rule_ids: str) -> Profile:
    """The profile without some rules: a regulation that is silent about them."""
    return replace(profile, rules={name: one for name, one in profile.rules.items() if name not in rule_ids})


def with_setting(profile: Profile, setting_id: str, value: Any) -> Profile:
    """The profile with a setting of the engine chosen otherwise."""
    one = Setting(
        id=setting_id, title="", note="", sets=(), value=value, default=value, options=(), labels={},
        type="", source=(), layer="", owner="", reading="",
    )  # fmt: skip
    return replace(profile, settings={**profile.settings, setting_id: one})


def fixture_profile(slug: str) -> Profile:
    """A profile of the made-up region of the tests."""
    directory = read_directory(FIXTURES)
    return effective(slug, ON, directory.versions)
