"""Judging given facts by a rule (проверка сведений), with the refusals of the service."""

from collections.abc import Mapping
from typing import Any

from service.core.errors import FieldProblem, Invalid, NotFound
from service.profiles.problems import UnknownRule
from service.profiles.profile import Profile
from service.rules.errors import BadFacts
from service.rules.verdict import Verdict

UNKNOWN_RULE = "Такого правила нет. Список правил с их сведениями – на странице правил."


def judge(profile: Profile, rule_id: str, given: Mapping[str, Any], prefix: str = "") -> Verdict:
    """The verdict on given facts; nothing is stored.

    Raises NotFound for an unknown rule, Invalid naming the fact (after `prefix`) that is unknown or wrong.
    """
    try:
        return profile.evaluate(rule_id, given)
    except UnknownRule:
        raise NotFound(UNKNOWN_RULE) from None
    except BadFacts as refusal:
        message = refusal.message
        wrong = FieldProblem(f"{prefix}{refusal.field}", message.msgid, message.params)
        raise Invalid(fields=(wrong,)) from None
