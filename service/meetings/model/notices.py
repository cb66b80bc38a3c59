"""Tables of notices: what was said, in which version, to whom, by which channel, with what proof."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, Integer, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class Notice(TenantRow, Base):
    """A version of a meeting's notice (извещение). `material`: it names another date, form or place."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("tenant_id", "meeting_id", "number"),
        refers("meeting_id", "meeting"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    digest: Mapped[str] = mapped_column(Text)
    material: Mapped[bool] = mapped_column(server_default="true")
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[int | None] = mapped_column(BigInteger)


class NoticeDelivery(KeptRow, Base):
    """One member's delivery of a notice (вручение извещения) by one channel, with its proof.

    `sent_at` of None: waiting to be sent. A bounced one counts as not sent. `called_off_at`: when the person
    was told that what this notice said is off.
    """

    __tablename__ = "notice_delivery"
    __table_args__ = (
        CheckConstraint("channel IN ('mail', 'paper', 'messenger', 'phone')", name="channel"),
        CheckConstraint("channel = 'mail' OR sent_at IS NULL OR evidence IS NOT NULL", name="evidence"),
        refers("notice_id", "notice"),
        refers("person_id", "person"),
        refers("file_id", "stored_file"),
        refers("verdict_id", "verdict"),
        Index(None, "tenant_id", "notice_id", "person_id"),
        *indexed("file_id", "person_id", "verdict_id"),
    )

    notice_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    channel: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    with_materials: Mapped[bool] = mapped_column(server_default="false")
    evidence: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    bounced_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    acknowledged_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_by: Mapped[int | None] = mapped_column(BigInteger)
    called_off_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
