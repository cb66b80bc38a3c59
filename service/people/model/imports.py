"""An import of staff: its file, its rows with what each would do, and the way back."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, Integer, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import TenantRow, indexed, refers


class StaffImport(TenantRow, Base):
    """One import of one organisation's staff (импорт кадров) from upload to undo."""

    __tablename__ = "staff_import"
    __table_args__ = (
        CheckConstraint(
            "status IN ('queued', 'reading', 'ready', 'applying', 'applied', "
            "'refused', 'undone', 'cancelled')",
            name="status",
        ),
        refers("organisation_id", "organisation"),
        *indexed("organisation_id"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    file_name: Mapped[str] = mapped_column(Text)
    file_key: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = mapped_column(Text)
    format: Mapped[str | None] = mapped_column(Text)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    status: Mapped[str] = mapped_column(Text, server_default="queued")
    done: Mapped[int] = mapped_column(Integer, server_default="0")
    total: Mapped[int | None] = mapped_column(Integer)
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, server_default="{}")
    refusal: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    applied_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    undone_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class StaffImportRow(TenantRow, Base):
    """One row of an import: what it says, what it would change, what was decided."""

    __tablename__ = "staff_import_row"
    __table_args__ = (
        CheckConstraint(
            "status IN ('new', 'changed', 'unchanged', 'refused', 'ask', 'missing')", name="status"
        ),
        refers("import_id", "staff_import", on_delete="CASCADE"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "import_id", "number"),
        Index(None, "tenant_id", "person_id"),
    )

    import_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    draft: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changes: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    problems: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    candidates: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")
    choice: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    written: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")


class ImportMapping(TenantRow, Base):
    """The column mapping an organisation used last (сопоставление столбцов), remembered."""

    __tablename__ = "import_mapping"
    __table_args__ = (
        refers("organisation_id", "organisation"),
        UniqueConstraint("tenant_id", "organisation_id", "header_digest"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    header_digest: Mapped[str] = mapped_column(Text)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB)
