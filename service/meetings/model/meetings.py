"""Table of meetings."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class Meeting(KeptRow, Base):
    """A meeting (заседание) in one of three forms; its state changes only as `rules/states.py` allows.

    `starts_at` of a meeting by correspondence is the day for which it is called; sheets are taken until
    `sheets_due_at`. `sequence` counts what was sent to calendars. `verdict_id` is the quorum it opened with;
    `counted` says whom the rules count in this form.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("form IN ('in_person', 'correspondence', 'hybrid')", name="form"),
        CheckConstraint("kind IN ('ordinary', 'extraordinary', 'repeat')", name="kind"),
        CheckConstraint(
            "state IN ('draft', 'scheduled', 'noticed', 'agenda_final', 'in_session', 'suspended',"
            " 'balloting', 'ballots_closed', 'closed', 'minutes_signed', 'distributed', 'archived',"
            " 'postponed', 'cancelled', 'no_quorum')",
            name="state",
        ),
        CheckConstraint("counted IN ('present', 'sheets', 'room_and_sheets')", name="counted"),
        CheckConstraint("form = 'in_person' OR sheets_due_at IS NOT NULL", name="sheets_due"),
        CheckConstraint("opened_at IS NULL OR verdict_id IS NOT NULL", name="opened"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="closed"),
        CheckConstraint("kind <> 'extraordinary' OR called_on IS NOT NULL", name="called"),
        refers("body_id", "council"),
        refers("planned_id", "planned_meeting"),
        refers("repeats_id", "meeting"),
        refers("presider_id", "person"),
        refers("keeper_id", "person"),
        refers("verdict_id", "verdict"),
        Index(None, "tenant_id", "body_id", "starts_at"),
        Index(None, "tenant_id", "planned_id"),
        *indexed("keeper_id", "presider_id", "repeats_id", "verdict_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    form: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="draft")
    counted: Mapped[str] = mapped_column(Text)
    starts_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_on: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str | None] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    sheets_due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    extended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    called_on: Mapped[date | None] = mapped_column(Date)
    called_by: Mapped[str | None] = mapped_column(Text)
    seminar: Mapped[bool] = mapped_column(server_default="false")
    planned_id: Mapped[int | None] = mapped_column(BigInteger)
    repeats_id: Mapped[int | None] = mapped_column(BigInteger)
    presider_id: Mapped[int | None] = mapped_column(BigInteger)
    presider_office: Mapped[str | None] = mapped_column(Text)
    keeper_id: Mapped[int | None] = mapped_column(BigInteger)
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)
    opened_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    why_not: Mapped[str | None] = mapped_column(Text)
    sequence: Mapped[int] = mapped_column(Integer, server_default="0")


class MeetingDeadline(TenantRow, Base):
    """A deadline that followed from the rules (срок); when the date moves the old one is kept as replaced."""

    __tablename__ = "meeting_deadline"
    __table_args__ = (
        refers("meeting_id", "meeting"),
        Index(None, "tenant_id", "meeting_id"),
        Index(None, "tenant_id", "due_on"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    rule: Mapped[str | None] = mapped_column(Text)
    clause: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Date)
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    replaced_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Reminder(TenantRow, Base):
    """A reminder (напоминание) of a deadline or of the meeting itself, counted from it in the body's zone.

    `queued_at` is when the scheduler gave it to a worker, `done_at` when its letters were asked for or it
    was found needless; `told` are the people whose letter has gone.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        refers("meeting_id", "meeting", on_delete="CASCADE"),
        refers("assignment_id", "assignment"),
        UniqueConstraint(
            "tenant_id",
            "meeting_id",
            "kind",
            "due_at",
            "assignment_id",
            name="uq_reminder_once",
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_reminder_waiting", "due_at", postgresql_where=text("done_at IS NULL")),
        *indexed("assignment_id"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    assignment_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    queued_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    done_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default="{}")


class CalendarFeed(TenantRow, Base):
    """A secret address of a calendar (подписка на календарь): of one body, or of a person's own meetings."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        CheckConstraint("(body_id IS NULL) <> (person_id IS NULL)", name="of_one"),
        refers("body_id", "council"),
        refers("person_id", "person"),
        Index("uq_calendar_feed_tenant_id_digest", "tenant_id", "digest", unique=True),
        *indexed("body_id", "person_id"),
    )

    body_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
