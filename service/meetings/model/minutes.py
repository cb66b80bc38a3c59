"""Tables of minutes: text blocks, the signed paper, signatures, copies, amendments."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Index,
    Integer,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class Minutes(KeptRow, Base):
    """Minutes of a meeting (протокол): figures come from the records, nobody types them.

    The number is given under a lock when the minutes first go out for signing, so that the signed PDF bears
    it, and stays with them for good: minutes are never removed, so the numbers of a body and year are 1 to n
    at any time. `content` is all that the paper says, frozen together with the digest of the PDF.
    """

    __tablename__ = "minutes"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'review', 'signed')", name="state"),
        CheckConstraint(
            "(state = 'draft') = (pdf_sha256 IS NULL) AND (pdf_sha256 IS NULL) = (pdf_id IS NULL)",
            name="frozen",
        ),
        CheckConstraint(
            "(state = 'signed') = (signed_at IS NOT NULL) AND (state = 'draft' OR number IS NOT NULL)"
            " AND (state <> 'signed' OR verdict_id IS NOT NULL)",
            name="signed",
        ),
        UniqueConstraint("tenant_id", "meeting_id"),
        UniqueConstraint("tenant_id", "body_id", "year", "number"),
        refers("meeting_id", "meeting"),
        refers("body_id", "council"),
        refers("pdf_id", "stored_file"),
        refers("docx_id", "stored_file"),
        refers("verdict_id", "verdict"),
        *indexed("docx_id", "pdf_id", "verdict_id"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    body_id: Mapped[int] = mapped_column(BigInteger)
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int | None] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    content: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    pdf_id: Mapped[int | None] = mapped_column(BigInteger)
    docx_id: Mapped[int | None] = mapped_column(BigInteger)
    pdf_sha256: Mapped[str | None] = mapped_column(Text)
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)
    signed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class MinutesBlock(KeptRow, Base):
    """The words of the minutes on one question (слушали, выступили); figures stand beside, not in them."""

    __tablename__ = "minutes_block"
    __table_args__ = (
        UniqueConstraint("tenant_id", "minutes_id", "item_id"),
        refers("minutes_id", "minutes"),
        refers("item_id", "agenda_item"),
        Index(None, "tenant_id", "item_id"),
    )

    minutes_id: Mapped[int] = mapped_column(BigInteger)
    item_id: Mapped[int] = mapped_column(BigInteger)
    heard: Mapped[str] = mapped_column(Text, server_default="")
    spoke: Mapped[str] = mapped_column(Text, server_default="")
    decided: Mapped[str] = mapped_column(Text, server_default="")


class Signature(TenantRow, Base):
    """A signature (подпись) under minutes or an amendment, bound to the digest of what was signed.

    `kind`: a simple electronic signature, a detached qualified one whose digest was compared, or a scan of
    the paper. The certificate of a qualified one is not judged here.
    """

    __tablename__ = "signature"
    __table_args__ = (
        CheckConstraint("kind IN ('simple', 'qualified', 'paper')", name="kind"),
        CheckConstraint("(minutes_id IS NULL) <> (amendment_id IS NULL)", name="of_one"),
        CheckConstraint("kind = 'simple' OR file_id IS NOT NULL", name="file"),
        CheckConstraint("kind <> 'qualified' OR algorithm IS NOT NULL", name="algorithm"),
        UniqueConstraint("tenant_id", "minutes_id", "person_id"),
        UniqueConstraint("tenant_id", "amendment_id", "person_id"),
        refers("minutes_id", "minutes"),
        refers("amendment_id", "amendment"),
        refers("person_id", "person"),
        refers("file_id", "stored_file"),
        *indexed("file_id", "person_id"),
    )

    minutes_id: Mapped[int | None] = mapped_column(BigInteger)
    amendment_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    office: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    algorithm: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    signed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[int | None] = mapped_column(BigInteger)


class Amendment(KeptRow, Base):
    """A correction of signed minutes (исправление протокола): a paper of its own, signed as they were."""

    __tablename__ = "amendment"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'signed')", name="state"),
        CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name="signed"),
        CheckConstraint("state = 'draft' OR verdict_id IS NOT NULL", name="judged"),
        UniqueConstraint("tenant_id", "minutes_id", "number"),
        refers("minutes_id", "minutes"),
        refers("pdf_id", "stored_file"),
        refers("docx_id", "stored_file"),
        refers("verdict_id", "verdict"),
        *indexed("docx_id", "pdf_id", "verdict_id"),
    )

    minutes_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    sha256: Mapped[str] = mapped_column(Text)
    pdf_id: Mapped[int] = mapped_column(BigInteger)
    docx_id: Mapped[int] = mapped_column(BigInteger)
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)
    signed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class MinutesDelivery(TenantRow, Base):
    """A copy of signed minutes sent to somebody (рассылка копии протокола), with its proof."""

    __tablename__ = "minutes_delivery"
    __table_args__ = (
        CheckConstraint("channel IN ('mail', 'paper', 'messenger')", name="channel"),
        CheckConstraint("person_id IS NOT NULL OR recipient IS NOT NULL", name="somebody"),
        CheckConstraint("channel = 'mail' OR sent_at IS NULL OR evidence IS NOT NULL", name="evidence"),
        refers("minutes_id", "minutes"),
        refers("person_id", "person"),
        refers("file_id", "stored_file"),
        refers("verdict_id", "verdict"),
        Index(None, "tenant_id", "minutes_id"),
        *indexed("file_id", "person_id", "verdict_id"),
    )

    minutes_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    recipient: Mapped[str | None] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    evidence: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_by: Mapped[int | None] = mapped_column(BigInteger)
