"""Schools and other organisations, the documents that a school keeps, the practices it is known for."""

from datetime import date as Day

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, refers


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
    """A document a school must have (документ организации): development plan, mentoring order and others."""

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
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    about: Mapped[str | None] = mapped_column(Text)
    supported: Mapped[bool] = mapped_column(server_default="false")
    act_id: Mapped[int | None] = mapped_column(BigInteger)
    link: Mapped[str | None] = mapped_column(Text)
