"""A council for tests that counts a hybrid meeting's room and sheets together, as Luga's setting lets it."""

from dataclasses import replace
from typing import Any

from tests.meetings.ballots import chosen
from tests.meetings.council import Council


def both_count(council: Council, **settings: Any) -> Council:
    """The same council where people in the room count beside the sheets of those away."""
    changed = chosen(council, **settings)
    profile = changed.profile
    assert profile is not None
    rules = dict(profile.rules)
    for name in ("council.meeting_quorum", "council.decision_quorum"):
        params = rules[name].params
        counted = {**params.counted, "hybrid": "room_and_sheets"}
        rules[name] = replace(rules[name], params=replace(params, counted=counted))
    return replace(changed, profile=replace(profile, rules=rules))
