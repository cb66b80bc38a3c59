"""Reads of drafts (проекты редакций): one with its changes, the layer it would be, what is wrong with it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from service.access.model import Account
from service.core.errors import NotFound
from service.core.language import N_, format_date
from service.profiles.drafting import (
    Edit,
    Fault,
    amended,
    drafted,
    entry_of,
    faults,
    version_of_draft,
    with_draft,
)
from service.profiles.effective import effective
from service.profiles.entries import Act, Content, RuleEntry
from service.profiles.profile import Profile
from service.profiles.versions import Version, content_data, layer_from_data
from service.settings.model import DraftEntry, RuleDraft
from service.settings.queries import ProfileStore
from service.tenancy.scope import Scope

NO_SUCH = N_("Такого проекта нет.")
ACT_TO_COME = "Проект акта"
CITED = "%(kind)s № %(number)s от %(day)s"


@dataclass(frozen=True)
class Workpiece:
    """A draft laid over what it continues: `base` is the newest own version, `day` its first day in force."""

    row: RuleDraft
    entries: tuple[DraftEntry, ...]
    versions: tuple[Version, ...]
    slug: str
    day: date

    @property
    def own(self) -> tuple[Version, ...]:
        """The adopted versions of this tenant."""
        return tuple(one for one in self.versions if one.owner == self.slug)

    @property
    def base(self) -> Version:
        """The newest adopted version: a draft continues it."""
        return max(self.own, key=lambda one: (one.effective_from, one.number))

    @property
    def number(self) -> int:
        """The number that the draft would get."""
        return max(one.number for one in self.own) + 1

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The changes of the draft."""
        return tuple(Edit(one.section, one.entry_id, one.content) for one in self.entries)

    @cached_property
    def act(self) -> Act:
        """The act as it stands in the draft; one that is not filled in yet is told as a project."""
        act = written_act(self.row)
        return amended(act, self.base.act) if self.row.relation == "amends" else act

    @cached_property
    def data(self) -> dict[str, Any]:
        """The layer that the draft would be, as plain data."""
        return self.data_with(())

    def data_with(self, edits: Sequence[Edit]) -> dict[str, Any]:
        """The layer with further changes on top."""
        return drafted(self.base.content, self.act, (*self.edits, *edits))

    @cached_property
    def version(self) -> Version:
        """The draft as a version; raises ProfileError when it is no layer."""
        return self.version_of(self.data)

    def version_of(self, data: Mapping[str, Any]) -> Version:
        """A layer made of this draft as a version."""
        return version_of_draft(self.slug, self.number, self.day, data)

    @property
    def loose(self) -> Content:
        """The layer as far as it can be read: a draft that is not right yet can still be looked at."""
        return layer_from_data(self.slug, self.data, []).content

    @property
    def stored(self) -> dict[str, Any]:
        """The layer as it is written down when it is adopted."""
        return content_data(self.version.content)

    @cached_property
    def digest(self) -> str:
        """What tells one state of the draft from another: its content, its day, what it continues."""
        told = json.dumps(
            [self.data, self.day.isoformat(), [one.content_hash for one in self.versions]], sort_keys=True
        )
        return hashlib.sha256(told.encode()).hexdigest()

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the draft as a whole."""
        return tuple(self.faults_of(self.data))

    def faults_of(self, data: Mapping[str, Any]) -> list[Fault]:
        """What is wrong with a layer made of this draft, among the layers in force on its day."""
        newest: dict[str, Version] = {}
        for one in sorted(self.versions, key=lambda one: (one.effective_from, one.number)):
            if one.effective_from <= self.day or one.owner not in newest:
                newest[one.owner] = one
        return faults(self.slug, data, newest.values())

    def profile(self, data: Mapping[str, Any] | None = None) -> Profile:
        """The rules as they would be on the draft's first day; raises ProfileError."""
        version = self.version if data is None else self.version_of(data)
        return effective(self.slug, self.day, with_draft(self.versions, version))

    @cached_property
    def present(self) -> Profile:
        """The rules of the same day without the draft."""
        return effective(self.slug, self.day, self.versions)

    def entry(self, section: str, entry_id: str) -> DraftEntry | None:
        """The change of one entry in this draft."""
        return next((one for one in self.entries if (one.section, one.entry_id) == (section, entry_id)), None)

    def written(self, section: str, entry_id: str) -> dict[str, Any] | None:
        """An entry of the own layer as plain data with the draft's changes, None where it has none."""
        changed = self.entry(section, entry_id)
        return changed.content if changed else self.before(section, entry_id)

    def before(self, section: str, entry_id: str) -> dict[str, Any] | None:
        """The same entry in the version that the draft continues."""
        return entry_of(self.base.content, section, entry_id)

    @property
    def overtaken(self) -> tuple[DraftEntry, ...]:
        """Changes whose entry another version has changed since they were made."""
        return tuple(one for one in self.entries if one.was != self.before(one.section, one.entry_id))

    @property
    def carried(self) -> tuple[RuleEntry, ...]:
        """Own rules that a new act takes over unchanged: their clauses read as its own."""
        if self.row.relation == "amends" or self.base.act is None:
            return ()
        return tuple(one for one in self.base.content.rules if self.entry("rule", one.id) is None)


