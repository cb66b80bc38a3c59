"""Persons with employments, education, categories and experience."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ARRAY, BigInteger, CheckConstraint, Date, Index, Integer, Numeric, Text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, refers


class Person(RegisterRow, Base):
    """A person (педагог, руководитель); `sort_key` and `search_key` are computed on write."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("length(last_name) BETWEEN 1 AND 120", name="last_name"),
        Index(None, "tenant_id", "sort_key"),
        Index(
            "ix_person_search", "tenant_id", "search_key", postgresql_ops={"search_key": "text_pattern_ops"}
        ),
    )

    last_name: Mapped[str] = mapped_column(Text)
    first_name: Mapped[str] = mapped_column(Text)
    middle_name: Mapped[str | None] = mapped_column(Text)
    birth_date: Mapped[date | None] = mapped_column(Date)
    email: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    degree: Mapped[str | None] = mapped_column(Text)
    academic_title: Mapped[str | None] = mapped_column(Text)
    generated: Mapped[bool] = mapped_column(server_default="false")
    merged_into: Mapped[int | None] = mapped_column(BigInteger)
    sort_key: Mapped[str] = mapped_column(Text(collation="C"))
    search_key: Mapped[str] = mapped_column(Text(collation="C"))

    @property
    def full_name(self) -> str:
        """Last, first and middle name in Russian order."""
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)


class SelfEducation(RegisterRow, Base):
    """A teacher's own programme of self-education (программа самообразования) for a time."""

    __tablename__ = "self_education"
    __table_args__ = (refers("person_id", "person"), Index(None, "tenant_id", "person_id"))

    person_id: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[str] = mapped_column(Text)
    steps: Mapped[str | None] = mapped_column(Text)
    report_on: Mapped[date | None] = mapped_column(Date)


class Employment(RegisterRow, Base):
    """A job of a person in an organisation (место работы): main, internal or external."""

    __tablename__ = "employment"
    __table_args__ = (
        CheckConstraint("kind IN ('main', 'internal', 'external')", name="kind"),
        CheckConstraint("position IN ('teacher', 'head', 'deputy_head', 'staff')", name="position"),
        CheckConstraint("rate > 0 AND rate <= 2", name="rate"),
        ExcludeConstraint(
            ("tenant_id", "="),
            ("person_id", "="),
            ("valid", "&&"),
            where="kind = 'main'",
            name="ex_employment_one_main",
            using="gist",
        ),
        refers("person_id", "person"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "organisation_id"),
        Index(None, "tenant_id", "person_id"),
    )

    person_id: Mapped[int] = mapped_column(BigInteger)
    organisation_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    position: Mapped[str] = mapped_column(Text)
    position_title: Mapped[str] = mapped_column(Text)
    subjects: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    personnel_number: Mapped[str | None] = mapped_column(Text)
    rate: Mapped[Decimal] = mapped_column(Numeric(4, 2), server_default="1")
    on_leave: Mapped[bool] = mapped_column(server_default="false")


class Education(RegisterRow, Base):
    """An education of a person (образование)."""

    __tablename__ = "education"
    __table_args__ = (refers("person_id", "person"), Index(None, "tenant_id", "person_id"))

    person_id: Mapped[int] = mapped_column(BigInteger)
    level: Mapped[str] = mapped_column(Text)
    pedagogical: Mapped[bool | None] = mapped_column()
    qualification: Mapped[str | None] = mapped_column(Text)
    institution: Mapped[str | None] = mapped_column(Text)
    programme: Mapped[str | None] = mapped_column(Text)


class Category(RegisterRow, Base):
    """A qualification category of a person with its dates (квалификационная категория)."""

    __tablename__ = "category"
    __table_args__ = (
        CheckConstraint("kind IN ('first', 'highest', 'teacher_methodist', 'teacher_mentor')", name="kind"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "person_id"),
    )

    person_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    granted_on: Mapped[date | None] = mapped_column(Date)


class Experience(RegisterRow, Base):
    """Full years of a kind of experience known on a date (стаж: общий, педагогический, по специальности)."""

    __tablename__ = "experience"
    __table_args__ = (
        CheckConstraint("kind IN ('general', 'pedagogical', 'speciality')", name="kind"),
        CheckConstraint("years BETWEEN 0 AND 80", name="years"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "person_id", "kind", unique=True),
    )

    person_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    years: Mapped[int] = mapped_column(Integer)
    as_of: Mapped[date] = mapped_column(Date)
