"""Tables of presence: who took part and how, from when to when, who recused, who was told to preside."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Index,
    Text,
    UniqueConstraint,
    column,
    func,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class Participation(KeptRow, Base):
    """One person at one meeting (участие): present, remote, excused, absent or a guest; counted once."""

    __tablename__ = "participation"
    __table_args__ = (
        CheckConstraint("status IN ('present', 'remote', 'excused', 'absent', 'guest')", name="status"),
        CheckConstraint("status = 'guest' OR person_id IS NOT NULL", name="member"),
        CheckConstraint("status <> 'guest' OR name IS NOT NULL OR person_id IS NOT NULL", name="guest"),
        CheckConstraint("status <> 'excused' OR reason IS NOT NULL", name="reason"),
        UniqueConstraint("tenant_id", "meeting_id", "person_id"),
        refers("meeting_id", "meeting"),
        refers("person_id", "person"),
        refers("file_id", "stored_file"),
        Index(None, "tenant_id", "person_id"),
        *indexed("file_id"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(Text)


class PresenceInterval(KeptRow, Base):
    """A time in the room or on the line (интервал присутствия); an open one lasts."""

    __tablename__ = "presence_interval"
    __table_args__ = (
        CheckConstraint("left_at IS NULL OR left_at >= came_at", name="order"),
        ExcludeConstraint(
            ("tenant_id", "="),
            ("participation_id", "="),
            (func.tstzrange(column("came_at"), column("left_at")), "&&"),
            name="ex_presence_interval_once",
            using="gist",
        ),
        refers("participation_id", "participation", on_delete="CASCADE"),
    )

    participation_id: Mapped[int] = mapped_column(BigInteger)
    came_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    left_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Presiding(TenantRow, Base):
    """Who presided from when (председательствующий): the interval ends with the next one's."""

    __tablename__ = "presiding"
    __table_args__ = (
        refers("meeting_id", "meeting"),
        refers("person_id", "person"),
        refers("verdict_id", "verdict"),
        Index(None, "tenant_id", "meeting_id"),
        *indexed("person_id", "verdict_id"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    office: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    verdict_id: Mapped[int] = mapped_column(BigInteger)


class SittingDay(TenantRow, Base):
    """A day of a meeting (день заседания) with the verdict on its quorum; one without ends as it begins."""

    __tablename__ = "sitting_day"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at >= begun_at", name="order"),
        UniqueConstraint("tenant_id", "meeting_id", "day"),
        refers("meeting_id", "meeting"),
        refers("verdict_id", "verdict"),
        *indexed("verdict_id"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[date] = mapped_column(Date)
    begun_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    verdict_id: Mapped[int] = mapped_column(BigInteger)


class Instruction(TenantRow, Base):
    """The chair's instruction to preside instead (поручение председателя)."""

    __tablename__ = "instruction"
    __table_args__ = (
        CheckConstraint("giver_id <> person_id", name="other"),
        refers("body_id", "council"),
        refers("meeting_id", "meeting"),
        refers("giver_id", "person"),
        refers("person_id", "person"),
        refers("file_id", "stored_file"),
        Index(None, "tenant_id", "body_id"),
        *indexed("file_id", "giver_id", "meeting_id", "person_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    meeting_id: Mapped[int | None] = mapped_column(BigInteger)
    giver_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    given_on: Mapped[date] = mapped_column(Date)
    basis: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_by: Mapped[int | None] = mapped_column(BigInteger)


class Recusal(TenantRow, Base):
    """A member's recusal from one question (самоотвод): no vote on it, the reason in the minutes."""

    __tablename__ = "recusal"
    __table_args__ = (
        UniqueConstraint("tenant_id", "item_id", "person_id"),
        refers("item_id", "agenda_item"),
        refers("person_id", "person"),
        *indexed("person_id"),
    )

    item_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text)
    declared_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class WrittenOpinion(TenantRow, Base):
    """A written opinion of a member who is away (письменное мнение): read out, never a vote."""

    __tablename__ = "written_opinion"
    __table_args__ = (
        refers("meeting_id", "meeting"),
        refers("item_id", "agenda_item"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "meeting_id"),
        Index(None, "tenant_id", "item_id"),
        *indexed("person_id"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    item_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
