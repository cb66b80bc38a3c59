"""Tables of what an association does between its meetings."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.core.base import Base
from service.core.columns import KeptRow, TenantRow, indexed, refers


class LessonVisit(KeptRow, Base):
    """An open lesson or a mutual visit (открытый урок, взаимопосещение) with what was said of it after.

    A lesson of a practical seminar names its meeting; a visit is closed once both analyses are written.
    """

    __tablename__ = "lesson_visit"
    __table_args__ = (
        CheckConstraint("kind IN ('mutual_visit', 'open_lesson', 'extracurricular')", name="kind"),
        CheckConstraint("NOT closed OR num_nonnulls(self_analysis, analysis) = 2", name="closed"),
        refers("body_id", "council"),
        refers("host_id", "person"),
        refers("organisation_id", "organisation"),
        refers("meeting_id", "meeting"),
        Index(None, "tenant_id", "body_id", "held_on"),
        *indexed("host_id", "meeting_id", "organisation_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date] = mapped_column(Date)
    topic: Mapped[str] = mapped_column(Text)
    host_id: Mapped[int] = mapped_column(BigInteger)
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    meeting_id: Mapped[int | None] = mapped_column(BigInteger)
    self_analysis: Mapped[str | None] = mapped_column(Text)
    analysis: Mapped[str | None] = mapped_column(Text)
    closed: Mapped[bool] = mapped_column(server_default="false")


class LessonVisitor(TenantRow, Base):
    """Who visited a lesson (посетивший)."""

    __tablename__ = "lesson_visitor"
    __table_args__ = (
        UniqueConstraint("tenant_id", "visit_id", "person_id"),
        refers("visit_id", "lesson_visit", on_delete="CASCADE"),
        refers("person_id", "person"),
        *indexed("person_id"),
    )

    visit_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)


class QualitySheet(KeptRow, Base):
    """A line of a quality sheet (лист качества): a form of work, a criterion, a score, what was noticed."""

    __tablename__ = "quality_sheet"
    __table_args__ = (
        CheckConstraint("score BETWEEN 1 AND 5", name="score"),
        refers("body_id", "council"),
        refers("meeting_id", "meeting"),
        Index(None, "tenant_id", "body_id", "filled_on"),
        *indexed("meeting_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    filled_on: Mapped[date] = mapped_column(Date)
    form: Mapped[str] = mapped_column(Text)
    meeting_id: Mapped[int | None] = mapped_column(BigInteger)
    criterion: Mapped[str] = mapped_column(Text)
    score: Mapped[int] = mapped_column(Integer)
    comment: Mapped[str | None] = mapped_column(Text)


class Cooperation(KeptRow, Base):
    """Joint work with a partner (сотрудничество) and what came of it."""

    __tablename__ = "cooperation"
    __table_args__ = (
        CheckConstraint("kind IN ('centre', 'organisation', 'additional', 'other')", name="kind"),
        refers("body_id", "council"),
        Index(None, "tenant_id", "body_id", "held_on"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    held_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(Text)
    partner: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    result: Mapped[str | None] = mapped_column(Text)


class MemberProposal(KeptRow, Base):
    """A member's proposal (предложение члена объединения): to the leader, on to the centre or the council."""

    __tablename__ = "member_proposal"
    __table_args__ = (
        CheckConstraint("state IN ('submitted', 'forwarded', 'accepted', 'declined')", name="state"),
        CheckConstraint("addressee IN ('centre', 'council')", name="addressee"),
        CheckConstraint(
            "state = 'submitted' OR state = 'declined' OR addressee IS NOT NULL", name="forwarded"
        ),
        CheckConstraint("state NOT IN ('accepted', 'declined') OR answer IS NOT NULL", name="answered"),
        refers("body_id", "council"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "body_id", "submitted_on"),
        *indexed("person_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    submitted_on: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="submitted")
    addressee: Mapped[str | None] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[date | None] = mapped_column(Date)


class TeacherNeed(KeptRow, Base):
    """What a teacher of the association wants to learn (профессиональная потребность) in a school year."""

    __tablename__ = "teacher_need"
    __table_args__ = (
        refers("body_id", "council"),
        refers("person_id", "person"),
        Index(None, "tenant_id", "body_id", "noted_on"),
        *indexed("person_id"),
    )

    body_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(BigInteger)
    noted_on: Mapped[date] = mapped_column(Date)
    need: Mapped[str] = mapped_column(Text)
    met_by: Mapped[str | None] = mapped_column(Text)
