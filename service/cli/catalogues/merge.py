"""Bring the catalogues up to the sources: new keys come in, translations stay, lost keys wait aside."""

from pathlib import Path

import polib

from service.cli.catalogues.extract import Text

PLURAL_FORMS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "alt": "nplurals=2; plural=(n != 1);",
}
FORMS = {"ru": 3, "alt": 2}


def merge(source: Path, language: str, texts: list[Text]) -> polib.POFile:
    """The catalogue at `source` with exactly the keys of `texts`; what was translated is kept."""
    old = polib.pofile(str(source)) if source.exists() else polib.POFile()
    known = {entry.msgid: entry for entry in old}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Project-Id-Version": "metodsluzhba",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    for text in texts:
        new.append(_entry(text, known.pop(text.msgid, None), FORMS[language]))
    for entry in known.values():
        if entry.translated() or entry.obsolete:
            entry.obsolete, entry.occurrences = True, []
            new.append(entry)
    return new


def _entry(text: Text, known: polib.POEntry | None, forms: int) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.msgid, occurrences=[(text.path, "")])
    entry.tcomment = known.tcomment if known else ""
    if text.plural is None:
        entry.msgstr = known.msgstr if known else ""
        return entry
    entry.msgid_plural = text.plural
    entry.msgstr_plural = dict.fromkeys(range(forms), "")
    if known and len(known.msgstr_plural) == forms:
        entry.msgstr_plural = dict(known.msgstr_plural)
    return entry
