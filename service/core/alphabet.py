"""The Altai alphabet of 37 letters: normal form, repair of look-alike letters, keys to sort and search by."""

import re
import unicodedata
from dataclasses import dataclass

LETTERS = "абвгдјеёжзийклмнҥоӧпрстуӱфхцчшщъыьэюя"
"""The order of two independent tables; 37 letters."""

_REPAIRS = str.maketrans("JjÖöÜüŸÿӨөҮүЎўӲӳҢң", "ЈјӦӧӰӱӰӱӦӧӰӱӰӱӰӱҤҥ")
_LATIN_TWINS = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")
_SORT = {ord(letter): chr(0xE000 + place) for place, letter in enumerate(LETTERS)}
_FOLD = str.maketrans("ҥңӧөӱүўӳёj", "ннооууууеј")
_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
_APOSTROPHES = re.compile(r"['’‘ʼʹ`´]")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_RUSSIAN = re.compile(r"[А-Яа-яЁё ]*")
"""Texts that every step below leaves alone but for case, ё and spaces: nearly all names, so they go first."""


@dataclass(frozen=True)
class Doubt:
    """A word that mixes alphabets beyond repair by rule; `suggestion` is None where none is safe."""

    word: str
    suggestion: str | None


@dataclass(frozen=True)
class Repair:
    """A text after repair: what was changed (before, after) and what a person must be asked."""

    text: str
    changes: tuple[tuple[str, str], ...] = ()
    ask: tuple[Doubt, ...] = ()


def nfc(text: str) -> str:
    """The composed form: Ӧ and Ӱ are one character each."""
    return unicodedata.normalize("NFC", text)


def repair(text: str) -> Repair:
    """Put Altai letters in place of look-alikes inside otherwise Cyrillic words (Jе, ÿредÿчи).

    Only letters that stand for one Altai letter are changed. Ж and НГ are never touched: журнал keeps
    its ж. A word where Latin letters remain is not changed but asked about.
    """
    changes: list[tuple[str, str]] = []
    doubts: list[Doubt] = []

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        if not _CYRILLIC.search(word):
            return word
        mended = word.translate(_REPAIRS)
        if _LATIN.search(mended):
            guess = mended.translate(_LATIN_TWINS)
            doubts.append(Doubt(word, None if _LATIN.search(guess) else guess))
            return word
        if mended != word:
            changes.append((word, mended))
        return mended

    if plainly_russian(text):
        return Repair(text)
    return Repair(_WORD.sub(mend, nfc(text)), tuple(changes), tuple(doubts))


def plainly_russian(text: str) -> bool:
    """Whether a text is Russian letters and spaces only: nothing in it to repair, to fold but case and ё."""
    return _RUSSIAN.fullmatch(text) is not None


def sort_key(text: str) -> str:
    """A key to store and order by code point (COLLATE "C"): 37 letters in order, case and spaces aside."""
    return squeeze(nfc(text).casefold()).translate(_SORT)


def search_key(text: str) -> str:
    """A key to match on: people type «уренчик» for «ӱренчик», «jурт» for «јурт», е for ё."""
    if plainly_russian(text):
        return squeeze(text.casefold().replace("ё", "е"))
    bare = "".join(sign for sign in nfc(text) if not unicodedata.combining(sign))  # stress marks
    plain = _APOSTROPHES.sub("'", _DASHES.sub("-", bare.casefold()))
    return squeeze(_WORD.sub(lambda match: _folded(match.group()), plain))


def name_key(full_name: str) -> str:
    """A full name (ФИО) made comparable: search key with Latin twins and signs of writing aside."""
    if plainly_russian(full_name):
        return search_key(full_name)
    folded = search_key(_without_twins(nfc(full_name)).replace(".", " ")).replace("'", "")
    return squeeze(_without_twins(folded))  # a Latin word may have got its ј only now


def _without_twins(text: str) -> str:
    return _WORD.sub(lambda match: _untwinned(match.group()), text)


def squeeze(text: str) -> str:
    """Trim, and make every run of white space one space."""
    return " ".join(text.split())


def _folded(word: str) -> str:
    if _CYRILLIC.search(word):
        word = word.translate(_REPAIRS).casefold()
    return word.translate(_FOLD)


def _untwinned(word: str) -> str:
    return word.translate(_LATIN_TWINS) if _CYRILLIC.search(word) else word
