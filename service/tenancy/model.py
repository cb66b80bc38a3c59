"""Tables of tenancy: the tenants themselves, and what is recorded about every change."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import TenantRow

ASKED_BY = "request_id"
"""In the payload of an event: the number of the request that caused it, for the log alone."""
ACTING_FOR = "acting_for"
"""In the payload of an event and in the audit log: accounts of the absent whom the actor stands in for."""


class Tenant(Base):
    """A municipality or a region (муниципалитет, регион) served by this deployment.

    While it is suspended (приостановлен) nobody works in it; `stage` says what is done with it meanwhile:
    `importing`, `restoring`, `erasing`. Quotas of None mean no limit.
    """

    __tablename__ = "tenant"
    __table_args__ = (
        CheckConstraint("kind IN ('municipality', 'region')", name="kind"),
        CheckConstraint("status IN ('active', 'suspended')", name="status"),
        {"schema": "platform"},
    )

    id: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("platform.tenant.id"), index=True)
    name: Mapped[dict[str, str]] = mapped_column(JSONB)
    locales: Mapped[list[str]] = mapped_column(ARRAY(Text))
    time_zone: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default="active")
    demo: Mapped[bool] = mapped_column(server_default="false")
    requisites: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB, server_default="{}")
    """Lines of the letterhead by language: authority, organisation, contacts."""
    words: Mapped[dict[str, dict[str, str]]] = mapped_column(JSONB, server_default="{}")
    """The tenant's own names of things by language, under our Russian one."""
    described_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When its administrator last described it: a file does not overrule this."""
    arms_id: Mapped[int | None] = mapped_column(BigInteger)
    """The coat of arms (герб) in use: a row of the tenant's own table."""
    stage: Mapped[str | None] = mapped_column(Text)
    suspended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    suspended_why: Mapped[str | None] = mapped_column(Text)
    quota_bytes: Mapped[int | None] = mapped_column(BigInteger)
    quota_people: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    def title(self, lang: str = "ru") -> str:
        """The tenant's own name in a language, else in Russian."""
        return self.name.get(lang) or self.name["ru"]


class Audit(TenantRow, Base):
    """Who did what (журнал действий): append-only, field names but no personal values.

    A job links the rows: `link` is a row's place in the chain, `digest` covers it and the row before.
    Accounts have other numbers in another deployment: `origin` has those that the digest covers in a row
    brought by an archive, under `actor`, `subject` and, as they stood in `detail`, under `detail`.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index(None, "tenant_id", "at"),
        Index("ix_audit_unlinked", "tenant_id", "id", postgresql_where=text("digest IS NULL")),
        UniqueConstraint("tenant_id", "link"),
    )

    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    event: Mapped[str] = mapped_column(Text)
    subject_type: Mapped[str | None] = mapped_column(Text)
    subject_id: Mapped[int | None] = mapped_column(BigInteger)
    fields: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    request_id: Mapped[str | None] = mapped_column(Text)
    link: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class Outbox(TenantRow, Base):
    """Events waiting to be queued; written with the change, deleted once enqueued."""

    __tablename__ = "outbox"

    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    event: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)


class History(TenantRow, Base):
    """Old values of a register row with the time we held them true (written by a trigger)."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "tenant_id", "table_name", "row_id", "known_to"),)

    table_name: Mapped[str] = mapped_column(Text)
    row_id: Mapped[int] = mapped_column(BigInteger)
    operation: Mapped[str] = mapped_column(Text)
    old: Mapped[dict[str, Any]] = mapped_column(JSONB)
    known_from: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    known_to: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    actor_id: Mapped[int | None] = mapped_column(BigInteger)
