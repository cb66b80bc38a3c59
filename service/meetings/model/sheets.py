"""Tables of opinion sheets: issued, returned, read twice, counted or not and why."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, Integer, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class Sheet(KeptRow, Base):
    """A member's opinion sheet (опросный лист) with the code of its QR mark; void when the member left."""

    __tablename__ = "sheet"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code"),
        UniqueConstraint("tenant_id", "meeting_id", "number"),
        Index(
            "uq_sheet_of_member", "tenant_id", "meeting_id", "person_id", unique=True,
            postgresql_where=text("void_at IS NULL"),
        ),
        refers("meeting_id", "meeting"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "person_id"),
    )  # fmt: skip

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(Integer)
    code: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    void_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    void_reason: Mapped[str | None] = mapped_column(Text)


class SheetReceipt(KeptRow, Base):
    """A returned sheet (возвращённый лист): when, how, who read it and who read it again, counted or not.

    The deadline is the meeting's; a receipt after it is never valid. `pending`: paper that waits for the
    second reader. `pair_id` names the receipt it repeats or contradicts.
    """

    __tablename__ = "sheet_receipt"
    __table_args__ = (
        CheckConstraint("channel IN ('online', 'paper')", name="channel"),
        CheckConstraint(
            "status IN ('pending', 'valid', 'late', 'spoiled', 'duplicate', 'replaced', 'superseded',"
            " 'conflict', 'rejected')",
            name="status",
        ),
        CheckConstraint("status IN ('pending', 'valid') OR reason IS NOT NULL", name="reason"),
        CheckConstraint(
            "channel = 'online' OR status <> 'valid' OR (registered_by IS NOT NULL"
            " AND verified_by IS NOT NULL AND verified_by <> registered_by)",
            name="four_eyes",
        ),
        Index(
            "uq_sheet_receipt_valid", "tenant_id", "sheet_id", unique=True,
            postgresql_where=text("status = 'valid'"),
        ),
        refers("sheet_id", "sheet"),
        refers("file_id", "stored_file"),
        refers("pair_id", "sheet_receipt"),
        Index(None, "tenant_id", "sheet_id"),
        *indexed("file_id", "pair_id"),
    )  # fmt: skip

    sheet_id: Mapped[int] = mapped_column(BigInteger)
    channel: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    signed: Mapped[bool] = mapped_column(server_default="true")
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    registered_by: Mapped[int | None] = mapped_column(BigInteger)
    verified_by: Mapped[int | None] = mapped_column(BigInteger)
    verified_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    pair_id: Mapped[int | None] = mapped_column(BigInteger)


class SheetMark(TenantRow, Base):
    """A member's mark on one question of a sheet (отметка); an unclear one is no vote."""

    __tablename__ = "sheet_mark"
    __table_args__ = (
        CheckConstraint("choice IN ('for', 'against', 'abstain', 'unclear')", name="choice"),
        UniqueConstraint("tenant_id", "receipt_id", "item_id"),
        refers("receipt_id", "sheet_receipt"),
        refers("item_id", "agenda_item"),
        Index(None, "tenant_id", "item_id"),
    )

    receipt_id: Mapped[int] = mapped_column(BigInteger)
    item_id: Mapped[int] = mapped_column(BigInteger)
    choice: Mapped[str] = mapped_column(Text)
