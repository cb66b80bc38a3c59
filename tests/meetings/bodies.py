"""Profiles for the tests of meetings: the shipped ones, the two fixtures, and settings put over them."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from service.meetings.policy import MeetingPolicy
from service.profiles.directory import Directory, read_directory
from service.profiles.profile import Profile, Setting

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "profiles" / "fixtures"


@cache
def directory(root: Path) -> Directory:
    return read_directory(root)


def profile(slug: str) -> Profile:
    return directory(FIXTURES if slug in ("centre", "kuratory") else ROOT / "tenants").profile(slug)


def policy(slug: str, kind: str = "council", **settings: Any) -> MeetingPolicy:
    """Read the policy of a body, with values of settings chosen in place of those in force."""
    chosen = profile(slug)
    for name, value in settings.items():
        setting_id = f"{MeetingPolicy.of(chosen, kind).prefix}.{name}"
        known = chosen.settings.get(setting_id)
        setting = replace(known, value=value) if known else _new(setting_id, value)
        chosen = replace(chosen, settings={**chosen.settings, setting_id: setting})
    return MeetingPolicy.of(chosen, kind)


def _new(setting_id: str, value: Any) -> Setting:
    return Setting(setting_id, "", "", (), value, value, (), {}, "", (), "district", "rayon", "")
