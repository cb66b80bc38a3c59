"""Tables of monitoring: cycles carried out and figures computed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, Index, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, TenantRow, indexed, refers


class Cycle(RegisterRow, Base):
    """A monitoring cycle (цикл мониторинга) of the service, or of one school's service."""

    __tablename__ = "cycle"
    __table_args__ = (
        CheckConstraint("analysed_on IS NULL OR analysed_on >= finished_on", name="analysed"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "finished_on"),
        *indexed("organisation_id"),
    )

    title: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    finished_on: Mapped[date] = mapped_column(Date)
    analysed_on: Mapped[date | None] = mapped_column(Date)


class IndicatorValue(TenantRow, Base):
    """A computed figure (значение показателя): numerator and denominator as integers, never a percent."""

    __tablename__ = "indicator_value"
    __table_args__ = (
        CheckConstraint("numerator IS NULL OR numerator >= 0", name="numerator"),
        CheckConstraint("denominator IS NULL OR denominator >= 0", name="denominator"),
        CheckConstraint("numerator IS NULL OR denominator IS NULL OR numerator <= denominator", name="share"),
        UniqueConstraint("tenant_id", "as_of", "code"),
        Index(None, "tenant_id", "code", "as_of"),
    )

    code: Mapped[str] = mapped_column(Text)
    as_of: Mapped[date] = mapped_column(Date)
    numerator: Mapped[int | None] = mapped_column(BigInteger)
    denominator: Mapped[int | None] = mapped_column(BigInteger)
    value_status: Mapped[str] = mapped_column(Text)
    target_status: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    profile_version: Mapped[str] = mapped_column(Text)
    computed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
