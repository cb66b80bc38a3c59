"""Values of settings in words (варианты настроек): what an administrator may choose from."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from service.core.language import N_
from service.profiles.profile import Setting
from service.profiles.values import spoken
from service.rules.conditions.catalogue import CANDIDATE, REGISTERS
from service.rules.conditions.grammar import parse as parse_condition
from service.rules.conditions.wording import condition_words
from service.rules.errors import BadParams
from service.rules.kinds.deadline_words import day_words
from service.rules.message import Message, together, with_titles
from service.rules.value_words import value_words as code_words
from service.settings.words import value_words

_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
_SOME_DAY = date(2000, 1, 1)  # a window may start with the rule's own day, which is not said here


def setting_value(setting: Setting, value: Any, titles: Mapping[str, str]) -> Any:
    """A value of a setting as an administrator reads it: its label, else known words, else as written."""
    if value is None:
        return Message(N_("не задано"))
    written = spoken(value)
    if written in setting.labels:
        return Message("%(label)s", {"label": setting.labels[written]})
    if isinstance(value, Mapping):
        return _condition(value, titles) or written
    if isinstance(value, list | tuple) and any(isinstance(each, Mapping) for each in value):
        titled = [str(each.get("title", spoken(each))) for each in value]
        return Message("%(values)s", {"values": titled})
    day = _MONTH_DAY.fullmatch(value) if isinstance(value, str) else None
    if day:
        return day_words(int(day[1]), int(day[2]))
    if isinstance(value, list | tuple) and value:
        named = {"values": together([code_words(each) for each in value])}
        return with_titles(Message("%(values)s", named), titles)
    return value_words(value, titles)


def _condition(value: Mapping[str, Any], titles: Mapping[str, str]) -> Message | None:
    for subject in (CANDIDATE, *REGISTERS.values()):
        try:
            return with_titles(condition_words(parse_condition(value, subject, _SOME_DAY)), titles)
        except BadParams:
            continue
    return None
