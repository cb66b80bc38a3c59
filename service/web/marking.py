"""Texts on a page: translated, or Russian and marked as Russian, so that a reader and a voice know."""

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from service.core.language import (
    DEFAULT,
    Sayable,
    current_language,
    gettext,
    lookup,
    lookup_plural,
    ngettext,
    own_word,
    render,
    show,
    shown_as_text,
)
from service.core.language.catalogue import russian_plural

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def marked(msgid: str, **params: object) -> Markup:
    """The text between tags, parameters escaped; a missing translation is wrapped in `lang="ru"`."""
    language = current_language()
    found = lookup(msgid, language)
    text = found or lookup(msgid, DEFAULT) or msgid
    return _wrapped(text, params, language, russian=found is None and not neutral(msgid))


def marked_plural(singular: str, plural: str, n: int, **params: object) -> Markup:
    """A text that counts, as `marked`; `%(n)s` is the number."""
    language = current_language()
    found = lookup_plural(singular, plural, n, language)
    text = found or russian_plural(singular, plural, n)
    return _wrapped(text, {"n": n, **params}, language, russian=found is None)


def plain(value: object) -> str:
    """The bare text of something that may carry marks, for titles and attributes."""
    return escape(value).striptags() if hasattr(value, "__html__") else say_plain(value)


def attribute(msgid: str, **params: object) -> str:
    """The text for an attribute or a title, whole in one language and without tags."""
    return gettext(msgid, **{name: plain(value) for name, value in params.items()})


def attribute_plural(singular: str, plural: str, n: int, **params: object) -> str:
    """A text that counts, for an attribute."""
    return ngettext(singular, plural, n, **{name: plain(value) for name, value in params.items()})


def say(value: object) -> Markup:
    """Anything the layers below hand up as words: a message, a lazy text, names by language, a string."""
    if hasattr(value, "__html__"):
        return escape(value)
    if isinstance(value, Sayable):
        return marked(value.msgid, **{name: _parameter(each) for name, each in value.params.items()})
    if isinstance(value, dict):
        language = current_language()
        own = value.get(language)
        return _wrapped(own or value.get(DEFAULT, ""), {}, language, russian=not own)
    return escape("" if value is None else show(value))


def say_plain(value: object) -> str:
    """As `say`, without marks."""
    if isinstance(value, Sayable):
        return render(value)
    if isinstance(value, dict):
        return str(value.get(current_language()) or value.get(DEFAULT, ""))
    return "" if value is None else show(value)


def russian(value: object) -> Markup:
    """A text that is Russian whatever the page's language: a quote, a clause, the title of a rule.

    Only a name that the tenant has words of its own for is said in them.
    """
    language = current_language()
    if isinstance(value, str) and (own := own_word(value, language)):
        return escape(own)
    text = escape("" if value is None else own_word(str(value), DEFAULT) or value)
    if language == DEFAULT or not any(sign.isalpha() for sign in str(text)):
        return text
    return Markup('<span lang="ru">{}</span>').format(text)


def listed(values: Iterable[object]) -> Markup:
    """Names one after another, each as `russian` shows it: subjects, kinds, titles."""
    return Markup(", ").join(russian(one) for one in values)


def neutral(msgid: str) -> bool:
    """Whether a text has no words of its own, only places for others."""
    return not any(sign.isalpha() for sign in PLACEHOLDER.sub("", msgid))


def _parameter(value: object) -> object:
    return say(value) if isinstance(value, Sayable) else value


def _wrapped(text: str, params: dict[str, object], language: str, *, russian: bool) -> Markup:
    body = escape(shown_as_text(text))
    if params:
        body = body % {name: _shown(value) for name, value in params.items()}
    else:
        body = body.replace("%%", "%")
    return Markup('<span lang="ru">{}</span>').format(body) if russian and language != DEFAULT else body


def _shown(value: object) -> object:
    return value if hasattr(value, "__html__") else show(value)
