"""The table of consultations."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, indexed, refers


class Consultation(RegisterRow, Base):
    """A consultation (консультация): given by `person_id` to an organisation, else to whoever came."""

    __tablename__ = "consultation"
    __table_args__ = (
        CheckConstraint("kind IN ('individual', 'group')", name="kind"),
        CheckConstraint("form IN ('in_person', 'remote', 'written')", name="form"),
        CheckConstraint("people > 0", name="people"),
        refers("person_id", "person"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "on"),
        *indexed("person_id", "organisation_id"),
    )

    topic: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column(Date)
    people: Mapped[int] = mapped_column(Integer, server_default="1")
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    result: Mapped[str | None] = mapped_column(Text)
