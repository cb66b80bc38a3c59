"""Tables of agendas: items, proposals of members, materials."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Date, DateTime, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class AgendaItem(KeptRow, Base):
    """A question of the agenda (вопрос повестки) with the draft of what may be decided.

    `decides` is what an adopted decision would be; None: for information only. `late`: entered after the
    members' deadline or in the room. `kind`: a report of a teacher (отчёт педагога), linked to the speaker's
    programme of self-education or finished courses.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint(
            "decides IS NULL OR decides IN ('recommendation', 'proposal', 'working_group', 'expert_group',"
            " 'procedural', 'plan', 'election')",
            name="decides",
        ),
        CheckConstraint("origin IN ('secretary', 'plan', 'proposal', 'carried', 'room')", name="origin"),
        CheckConstraint("number BETWEEN 1 AND 200", name="number"),
        refers("meeting_id", "meeting"),
        refers("speaker_id", "person"),
        refers("group_leader_id", "person"),
        refers("plan_id", "year_plan"),
        refers("self_education_id", "self_education"),
        refers("training_id", "training"),
        *indexed("group_leader_id", "plan_id", "self_education_id", "speaker_id", "training_id"),
        UniqueConstraint("tenant_id", "meeting_id", "number", deferrable=True, initially="DEFERRED"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(Text)
    speaker_id: Mapped[int | None] = mapped_column(BigInteger)
    speaker: Mapped[str | None] = mapped_column(Text)
    decides: Mapped[str | None] = mapped_column(Text)
    draft: Mapped[str | None] = mapped_column(Text)
    task: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text, server_default="secretary")
    late: Mapped[bool] = mapped_column(server_default="false")
    plan_id: Mapped[int | None] = mapped_column(BigInteger)
    group_name: Mapped[str | None] = mapped_column(Text)
    group_until: Mapped[date | None] = mapped_column(Date)
    group_leader_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str | None] = mapped_column(Text)
    self_education_id: Mapped[int | None] = mapped_column(BigInteger)
    training_id: Mapped[int | None] = mapped_column(BigInteger)


class AgendaProposal(KeptRow, Base):
    """A proposal for an agenda (предложение в повестку); late ones are kept for the next meeting."""

    __tablename__ = "agenda_proposal"
    __table_args__ = (
        CheckConstraint("state IN ('in_time', 'late', 'included', 'next_meeting', 'declined')", name="state"),
        CheckConstraint("state <> 'declined' OR answer IS NOT NULL", name="answered"),
        refers("body_id", "council"),
        refers("meeting_id", "meeting"),
        refers("person_id", "person"),
        refers("item_id", "agenda_item"),
        refers("verdict_id", "verdict"),
        Index(None, "tenant_id", "body_id"),
        Index(None, "tenant_id", "meeting_id"),
        Index(None, "tenant_id", "item_id"),
        *indexed("person_id", "verdict_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    meeting_id: Mapped[int | None] = mapped_column(BigInteger)
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    author: Mapped[str] = mapped_column(Text)
    author_kind: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    submitted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    state: Mapped[str] = mapped_column(Text)
    item_id: Mapped[int | None] = mapped_column(BigInteger)
    verdict_id: Mapped[int | None] = mapped_column(BigInteger)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[date | None] = mapped_column(Date)


class Material(TenantRow, Base):
    """A material of a meeting (материал заседания): a file or an address."""

    __tablename__ = "meeting_material"
    __table_args__ = (
        CheckConstraint("file_id IS NOT NULL OR url IS NOT NULL", name="something"),
        refers("meeting_id", "meeting"),
        refers("item_id", "agenda_item"),
        refers("file_id", "stored_file"),
        Index(None, "tenant_id", "meeting_id"),
        Index(None, "tenant_id", "item_id"),
        *indexed("file_id"),
    )

    meeting_id: Mapped[int] = mapped_column(BigInteger)
    item_id: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int | None] = mapped_column(BigInteger)
    url: Mapped[str | None] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
