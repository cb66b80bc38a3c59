"""Tables of collegial bodies, the acts that establish them, and who sits there.

The tables keep their first names, `council` and `seat`: the release before this one works on them while an
upgrade is under way.
"""

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, Text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import RegisterRow, indexed, refers


class Body(RegisterRow, Base):
    """A collegial body (коллегиальный орган): a council, an association, the active, a group.

    `type` is a code of the profile's own vocabulary (РМО, секция, Г(Р)НМС); `subject` what an association
    unites by, `site` its page, `unit_id` the unit of the structure that it stands under. `established_seats`
    and `act_id` are from before acts of composition were kept by themselves.
    """

    __tablename__ = "council"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('council', 'expert_council', 'association', 'active', 'working_group', 'expert_group')",
            name="kind",
        ),
        CheckConstraint("established_seats IS NULL OR established_seats BETWEEN 1 AND 500", name="seats"),
        refers("act_id", "legal_act"),
        refers("parent_id", "council"),
        refers("organisation_id", "organisation"),
        refers("unit_id", "unit"),
        Index(None, "tenant_id", "parent_id"),
        Index(None, "tenant_id", "unit_id"),
        *indexed("act_id", "organisation_id"),
    )

    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    type: Mapped[str | None] = mapped_column(Text)
    subject: Mapped[str | None] = mapped_column(Text)
    site: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[int | None] = mapped_column(BigInteger)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    unit_id: Mapped[int | None] = mapped_column(BigInteger)
    established_seats: Mapped[int | None] = mapped_column(Integer)
    act_id: Mapped[int | None] = mapped_column(BigInteger)


class Seat(RegisterRow, Base):
    """A seat in a body (место в составе): one person, one office, for a time, by an act."""

    __tablename__ = "seat"
    __table_args__ = (
        CheckConstraint(
            "office IN ('chair', 'deputy', 'secretary', 'member', 'leader', 'curator')", name="office"
        ),
        ExcludeConstraint(
            ("tenant_id", "="),
            ("council_id", "="),
            ("person_id", "="),
            ("valid", "&&"),
            name="ex_seat_once",
            using="gist",
        ),
        refers("council_id", "council"),
        refers("person_id", "person"),
        refers("act_id", "legal_act"),
        Index(None, "tenant_id", "person_id"),
        *indexed("act_id"),
    )

    council_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    office: Mapped[str] = mapped_column(Text)
    category: Mapped[str | None] = mapped_column(Text)
    act_id: Mapped[int | None] = mapped_column(BigInteger)


class CompositionAct(RegisterRow, Base):
    """An act of composition (акт о составе): how many seats it establishes, while it is in force."""

    __tablename__ = "composition_act"
    __table_args__ = (
        CheckConstraint("established_seats BETWEEN 1 AND 500", name="established"),
        ExcludeConstraint(
            ("tenant_id", "="),
            ("body_id", "="),
            ("valid", "&&"),
            name="ex_composition_act_once",
            using="gist",
        ),
        refers("body_id", "council"),
        refers("act_id", "legal_act"),
        *indexed("act_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    act_id: Mapped[int] = mapped_column(BigInteger)
    established_seats: Mapped[int] = mapped_column(Integer)
