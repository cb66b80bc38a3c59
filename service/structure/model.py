"""Tables of structure: units with their members and functions, resources, joint work."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, TenantRow, indexed, refers


class Unit(RegisterRow, Base):
    """A unit of the service (структурная единица): kind, level and legal form are codes of the profile.

    `coordinator` marks who coordinates the service, `guidance` who guides it scientifically and methodically
    (научно-методическое руководство); `consent_on` is when an invited unit agreed; `act_id` founds the unit,
    `regulation_id` is the regulation by which it works (положение о единице).
    """

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_own_parent"),
        refers("parent_id", "unit"),
        refers("act_id", "legal_act"),
        refers("regulation_id", "legal_act"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "parent_id"),
        *indexed("act_id", "organisation_id", "regulation_id"),
    )

    parent_id: Mapped[int | None] = mapped_column(BigInteger)
    level: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    name_alt: Mapped[str | None] = mapped_column(Text)
    act_id: Mapped[int | None] = mapped_column(BigInteger)
    regulation_id: Mapped[int | None] = mapped_column(BigInteger)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    coordinator: Mapped[bool] = mapped_column(server_default="false")
    guidance: Mapped[bool] = mapped_column(server_default="false")
    consent_on: Mapped[date | None] = mapped_column(Date)
    contact: Mapped[str | None] = mapped_column(Text)
    legal_form: Mapped[str | None] = mapped_column(Text)


class ServedOrganisation(TenantRow, Base):
    """An organisation that a unit helps beside its own (кому помогает), as a centre does."""

    __tablename__ = "served_organisation"
    __table_args__ = (
        refers("unit_id", "unit"),
        refers("organisation_id", "organisation"),
        *indexed("organisation_id"),
        UniqueConstraint("tenant_id", "unit_id", "organisation_id"),
    )

    unit_id: Mapped[int] = mapped_column(BigInteger)
    organisation_id: Mapped[int] = mapped_column(BigInteger)


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
    """A function of the regulation carried by a unit or a specialist (закрепление функции).

    `support` are codes of the kinds of support (виды сопровождения) that the holder gives by it.
    """

    __tablename__ = "function_assignment"
    __table_args__ = (
        CheckConstraint("(unit_id IS NULL) <> (person_id IS NULL)", name="one_holder"),
        refers("unit_id", "unit"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "function"),
        *indexed("person_id", "unit_id"),
    )

    function: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    support: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")


class Resource(RegisterRow, Base):
    """A resource of the district (ресурс, площадка): «Точка роста», «Кванториум» and others."""

    __tablename__ = "resource"
    __table_args__ = (
        CheckConstraint("kind IN ('growth_point', 'quantorium', 'it_cube', 'copp', 'other')", name="kind"),
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "organisation_id"),
    )

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    equipment: Mapped[str | None] = mapped_column(Text)
    topics: Mapped[str | None] = mapped_column(Text)
    availability: Mapped[str | None] = mapped_column(Text)
    contact: Mapped[str | None] = mapped_column(Text)


class Interaction(RegisterRow, Base):
    """Joint work of two parties (взаимодействие, совместная работа): what, in which form, in which direction.

    A record with one party, or without a direction, is kept and marked, never refused.
    """

    __tablename__ = "interaction"
    __table_args__ = (
        CheckConstraint(
            "first_party IN ('service', 'organisation', 'tutor', 'institute', 'partner')", name="first"
        ),
        CheckConstraint(
            "second_party IN ('service', 'organisation', 'tutor', 'institute', 'partner')", name="second"
        ),
        refers("organisation_id", "organisation"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "held_on"),
        Index(None, "tenant_id", "organisation_id"),
        *indexed("person_id"),
    )

    topic: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date] = mapped_column(Date)
    form: Mapped[str | None] = mapped_column(Text)
    direction: Mapped[str | None] = mapped_column(Text)
    first_party: Mapped[str] = mapped_column(Text)
    second_party: Mapped[str | None] = mapped_column(Text)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    partner: Mapped[str | None] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)
