"""Tables of coordination: tasks of organisations with their answers."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, indexed, refers


class CoordinationTask(KeptRow, Base):
    """A task of one organisation (задача службе организации): what is asked, on which basis, the answer.

    `basis_code` names the deficit inside its kind (a document, an indicator), so that it is not asked twice;
    `evidence` is what stood in the records when the coordinator confirmed it.
    """

    __tablename__ = "coordination_task"
    __table_args__ = (
        CheckConstraint("asks IN ('report', 'action')", name="asks"),
        CheckConstraint("basis IN ('own', 'diagnostics', 'indicator', 'service', 'document')", name="basis"),
        CheckConstraint("state IN ('sent', 'answered', 'accepted', 'returned', 'withdrawn')", name="state"),
        refers("organisation_id", "organisation"),
        refers("file_id", "stored_file"),
        Index(None, "tenant_id", "due_on"),
        *indexed("organisation_id", "file_id"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    asks: Mapped[str] = mapped_column(Text)
    details: Mapped[str | None] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    basis_code: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(Text, server_default="sent")
    sent_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    sent_by: Mapped[int | None] = mapped_column(BigInteger)
    answer: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    answered_by: Mapped[int | None] = mapped_column(BigInteger)
    remark: Mapped[str | None] = mapped_column(Text)
    reviewed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reviewed_by: Mapped[int | None] = mapped_column(BigInteger)
