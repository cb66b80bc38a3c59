"""Tables of an association's years and of its leaders' terms."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, indexed, refers


class AssociationYear(KeptRow, Base):
    """A school year of an association (учебный год объединения), from its list to the order on it.

    `verdict_id` is what the rule of the least number said when the year was confirmed; `counted` how many
    teachers it counted. `extraordinary`: the order came after the yearly day.
    """

    __tablename__ = "association_year"
    __table_args__ = (
        UniqueConstraint("tenant_id", "body_id", "year"),
        CheckConstraint("state IN ('forming', 'elected', 'active', 'closed')", name="state"),
        CheckConstraint("state NOT IN ('active', 'closed') OR confirmed_on IS NOT NULL", name="confirmed"),
        CheckConstraint("state <> 'closed' OR closed_on IS NOT NULL", name="closed"),
        refers("body_id", "council"),
        refers("act_id", "legal_act"),
        refers("closing_act_id", "legal_act"),
        refers("verdict_id", "verdict"),
        *indexed("act_id", "closing_act_id", "verdict_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text, server_default="forming")
    act_id: Mapped[int | None] = mapped_column(BigInteger)
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    extraordinary: Mapped[bool] = mapped_column(server_default="false")
    counted: Mapped[int | None] = mapped_column(Integer)
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)
    closing_act_id: Mapped[int | None] = mapped_column(BigInteger)
    closed_on: Mapped[date | None] = mapped_column(Date)


class LeaderTerm(KeptRow, Base):
    """A term of an association's leader (срок руководителя): elected by a protocol, approved by an act.

    `category` and `experience` are those of the day of approval, from the registers of people; `verdict_id`
    is what the rule on the leader said of them that day and stays as it was (council.md, edge 73).
    """

    __tablename__ = "leader_term"
    __table_args__ = (
        CheckConstraint("state IN ('nominated', 'elected', 'active', 'ended')", name="state"),
        CheckConstraint(
            "state = 'nominated' OR (elected_on IS NOT NULL AND num_nonnulls(meeting_id, protocol) > 0)"
            " OR acting",
            name="elected",
        ),
        CheckConstraint(
            "state <> 'active' OR (approved_on IS NOT NULL AND starts_on IS NOT NULL)", name="approved"
        ),
        CheckConstraint("state <> 'ended' OR ended_on IS NOT NULL", name="ended"),
        Index(
            "uq_leader_term_active", "tenant_id", "body_id", unique=True,
            postgresql_where=text("state = 'active'"),
        ),
        refers("body_id", "council"),
        refers("person_id", "person"),
        refers("meeting_id", "meeting"),
        refers("act_id", "legal_act"),
        refers("verdict_id", "verdict"),
        Index(None, "tenant_id", "body_id", "year"),
        *indexed("act_id", "meeting_id", "person_id", "verdict_id"),
    )  # fmt: skip

    body_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    years: Mapped[int] = mapped_column(Integer, server_default="1")
    state: Mapped[str] = mapped_column(Text, server_default="nominated")
    acting: Mapped[bool] = mapped_column(server_default="false")
    elected_on: Mapped[date | None] = mapped_column(Date)
    meeting_id: Mapped[int | None] = mapped_column(BigInteger)
    protocol: Mapped[str | None] = mapped_column(Text)
    act_id: Mapped[int | None] = mapped_column(BigInteger)
    approved_on: Mapped[date | None] = mapped_column(Date)
    starts_on: Mapped[date | None] = mapped_column(Date)
    category: Mapped[str | None] = mapped_column(Text)
    experience: Mapped[int | None] = mapped_column(Integer)
    extraordinary: Mapped[bool] = mapped_column(server_default="false")
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)
    ended_on: Mapped[date | None] = mapped_column(Date)
    why_ended: Mapped[str | None] = mapped_column(Text)
