"""Adopted versions of a tenant's own layer of rules: published in the platform schema."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Integer,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base


class ProfileVersion(Base):
    """One dated version of a layer (версия правил): readable by all, written by its owner, never changed."""

    __tablename__ = "profile_version"
    __table_args__ = (
        CheckConstraint("source IN ('file', 'screen')", name="source"),
        UniqueConstraint("owner_id", "number"),
        {"schema": "platform"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("platform.tenant.id"))
    number: Mapped[int] = mapped_column(Integer)
    effective_from: Mapped[date] = mapped_column(Date)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    content_sha256: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    adopted_by: Mapped[int | None] = mapped_column(BigInteger)
    adopted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
