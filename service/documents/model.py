"""Tables of legal acts and files."""

from datetime import date as Day
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, TenantRow, refers


class LegalAct(RegisterRow, Base):
    """A legal act (правовой акт): an order, an agreement, a regulation with its requisites."""

    __tablename__ = "legal_act"
    __table_args__ = (CheckConstraint("effective_from IS NULL OR effective_from >= date", name="effective"),)

    kind: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    date: Mapped[Day] = mapped_column(Date)
    title: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str | None] = mapped_column(Text)
    effective_from: Mapped[Day | None] = mapped_column(Date)
    url: Mapped[str | None] = mapped_column(Text)


class StoredFile(TenantRow, Base):
    """A file kept with the records (файл): a scan, a material, a signature, a paper; it is never changed.

    It lies in the database so that the tenant's row-level security, backup and erasure cover it.
    """

    __tablename__ = "stored_file"
    __table_args__ = (CheckConstraint("size BETWEEN 1 AND 20971520", name="size"),)

    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    stored_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    stored_by: Mapped[int | None] = mapped_column(BigInteger)


class DocumentTemplate(TenantRow, Base):
    """A tenant's own template of a document (шаблон документа): editions of a form, the newest in use.

    An edition is never changed: another one is uploaded, or this one is withdrawn.
    """

    __tablename__ = "document_template"
    __table_args__ = (
        CheckConstraint("number > 0", name="number"),
        UniqueConstraint("tenant_id", "form", "number"),
        refers("file_id", "stored_file"),
    )

    form: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Integer)
    file_id: Mapped[int] = mapped_column(BigInteger)
    fields: Mapped[list[str]] = mapped_column(ARRAY(Text))
    note: Mapped[str | None] = mapped_column(Text)
    uploaded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    uploaded_by: Mapped[int | None] = mapped_column(BigInteger)
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawn_by: Mapped[int | None] = mapped_column(BigInteger)
