"""Messages from the layers below: anything with a msgid and parameters becomes a sentence."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, runtime_checkable

from service.core.language.catalogue import current_language, translate
from service.core.language.dates import format_date, format_datetime, format_moment
from service.core.language.numbers import format_number

_NUMBER = re.compile(r"(%\(\w+\))d")


@runtime_checkable
class Sayable(Protocol):
    """A message: the Russian source text and the values of its placeholders."""

    @property
    def msgid(self) -> str:
        """The Russian source text."""
        ...

    @property
    def params(self) -> Mapping[str, object]:
        """Values of `%(name)s` in it."""
        ...


def render(message: Sayable, language: str | None = None) -> str:
    """The sentence in `language` (default: the current one), values written as people write them."""
    language = language or current_language()
    return fill(translate(message.msgid, language), message.params, language)


def fill(text: str, params: Mapping[str, object], language: str) -> str:
    """Fill `%(name)s` with shown values; `%%` is a percent sign with and without parameters."""
    if not params:
        return text.replace("%%", "%")
    return shown_as_text(text) % {name: show(value, language) for name, value in params.items()}


def shown_as_text(text: str) -> str:
    """The text with its `%(name)d` as `%(name)s`: numbers are written as people write them before."""
    return _NUMBER.sub(r"\1s", text)


def show(value: object, language: str | None = None) -> str:
    """One value as text: numbers with a decimal comma, dates as dd.mm.yyyy, lists with commas."""
    match value:
        case None:
            return "—"
        case bool():
            return translate("да" if value else "нет", language)
        case Fraction():
            return str(value)
        case int() | Decimal():
            return format_number(value)
        case datetime():
            return format_datetime(value) if value.tzinfo is None else format_moment(value)
        case date():
            return format_date(value)
        case list() | tuple():
            return ", ".join(show(item, language) for item in value)
        case Sayable():
            return render(value, language)
    return str(value)
