"""Tables of the first day: which steps a tenant has done or put off."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import TenantRow


class SetupStep(TenantRow, Base):
    """What an administrator said of a step (шаг настройки): done, or later."""

    __tablename__ = "setup_step"
    __table_args__ = (
        CheckConstraint("state IN ('done', 'later')", name="state"),
        UniqueConstraint("tenant_id", "step"),
    )

    step: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    marked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    marked_by: Mapped[int | None] = mapped_column(BigInteger)
