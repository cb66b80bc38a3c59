"""Table of stored verdicts: what a rule said when something was opened, decided or signed."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, Integer, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import TenantRow


class Judged(TenantRow, Base):
    """A verdict as it was pronounced (вынесенное заключение); it is never changed.

    `verdict` is the whole of it as the API gives it; the other columns are what the database checks by.
    """

    __tablename__ = "verdict"
    __table_args__ = (
        CheckConstraint(
            "status IN ('pass', 'fail', 'warn', 'not_yet', 'not_applicable', 'waived')", name="status"
        ),
        CheckConstraint("severity IN ('hard', 'soft')", name="severity"),
        CheckConstraint(
            "subject IN ('body', 'meeting', 'item', 'round', 'minutes', 'amendment', 'delivery', 'copy',"
            " 'dispatch', 'proposal')",
            name="subject",
        ),
        Index(None, "tenant_id", "subject", "subject_id"),
    )

    rule: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[int] = mapped_column(BigInteger)
    expected: Mapped[int | None] = mapped_column(Integer)
    actual: Mapped[int | None] = mapped_column(Integer)
    verdict: Mapped[dict[str, Any]] = mapped_column(JSONB)
    profile_version: Mapped[str] = mapped_column(Text)
    judged_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
