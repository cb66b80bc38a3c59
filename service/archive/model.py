"""Archives that a tenant asked for (выгрузки района); the files themselves lie outside the database."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Integer, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import TenantRow


class TenantArchive(TenantRow, Base):
    """One archive of everything a tenant entered: how far it is, its seal, until when it can be fetched."""

    __tablename__ = "tenant_archive"
    __table_args__ = (
        CheckConstraint("status IN ('queued', 'making', 'ready', 'failed', 'dropped')", name="status"),
    )

    status: Mapped[str] = mapped_column(Text, server_default="queued")
    done: Mapped[int] = mapped_column(Integer, server_default="0")
    total: Mapped[int | None] = mapped_column(Integer)
    rows: Mapped[int | None] = mapped_column(BigInteger)
    size: Mapped[int | None] = mapped_column(BigInteger)
    seal: Mapped[str | None] = mapped_column(Text)
    file_key: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[int | None] = mapped_column(BigInteger)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    made_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
