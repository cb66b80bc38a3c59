"""Tables of associations and communities with their members."""

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, refers


class Community(RegisterRow, Base):
    """An association or a community (объединение, сообщество) with its life."""

    __tablename__ = "community"
    __table_args__ = (CheckConstraint("kind IN ('association', 'professional', 'network')", name="kind"),)

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    subject: Mapped[str | None] = mapped_column(Text)
    site: Mapped[str | None] = mapped_column(Text)


class CommunityMember(RegisterRow, Base):
    """A person in an association or a community; one person may be in several."""

    __tablename__ = "community_member"
    __table_args__ = (
        CheckConstraint("office IN ('leader', 'member')", name="office"),
        refers("community_id", "community"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "community_id"),
        Index(None, "tenant_id", "person_id"),
    )

    community_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    office: Mapped[str] = mapped_column(Text, server_default="member")
