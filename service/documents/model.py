"""Tables of legal acts and files."""

from datetime import date as Day
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, TenantRow, indexed, refers


class LegalAct(RegisterRow, Base):
    """A legal act (правовой акт): an order, an agreement, a regulation with its requisites.

    `approver` is what kind of body approved it (кем утверждён), `roadmap_item_id` the item of the roadmap
    that it answers.
    """

    __tablename__ = "legal_act"
    __table_args__ = (
        CheckConstraint("effective_from IS NULL OR effective_from >= date", name="effective"),
        refers("basis_id", "legal_act"),
        refers("roadmap_item_id", "roadmap_item"),
        *indexed("basis_id", "roadmap_item_id"),
    )

    kind: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    date: Mapped[Day] = mapped_column(Date)
    title: Mapped[str] = mapped_column(Text)
    issuer: Mapped[str | None] = mapped_column(Text)
    effective_from: Mapped[Day | None] = mapped_column(Date)
    url: Mapped[str | None] = mapped_column(Text)
    level: Mapped[str | None] = mapped_column(Text)
    repealed_on: Mapped[Day | None] = mapped_column(Date)
    basis_id: Mapped[int | None] = mapped_column(BigInteger)
    approver: Mapped[str | None] = mapped_column(Text)
    roadmap_item_id: Mapped[int | None] = mapped_column(BigInteger)

    def in_force(self, day: Day) -> bool:
        """Whether the act is in force on a day (действует): begun, and not repealed (утратил силу) yet."""
        begun = (self.effective_from or self.date) <= day
        return begun and (self.repealed_on is None or self.repealed_on > day)


class LibraryItem(RegisterRow, Base):
    """An entry of the library (запись библиотеки): the region's, the municipality's or an organisation's.

    Without an organisation it is the tenant's own; `shared` gives it to those below: a region's to its
    municipalities, a municipality's to its organisations.
    """

    __tablename__ = "library_item"
    __table_args__ = (
        CheckConstraint("section IN ('normative', 'scientific', 'methodical')", name="section"),
        CheckConstraint("kind IN ('normative', 'guidance', 'other')", name="kind"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "section"),
        Index(None, "tenant_id", "organisation_id"),
    )

    title: Mapped[str] = mapped_column(Text)
    section: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    author: Mapped[str | None] = mapped_column(Text)
    issuer: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(Text)
    issued_on: Mapped[Day | None] = mapped_column(Date)
    url: Mapped[str | None] = mapped_column(Text)
    keywords: Mapped[str | None] = mapped_column(Text)
    about: Mapped[str | None] = mapped_column(Text)
    shared: Mapped[bool] = mapped_column(server_default="true")


class Acknowledgement(RegisterRow, Base):
    """That a person has read an act (ознакомление с приказом): when, and how it is proved."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        refers("act_id", "legal_act"),
        refers("person_id", "person"),
        *indexed("person_id"),
        UniqueConstraint("tenant_id", "act_id", "person_id"),
    )

    act_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    acknowledged_on: Mapped[Day] = mapped_column(Date)
    channel: Mapped[str | None] = mapped_column(Text)


class RequiredDocument(TenantRow, Base):
    """Which act is a document that a rule asks for (обязательный документ), and in which year."""

    __tablename__ = "required_document"
    __table_args__ = (
        refers("act_id", "legal_act"),
        *indexed("act_id"),
        UniqueConstraint("tenant_id", "rule", "code", "year", postgresql_nulls_not_distinct=True),
    )

    rule: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    year: Mapped[int | None] = mapped_column(Integer)
    act_id: Mapped[int] = mapped_column(BigInteger)
    noted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    noted_by: Mapped[int | None] = mapped_column(BigInteger)


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
        *indexed("file_id"),
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


class CoatOfArms(TenantRow, Base):
    """A tenant's coat of arms (герб): the picture for papers and a small one for pages, both PNG.

    A row is never changed: another picture is put up, or this one is taken down. Which one is in use stands
    with the tenant, so that a page asks nothing more.
    """

    __tablename__ = "coat_of_arms"
    __table_args__ = (
        CheckConstraint("width > 0 AND height > 0", name="size"),
        refers("file_id", "stored_file"),
        refers("small_id", "stored_file"),
        *indexed("file_id", "small_id"),
    )

    file_id: Mapped[int] = mapped_column(BigInteger)
    small_id: Mapped[int] = mapped_column(BigInteger)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    put_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    put_by: Mapped[int | None] = mapped_column(BigInteger)
    removed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    removed_by: Mapped[int | None] = mapped_column(BigInteger)
