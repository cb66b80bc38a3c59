"""Tables of comparison: agreements, frozen publications; in schema `pub` what is released to the region."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, TenantRow, indexed, refers


class ShareAgreement(RegisterRow, Base):
    """An agreement on sharing figures (соглашение о передаче показателей): with whom, what, how long, why.

    Only revoking changes it; other terms are another agreement. `min_cell` is the smallest group in people;
    with `organisations_shown` small groups of schools, which are no personal data, may be seen.
    """

    __tablename__ = "share_agreement"
    __table_args__ = (
        CheckConstraint("min_cell >= 5", name="min_cell"),
        Index(None, "region_id", "tenant_id"),
    )

    region_id: Mapped[int] = mapped_column(ForeignKey("platform.tenant.id"))
    number: Mapped[str] = mapped_column(Text)
    signed_on: Mapped[date] = mapped_column(Date)
    purpose: Mapped[str] = mapped_column(Text)
    indicators: Mapped[list[str]] = mapped_column(ARRAY(Text))
    min_cell: Mapped[int] = mapped_column(Integer, server_default="5")
    organisations_shown: Mapped[bool] = mapped_column(server_default="false")
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    revoked_reason: Mapped[str | None] = mapped_column(Text)


class Publication(TenantRow, Base):
    """An act of publishing (публикация): figures of a month's last day, frozen; a correction is a revision.

    `digest` covers the figures and the publication before it, so that the chain can be checked.
    """

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("tenant_id", "as_of", "revision"),
        CheckConstraint("revision = 1 OR reason IS NOT NULL", name="reason"),
    )

    as_of: Mapped[date] = mapped_column(Date)
    revision: Mapped[int] = mapped_column(Integer)
    body: Mapped[str] = mapped_column(Text)
    protocol_number: Mapped[str] = mapped_column(Text)
    protocol_date: Mapped[date] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(Text)
    profile_version: Mapped[str] = mapped_column(Text)
    reported: Mapped[int] = mapped_column(Integer)
    expected: Mapped[int] = mapped_column(Integer)
    digest: Mapped[str] = mapped_column(Text)
    previous_digest: Mapped[str | None] = mapped_column(Text)
    published_by: Mapped[int | None] = mapped_column(BigInteger)
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class PublicationFigure(TenantRow, Base):
    """One canonical figure of a publication as it was counted; the tenant alone reads it.

    `counted`, `rest` and `undecided` are the ids of the very records behind it: in the numerator, only in the
    denominator, in neither for want of facts.
    """

    __tablename__ = "publication_figure"
    __table_args__ = (
        refers("publication_id", "publication"),
        UniqueConstraint("tenant_id", "publication_id", "code"),
    )

    publication_id: Mapped[int] = mapped_column(BigInteger)
    code: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text)
    numerator: Mapped[int | None] = mapped_column(BigInteger)
    denominator: Mapped[int | None] = mapped_column(BigInteger)
    unknown: Mapped[int] = mapped_column(BigInteger)
    value_status: Mapped[str] = mapped_column(Text)
    target_status: Mapped[str] = mapped_column(Text)
    definition: Mapped[dict[str, Any]] = mapped_column(JSONB)
    local: Mapped[dict[str, Any]] = mapped_column(JSONB)
    counted: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    rest: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    undecided: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))


class Release(TenantRow, Base):
    """The publication in force for a day (действующая публикация); the region sees it by an agreement."""

    __tablename__ = "release"
    __table_args__ = (
        refers("publication_id", "publication"),
        *indexed("publication_id"),
        UniqueConstraint("tenant_id", "as_of"),
        {"schema": "pub"},
    )

    publication_id: Mapped[int] = mapped_column(BigInteger)
    as_of: Mapped[date] = mapped_column(Date)
    revision: Mapped[int] = mapped_column(Integer)
    basis: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    reported: Mapped[int] = mapped_column(Integer)
    expected: Mapped[int] = mapped_column(Integer)
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ReleasedCell(TenantRow, Base):
    """What is said of a released figure without its numbers: state, definition, the local indicator."""

    __tablename__ = "cell"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "as_of"], ["pub.release.tenant_id", "pub.release.as_of"]),
        UniqueConstraint("tenant_id", "as_of", "code"),
        {"schema": "pub"},
    )

    as_of: Mapped[date] = mapped_column(Date)
    code: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text)
    value_status: Mapped[str] = mapped_column(Text)
    definition: Mapped[dict[str, Any]] = mapped_column(JSONB)
    definition_digest: Mapped[str] = mapped_column(Text)
    local: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ReleasedValue(TenantRow, Base):
    """The numbers of a released figure; the region's role reaches those of large enough groups only."""

    __tablename__ = "value"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "as_of", "code"], ["pub.cell.tenant_id", "pub.cell.as_of", "pub.cell.code"]
        ),
        UniqueConstraint("tenant_id", "as_of", "code"),
        CheckConstraint("about IN ('people', 'organisations', 'other')", name="about"),
        {"schema": "pub"},
    )

    as_of: Mapped[date] = mapped_column(Date)
    code: Mapped[str] = mapped_column(Text)
    numerator: Mapped[int] = mapped_column(BigInteger)
    denominator: Mapped[int] = mapped_column(BigInteger)
    target_status: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    smallest: Mapped[int | None] = mapped_column(BigInteger)
