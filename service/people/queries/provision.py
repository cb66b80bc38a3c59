"""Reads of what organisations keep (документы и обеспечение организаций)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from service.people.model.organisations import (
    Organisation,
    OrganisationDocument,
    SubjectSupport,
    TextbookStock,
)
from service.profiles.profile import Rule
from service.tenancy.scope import Scope

OWNER, ALIGNMENT, ALIGNED = "organisation", "documents.alignment", "alignment"
Place = tuple[int, str]


@dataclass(frozen=True)
class Demand:
    """A document that a rule asks of every organisation: who has it, who lacks it, whose came too late."""

    rule: Rule
    code: str
    title: str
    clause: str
    have: tuple[tuple[Place, OrganisationDocument], ...]
    lacking: tuple[Place, ...]
    due: date | None = None
    late: frozenset[int] = frozenset()

    @property
    def asked(self) -> int:
        """Of how many organisations it is asked."""
        return len(self.have) + len(self.lacking)


@dataclass(frozen=True)
class Stock:
    """Textbooks of a class with the share of those that are needed."""

    row: TextbookStock
    place: str

    @property
    def percent(self) -> int | None:
        """How many of a hundred needed textbooks there are; None where none are needed."""
        return self.row.available * 100 // self.row.needed if self.row.needed else None

    @property
    def short(self) -> int:
        """How many textbooks are lacking."""
        return max(0, self.row.needed - self.row.available)


@dataclass(frozen=True)
class Supported:
    """A subject with the organisations where its support was checked and where it conforms."""

    subject: str
    conforming: int
    checked: int


def places(scope: Scope) -> list[Place]:
    """Organisations of the district today; a school's people see their own."""
    chosen = select(Organisation.id, Organisation.short_name, Organisation.name).where(
        Organisation.own, Organisation.valid.contains(scope.today)
    )
    if scope.actor.organisations is not None:
        chosen = chosen.where(Organisation.id.in_(scope.actor.organisations))
    return [(row[0], row[1] or row[2]) for row in scope.db.execute(chosen.order_by(Organisation.sort_key))]


def demands(scope: Scope) -> Sequence[Demand]:
    """Documents that the rules ask of organisations, in the order of the rules; one statement."""
    listed = places(scope)
    chosen = select(OrganisationDocument).where(
        OrganisationDocument.valid.contains(scope.today),
        OrganisationDocument.organisation_id.in_([key for key, _ in listed]),
    )
    kept: dict[tuple[int, str], OrganisationDocument] = {}
    for row in scope.db.execute(chosen.order_by(OrganisationDocument.id)).scalars():
        kept[row.organisation_id, row.kind] = row
    found = [
        _demand(rule, item.code, item.title, item.clause or rule.clause, listed, kept)
        for rule in scope.profile.of_kind("documents")
        if not rule.silent and rule.params.owner == OWNER
        for item in rule.params.documents
    ]
    rule = scope.profile.rule(ALIGNMENT)
    return [*found, _aligned(scope, rule, listed, kept)] if rule is not None else found


def _demand(
    rule: Rule, code: str, title: str, clause: str, listed: Sequence[Place], kept: Any, **more: Any
) -> Demand:
    have = tuple((place, kept[place[0], code]) for place in listed if (place[0], code) in kept)
    lacking = tuple(place for place in listed if (place[0], code) not in kept)
    return Demand(rule, code, title, clause, have, lacking, **more)


def _aligned(scope: Scope, rule: Rule, listed: Sequence[Place], kept: Any) -> Demand:
    """Acts brought into line with the order: by the day that follows from the date of the order."""
    acts = [one.act for one in scope.profile.layers if one.owner == rule.owner and one.act and one.act.date]
    if not acts:
        return _demand(rule, ALIGNED, rule.title, rule.clause, listed, kept)
    facts = {"order_date": acts[0].date}
    due, late = None, set()
    for key, _ in listed:
        done = kept[key, ALIGNED].date if (key, ALIGNED) in kept else None
        verdict = scope.profile.evaluate(rule.id, {**facts, "done_date": done or scope.today})
        due = verdict.expected
        if verdict.shortfall:
            late.add(key)
    return _demand(rule, ALIGNED, rule.title, rule.clause, listed, kept, due=due, late=frozenset(late))


def textbooks(scope: Scope) -> Sequence[Stock]:
    """Textbooks by organisation, subject and class, the greatest shortage first."""
    named = dict(places(scope))
    chosen = select(TextbookStock).where(
        TextbookStock.valid.contains(scope.today), TextbookStock.organisation_id.in_(named)
    )
    found = [Stock(row, named[row.organisation_id]) for row in scope.db.execute(chosen).scalars()]
    return sorted(found, key=lambda one: (-one.short, one.place, one.row.subject, one.row.grade))


def supported(scope: Scope) -> Sequence[Supported]:
    """Subjects with the share of organisations whose support of them conforms, by name."""
    chosen = (
        select(
            SubjectSupport.subject,
            func.count(func.distinct(SubjectSupport.organisation_id)).filter(SubjectSupport.conforms),
            func.count(func.distinct(SubjectSupport.organisation_id)),
        )
        .where(
            SubjectSupport.valid.contains(scope.today),
            SubjectSupport.organisation_id.in_([key for key, _ in places(scope)]),
        )
        .group_by(SubjectSupport.subject)
        .order_by(SubjectSupport.subject)
    )
    return [Supported(*row) for row in scope.db.execute(chosen)]
