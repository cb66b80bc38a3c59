"""Notes (сноски): every clause quoted on a page, once, printed as numbered footnotes at its end."""

from dataclasses import dataclass

from flask import g


@dataclass(frozen=True)
class Note:
    """One footnote: the place in the act, the words of the act, the act."""

    place: str
    quote: str
    act: str
    source: str = ""


def note_number(place: str, quote: str = "", act: str = "", source: object = "") -> int:
    """Put a clause among the page's notes; its number, the same for the same clause."""
    noted: dict[Note, int] = g.setdefault("notes", {})
    return noted.setdefault(Note(place, quote or "", act or "", str(source or "")), len(noted) + 1)


def notes() -> list[Note]:
    """The notes of the page so far, in the order of their numbers."""
    return list(g.get("notes", {}))