def written_act(row: RuleDraft) -> Act:
    """The act of a draft from its fields."""
    named = row.act_kind and row.act_number and row.act_date
    citation = ACT_TO_COME
    if named and row.act_date:
        day = format_date(row.act_date)
        citation = CITED % {"kind": row.act_kind, "number": row.act_number, "day": day}
    relation = "all" if row.relation == "all" else "listed"
    return Act(
        title=row.act_title or row.title,
        kind=row.act_kind or "",
        number=row.act_number or "",
        date=row.act_date,
        issuer=row.act_issuer or "",
        effective_from=row.effective_from,
        status="in_force" if named else "draft",
        citation=citation,
        replaces=relation,
    )


def find(scope: Scope, draft_id: int, *, locked: bool = False) -> RuleDraft:
    """One draft of the tenant; `locked` keeps others waiting until the transaction ends. Raises NotFound."""
    chosen = select(RuleDraft).where(RuleDraft.id == draft_id)
    if locked:
        chosen = chosen.with_for_update()
    found = scope.db.execute(chosen.execution_options(populate_existing=True)).scalar_one_or_none()
    if found is None:
        raise NotFound(NO_SUCH)
    return found


def workpiece(scope: Scope, row: RuleDraft) -> Workpiece:
    """A draft with its changes and the versions around it."""
    chosen = select(DraftEntry).where(DraftEntry.draft_id == row.id).order_by(DraftEntry.id)
    entries = tuple(scope.db.execute(chosen.execution_options(populate_existing=True)).scalars())
    versions = tuple(ProfileStore().versions(scope.db, scope.tenant))
    day = row.effective_from or scope.today
    return Workpiece(row, entries, versions, scope.tenant.slug, day)


@dataclass(frozen=True)
class Listed:
    """A draft in the list: how many changes it has, who made it."""

    row: RuleDraft
    changes: int
    author: str | None


def listing(scope: Scope) -> list[Listed]:
    """Drafts of the tenant: open ones first, then the latest."""
    counted = (
        select(DraftEntry.draft_id, func.count().label("changes")).group_by(DraftEntry.draft_id).subquery()
    )
    rows = scope.db.execute(
        select(RuleDraft, func.coalesce(counted.c.changes, 0), Account.name)
        .outerjoin(counted, counted.c.draft_id == RuleDraft.id)
        .outerjoin(Account, Account.id == RuleDraft.created_by)
        .order_by((RuleDraft.state == "open").desc(), RuleDraft.id.desc())
    )
    return [Listed(row, changes, author) for row, changes, author in rows]


def names(scope: Scope, ids: Sequence[int | None]) -> dict[int, str]:
    """Names of accounts by id."""
    wanted = [one for one in ids if one is not None]
    rows = scope.db.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {row[0]: row[1] for row in rows}
