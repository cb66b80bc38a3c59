"""Associations: years and leaders, plans by months, visits, quality, proposals, documents, analyses, marks.

Compatible with the previous release: new tables only.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0009"
down_revision = "0008"

KEPT = (
    "association_analysis",
    "association_document",
    "association_year",
    "cooperation",
    "leader_term",
    "lesson_visit",
    "member_proposal",
    "plan_item",
    "publication_mark",
    "quality_sheet",
    "teacher_need",
)
# Years, terms, analyses and proposals are never removed: the past of an association stays.
GRANTS = {
    "SELECT, INSERT, UPDATE, DELETE": (
        "plan_item", "lesson_visit", "lesson_visitor", "quality_sheet", "cooperation", "teacher_need",
        "association_document", "publication_mark",
    ),
    "SELECT, INSERT, UPDATE": (
        "association_year", "leader_term", "member_proposal", "association_analysis",
    ),
    "SELECT, INSERT": ("plan_step",),
}  # fmt: skip
TABLES = (
    "association_analysis",
    "association_document",
    "association_year",
    "cooperation",
    "member_proposal",
    "teacher_need",
    "plan_item",
    "leader_term",
    "lesson_visit",
    "plan_step",
    "publication_mark",
    "quality_sheet",
    "lesson_visitor",
)


def upgrade() -> None:
    tables()
    for grant, names in GRANTS.items():
        for name in names:
            protect(name, grant=grant)
    keep_history(KEPT)
    let_compute(["association_year", "leader_term"])


def tables() -> None:
    op.create_table(
        "association_analysis",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("teaching_state", sa.Text(), nullable=True),
        sa.Column("conclusions", sa.Text(), nullable=True),
        sa.Column("forecast", sa.Text(), nullable=True),
        sa.Column("notes", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("reviewer", sa.Text(), nullable=True),
        sa.Column("returned_why", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "state <> 'returned' OR returned_why IS NOT NULL", name=op.f("ck_association_analysis_returned")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'accepted', 'returned')",
            name=op.f("ck_association_analysis_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'accepted') OR submitted_on IS NOT NULL",
            name=op.f("ck_association_analysis_submitted"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_association_analysis_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_association_analysis_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_association_analysis")),
        sa.UniqueConstraint(
            "tenant_id", "body_id", "year", name=op.f("uq_association_analysis_tenant_id_body_id_year")
        ),
        schema="mms",
    )
    op.create_table(
        "association_document",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_association_document_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_association_document_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_association_document")),
        sa.UniqueConstraint(
            "tenant_id",
            "body_id",
            "year",
            "code",
            name=op.f("uq_association_document_tenant_id_body_id_year_code"),
        ),
        schema="mms",
    )
    op.create_table(
        "association_year",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), server_default="forming", nullable=False),
        sa.Column("act_id", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("extraordinary", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("closing_act_id", sa.BigInteger(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "state <> 'closed' OR closed_on IS NOT NULL", name=op.f("ck_association_year_closed")
        ),
        sa.CheckConstraint(
            "state IN ('forming', 'elected', 'active', 'closed')", name=op.f("ck_association_year_state")
        ),
        sa.CheckConstraint(
            "state NOT IN ('active', 'closed') OR confirmed_on IS NOT NULL",
            name=op.f("ck_association_year_confirmed"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "act_id"],
            ["mms.legal_act.tenant_id", "mms.legal_act.id"],
            name=op.f("fk_association_year_tenant_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_association_year_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "closing_act_id"],
            ["mms.legal_act.tenant_id", "mms.legal_act.id"],
            name=op.f("fk_association_year_tenant_id_closing_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_association_year_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_association_year_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_association_year")),
        sa.UniqueConstraint(
            "tenant_id", "body_id", "year", name=op.f("uq_association_year_tenant_id_body_id_year")
        ),
        schema="mms",
    )
    op.create_table(
        "cooperation",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "kind IN ('centre', 'organisation', 'additional', 'other')", name=op.f("ck_cooperation_kind")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_cooperation_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_cooperation_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cooperation")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_cooperation_tenant_id_body_id_held_on"),
        "cooperation",
        ["tenant_id", "body_id", "held_on"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "member_proposal",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="submitted", nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("addressee IN ('centre', 'council')", name=op.f("ck_member_proposal_addressee")),
        sa.CheckConstraint(
            "state = 'submitted' OR state = 'declined' OR addressee IS NOT NULL",
            name=op.f("ck_member_proposal_forwarded"),
        ),
        sa.CheckConstraint(
            "state IN ('submitted', 'forwarded', 'accepted', 'declined')",
            name=op.f("ck_member_proposal_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('accepted', 'declined') OR answer IS NOT NULL",
            name=op.f("ck_member_proposal_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_member_proposal_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_member_proposal_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_member_proposal_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_member_proposal")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_member_proposal_tenant_id_body_id_submitted_on"),
        "member_proposal",
        ["tenant_id", "body_id", "submitted_on"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "teacher_need",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("met_by", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_teacher_need_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_teacher_need_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_teacher_need_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_teacher_need")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_teacher_need_tenant_id_body_id_noted_on"),
        "teacher_need",
        ["tenant_id", "body_id", "noted_on"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "plan_item",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("goals", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("tasks", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("forms", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("responsible_id", sa.BigInteger(), nullable=True),
        sa.Column("roadmap_id", sa.BigInteger(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("extract(day FROM month) = 1", name=op.f("ck_plan_item_first")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["mms.year_plan.tenant_id", "mms.year_plan.id"],
            name=op.f("fk_plan_item_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "responsible_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_plan_item_tenant_id_responsible_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "roadmap_id"],
            ["mms.roadmap_item.tenant_id", "mms.roadmap_item.id"],
            name=op.f("fk_plan_item_tenant_id_roadmap_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_plan_item_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_plan_item")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_plan_item_tenant_id_plan_id"),
        "plan_item",
        ["tenant_id", "plan_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "leader_term",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("years", sa.Integer(), server_default="1", nullable=False),
        sa.Column("state", sa.Text(), server_default="nominated", nullable=False),
        sa.Column("acting", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("elected_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("protocol", sa.Text(), nullable=True),
        sa.Column("act_id", sa.BigInteger(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("experience", sa.Integer(), nullable=True),
        sa.Column("extraordinary", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("why_ended", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "state <> 'active' OR (approved_on IS NOT NULL AND starts_on IS NOT NULL)",
            name=op.f("ck_leader_term_approved"),
        ),
        sa.CheckConstraint("state <> 'ended' OR ended_on IS NOT NULL", name=op.f("ck_leader_term_ended")),
        sa.CheckConstraint(
            "state = 'nominated' OR (elected_on IS NOT NULL AND num_nonnulls(meeting_id, protocol) > 0) OR acting",
            name=op.f("ck_leader_term_elected"),
        ),
        sa.CheckConstraint(
            "state IN ('nominated', 'elected', 'active', 'ended')", name=op.f("ck_leader_term_state")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "act_id"],
            ["mms.legal_act.tenant_id", "mms.legal_act.id"],
            name=op.f("fk_leader_term_tenant_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_leader_term_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_leader_term_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_leader_term_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_leader_term_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_leader_term_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_leader_term")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_leader_term_tenant_id_body_id_year"),
        "leader_term",
        ["tenant_id", "body_id", "year"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        "uq_leader_term_active",
        "leader_term",
        ["tenant_id", "body_id"],
        unique=True,
        schema="mms",
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_table(
        "lesson_visit",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("host_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("self_analysis", sa.Text(), nullable=True),
        sa.Column("analysis", sa.Text(), nullable=True),
        sa.Column("closed", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "kind IN ('mutual_visit', 'open_lesson', 'extracurricular')", name=op.f("ck_lesson_visit_kind")
        ),
        sa.CheckConstraint(
            "NOT closed OR num_nonnulls(self_analysis, analysis) = 2", name=op.f("ck_lesson_visit_closed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_lesson_visit_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "host_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_lesson_visit_tenant_id_host_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_lesson_visit_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_lesson_visit_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_lesson_visit_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lesson_visit")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_lesson_visit_tenant_id_body_id_held_on"),
        "lesson_visit",
        ["tenant_id", "body_id", "held_on"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "plan_step",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("protocol", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "step <> 'adopted' OR num_nonnulls(meeting_id, protocol) > 0", name=op.f("ck_plan_step_adopted")
        ),
        sa.CheckConstraint("step <> 'returned' OR reason IS NOT NULL", name=op.f("ck_plan_step_returned")),
        sa.CheckConstraint("step IN ('adopted', 'agreed', 'returned')", name=op.f("ck_plan_step_step")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_plan_step_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["mms.year_plan.tenant_id", "mms.year_plan.id"],
            name=op.f("fk_plan_step_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_plan_step_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_plan_step")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_plan_step_tenant_id_plan_id"),
        "plan_step",
        ["tenant_id", "plan_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "publication_mark",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("site IN ('centre', 'authority')", name=op.f("ck_publication_mark_site")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_publication_mark_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_publication_mark_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_publication_mark_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_publication_mark")),
        sa.UniqueConstraint(
            "tenant_id", "meeting_id", "site", name=op.f("uq_publication_mark_tenant_id_meeting_id_site")
        ),
        schema="mms",
    )
    op.create_table(
        "quality_sheet",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("filled_on", sa.Date(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name=op.f("ck_quality_sheet_score")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_quality_sheet_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_quality_sheet_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_quality_sheet_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_quality_sheet")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_quality_sheet_tenant_id_body_id_filled_on"),
        "quality_sheet",
        ["tenant_id", "body_id", "filled_on"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "lesson_visitor",
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_lesson_visitor_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "visit_id"],
            ["mms.lesson_visit.tenant_id", "mms.lesson_visit.id"],
            name=op.f("fk_lesson_visitor_tenant_id_visit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_lesson_visitor_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lesson_visitor")),
        sa.UniqueConstraint(
            "tenant_id", "visit_id", "person_id", name=op.f("uq_lesson_visitor_tenant_id_visit_id_person_id")
        ),
        schema="mms",
    )


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name, schema="mms")
