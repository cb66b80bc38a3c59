"""What must be true of the catalogues before they ship; each fault is one line a person can act on."""

import csv
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

import polib

from service.cli.catalogues.extract import Text
from service.core.alphabet import LETTERS, nfc

REVIEW = "на проверку носителю"
"""The comment that a native speaker has still to read an entry (проверка носителем языка)."""

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
GLUED = re.compile(r"%\(\w+\)[sd]-?[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z.]*[A-Za-z]")
YEAR_MARKS = {"ј", "јј"}


def faults_of_keys(language: str, catalogue: polib.POFile, texts: list[Text]) -> Iterator[str]:
    """Keys that the sources have and the catalogue lacks, and the other way round."""
    there = {entry.msgid for entry in catalogue if not entry.obsolete}
    wanted = {text.msgid for text in texts}
    yield from (f"{language}: ключа нет в каталоге: {msgid!r}" for msgid in sorted(wanted - there))
    yield from (f"{language}: ключа нет в исходных текстах: {msgid!r}" for msgid in sorted(there - wanted))


def faults_of_compiled(language: str, data: bytes) -> Iterator[str]:
    """A compiled catalogue without its plural header would show the wrong language."""
    if "plural-forms" not in gettext.GNUTranslations(io.BytesIO(data)).info():
        yield f"{language}: в скомпилированном каталоге нет Plural-Forms"


def faults_of_entries(language: str, catalogue: polib.POFile, words: frozenset[str]) -> Iterator[str]:
    """Faults inside the entries: placeholders, forms and, in Altai, letters and words."""
    for entry in catalogue:
        if entry.obsolete:
            continue
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        found = [*_placeholders(entry, forms), *_forms(language, entry, forms)]
        if language == "alt":
            found += [fault for form in forms[:1] if form for fault in _altai(entry, form, words)]
        yield from (f"{language}: {fault}: {entry.msgid!r}" for fault in found)


def attested_words(glossary: Path) -> frozenset[str]:
    """The Altai words with a source, from the glossary kept beside the catalogue."""
    with glossary.open(encoding="utf-8", newline="") as file:
        return frozenset(word for row in csv.DictReader(file) for word in _words(row["alt"]))


def _placeholders(entry: polib.POEntry, forms: list[str]) -> Iterator[str]:
    sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    wanted = {name for source in sources for name in PLACEHOLDER.findall(source)} - {"%%"}
    for form in forms:
        names = set(PLACEHOLDER.findall(form)) - {"%%"}
        if form and names != wanted:
            yield f"подстановки не те ({', '.join(sorted(names ^ wanted))})"
    for text in [*sources, *forms]:
        if GLUED.search(text):
            yield f"к подстановке приклеено слово или окончание («{text}»)"


def _forms(language: str, entry: polib.POEntry, forms: list[str]) -> Iterator[str]:
    if language == "ru" and entry.msgid_plural and not all(forms):
        yield "не заполнены три формы числа"
    if language == "alt" and len(set(forms)) > 1:
        yield "формы числа различаются, а существительное после числа не меняется"
    if "fuzzy" in entry.flags:
        yield "пометка fuzzy: перевод не попадёт в каталог"


def _altai(entry: polib.POEntry, form: str, words: frozenset[str]) -> Iterator[str]:
    bare = PLACEHOLDER.sub(" ", form)
    if nfc(form) != form:
        yield "буквы записаны в разложенном виде"
    alien = {sign for sign in bare if CYRILLIC.match(sign) and sign.lower() not in LETTERS}
    names = set(LATIN.findall(entry.msgid))
    latin = [word for word in LATIN.findall(bare) if word not in names]
    if alien or latin:
        yield f"не алтайские буквы: {', '.join(sorted(alien) + latin)}"
    if REVIEW in entry.tcomment:
        return
    capitals = frozenset(re.findall(r"\b[А-ЯЁ]{2,}\b", entry.msgid))
    unknown = [word for word in _words(bare, capitals) if not _attested(word, words)]
    if unknown:
        yield f"слова без источника ({', '.join(unknown)}), нужна пометка «{REVIEW}»"


def _words(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    return [word.casefold() for word in WORD.findall(text) if CYRILLIC.search(word) and word not in known]


def _attested(word: str, words: frozenset[str]) -> bool:
    return word in words or word in YEAR_MARKS or all(part in words for part in word.split("-"))
