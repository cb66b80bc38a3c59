"""Tables of legal acts."""

from datetime import date as Day

from sqlalchemy import CheckConstraint, Date, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow


class LegalAct(RegisterRow, Base):
    """A legal act (правовой акт): an order, an agreement, a regulation with its requisites."""

    __tablename__ = "legal_act"
    __table_args__ = (CheckConstraint("effective_from IS NULL OR effective_from >= date", name="effective"),)

    kind: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    date: Mapped[Day] = mapped_column(Date)
    title: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str | None] = mapped_column(Text)
    effective_from: Mapped[Day | None] = mapped_column(Date)
    url: Mapped[str | None] = mapped_column(Text)
