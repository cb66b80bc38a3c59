"""A message (сообщение): a Russian sentence as a gettext id with its parameters, rendered at the edge."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from service.core.clock import offset_mark

Translate = Callable[[str], str]


def N_(text: str) -> str:
    """Mark a Russian sentence for extraction without translating it."""
    return text


def _unchanged(text: str) -> str:
    return text


@dataclass(frozen=True)
class Message:
    """One sentence: a Russian message id and the values of its %(name)s placeholders.

    Values may be strings, integers, dates, fractions, other messages, or sequences of these.
    """

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the Russian text, the source language."""
        return fill(self)


@dataclass(frozen=True)
class Named(Message):
    """The name that the product has for a code (кодовое слово); a code without one stands as it is."""

    code: str = ""


def spoken(value: object, translate: Translate = _unchanged) -> object:
    """Return a parameter as it is read aloud: dates by day, lists with commas, messages rendered."""
    if isinstance(value, Message):
        return fill(value, translate)
    if isinstance(value, datetime):
        zone = "" if value.tzinfo is None else f" ({offset_mark(value)})"
        return f"{value:%d.%m.%Y, %H:%M}{zone}"
    if isinstance(value, date):
        return f"{value.day:02d}.{value.month:02d}.{value.year}"
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)
    if isinstance(value, (list, tuple)):
        return ", ".join(str(spoken(item, translate)) for item in value)
    return value


def fill(message: Message, translate: Translate = _unchanged) -> str:
    """Translate the message id and put the parameters in; `translate` is gettext of one language."""
    text = translate(message.msgid)
    if not message.params:
        return text.replace("%%", "%")
    return text % {name: spoken(value, translate) for name, value in message.params.items()}


def with_titles(message: Message, titles: Mapping[str, str]) -> Message:
    """Return the message with every code in it named by `titles`, the words of one regulation."""
    return Message(message.msgid, {name: _titled(value, titles) for name, value in message.params.items()})


def _titled(value: object, titles: Mapping[str, str]) -> object:
    if isinstance(value, Named):
        return _inside(titles[value.code]) if value.code in titles else value
    if isinstance(value, Message):
        return with_titles(value, titles)
    if isinstance(value, (list, tuple)):
        return [_titled(item, titles) for item in value]
    return value


def _inside(title: str) -> str:
    """Return a title as it stands inside a sentence: an abbreviation keeps its capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def listed(items: Sequence[object]) -> object:
    """Join entries that have commas of their own as «а; б; в»; a single one stands alone."""
    said = items[0] if items else ""
    for item in items[1:]:
        said = Message("%(first)s; %(last)s", {"first": said, "last": item})
    return said


def either(items: Sequence[object]) -> object:
    """Join alternatives as «а, б или в»; a single one stands alone."""
    if len(items) == 1:
        return items[0]
    return Message("%(first)s или %(last)s", {"first": list(items[:-1]), "last": items[-1]})


def together(items: Sequence[object]) -> object:
    """Join what belongs together as «а, б и в»; a single one stands alone."""
    if len(items) == 1:
        return items[0]
    return Message("%(first)s и %(last)s", {"first": list(items[:-1]), "last": items[-1]})


def sentences(*parts: Message) -> Message:
    """Join whole sentences into one message."""
    joined = parts[0]
    for part in parts[1:]:
        joined = Message("%(first)s %(second)s", {"first": joined, "second": part})
    return joined


def counted(number: int, one: str, few: str, many: str) -> Message:
    """Return the message of the Russian plural form for `number` (1 день, 2 дня, 5 дней)."""
    tail, tens = number % 10, number % 100
    if tail == 1 and tens != 11:
        chosen = one
    elif 2 <= tail <= 4 and not 12 <= tens <= 14:
        chosen = few
    else:
        chosen = many
    return Message(chosen, {"count": number})
