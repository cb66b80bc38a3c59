"""Tables of voting: rounds, the electorate frozen for each, votes, secret ballots, decisions."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    FetchedValue,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers

OF_ELECTOR = ["mms.elector.tenant_id", "mms.elector.round_id", "mms.elector.person_id"]


class Round(KeptRow, Base):
    """A round of voting on a question (тур голосования); it opens with the verdict that allowed it."""

    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint("voting IN ('open', 'secret', 'sheets')", name="voting"),
        UniqueConstraint("tenant_id", "item_id", "number"),
        refers("item_id", "agenda_item"),
        refers("verdict_id", "verdict"),
        *indexed("verdict_id"),
    )

    item_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(Integer)
    voting: Mapped[str] = mapped_column(Text)
    established: Mapped[int | None] = mapped_column(Integer)
    filled: Mapped[int] = mapped_column(Integer)
    participants: Mapped[int] = mapped_column(Integer)
    electors: Mapped[int] = mapped_column(Integer)
    verdict_id: Mapped[int] = mapped_column(BigInteger)
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Elector(TenantRow, Base):
    """A member who may vote in a round (список голосующих), frozen when it opened; none is added later."""

    __tablename__ = "elector"
    __table_args__ = (
        CheckConstraint("channel IN ('room', 'remote', 'sheet')", name="channel"),
        UniqueConstraint("tenant_id", "round_id", "person_id"),
        refers("round_id", "round"),
        refers("person_id", "person"),
        *indexed("person_id"),
    )

    round_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    office: Mapped[str] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(Text)


class Vote(KeptRow, Base):
    """One member's vote in an open round (голос); nobody else is named who could have given it."""

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint("choice IN ('for', 'against', 'abstain')", name="choice"),
        UniqueConstraint("tenant_id", "round_id", "person_id"),
        ForeignKeyConstraint(["tenant_id", "round_id", "person_id"], OF_ELECTOR),
    )

    round_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    choice: Mapped[str] = mapped_column(Text)
    cast_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    recorded_by: Mapped[int | None] = mapped_column(BigInteger)


class BallotCast(TenantRow, Base):
    """That a member has voted in a secret round (участие в тайном голосовании), and nothing more."""

    __tablename__ = "ballot_cast"
    __table_args__ = (
        UniqueConstraint("tenant_id", "round_id", "person_id"),
        ForeignKeyConstraint(["tenant_id", "round_id", "person_id"], OF_ELECTOR),
    )

    round_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)


class SecretBallot(Base):
    """A ballot of a secret round (бюллетень): a choice under a random key, without member, time or order."""

    __tablename__ = "secret_ballot"
    __table_args__ = (
        CheckConstraint("choice IN ('for', 'against', 'abstain')", name="choice"),
        refers("round_id", "round"),
        *indexed("round_id"),
    )

    tenant_id: Mapped[int] = mapped_column(
        Integer, ForeignKey("platform.tenant.id"), primary_key=True, autoincrement=False
    )
    id: Mapped[int] = mapped_column(
        BigInteger,
        primary_key=True,
        autoincrement=False,
        server_default=text("('x' || left(replace(gen_random_uuid()::text, '-', ''), 15))::bit(60)::bigint"),
    )
    round_id: Mapped[int] = mapped_column(BigInteger)
    choice: Mapped[str] = mapped_column(Text)


class Decision(TenantRow, Base):
    """What a closed round came to (решение); the outcome follows from the stored verdict, nobody sets it."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('recommendation', 'proposal', 'working_group', 'expert_group', 'procedural', 'plan',"
            " 'election')",
            name="kind",
        ),
        CheckConstraint("force IN ('advisory', 'binding')", name="force"),
        CheckConstraint("outcome IN ('adopted', 'rejected', 'recorded', 'not_held')", name="outcome"),
        UniqueConstraint("tenant_id", "round_id"),
        refers("item_id", "agenda_item"),
        refers("round_id", "round"),
        refers("verdict_id", "verdict"),
        Index(None, "tenant_id", "item_id"),
        *indexed("verdict_id"),
    )

    item_id: Mapped[int] = mapped_column(BigInteger)
    round_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    force: Mapped[str] = mapped_column(Text)
    votes_for: Mapped[int] = mapped_column(Integer)
    votes_against: Mapped[int] = mapped_column(Integer)
    votes_abstained: Mapped[int] = mapped_column(Integer)
    verdict_id: Mapped[int] = mapped_column(BigInteger)
    outcome: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Founding(TenantRow, Base):
    """That a body was created by an adopted decision (создание группы решением)."""

    __tablename__ = "founding"
    __table_args__ = (
        UniqueConstraint("tenant_id", "decision_id"),
        UniqueConstraint("tenant_id", "body_id"),
        refers("decision_id", "decision"),
        refers("body_id", "council"),
    )

    decision_id: Mapped[int] = mapped_column(BigInteger)
    body_id: Mapped[int] = mapped_column(BigInteger)
