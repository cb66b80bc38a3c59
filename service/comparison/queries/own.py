"""A municipality's own side: its publications, its agreements, itself against the pooled region."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select, text

from service.comparison.model import Publication, PublicationFigure, Release, ShareAgreement
from service.comparison.queries.released import RELEASED, cell_of
from service.comparison.rules.cells import Cell, Total
from service.comparison.rules.crosswalk import Reason
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.monitoring.rules import Definition, canonical
from service.tenancy.scope import Scope

POOLED = text("SELECT * FROM pub.pooled(CAST(:days AS date[]))")
DAYS = 36


class AgreementState(StrEnum):
    """Where an agreement stands today (состояние соглашения)."""

    AHEAD = "ahead"
    IN_FORCE = "in_force"
    ENDED = "ended"
    REVOKED = "revoked"


def state_of(agreement: ShareAgreement, today: date) -> AgreementState:
    """The state of an agreement on a day of its tenant."""
    if agreement.revoked_at is not None:
        return AgreementState.REVOKED
    if agreement.valid.lower and today < agreement.valid.lower:
        return AgreementState.AHEAD
    if agreement.valid.upper and today >= agreement.valid.upper:
        return AgreementState.ENDED
    return AgreementState.IN_FORCE


def publications(scope: Scope, asked: Paging) -> Page[Publication]:
    """Publications of the tenant, the latest day and revision first."""
    total = scope.db.execute(select(func.count()).select_from(Publication)).scalar_one()
    listed = scope.db.execute(
        select(Publication)
        .order_by(Publication.as_of.desc(), Publication.revision.desc())
        .limit(asked.size)
        .offset(asked.offset)
    )
    return Page(list(listed.scalars()), total, asked)


def publication(scope: Scope, publication_id: int) -> Publication:
    """One publication; raises NotFound."""
    found = scope.db.execute(select(Publication).where(Publication.id == publication_id)).scalar_one_or_none()
    if found is None:
        raise NotFound("Такой публикации нет.")
    return found


def latest_of(scope: Scope, as_of: date) -> Publication | None:
    """The last revision published for a day."""
    return scope.db.execute(
        select(Publication).where(Publication.as_of == as_of).order_by(Publication.revision.desc()).limit(1)
    ).scalar_one_or_none()


def last(scope: Scope) -> Publication | None:
    """The publication that was made last: the end of the chain of digests."""
    return scope.db.execute(select(Publication).order_by(Publication.id.desc()).limit(1)).scalar_one_or_none()


def figures_of(scope: Scope, publication_id: int) -> list[PublicationFigure]:
    """The frozen figures of a publication."""
    found = scope.db.execute(
        select(PublicationFigure)
        .where(PublicationFigure.publication_id == publication_id)
        .order_by(PublicationFigure.code)
    )
    return list(found.scalars())


def figure_of(scope: Scope, publication_id: int, code: str) -> PublicationFigure:
    """One frozen figure; raises NotFound."""
    found = scope.db.execute(
        select(PublicationFigure).where(
            PublicationFigure.publication_id == publication_id, PublicationFigure.code == code
        )
    ).scalar_one_or_none()
    if found is None:
        raise NotFound("Такого показателя в публикации нет.")
    return found


def revisions(scope: Scope, as_of: date) -> list[Publication]:
    """Every revision of a day, the latest first."""
    found = scope.db.execute(
        select(Publication).where(Publication.as_of == as_of).order_by(Publication.revision.desc())
    )
    return list(found.scalars())


def agreements(scope: Scope, asked: Paging) -> Page[ShareAgreement]:
    """Agreements of the tenant, the latest signed first."""
    total = scope.db.execute(select(func.count()).select_from(ShareAgreement)).scalar_one()
    listed = scope.db.execute(
        select(ShareAgreement)
        .order_by(ShareAgreement.signed_on.desc(), ShareAgreement.id.desc())
        .limit(asked.size)
        .offset(asked.offset)
    )
    return Page(list(listed.scalars()), total, asked)


def agreement(scope: Scope, agreement_id: int) -> ShareAgreement:
    """One agreement; raises NotFound."""
    found = scope.db.execute(
        select(ShareAgreement).where(ShareAgreement.id == agreement_id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound("Такого соглашения нет.")
    return found


def in_force(scope: Scope) -> list[ShareAgreement]:
    """The agreements in force today."""
    found = scope.db.execute(
        select(ShareAgreement).where(
            ShareAgreement.revoked_at.is_(None), ShareAgreement.valid.contains(scope.today)
        )
    )
    return list(found.scalars())


def days(scope: Scope) -> list[date]:
    """The days for which something is published, the latest first."""
    return list(scope.db.execute(select(Release.as_of).order_by(Release.as_of.desc()).limit(DAYS)).scalars())


@dataclass(frozen=True)
class Beside:
    """One indicator of the municipality beside its region (район рядом с регионом)."""

    definition: Definition
    cell: Cell
    pooled: Total | None

    @property
    def code(self) -> str:
        """The canonical code."""
        return self.cell.code


def beside_region(scope: Scope, as_of: date) -> list[Beside]:
    """The published figures of a day beside sums over the region; three statements."""
    rows = scope.db.execute(RELEASED, {"as_of": as_of, "code": None}).mappings()
    released = {row["code"]: row for row in rows if row["code"]}
    pooled = pooled_by_definition(scope, [as_of])
    listed = []
    for one in canonical(scope.profile):
        row = released.get(one.code)
        form = one.params.indicator
        cell = cell_of(row, None) if row else Cell(one.code, form)
        total = pooled.get((as_of, one.code, row["definition_digest"])) if row else None
        listed.append(Beside(one, cell, _total(one.code, form, total) if total else None))
    return listed


def pooled_by_definition(scope: Scope, wanted: Sequence[date]) -> Mapping[tuple[date, str, str], Any]:
    """Sums over the region of figures counted alike: by day, code and digest of the definition."""
    rows: Iterable[Any] = scope.db.execute(POOLED, {"days": list(wanted)})
    return {(row.as_of, row.code, row.definition_digest): row for row in rows}


def _total(code: str, form: str, row: Any) -> Total:
    return Total(code, form, row.numerator, row.denominator, row.tenants, row.tenants)


@dataclass(frozen=True)
class Moment:
    """One day of a series: the municipality's cell and the pooled region; `broken`: counted otherwise."""

    as_of: date
    cell: Cell
    pooled: Total | None
    broken: bool


def series(scope: Scope, code: str) -> list[Moment]:
    """The municipality's published values of one indicator by day, the earliest first."""
    rows = list(scope.db.execute(RELEASED, {"as_of": None, "code": code}).mappings())
    pooled = pooled_by_definition(scope, [row["as_of"] for row in rows])
    told: list[Moment] = []
    before = None
    for row in rows:
        total = pooled.get((row["as_of"], code, row["definition_digest"]))
        broken = before is not None and before != row["definition_digest"]
        cell = cell_of(row, None, extra=(Reason.BREAK,) if broken else ())
        told.append(Moment(row["as_of"], cell, _total(code, row["form"], total) if total else None, broken))
        before = row["definition_digest"]
    return told
