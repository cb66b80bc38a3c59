"""Tables of structure: units, their members, and who carries which function."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, refers


class Unit(RegisterRow, Base):
    """A unit of the service (структурная единица): kind, level and legal form are codes of the profile.

    `coordinator` marks who coordinates the service; `consent_on` is when an invited unit agreed.
    """

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_own_parent"),
        refers("parent_id", "unit"),
        refers("act_id", "legal_act"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "parent_id"),
    )

    parent_id: Mapped[int | None] = mapped_column(BigInteger)
    level: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    name_alt: Mapped[str | None] = mapped_column(Text)
    act_id: Mapped[int | None] = mapped_column(BigInteger)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    coordinator: Mapped[bool] = mapped_column(server_default="false")
    consent_on: Mapped[date | None] = mapped_column(Date)
    contact: Mapped[str | None] = mapped_column(Text)
    legal_form: Mapped[str | None] = mapped_column(Text)


class UnitMember(RegisterRow, Base):
    """A person in a unit (работник службы); `consent_on` where the regulation asks for consent."""

    __tablename__ = "unit_member"
    __table_args__ = (
        CheckConstraint("office IN ('head', 'deputy', 'member')", name="office"),
        refers("unit_id", "unit"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "unit_id"),
        Index(None, "tenant_id", "person_id"),
    )

    unit_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    office: Mapped[str] = mapped_column(Text, server_default="member")
    consent_on: Mapped[date | None] = mapped_column(Date)


class FunctionAssignment(RegisterRow, Base):
    """A function of the regulation carried by a unit or a specialist (закрепление функции)."""

    __tablename__ = "function_assignment"
    __table_args__ = (
        CheckConstraint("(unit_id IS NULL) <> (person_id IS NULL)", name="one_holder"),
        refers("unit_id", "unit"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "function"),
    )

    function: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
