"""Tables of collegial bodies and their seats."""

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, Text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, refers


class Council(RegisterRow, Base):
    """A council (совет) with the number of seats its act establishes."""

    __tablename__ = "council"
    __table_args__ = (
        CheckConstraint("kind IN ('council', 'expert_council')", name="kind"),
        CheckConstraint("established_seats IS NULL OR established_seats BETWEEN 1 AND 500", name="seats"),
        refers("act_id", "legal_act"),
    )

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    established_seats: Mapped[int | None] = mapped_column(Integer)
    act_id: Mapped[int | None] = mapped_column(BigInteger)


class Seat(RegisterRow, Base):
    """A seat in a council (место в составе): one person, one office, for a time."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint("office IN ('chair', 'deputy', 'secretary', 'member')", name="office"),
        ExcludeConstraint(
            ("tenant_id", "="),
            ("council_id", "="),
            ("person_id", "="),
            ("valid", "&&"),
            name="ex_seat_once",
            using="gist",
        ),
        refers("council_id", "council"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "person_id"),
    )

    council_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    office: Mapped[str] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(Text)
