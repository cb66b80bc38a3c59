"""Translations of Russian source texts, without the locale data that Altai does not have.

The interface language lives in a context variable; formats stay Russian for both languages.
"""

import gettext as stdlib_gettext
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from service.core.language.compiling import compiled, source_file

DEFAULT = "ru"
LANGUAGES = (DEFAULT, "alt")
LOCALES = Path(__file__).resolve().parents[3] / "locales"

_current: ContextVar[str] = ContextVar("interface_language", default=DEFAULT)
Words = Mapping[str, Mapping[str, str]]
_own: ContextVar[Words | None] = ContextVar("own_words", default=None)


def N_(msgid: str) -> str:  # the name every gettext tool knows
    """Mark a text for extraction without translating it now."""
    return msgid


def current_language() -> str:
    """The language texts are rendered in at this moment."""
    return _current.get()


def set_language(language: str) -> Token[str]:
    """Choose the language until the token is reset; for shells that have no block to wrap."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown interface language: {language!r}")
    return _current.set(language)


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Render in `language` inside the block: mails, documents, jobs."""
    token = set_language(language)
    try:
        yield
    finally:
        _current.reset(token)


def use_own_words(words: Words) -> None:
    """Say the names that a tenant has for things (слова района) in place of ours until others are chosen.

    `words` are texts by language under our Russian one. A name also stands inside sentences, small.
    """
    small = {_small(term): {lang: _small(text) for lang, text in own.items()} for term, own in words.items()}
    _own.set({**small, **words})


def _small(text: str) -> str:
    """A name inside a sentence; an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def own_word(term: str, language: str) -> str | None:
    """The tenant's own name for a thing in a language, or None."""
    words = _own.get()
    return words.get(term, {}).get(language) if words else None


class _Nothing(stdlib_gettext.NullTranslations):
    """The end of every chain: says «no translation» where gettext would repeat the source."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""


@lru_cache(maxsize=16)
def load(language: str, directory: Path = LOCALES) -> stdlib_gettext.NullTranslations:
    """The catalogue of a language, compiled if need be; without a file, an empty one."""
    source = source_file(directory, language)
    if not source.exists():
        return _Nothing()
    translations = stdlib_gettext.GNUTranslations(io.BytesIO(compiled(source)))
    translations.add_fallback(_Nothing())
    return translations


def lookup(msgid: str, language: str) -> str | None:
    """The tenant's own word, else the translation in the catalogue of `language`, or None."""
    if not msgid:
        return None
    return own_word(msgid, language) or load(language).gettext(msgid) or None


def lookup_plural(singular: str, plural: str, n: int, language: str) -> str | None:
    """The form for `n` in the catalogue of `language`, or None."""
    return load(language).ngettext(singular, plural, n) or None


def translate(msgid: str, language: str | None = None) -> str:
    """The text in `language` (default: the current one); Russian where there is no translation."""
    return lookup(msgid, language or current_language()) or lookup(msgid, DEFAULT) or msgid


def gettext(msgid: str, **params: object) -> str:
    """Translate into the current language and fill in `%(name)s`."""
    text = translate(msgid)
    return text % params if params else text.replace("%%", "%")


def ngettext(singular: str, plural: str, n: int, **params: object) -> str:
    """Translate a text that counts; `%(n)s` is filled with the number."""
    text = lookup_plural(singular, plural, n, current_language()) or russian_plural(singular, plural, n)
    return text % {"n": n, **params}


def russian_plural(singular: str, plural: str, n: int) -> str:
    """The Russian form for `n`: from the catalogue, which has three, else from the two in the code."""
    return lookup_plural(singular, plural, n, DEFAULT) or (singular if n == 1 else plural)


@dataclass(frozen=True)
class Lazy:
    """A text translated when shown, for constants made before the language is known."""

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.msgid, **self.params)


def lazy(msgid: str, **params: object) -> Lazy:
    """Put off translation until the text is shown."""
    return Lazy(msgid, params)
