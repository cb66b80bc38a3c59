"""Tables of events and attendance."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, indexed, refers


class Event(RegisterRow, Base):
    """An event of the service (мероприятие); `resource_id` is where it is held, if that is a resource."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('young_support', 'seminar', 'contest', 'conference', 'other')", name="kind"
        ),
        refers("resource_id", "resource"),
        Index(None, "tenant_id", "on"),
        *indexed("resource_id"),
    )

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column(Date)
    place: Mapped[str | None] = mapped_column(Text)
    resource_id: Mapped[int | None] = mapped_column(BigInteger)


class Attendance(RegisterRow, Base):
    """A person at an event (участие)."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("tenant_id", "event_id", "person_id"),
        refers("event_id", "event"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "person_id"),
    )

    event_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
