"""Tables of the first day: which steps a tenant has done or put off, what it shows to everybody."""

from datetime import datetime

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, DateTime, Text, UniqueConstraint
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


class OpenPage(TenantRow, Base):
    """What the open page shows (открытая страница): the latest row is in force, those before are history."""

    __tablename__ = "open_page"

    sections: Mapped[list[str]] = mapped_column(ARRAY(Text))
    chosen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    chosen_by: Mapped[int | None] = mapped_column(BigInteger)
