"""Tables of an association's plan by months and of how it was adopted and agreed."""

from datetime import date, datetime

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Date, DateTime, Index, Text, func
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class PlanItem(KeptRow, Base):
    """An item of an association's plan (дело плана): month, what, which goals, tasks and forms of work.

    Codes are of the profile's lists; `roadmap_id` is the item of the district's plan it serves.
    """

    __tablename__ = "plan_item"
    __table_args__ = (
        CheckConstraint("extract(day FROM month) = 1", name="first"),
        refers("plan_id", "year_plan"),
        refers("responsible_id", "person"),
        refers("roadmap_id", "roadmap_item"),
        Index(None, "tenant_id", "plan_id"),
        *indexed("responsible_id", "roadmap_id"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    month: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    goals: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    tasks: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    forms: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    responsible_id: Mapped[int | None] = mapped_column(BigInteger)
    roadmap_id: Mapped[int | None] = mapped_column(BigInteger)
    done_on: Mapped[date | None] = mapped_column(Date)
    result: Mapped[str | None] = mapped_column(Text)


class PlanStep(TenantRow, Base):
    """A step of a plan to force (шаг плана): adopted by the members, agreed by the coordinator, returned."""

    __tablename__ = "plan_step"
    __table_args__ = (
        CheckConstraint("step IN ('adopted', 'agreed', 'returned')", name="step"),
        CheckConstraint("step <> 'adopted' OR num_nonnulls(meeting_id, protocol) > 0", name="adopted"),
        CheckConstraint("step <> 'returned' OR reason IS NOT NULL", name="returned"),
        refers("plan_id", "year_plan"),
        refers("meeting_id", "meeting"),
        Index(None, "tenant_id", "plan_id"),
        *indexed("meeting_id"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    step: Mapped[str] = mapped_column(Text)
    done_on: Mapped[date] = mapped_column(Date)
    meeting_id: Mapped[int | None] = mapped_column(BigInteger)
    protocol: Mapped[str | None] = mapped_column(Text)
    who: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
