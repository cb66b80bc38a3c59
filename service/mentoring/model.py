"""Tables of mentoring."""

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, refers


class MentoringPair(RegisterRow, Base):
    """A mentoring pair (наставническая пара); `valid` is the time it works."""

    __tablename__ = "mentoring_pair"
    __table_args__ = (
        CheckConstraint("mentor_id <> mentee_id", name="two_people"),
        refers("mentor_id", "person"),
        refers("mentee_id", "person"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "mentor_id"),
        Index(None, "tenant_id", "mentee_id"),
        Index(None, "tenant_id", "organisation_id"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    mentor_id: Mapped[int] = mapped_column(BigInteger)
    mentee_id: Mapped[int] = mapped_column(BigInteger)
    form: Mapped[str | None] = mapped_column(Text)
    order_number: Mapped[str | None] = mapped_column(Text)
