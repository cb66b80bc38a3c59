"""Tables of the platform's operators: tasks, sizes, erasures with their certificates, the log."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    Text,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base


class OperatorTask(Base):
    """Something long that an operator asked for (задание оператора): the scheduler does it, one at a time."""

    __tablename__ = "operator_task"
    __table_args__ = (
        CheckConstraint("kind IN ('export', 'import', 'erase')", name="kind"),
        CheckConstraint("status IN ('waiting', 'running', 'done', 'failed')", name="status"),
        {"schema": "platform"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    slug: Mapped[str] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    file_key: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default="waiting")
    said: Mapped[str | None] = mapped_column(Text)
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    started_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class TenantSize(Base):
    """How large a tenant is (размер района), counted from time to time: numbers only."""

    __tablename__ = "tenant_size"
    __table_args__ = {"schema": "platform"}

    id: Mapped[int] = mapped_column(
        Integer, ForeignKey("platform.tenant.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    measured_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    rows: Mapped[int] = mapped_column(BigInteger)
    people: Mapped[int] = mapped_column(BigInteger)
    file_bytes: Mapped[int] = mapped_column(BigInteger)


class Erasure(Base):
    """The erasure of a tenant (удаление района): asked for, confirmed, done; the certificate stays."""

    __tablename__ = "erasure"
    __table_args__ = {"schema": "platform"}

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    slug: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    basis: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    not_before: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    confirmed_by: Mapped[int | None] = mapped_column(BigInteger)
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    erased_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    counts: Mapped[dict[str, int] | None] = mapped_column(JSONB)
    files: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(Text)
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    docx: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class OperatorEntry(Base):
    """What an operator did (журнал оператора): append-only."""

    __tablename__ = "operator_log"
    __table_args__ = {"schema": "platform"}

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    event: Mapped[str] = mapped_column(Text)
    slug: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")


class BackupMade(Base):
    """A backup that was made and checked (снятая копия): when, of which schema, how many rows."""

    __tablename__ = "backup_made"
    __table_args__ = {"schema": "platform"}

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    revision: Mapped[str] = mapped_column(Text)
    rows: Mapped[int] = mapped_column(BigInteger)
