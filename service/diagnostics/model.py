"""Tables of diagnostics and individual routes."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, indexed, refers


class Diagnostics(RegisterRow, Base):
    """A diagnostics a person passed (диагностика профессиональных дефицитов)."""

    __tablename__ = "diagnostics"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('subject', 'methodical', 'psychological', 'managerial', 'other')", name="kind"
        ),
        refers("person_id", "person"),
        Index(None, "tenant_id", "person_id"),
    )

    person_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column(Date)
    instrument: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)


class Route(RegisterRow, Base):
    """An individual route (ИОМ): developed, then approved; `valid` is the time it runs."""

    __tablename__ = "route"
    __table_args__ = (
        CheckConstraint("approved_on IS NULL OR approved_on >= developed_on", name="approved"),
        refers("person_id", "person"),
        refers("diagnostics_id", "diagnostics"),
        Index(None, "tenant_id", "person_id"),
        *indexed("diagnostics_id"),
    )

    person_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    developed_on: Mapped[date] = mapped_column(Date)
    approved_on: Mapped[date | None] = mapped_column(Date)
    diagnostics_id: Mapped[int | None] = mapped_column(BigInteger)
