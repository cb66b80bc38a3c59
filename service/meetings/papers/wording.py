"""Wording of the papers (формулировки): Russian whatever the interface; dates and names as papers set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.core.language import N_, NBSP, fill, format_date, translate
from service.documents.paper import Letterhead
from service.rules.message import counted

RUSSIAN = "ru"


def say(msgid: str, **params: object) -> str:
    """A sentence of a paper: through the catalogue, in Russian, with its values."""
    return fill(translate(msgid, RUSSIAN), params, RUSSIAN)


def people(number: int) -> str:
    """«1 человек», «2 человека», «10 человек»."""
    said = counted(number, N_("%(count)s человек"), N_("%(count)s человека"), N_("%(count)s человек"))
    return say(said.msgid, **said.params).replace(" ", NBSP)


def days(dates: Sequence[date]) -> str:
    """One day or the days of one meeting: «10.12.2026», «10–11.12.2026», «31.12.2026 – 02.01.2027»."""
    first, last = min(dates), max(dates)
    if first == last:
        return format_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%d}–{format_date(last)}"
    return f"{format_date(first)} – {format_date(last)}"


def initials(name: str) -> str:
    """A full name as a signature sets it: «Иванова Мария Петровна» becomes «М. П. Иванова»."""
    surname, *given = name.split()
    if not given or any("." in part for part in given):
        return NBSP.join(name.split())
    return NBSP.join([*(f"{part[0]}." for part in given), surname])


def short(name: str) -> str:
    """A full name inside a sentence: «Иванова М. П.»."""
    surname, *given = name.split()
    if not given or any("." in part for part in given):
        return NBSP.join(name.split())
    return NBSP.join([surname, *(f"{part[0]}." for part in given)])


def ended(text: str) -> str:
    """A text with its full stop."""
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


@dataclass(frozen=True)
class Body:
    """The body a paper speaks of (коллегиальный орган).

    `genitive` is how a title names it: «методического совета»; `letterhead` holds the organisation's names
    in one or two languages.
    """

    name: str
    genitive: str
    letterhead: Letterhead


@dataclass(frozen=True)
class Somebody:
    """A person in a paper: full name and the words of the office or place of work."""

    name: str
    office: str = ""

    def said(self) -> str:
        """«Иванова М. П., директор школы»."""
        return f"{short(self.name)}, {self.office}" if self.office else short(self.name)


@dataclass(frozen=True)
class Finding:
    """A verdict in a paper (заключение): its sentence, the clause, and the reading that decided it."""

    sentence: str
    clause: str = ""
    reading: str = ""
    subject: str = ""
