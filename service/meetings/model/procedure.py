"""Table of the order of a body's work."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import TenantRow, indexed, refers


class BodyProcedure(TenantRow, Base):
    """An edition of the order of work (порядок деятельности): by the chair, or the deputy on an instruction.

    Editions are only added; the greatest number is the one in force.
    """

    __tablename__ = "body_procedure"
    __table_args__ = (
        UniqueConstraint("tenant_id", "body_id", "number"),
        CheckConstraint("office IN ('chair', 'leader') OR instruction_id IS NOT NULL", name="instructed"),
        CheckConstraint("number > 0", name="number"),
        refers("body_id", "council"),
        refers("author_id", "person"),
        refers("instruction_id", "instruction"),
        *indexed("author_id", "instruction_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(BigInteger)
    office: Mapped[str] = mapped_column(Text)
    instruction_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[int | None] = mapped_column(BigInteger)
