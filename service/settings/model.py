"""Tables of rules: adopted versions in the platform schema, drafts of a tenant with their previews."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class ProfileVersion(Base):
    """One dated version of a layer (версия правил): readable by all, written by its owner, never changed."""

    __tablename__ = "profile_version"
    __table_args__ = (
        CheckConstraint("source IN ('file', 'screen')", name="source"),
        UniqueConstraint("owner_id", "number"),
        {"schema": "platform"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("platform.tenant.id"))
    number: Mapped[int] = mapped_column(Integer)
    effective_from: Mapped[date] = mapped_column(Date)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    content_sha256: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    adopted_by: Mapped[int | None] = mapped_column(BigInteger)
    adopted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class RuleDraft(KeptRow, Base):
    """A draft version (проект редакции) of the own rules: its act, its first day, and what became of it.

    `relation` says what its act does: amends the act in force, or is a new one that replaces the listed
    rules of the region's model or all of them. Its changes are the rows of `rule_draft_entry`.
    """

    __tablename__ = "rule_draft"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'adopted', 'discarded')", name="state"),
        CheckConstraint("relation IN ('amends', 'listed', 'all')", name="relation"),
        CheckConstraint("(state = 'adopted') = (adopted_number IS NOT NULL)", name="adopted"),
        CheckConstraint("effective_from IS NULL OR effective_from >= act_date", name="effective"),
        refers("file_id", "stored_file"),
        Index(None, "tenant_id", "state"),
        *indexed("file_id"),
    )

    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="open")
    relation: Mapped[str] = mapped_column(Text, server_default="listed")
    act_title: Mapped[str | None] = mapped_column(Text)
    act_kind: Mapped[str | None] = mapped_column(Text)
    act_number: Mapped[str | None] = mapped_column(Text)
    act_date: Mapped[date | None] = mapped_column(Date)
    act_issuer: Mapped[str | None] = mapped_column(Text)
    effective_from: Mapped[date | None] = mapped_column(Date)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    adopted_number: Mapped[int | None] = mapped_column(Integer)
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    closed_by: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class DraftEntry(KeptRow, Base):
    """One change of a draft (изменение проекта): an entry as it would read, or NULL where it is taken out.

    `was` is the entry of the version in force when the change was made: where that differs from the version
    in force at adoption, somebody has changed the same rule meanwhile.
    """

    __tablename__ = "rule_draft_entry"
    __table_args__ = (
        CheckConstraint("section IN ('rule', 'setting', 'note', 'choice')", name="section"),
        UniqueConstraint("tenant_id", "draft_id", "section", "entry_id"),
        refers("draft_id", "rule_draft", on_delete="CASCADE"),
    )

    draft_id: Mapped[int] = mapped_column(BigInteger)
    section: Mapped[str] = mapped_column(Text)
    entry_id: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    was: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    changed_by: Mapped[int | None] = mapped_column(BigInteger)


class RulePreview(TenantRow, Base):
    """What other rules would mean for the records (предпросмотр): computed by a job, kept as it was found.

    It compares a draft with what is in force, or two adopted versions of a layer; `digest` names the state
    of the draft that was looked at, so that a later change of it shows.
    """

    __tablename__ = "rule_preview"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'done', 'failed')", name="state"),
        CheckConstraint("(draft_id IS NULL) <> (newer IS NULL)", name="of_one"),
        refers("draft_id", "rule_draft", on_delete="CASCADE"),
        Index(None, "tenant_id", "draft_id"),
    )

    draft_id: Mapped[int | None] = mapped_column(BigInteger)
    layer: Mapped[str | None] = mapped_column(Text)
    older: Mapped[int | None] = mapped_column(Integer)
    newer: Mapped[int | None] = mapped_column(Integer)
    on_day: Mapped[date] = mapped_column(Date)
    digest: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="queued")
    done: Mapped[int] = mapped_column(Integer, server_default="0")
    total: Mapped[int] = mapped_column(Integer, server_default="0")
    effects: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    asked_by: Mapped[int | None] = mapped_column(BigInteger)
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Waiver(TenantRow, Base):
    """A waiver of a rule (освобождение): who decided it, why, for which days; revoked, never removed."""

    __tablename__ = "compliance_waiver"
    __table_args__ = (
        CheckConstraint("ends IS NULL OR ends >= starts", name="days"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_why IS NULL)", name="revoked"),
        Index(None, "tenant_id", "rule"),
    )

    rule: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    starts: Mapped[date] = mapped_column(Date)
    ends: Mapped[date | None] = mapped_column(Date)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    revoked_by: Mapped[int | None] = mapped_column(BigInteger)
    revoked_why: Mapped[str | None] = mapped_column(Text)
