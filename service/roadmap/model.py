"""Tables of the roadmap."""

from datetime import date

from sqlalchemy import Date, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow


class RoadmapItem(RegisterRow, Base):
    """An item of the roadmap (мероприятие дорожной карты)."""

    __tablename__ = "roadmap_item"
    __table_args__ = (Index(None, "tenant_id", "due_on"),)

    number: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    responsible: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
