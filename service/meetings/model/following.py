"""Tables of what follows a decision: assignments, dispatch to the authority, requests for information."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class Assignment(KeptRow, Base):
    """An assignment that follows from a decision (поручение): who, what, until when, what came of it."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="done"),
        CheckConstraint("owner_id IS NOT NULL OR owner IS NOT NULL", name="owner"),
        refers("decision_id", "decision"),
        refers("owner_id", "person"),
        Index(None, "tenant_id", "decision_id"),
        Index(None, "tenant_id", "due_on"),
        *indexed("owner_id"),
    )

    decision_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(BigInteger)
    owner: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(Text, server_default="open")
    done_on: Mapped[date | None] = mapped_column(Date)
    report: Mapped[str | None] = mapped_column(Text)


class Dispatch(KeptRow, Base):
    """A decision sent to the authority (направление решения в орган), with its number and the answer."""

    __tablename__ = "dispatch"
    __table_args__ = (
        CheckConstraint("outcome IS NULL OR outcome IN ('accepted', 'partly', 'declined')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name="answered"),
        CheckConstraint("answered_on IS NULL OR answered_on >= sent_on", name="order"),
        refers("decision_id", "decision"),
        refers("file_id", "stored_file"),
        refers("verdict_id", "verdict"),
        Index(None, "tenant_id", "decision_id"),
        *indexed("file_id", "verdict_id"),
    )

    decision_id: Mapped[int] = mapped_column(BigInteger)
    addressee: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    sent_on: Mapped[date] = mapped_column(Date)
    answer_due: Mapped[date] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)
    answer_number: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)


class DispatchPaper(TenantRow, Base):
    """The letter with the extract as they were sent (отправленные бумаги), with their digests; for good."""

    __tablename__ = "dispatch_paper"
    __table_args__ = (
        UniqueConstraint("tenant_id", "dispatch_id"),
        refers("dispatch_id", "dispatch"),
        refers("pdf_id", "stored_file"),
        refers("docx_id", "stored_file"),
        *indexed("docx_id", "pdf_id"),
    )

    dispatch_id: Mapped[int] = mapped_column(BigInteger)
    pdf_id: Mapped[int] = mapped_column(BigInteger)
    pdf_sha256: Mapped[str] = mapped_column(Text)
    docx_id: Mapped[int] = mapped_column(BigInteger)
    docx_sha256: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class InformationRequest(KeptRow, Base):
    """A body's request for information (запрос информации) and what was answered."""

    __tablename__ = "information_request"
    __table_args__ = (
        CheckConstraint("answered_on IS NULL OR answered_on >= sent_on", name="order"),
        refers("body_id", "council"),
        refers("file_id", "stored_file"),
        Index(None, "tenant_id", "body_id"),
        *indexed("file_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    addressee: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    sent_on: Mapped[date] = mapped_column(Date)
    number: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[date | None] = mapped_column(Date)
    answer: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
