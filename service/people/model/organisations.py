"""Schools and other organisations, the documents that a school keeps, the practices it is known for."""

from datetime import date as Day

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, indexed, refers


class Organisation(RegisterRow, Base):
    """An organisation (организация): a school of the district, or one outside it (`own` false)."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("type IN ('general', 'preschool', 'additional', 'other')", name="type"),
        UniqueConstraint("tenant_id", "code"),
        Index(None, "tenant_id", "sort_key"),
    )

    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    short_name: Mapped[str | None] = mapped_column(Text)
    name_alt: Mapped[str | None] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    own: Mapped[bool] = mapped_column(server_default="true")
    main_programmes: Mapped[bool] = mapped_column(server_default="true")
    site: Mapped[str | None] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    search_key: Mapped[str] = mapped_column(Text(collation="C"))


class OrganisationDocument(RegisterRow, Base):
    """A document a school must have (документ организации): development plan, mentoring order and others.

    `state` and `result` speak of a programme that is examined (экспертиза): how far it is, what came of it.
    """

    __tablename__ = "organisation_document"
    __table_args__ = (
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "organisation_id", "kind"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(Text)
    date: Mapped[Day | None] = mapped_column(Date)
    url: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)


class InnovativePractice(RegisterRow, Base):
    """An innovative practice of an organisation (инновационная практика), by an act or at an address.

    `person_id` is its author, where it is one person's; `supported`: teachers of schools have taken it up.
    """

    __tablename__ = "innovative_practice"
    __table_args__ = (
        CheckConstraint("kind IN ('pedagogical', 'managerial', 'methodical', 'author_method')", name="kind"),
        CheckConstraint("act_id IS NOT NULL OR link IS NOT NULL", name="evidence"),
        refers("organisation_id", "organisation"),
        refers("person_id", "person"),
        refers("act_id", "legal_act"),
        Index(None, "tenant_id", "organisation_id"),
        Index(None, "tenant_id", "person_id"),
        *indexed("act_id"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    about: Mapped[str | None] = mapped_column(Text)
    supported: Mapped[bool] = mapped_column(server_default="false")
    act_id: Mapped[int | None] = mapped_column(BigInteger)
    link: Mapped[str | None] = mapped_column(Text)


class TextbookStock(RegisterRow, Base):
    """Textbooks of a class in an organisation (фонд учебников): how many are needed, how many there are."""

    __tablename__ = "textbook_stock"
    __table_args__ = (
        CheckConstraint("needed >= 0 AND available >= 0", name="amounts"),
        CheckConstraint("grade BETWEEN 1 AND 12", name="grade"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "organisation_id"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(Text)
    grade: Mapped[int] = mapped_column(Integer)
    needed: Mapped[int] = mapped_column(Integer)
    available: Mapped[int] = mapped_column(Integer)


class Curriculum(RegisterRow, Base):
    """By what a subject is taught in a class of an organisation (учебная программа и её обеспечение)."""

    __tablename__ = "curriculum"
    __table_args__ = (
        CheckConstraint("grade BETWEEN 1 AND 12", name="grade"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "organisation_id"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(Text)
    grade: Mapped[int] = mapped_column(Integer)
    programme: Mapped[str] = mapped_column(Text)
    kit: Mapped[str | None] = mapped_column(Text)


class SubjectSupport(RegisterRow, Base):
    """Whether the methodical support of a subject meets the requirements (обеспечение предмета)."""

    __tablename__ = "subject_support"
    __table_args__ = (
        refers("organisation_id", "organisation"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "organisation_id"),
        *indexed("person_id"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(Text)
    conforms: Mapped[bool] = mapped_column(server_default="false")
    checked_on: Mapped[Day] = mapped_column(Date)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    note: Mapped[str | None] = mapped_column(Text)
