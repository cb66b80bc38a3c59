"""Tables of the service's plans and their items."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, Index, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, TenantRow, refers


class ServicePlan(RegisterRow, Base):
    """The annual plan of the service (годовой план службы) with the analysis of its year."""

    __tablename__ = "service_plan"
    __table_args__ = (
        CheckConstraint("basis IN ('calendar', 'school')", name="basis"),
        CheckConstraint("state IN ('draft', 'agreed', 'approved', 'closed')", name="state"),
        CheckConstraint(
            "state NOT IN ('approved', 'closed') OR (act_number IS NOT NULL AND act_date IS NOT NULL)",
            name="act",
        ),
        UniqueConstraint("tenant_id", "year", "title"),
    )

    title: Mapped[str] = mapped_column(Text)
    year: Mapped[int] = mapped_column(Integer)
    basis: Mapped[str] = mapped_column(Text, server_default="calendar")
    unit: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    act_number: Mapped[str | None] = mapped_column(Text)
    act_date: Mapped[date | None] = mapped_column(Date)
    analysis: Mapped[str | None] = mapped_column(Text)
    analysis_marks: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")


class ServicePlanItem(RegisterRow, Base):
    """An item of the plan (мероприятие плана); `marks` are values of the regulation's lists: «list:code»."""

    __tablename__ = "service_plan_item"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'done', 'cancelled')", name="state"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
        CheckConstraint("starts_on <= ends_on", name="days"),
        refers("plan_id", "service_plan"),
        refers("person_id", "person"),
        refers("organisation_id", "organisation"),
        refers("event_id", "event"),
        Index(None, "tenant_id", "plan_id"),
        Index(None, "tenant_id", "person_id"),
        Index(None, "tenant_id", "organisation_id"),
        Index(None, "tenant_id", "event_id"),
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    month: Mapped[int | None] = mapped_column(Integer)
    quarter: Mapped[int | None] = mapped_column(Integer)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    unit: Mapped[str | None] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    place: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)
    marks: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    state: Mapped[str] = mapped_column(Text, server_default="planned")
    state_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(Text)
    event_id: Mapped[int | None] = mapped_column(BigInteger)
    priority: Mapped[str | None] = mapped_column(Text)


class PlanCell(TenantRow, Base):
    """What the region sees of an approved plan (охват плана): items with one value of each of two lists.

    Rows are only put and replaced as a whole; neither a title nor a person ever stands here.
    """

    __tablename__ = "plan_cell"
    __table_args__ = (
        refers("plan_id", "service_plan"),
        UniqueConstraint("tenant_id", "plan_id", "row_mark", "column_mark"),
        {"schema": "pub"},
    )

    plan_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    approved_on: Mapped[date] = mapped_column(Date)
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    row_mark: Mapped[str] = mapped_column(Text)
    column_mark: Mapped[str] = mapped_column(Text)
    planned: Mapped[int] = mapped_column(Integer)
    done: Mapped[int] = mapped_column(Integer)
