"""The library (библиотека): three sections, one's own entries and those read from above, with search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, null, or_, select, union_all

from service.core.language import gettext
from service.core.paging import Page, Paging
from service.documents.model import LibraryItem
from service.documents.names import SECTIONS, DocumentsPermission
from service.profiles.profile import Profile
from service.tenancy.scope import Scope

NAMED = "documents.library_sections"
"""The rule that names the sections."""
ESCAPE = "\\"
PLAIN = ("title", "section", "kind", "author", "issuer", "number", "issued_on", "url", "keywords", "about")


@dataclass(frozen=True)
class Entry:
    """An entry as the library shows it; `inherited`: it is another level's and only read here."""

    id: int
    level: str
    organisation_id: int | None
    inherited: bool
    title: str
    section: str
    kind: str
    author: str | None
    issuer: str | None
    number: str | None
    issued_on: date | None
    url: str | None
    keywords: str | None
    about: str | None
    recorded_at: datetime


@dataclass(frozen=True)
class Section:
    """A section of the library: how many entries, when the last of them was entered or changed."""

    code: str
    title: str
    count: int
    updated: datetime | None


@dataclass(frozen=True)
class Asked:
    """What is looked for: words, section, kind, level."""

    text: str = ""
    section: str = ""
    kind: str = ""
    level: str = ""


def titles(profile: Profile) -> Mapping[str, str]:
    """Titles of the sections: as the rules name them, else the service's own words."""
    rule = profile.rule(NAMED)
    named = {one.code: one.title for one in rule.params.items} if rule is not None and not rule.silent else {}
    return {code: named.get(code) or gettext(title) for code, title in SECTIONS.items()}


def sections(scope: Scope) -> Sequence[Section]:
    """The sections with their figures; one statement."""
    scope.allow(DocumentsPermission.READ)
    every = _every(scope)
    rows = scope.db.execute(
        select(every.c.section, func.count(), func.max(every.c.recorded_at)).group_by(every.c.section)
    )
    found = {row[0]: (row[1], row[2]) for row in rows}
    return [
        Section(code, title, *found.get(code, (0, None))) for code, title in titles(scope.profile).items()
    ]


def entries(scope: Scope, asked: Asked, paging: Paging) -> Page[Entry]:
    """Entries that were asked for, by title; two statements."""
    scope.allow(DocumentsPermission.READ)
    every = _every(scope)
    chosen = select(every).where(*_wanted(every, asked))
    total = scope.db.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
    ordered = chosen.order_by(every.c.title, every.c.level, every.c.id)
    rows = scope.db.execute(ordered.limit(paging.size).offset(paging.offset)).mappings()
    names = [one.name for one in fields(Entry)]
    return Page([Entry(**{name: row[name] for name in names}) for row in rows], total, paging)


def _wanted(every: Any, asked: Asked) -> list[ColumnElement[bool]]:
    found = [
        every.c[name] == value
        for name, value in (("section", asked.section), ("kind", asked.kind), ("level", asked.level))
        if value
    ]
    for word in asked.text.split()[:10]:
        safe = word.replace(ESCAPE, ESCAPE * 2).replace("%", ESCAPE + "%").replace("_", ESCAPE + "_")
        searched = (every.c[name] for name in ("title", "author", "issuer", "number", "keywords", "about"))
        found.append(or_(*(one.ilike(f"%{safe}%", escape=ESCAPE) for one in searched)))
    return found


def _every(scope: Scope) -> Any:
    """One's own entries and the region's, as one table.

    A school's people see their organisation's and what the municipality gives down, which is not theirs to
    change; the database itself says which of the region's entries a municipality reads.
    """
    own_level = "regional" if scope.tenant.kind == "region" else "municipal"
    schools = scope.actor.organisations
    mine = LibraryItem.organisation_id.is_not(None)
    inherited: ColumnElement[bool] = (
        literal(False) if schools is None else LibraryItem.organisation_id.is_(None)
    )
    own = select(
        LibraryItem.id,
        case((mine, literal("organisation")), else_=literal(own_level)).label("level"),
        LibraryItem.organisation_id,
        inherited.label("inherited"),
        *(getattr(LibraryItem, name) for name in PLAIN),
        LibraryItem.recorded_at,
    ).where(LibraryItem.tenant_id == scope.tenant.id, LibraryItem.valid.contains(scope.today))
    if schools is not None:
        given = LibraryItem.organisation_id.is_(None) & LibraryItem.shared
        own = own.where(or_(LibraryItem.organisation_id.in_(schools), given))
    source = func.pub.inherited_library().table_valued("id", *PLAIN, "recorded_at").alias("above")
    above = select(
        source.c.id,
        literal("regional").label("level"),
        null().label("organisation_id"),
        literal(True).label("inherited"),
        *(source.c[name] for name in PLAIN),
        source.c.recorded_at,
    )
    return union_all(own, above).subquery("library")
