"""Tables of year plans of bodies, and the compliance of a year frozen at its close."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, Index, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class YearPlan(KeptRow, Base):
    """A body's plan for a year (план на год): in force when adopted at a meeting and then approved or agreed.

    Adopted: a decision about an agenda item that names this plan (`agenda_item.plan_id`) was adopted.
    `year` is the calendar year, or the one in which the school year begins; the rule of frequency says which.
    `changed_at`: when its content last changed; what was adopted before that is another plan.
    """

    __tablename__ = "year_plan"
    __table_args__ = (
        UniqueConstraint("tenant_id", "body_id", "year"),
        CheckConstraint("(approved_by IS NULL) = (approved_on IS NULL)", name="approved"),
        CheckConstraint("returned_why IS NULL OR approved_on IS NULL", name="returned"),
        refers("body_id", "council"),
        refers("approved_by", "person"),
        *indexed("approved_by"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    approved_by: Mapped[int | None] = mapped_column(BigInteger)
    approved_on: Mapped[date | None] = mapped_column(Date)
    returned_why: Mapped[str | None] = mapped_column(Text)
    forecast: Mapped[str | None] = mapped_column(Text)
    changed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class PlannedMeeting(KeptRow, Base):
    """A meeting as it was planned (намеченное заседание): month, maybe day, topic, who prepares it."""

    __tablename__ = "planned_meeting"
    __table_args__ = (
        CheckConstraint("planned_on IS NULL OR date_trunc('month', planned_on) = month", name="month"),
        CheckConstraint("extract(day FROM month) = 1", name="first"),
        refers("plan_id", "year_plan"),
        refers("responsible_id", "person"),
        Index(None, "tenant_id", "plan_id"),
        *indexed("responsible_id"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    month: Mapped[date] = mapped_column(Date)
    planned_on: Mapped[date | None] = mapped_column(Date)
    topic: Mapped[str] = mapped_column(Text)
    form: Mapped[str | None] = mapped_column(Text)
    responsible_id: Mapped[int | None] = mapped_column(BigInteger)
    responsible: Mapped[str | None] = mapped_column(Text)


class BodyScore(TenantRow, Base):
    """A body's compliance frozen at the close of a year (итог года): the verdicts it was made of, by rule."""

    __tablename__ = "body_score"
    __table_args__ = (
        UniqueConstraint("tenant_id", "body_id", "year"),
        refers("body_id", "council"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    profile_version: Mapped[str] = mapped_column(Text)
    frozen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
