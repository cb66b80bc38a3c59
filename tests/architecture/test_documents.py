"""The documents for people: their links lead somewhere, and what they quote stands on the screen."""

import re
import struct
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "tenants" / "README.md", *(ROOT / "docs").glob("*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
QUOTED = re.compile(r"«([^»]+)»")
GUIDE = ROOT / "docs" / "first-day.md"
TOLD = {"n из d", "Рус", "Алтай", "Педагогический состав"}
"""Quoted for other reasons: a pattern, the languages' own names, a page of a school's site."""
LARGEST = 200_000


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_document_is_found_from_the_readme() -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (ROOT / "docs").glob("*.md") if f"docs/{path.name}" not in told] == []


def test_the_first_day_quotes_what_stands_on_the_screen() -> None:
    entries = polib.pofile(str(ROOT / "locales" / "ru" / "LC_MESSAGES" / "messages.po"))
    said = "\n".join(text for entry in entries for text in (entry.msgid, entry.msgid_plural) if text)
    quoted = set(QUOTED.findall(GUIDE.read_text(encoding="utf-8"))) - TOLD
    assert len(quoted) > 20
    assert sorted(words for words in quoted if words not in said) == []


def test_pictures_are_used_and_of_a_sensible_size() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    assert [path.name for path in pictures if f"images/{path.name}" not in texts] == []
    for path in pictures:
        data = path.read_bytes()
        width, _height = struct.unpack(">II", data[16:24])
        assert data.startswith(b"\x89PNG") and width <= 1440 and len(data) <= LARGEST, path.name
