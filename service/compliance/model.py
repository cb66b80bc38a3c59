"""Tables of compliance: states of rules with their history, waivers, who answers, subscriptions, digests."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers

STATES = "IN ('met', 'soon', 'overdue', 'no_data', 'off', 'waived')"


class ComplianceRow(TenantRow, Base):
    """A rule as it stands today (строка регламента): state, since when, words and evidence, next day."""

    __tablename__ = "compliance_row"
    __table_args__ = (
        CheckConstraint(f"state {STATES}", name="state"),
        UniqueConstraint("tenant_id", "rule"),
        Index(None, "tenant_id", "state"),
    )

    rule: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    since: Mapped[date] = mapped_column(Date)
    next_on: Mapped[date | None] = mapped_column(Date)
    found: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    digest: Mapped[str] = mapped_column(Text)


class ComplianceChange(TenantRow, Base):
    """A change of a rule's state (смена состояния): the day it began, in words that name nobody."""

    __tablename__ = "compliance_change"
    __table_args__ = (
        CheckConstraint(f"state {STATES}", name="state"),
        UniqueConstraint("tenant_id", "rule", "day"),
    )

    rule: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(Text)
    profile_version: Mapped[str] = mapped_column(Text)


class ComplianceCheck(TenantRow, Base):
    """When a tenant's rules were last checked (проверка), and by which version of them; only the last day."""

    __tablename__ = "compliance_check"
    __table_args__ = (UniqueConstraint("tenant_id", "as_of"),)

    as_of: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    profile_version: Mapped[str] = mapped_column(Text)


class ComplianceAssignment(KeptRow, Base):
    """Who answers for a rule (ответственный за правило): a person or a unit."""

    __tablename__ = "compliance_assignment"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (unit_id IS NULL)", name="one"),
        UniqueConstraint("tenant_id", "rule"),
        refers("person_id", "person"),
        refers("unit_id", "unit"),
        *indexed("person_id", "unit_id"),
    )

    rule: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    unit_id: Mapped[int | None] = mapped_column(BigInteger)


class ComplianceFeed(TenantRow, Base):
    """A secret address of the year's deadlines (подписка на сроки); only the digest of it is kept."""

    __tablename__ = "compliance_feed"
    __table_args__ = (UniqueConstraint("tenant_id", "digest"),)

    digest: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ComplianceDigest(TenantRow, Base):
    """How often an account wants the digest (сводка), and when it was last asked for and sent."""

    __tablename__ = "compliance_digest"
    __table_args__ = (
        CheckConstraint("period IN ('off', 'daily', 'weekly')", name="period"),
        UniqueConstraint("tenant_id", "account_id"),
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("platform.account.id", ondelete="CASCADE"), index=True)
    period: Mapped[str] = mapped_column(Text, server_default="weekly")
    queued_on: Mapped[date | None] = mapped_column(Date)
    sent_on: Mapped[date | None] = mapped_column(Date)
