"""The table of news."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow


class News(RegisterRow, Base):
    """A piece of news (новость) or a mailing (рассылка) of the service; `url` is where it stands."""

    __tablename__ = "news"
    __table_args__ = (
        CheckConstraint("kind IN ('news', 'mailing')", name="kind"),
        Index(None, "tenant_id", "on"),
    )

    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column(Date)
    audience: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
