"""Tables of communities with their members."""

from sqlalchemy import BigInteger, CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, refers


class Community(RegisterRow, Base):
    """A community (сообщество) with its life.

    Associations are bodies. A row of kind `association` is one from before: `body_id` is the body it became,
    the row stays because figures already published name it.
    """

    __tablename__ = "community"
    __table_args__ = (
        CheckConstraint("kind IN ('association', 'professional', 'network')", name="kind"),
        refers("body_id", "council"),
        Index(None, "tenant_id", "body_id"),
    )

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    subject: Mapped[str | None] = mapped_column(Text)
    site: Mapped[str | None] = mapped_column(Text)
    body_id: Mapped[int | None] = mapped_column(BigInteger)


class CommunityMember(RegisterRow, Base):
    """A person in a community (участник сообщества); one person may be in several."""

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
