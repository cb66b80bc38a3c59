"""Tables of an association's documents, yearly analysis and publications."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Date, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, indexed, refers


class AssociationDocument(KeptRow, Base):
    """A document of an association for a school year (документ объединения) that no register holds."""

    __tablename__ = "association_document"
    __table_args__ = (
        UniqueConstraint("tenant_id", "body_id", "year", "code"),
        refers("body_id", "council"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    code: Mapped[str] = mapped_column(Text)
    dated_on: Mapped[date] = mapped_column(Date)
    title: Mapped[str | None] = mapped_column(Text)
    signer: Mapped[str | None] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)


class AssociationAnalysis(KeptRow, Base):
    """The yearly analysis of an association (анализ за учебный год).

    `content` is what the registers said when it was submitted, frozen; `notes` explain tasks with nothing
    done, by their codes.
    """

    __tablename__ = "association_analysis"
    __table_args__ = (
        UniqueConstraint("tenant_id", "body_id", "year"),
        CheckConstraint("state IN ('draft', 'submitted', 'accepted', 'returned')", name="state"),
        CheckConstraint(
            "state NOT IN ('submitted', 'accepted') OR submitted_on IS NOT NULL", name="submitted"
        ),
        CheckConstraint("state <> 'returned' OR returned_why IS NOT NULL", name="returned"),
        refers("body_id", "council"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    teaching_state: Mapped[str | None] = mapped_column(Text)
    conclusions: Mapped[str | None] = mapped_column(Text)
    forecast: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    content: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    submitted_on: Mapped[date | None] = mapped_column(Date)
    reviewed_on: Mapped[date | None] = mapped_column(Date)
    reviewer: Mapped[str | None] = mapped_column(Text)
    returned_why: Mapped[str | None] = mapped_column(Text)


class PublicationMark(KeptRow, Base):
    """Where and when the results of a meeting were published (отметка о публикации)."""

    __tablename__ = "publication_mark"
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "site"),
        CheckConstraint("site IN ('centre', 'authority')", name="site"),
        refers("body_id", "council"),
        refers("meeting_id", "meeting"),
        *indexed("body_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    meeting_id: Mapped[int] = mapped_column(BigInteger)
    site: Mapped[str] = mapped_column(Text)
    published_on: Mapped[date] = mapped_column(Date)
    link: Mapped[str | None] = mapped_column(Text)


class FiledPaper(KeptRow, Base):
    """A yearly plan or analysis in the files of the centre (номенклатура дел): which case, how long."""

    __tablename__ = "filed_paper"
    __table_args__ = (
        UniqueConstraint("tenant_id", "body_id", "year", "paper"),
        CheckConstraint("paper IN ('plan', 'analysis')", name="paper"),
        refers("body_id", "council"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    paper: Mapped[str] = mapped_column(Text)
    case_index: Mapped[str] = mapped_column(Text)
    retention: Mapped[str] = mapped_column(Text)
    filed_on: Mapped[date] = mapped_column(Date)
