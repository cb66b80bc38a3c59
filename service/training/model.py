"""Tables of training."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, refers


class Training(RegisterRow, Base):
    """A finished programme of a person (ПК, ПП, стажировка) with its document."""

    __tablename__ = "training"
    __table_args__ = (
        CheckConstraint("kind IN ('pk', 'pp', 'internship')", name="kind"),
        CheckConstraint("started_on IS NULL OR started_on <= finished_on", name="dates"),
        CheckConstraint("hours IS NULL OR hours BETWEEN 1 AND 5000", name="hours"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "person_id"),
        Index(None, "tenant_id", "finished_on"),
    )

    person_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    programme: Mapped[str] = mapped_column(Text)
    provider: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[int | None] = mapped_column(Integer)
    started_on: Mapped[date | None] = mapped_column(Date)
    finished_on: Mapped[date] = mapped_column(Date)
    document: Mapped[str | None] = mapped_column(Text)
    federal_register: Mapped[bool] = mapped_column(server_default="false")
    after_diagnostics: Mapped[bool] = mapped_column(server_default="false")
    informal: Mapped[bool] = mapped_column(server_default="false")


class ManagementTeam(RegisterRow, Base):
    """A management team of a school (управленческая команда)."""

    __tablename__ = "management_team"
    __table_args__ = (
        refers("organisation_id", "organisation"),
        Index(None, "tenant_id", "organisation_id"),
    )

    organisation_id: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(Text)


class TeamTraining(RegisterRow, Base):
    """A programme a management team took part in."""

    __tablename__ = "team_training"
    __table_args__ = (
        CheckConstraint("kind IN ('pk', 'pp', 'internship')", name="kind"),
        refers("team_id", "management_team"),
        Index(None, "tenant_id", "team_id"),
    )

    team_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    programme: Mapped[str] = mapped_column(Text)
    finished_on: Mapped[date] = mapped_column(Date)
