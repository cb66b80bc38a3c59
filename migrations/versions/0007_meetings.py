"""Meetings: bodies of every kind, acts of composition, meetings from notice to minutes and what follows.

Compatible with the previous release: new tables and optional columns; two checks of known tables only widen.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0007"
down_revision = "0006"

KEPT = (
    "agenda_item", "agenda_proposal", "amendment", "assignment", "composition_act", "dispatch",
    "information_request", "meeting", "minutes", "minutes_block", "notice_delivery", "participation",
    "planned_meeting", "presence_interval", "round", "sheet", "sheet_receipt", "vote", "year_plan",
)  # fmt: skip
# What may be done to each table: papers and votes are never removed, what was said stays said.
GRANTS = {
    "SELECT, INSERT, UPDATE, DELETE": (
        "agenda_item", "composition_act", "meeting_material", "planned_meeting", "presence_interval",
        "participation", "reminder",
    ),
    "SELECT, INSERT, UPDATE": (
        "agenda_proposal", "amendment", "assignment", "dispatch", "information_request", "meeting", "minutes",
        "minutes_block", "minutes_delivery", "notice_delivery", "round", "sheet", "sheet_receipt", "vote",
        "year_plan",
    ),
    "SELECT, INSERT": (
        "ballot_cast", "body_score", "calendar_feed", "elector", "founding", "instruction", "meeting_deadline",
        "notice", "presiding", "recusal", "sheet_mark", "signature", "stored_file", "verdict",
        "written_opinion",
    ),
    "SELECT": ("decision", "secret_ballot"),
}  # fmt: skip
SOUGHT = (
    ("agenda_proposal", "item_id"), ("agenda_proposal", "meeting_id"), ("decision", "item_id"),
    ("meeting", "planned_id"), ("meeting_material", "item_id"), ("minutes_block", "item_id"),
    ("participation", "person_id"), ("sheet", "person_id"), ("sheet_mark", "item_id"),
    ("written_opinion", "item_id"),
)  # fmt: skip
TABLES = tuple(name for names in GRANTS.values() for name in names)
DECIDED = (
    "tenant_id, item_id, round_id, kind, text, force, votes_for, votes_against, votes_abstained, verdict_id,"
    " decided_at"
)


def upgrade() -> None:
    bodies()
    tables()
    indexes()
    acts()
    for grant, names in GRANTS.items():
        for name in names:
            protect(name, grant=grant)
    op.execute("GRANT UPDATE (replaced_at) ON mms.meeting_deadline TO mun_app")
    op.execute("GRANT UPDATE (revoked_at) ON mms.calendar_feed TO mun_app")
    # The key of a ballot is always the random one.
    op.execute("GRANT INSERT (tenant_id, round_id, choice), UPDATE (choice) ON mms.secret_ballot TO mun_app")
    op.execute(f"GRANT INSERT ({DECIDED}) ON mms.decision TO mun_app")
    # The scheduler finds what is due in every tenant; whom to remind of what, it cannot read.
    op.execute("CREATE POLICY remind ON mms.reminder TO mun_platform USING (true) WITH CHECK (true)")
    op.execute("GRANT SELECT (tenant_id, id, due_at, queued_at, done_at) ON mms.reminder TO mun_platform")
    op.execute("GRANT UPDATE (queued_at) ON mms.reminder TO mun_platform")
    keep_history(KEPT)
    let_compute(["composition_act", "meeting", "planned_meeting", "year_plan"])


def bodies() -> None:
    """Bodies and seats of every kind; acts of composition from what councils said of themselves."""
    op.execute(
        "ALTER TABLE mms.council DROP CONSTRAINT ck_council_kind, ADD CONSTRAINT ck_council_kind CHECK (kind IN"
        " ('council', 'expert_council', 'association', 'active', 'working_group', 'expert_group'))"
    )
    op.execute(
        "ALTER TABLE mms.seat DROP CONSTRAINT ck_seat_office, ADD CONSTRAINT ck_seat_office CHECK (office IN"
        " ('chair', 'deputy', 'secretary', 'member', 'leader', 'curator'))"
    )
    checked = ("council", "seat", "organisation", "legal_act")
    for table in checked:
        op.execute(f"ALTER TABLE mms.{table} NO FORCE ROW LEVEL SECURITY")
    op.add_column("council", sa.Column("type", sa.Text(), nullable=True), schema="mms")
    op.add_column("council", sa.Column("subject", sa.Text(), nullable=True), schema="mms")
    op.add_column("council", sa.Column("parent_id", sa.BigInteger(), nullable=True), schema="mms")
    op.add_column("council", sa.Column("organisation_id", sa.BigInteger(), nullable=True), schema="mms")
    op.create_index(
        op.f("ix_council_tenant_id_parent_id"),
        "council",
        ["tenant_id", "parent_id"],
        unique=False,
        schema="mms",
    )
    op.create_foreign_key(
        op.f("fk_council_tenant_id_organisation_id"),
        "council",
        "organisation",
        ["tenant_id", "organisation_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    op.create_foreign_key(
        op.f("fk_council_tenant_id_parent_id"),
        "council",
        "council",
        ["tenant_id", "parent_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    op.add_column("seat", sa.Column("act_id", sa.BigInteger(), nullable=True), schema="mms")
    op.create_foreign_key(
        op.f("fk_seat_tenant_id_act_id"),
        "seat",
        "legal_act",
        ["tenant_id", "act_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    for table in checked:
        op.execute(f"ALTER TABLE mms.{table} FORCE ROW LEVEL SECURITY")


def tables() -> None:
    op.create_table(
        "stored_file",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("stored_by", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("size BETWEEN 1 AND 20971520", name=op.f("ck_stored_file_size")),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_stored_file_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stored_file")),
        schema="mms",
    )
    op.create_table(
        "verdict",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("verdict", postgresql.JSONB(), nullable=False),
        sa.Column("profile_version", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("severity IN ('hard', 'soft')", name=op.f("ck_verdict_severity")),
        sa.CheckConstraint(
            "status IN ('pass', 'fail', 'warn', 'not_yet', 'not_applicable', 'waived')",
            name=op.f("ck_verdict_status"),
        ),
        sa.CheckConstraint(
            "subject IN ('body', 'meeting', 'item', 'round', 'minutes', 'amendment', 'delivery', 'copy', 'dispatch', 'proposal')",
            name=op.f("ck_verdict_subject"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_verdict_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_verdict")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_verdict_tenant_id_subject_subject_id"),
        "verdict",
        ["tenant_id", "subject", "subject_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "body_score",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("profile_version", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_body_score_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_body_score_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_body_score")),
        sa.UniqueConstraint(
            "tenant_id", "body_id", "year", name=op.f("uq_body_score_tenant_id_body_id_year")
        ),
        schema="mms",
    )
    op.create_table(
        "calendar_feed",
        sa.Column("body_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("(body_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_calendar_feed_of_one")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_calendar_feed_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_calendar_feed_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_calendar_feed_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_calendar_feed")),
        schema="mms",
    )
    op.create_index(
        "uq_calendar_feed_tenant_id_digest",
        "calendar_feed",
        ["tenant_id", "digest"],
        unique=True,
        schema="mms",
    )
    op.create_table(
        "composition_act",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("act_id", sa.BigInteger(), nullable=False),
        sa.Column("established_seats", sa.Integer(), nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("tenant_id"), "="),
            (sa.column("body_id"), "="),
            (sa.column("valid"), "&&"),
            using="gist",
            name="ex_composition_act_once",
        ),
        sa.CheckConstraint(
            "established_seats BETWEEN 1 AND 500", name=op.f("ck_composition_act_established")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "act_id"],
            ["mms.legal_act.tenant_id", "mms.legal_act.id"],
            name=op.f("fk_composition_act_tenant_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_composition_act_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_composition_act_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_composition_act")),
        schema="mms",
    )
    op.create_table(
        "information_request",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "answered_on IS NULL OR answered_on >= sent_on", name=op.f("ck_information_request_order")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_information_request_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_information_request_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_information_request_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_information_request")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_information_request_tenant_id_body_id"),
        "information_request",
        ["tenant_id", "body_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "year_plan",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("returned_why", sa.Text(), nullable=True),
        sa.Column("forecast", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "(approved_by IS NULL) = (approved_on IS NULL)", name=op.f("ck_year_plan_approved")
        ),
        sa.CheckConstraint("returned_why IS NULL OR approved_on IS NULL", name=op.f("ck_year_plan_returned")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "approved_by"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_year_plan_tenant_id_approved_by"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_year_plan_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_year_plan_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_year_plan")),
        sa.UniqueConstraint("tenant_id", "body_id", "year", name=op.f("uq_year_plan_tenant_id_body_id_year")),
        schema="mms",
    )
    op.create_table(
        "planned_meeting",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("responsible_id", sa.BigInteger(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "planned_on IS NULL OR date_trunc('month', planned_on) = month",
            name=op.f("ck_planned_meeting_month"),
        ),
        sa.CheckConstraint("extract(day FROM month) = 1", name=op.f("ck_planned_meeting_first")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["mms.year_plan.tenant_id", "mms.year_plan.id"],
            name=op.f("fk_planned_meeting_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "responsible_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_planned_meeting_tenant_id_responsible_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_planned_meeting_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_planned_meeting")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_planned_meeting_tenant_id_plan_id"),
        "planned_meeting",
        ["tenant_id", "plan_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "meeting",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("sheets_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("called_by", sa.Text(), nullable=True),
        sa.Column("seminar", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("planned_id", sa.BigInteger(), nullable=True),
        sa.Column("repeats_id", sa.BigInteger(), nullable=True),
        sa.Column("presider_id", sa.BigInteger(), nullable=True),
        sa.Column("presider_office", sa.Text(), nullable=True),
        sa.Column("keeper_id", sa.BigInteger(), nullable=True),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why_not", sa.Text(), nullable=True),
        sa.Column("sequence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "counted IN ('present', 'sheets', 'room_and_sheets')", name=op.f("ck_meeting_counted")
        ),
        sa.CheckConstraint(
            "form = 'in_person' OR sheets_due_at IS NOT NULL", name=op.f("ck_meeting_sheets_due")
        ),
        sa.CheckConstraint("form IN ('in_person', 'correspondence', 'hybrid')", name=op.f("ck_meeting_form")),
        sa.CheckConstraint(
            "kind <> 'extraordinary' OR called_on IS NOT NULL", name=op.f("ck_meeting_called")
        ),
        sa.CheckConstraint("kind IN ('ordinary', 'extraordinary', 'repeat')", name=op.f("ck_meeting_kind")),
        sa.CheckConstraint(
            "state IN ('draft', 'scheduled', 'noticed', 'agenda_final', 'in_session', 'suspended', 'balloting', 'ballots_closed', 'closed', 'minutes_signed', 'distributed', 'archived', 'postponed', 'cancelled', 'no_quorum')",
            name=op.f("ck_meeting_state"),
        ),
        sa.CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name=op.f("ck_meeting_closed")),
        sa.CheckConstraint("opened_at IS NULL OR verdict_id IS NOT NULL", name=op.f("ck_meeting_opened")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_meeting_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "keeper_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_meeting_tenant_id_keeper_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "planned_id"],
            ["mms.planned_meeting.tenant_id", "mms.planned_meeting.id"],
            name=op.f("fk_meeting_tenant_id_planned_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "presider_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_meeting_tenant_id_presider_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "repeats_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_meeting_tenant_id_repeats_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_meeting_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_meeting_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_meeting")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_meeting_tenant_id_body_id_starts_at"),
        "meeting",
        ["tenant_id", "body_id", "starts_at"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "agenda_item",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("speaker_id", sa.BigInteger(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("decides", sa.Text(), nullable=True),
        sa.Column("draft", sa.Text(), nullable=True),
        sa.Column("task", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), server_default="secretary", nullable=False),
        sa.Column("late", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=True),
        sa.Column("group_name", sa.Text(), nullable=True),
        sa.Column("group_until", sa.Date(), nullable=True),
        sa.Column("group_leader_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "decides IS NULL OR decides IN ('recommendation', 'proposal', 'working_group', 'expert_group', 'procedural', 'plan', 'election')",
            name=op.f("ck_agenda_item_decides"),
        ),
        sa.CheckConstraint(
            "origin IN ('secretary', 'plan', 'proposal', 'carried', 'room')",
            name=op.f("ck_agenda_item_origin"),
        ),
        sa.CheckConstraint("number BETWEEN 1 AND 200", name=op.f("ck_agenda_item_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "group_leader_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_agenda_item_tenant_id_group_leader_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_agenda_item_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "plan_id"],
            ["mms.year_plan.tenant_id", "mms.year_plan.id"],
            name=op.f("fk_agenda_item_tenant_id_plan_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "speaker_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_agenda_item_tenant_id_speaker_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_agenda_item_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint(
            "tenant_id",
            "meeting_id",
            "number",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_agenda_item_tenant_id_meeting_id_number"),
        ),
        schema="mms",
    )
    op.create_table(
        "instruction",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("giver_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("giver_id <> person_id", name=op.f("ck_instruction_other")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_instruction_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_instruction_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "giver_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_instruction_tenant_id_giver_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_instruction_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_instruction_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_instruction_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_instruction")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_instruction_tenant_id_body_id"),
        "instruction",
        ["tenant_id", "body_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "meeting_deadline",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("clause", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_meeting_deadline_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_meeting_deadline_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_meeting_deadline")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_meeting_deadline_tenant_id_due_on"),
        "meeting_deadline",
        ["tenant_id", "due_on"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        op.f("ix_meeting_deadline_tenant_id_meeting_id"),
        "meeting_deadline",
        ["tenant_id", "meeting_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=True),
        sa.Column("pdf_id", sa.BigInteger(), nullable=True),
        sa.Column("docx_id", sa.BigInteger(), nullable=True),
        sa.Column("pdf_sha256", sa.Text(), nullable=True),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "(state = 'draft') = (pdf_sha256 IS NULL) AND (pdf_sha256 IS NULL) = (pdf_id IS NULL)",
            name=op.f("ck_minutes_frozen"),
        ),
        sa.CheckConstraint(
            "(state = 'signed') = (signed_at IS NOT NULL) AND (state = 'draft' OR number IS NOT NULL) AND (state <> 'signed' OR verdict_id IS NOT NULL)",
            name=op.f("ck_minutes_signed"),
        ),
        sa.CheckConstraint("state IN ('draft', 'review', 'signed')", name=op.f("ck_minutes_state")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_minutes_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "docx_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_minutes_tenant_id_docx_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_minutes_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "pdf_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_minutes_tenant_id_pdf_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_minutes_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_minutes_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_minutes")),
        sa.UniqueConstraint(
            "tenant_id", "body_id", "year", "number", name=op.f("uq_minutes_tenant_id_body_id_year_number")
        ),
        sa.UniqueConstraint("tenant_id", "meeting_id", name=op.f("uq_minutes_tenant_id_meeting_id")),
        schema="mms",
    )
    op.create_table(
        "notice",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("material", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_notice_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_notice_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "tenant_id", "meeting_id", "number", name=op.f("uq_notice_tenant_id_meeting_id_number")
        ),
        schema="mms",
    )
    op.create_table(
        "participation",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("status <> 'excused' OR reason IS NOT NULL", name=op.f("ck_participation_reason")),
        sa.CheckConstraint(
            "status <> 'guest' OR name IS NOT NULL OR person_id IS NOT NULL",
            name=op.f("ck_participation_guest"),
        ),
        sa.CheckConstraint("status = 'guest' OR person_id IS NOT NULL", name=op.f("ck_participation_member")),
        sa.CheckConstraint(
            "status IN ('present', 'remote', 'excused', 'absent', 'guest')",
            name=op.f("ck_participation_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_participation_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_participation_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_participation_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_participation_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_participation")),
        sa.UniqueConstraint(
            "tenant_id",
            "meeting_id",
            "person_id",
            name=op.f("uq_participation_tenant_id_meeting_id_person_id"),
        ),
        schema="mms",
    )
    op.create_table(
        "presiding",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict_id", sa.BigInteger(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_presiding_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_presiding_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_presiding_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_presiding_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_presiding")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_presiding_tenant_id_meeting_id"),
        "presiding",
        ["tenant_id", "meeting_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "sheet",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("void_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_sheet_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_sheet_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_sheet_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_sheet_tenant_id_code")),
        sa.UniqueConstraint(
            "tenant_id", "meeting_id", "number", name=op.f("uq_sheet_tenant_id_meeting_id_number")
        ),
        schema="mms",
    )
    op.create_index(
        "uq_sheet_of_member",
        "sheet",
        ["tenant_id", "meeting_id", "person_id"],
        unique=True,
        schema="mms",
        postgresql_where=sa.text("void_at IS NULL"),
    )
    op.create_table(
        "agenda_proposal",
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("author_kind", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "state <> 'declined' OR answer IS NOT NULL", name=op.f("ck_agenda_proposal_answered")
        ),
        sa.CheckConstraint(
            "state IN ('in_time', 'late', 'included', 'next_meeting', 'declined')",
            name=op.f("ck_agenda_proposal_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_agenda_proposal_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["mms.agenda_item.tenant_id", "mms.agenda_item.id"],
            name=op.f("fk_agenda_proposal_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_agenda_proposal_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_agenda_proposal_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_agenda_proposal_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_agenda_proposal_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_agenda_proposal")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_agenda_proposal_tenant_id_body_id"),
        "agenda_proposal",
        ["tenant_id", "body_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "amendment",
        sa.Column("minutes_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="draft", nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pdf_id", sa.BigInteger(), nullable=False),
        sa.Column("docx_id", sa.BigInteger(), nullable=False),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", name=op.f("ck_amendment_signed")),
        sa.CheckConstraint("state = 'draft' OR verdict_id IS NOT NULL", name=op.f("ck_amendment_judged")),
        sa.CheckConstraint("state IN ('draft', 'signed')", name=op.f("ck_amendment_state")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "minutes_id"],
            ["mms.minutes.tenant_id", "mms.minutes.id"],
            name=op.f("fk_amendment_tenant_id_minutes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "pdf_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_amendment_tenant_id_pdf_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "docx_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_amendment_tenant_id_docx_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_amendment_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_amendment_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_amendment")),
        sa.UniqueConstraint(
            "tenant_id", "minutes_id", "number", name=op.f("uq_amendment_tenant_id_minutes_id_number")
        ),
        schema="mms",
    )
    op.create_table(
        "meeting_material",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "file_id IS NOT NULL OR url IS NOT NULL", name=op.f("ck_meeting_material_something")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_meeting_material_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["mms.agenda_item.tenant_id", "mms.agenda_item.id"],
            name=op.f("fk_meeting_material_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_meeting_material_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_meeting_material_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_meeting_material")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_meeting_material_tenant_id_meeting_id"),
        "meeting_material",
        ["tenant_id", "meeting_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "minutes_block",
        sa.Column("minutes_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("heard", sa.Text(), server_default="", nullable=False),
        sa.Column("spoke", sa.Text(), server_default="", nullable=False),
        sa.Column("decided", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["mms.agenda_item.tenant_id", "mms.agenda_item.id"],
            name=op.f("fk_minutes_block_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "minutes_id"],
            ["mms.minutes.tenant_id", "mms.minutes.id"],
            name=op.f("fk_minutes_block_tenant_id_minutes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_minutes_block_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_minutes_block")),
        sa.UniqueConstraint(
            "tenant_id", "minutes_id", "item_id", name=op.f("uq_minutes_block_tenant_id_minutes_id_item_id")
        ),
        schema="mms",
    )
    op.create_table(
        "minutes_delivery",
        sa.Column("minutes_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "channel = 'mail' OR sent_at IS NULL OR evidence IS NOT NULL",
            name=op.f("ck_minutes_delivery_evidence"),
        ),
        sa.CheckConstraint(
            "channel IN ('mail', 'paper', 'messenger')", name=op.f("ck_minutes_delivery_channel")
        ),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR recipient IS NOT NULL", name=op.f("ck_minutes_delivery_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_minutes_delivery_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "minutes_id"],
            ["mms.minutes.tenant_id", "mms.minutes.id"],
            name=op.f("fk_minutes_delivery_tenant_id_minutes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_minutes_delivery_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_minutes_delivery_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_minutes_delivery_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_minutes_delivery")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_minutes_delivery_tenant_id_minutes_id"),
        "minutes_delivery",
        ["tenant_id", "minutes_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "notice_delivery",
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("with_materials", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "channel = 'mail' OR sent_at IS NULL OR evidence IS NOT NULL",
            name=op.f("ck_notice_delivery_evidence"),
        ),
        sa.CheckConstraint(
            "channel IN ('mail', 'paper', 'messenger', 'phone')", name=op.f("ck_notice_delivery_channel")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_notice_delivery_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "notice_id"],
            ["mms.notice.tenant_id", "mms.notice.id"],
            name=op.f("fk_notice_delivery_tenant_id_notice_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_notice_delivery_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_notice_delivery_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_notice_delivery_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_notice_delivery")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_notice_delivery_tenant_id_notice_id_person_id"),
        "notice_delivery",
        ["tenant_id", "notice_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "presence_interval",
        sa.Column("participation_id", sa.BigInteger(), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("tenant_id"), "="),
            (sa.column("participation_id"), "="),
            (sa.text("tstzrange(came_at, left_at)"), "&&"),
            using="gist",
            name="ex_presence_interval_once",
        ),
        sa.CheckConstraint("left_at IS NULL OR left_at >= came_at", name=op.f("ck_presence_interval_order")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "participation_id"],
            ["mms.participation.tenant_id", "mms.participation.id"],
            name=op.f("fk_presence_interval_tenant_id_participation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_presence_interval_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_presence_interval")),
        schema="mms",
    )
    op.create_table(
        "recusal",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["mms.agenda_item.tenant_id", "mms.agenda_item.id"],
            name=op.f("fk_recusal_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_recusal_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_recusal_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_recusal")),
        sa.UniqueConstraint(
            "tenant_id", "item_id", "person_id", name=op.f("uq_recusal_tenant_id_item_id_person_id")
        ),
        schema="mms",
    )
    op.create_table(
        "round",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("voting", sa.Text(), nullable=False),
        sa.Column("established", sa.Integer(), nullable=True),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("electors", sa.Integer(), nullable=False),
        sa.Column("verdict_id", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("voting IN ('open', 'secret', 'sheets')", name=op.f("ck_round_voting")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["mms.agenda_item.tenant_id", "mms.agenda_item.id"],
            name=op.f("fk_round_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_round_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_round_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_round")),
        sa.UniqueConstraint("tenant_id", "item_id", "number", name=op.f("uq_round_tenant_id_item_id_number")),
        schema="mms",
    )
    op.create_table(
        "sheet_receipt",
        sa.Column("sheet_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("signed", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("registered_by", sa.BigInteger(), nullable=True),
        sa.Column("verified_by", sa.BigInteger(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pair_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "channel = 'online' OR status <> 'valid' OR (registered_by IS NOT NULL"
            " AND verified_by IS NOT NULL AND verified_by <> registered_by)",
            name=op.f("ck_sheet_receipt_four_eyes"),
        ),
        sa.CheckConstraint("channel IN ('online', 'paper')", name=op.f("ck_sheet_receipt_channel")),
        sa.CheckConstraint(
            "status IN ('pending', 'valid') OR reason IS NOT NULL", name=op.f("ck_sheet_receipt_reason")
        ),
        sa.CheckConstraint(
            "status IN ('pending', 'valid', 'late', 'spoiled', 'duplicate', 'replaced', 'superseded', 'conflict', 'rejected')",
            name=op.f("ck_sheet_receipt_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_sheet_receipt_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "pair_id"],
            ["mms.sheet_receipt.tenant_id", "mms.sheet_receipt.id"],
            name=op.f("fk_sheet_receipt_tenant_id_pair_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sheet_id"],
            ["mms.sheet.tenant_id", "mms.sheet.id"],
            name=op.f("fk_sheet_receipt_tenant_id_sheet_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_sheet_receipt_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sheet_receipt")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_sheet_receipt_tenant_id_sheet_id"),
        "sheet_receipt",
        ["tenant_id", "sheet_id"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        "uq_sheet_receipt_valid",
        "sheet_receipt",
        ["tenant_id", "sheet_id"],
        unique=True,
        schema="mms",
        postgresql_where=sa.text("status = 'valid'"),
    )
    op.create_table(
        "written_opinion",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["mms.agenda_item.tenant_id", "mms.agenda_item.id"],
            name=op.f("fk_written_opinion_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_written_opinion_tenant_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_written_opinion_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_written_opinion_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_written_opinion")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_written_opinion_tenant_id_meeting_id"),
        "written_opinion",
        ["tenant_id", "meeting_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "decision",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("force", sa.Text(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=False),
        sa.Column("votes_against", sa.Integer(), nullable=False),
        sa.Column("votes_abstained", sa.Integer(), nullable=False),
        sa.Column("verdict_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("force IN ('advisory', 'binding')", name=op.f("ck_decision_force")),
        sa.CheckConstraint(
            "kind IN ('recommendation', 'proposal', 'working_group', 'expert_group', 'procedural', 'plan', 'election')",
            name=op.f("ck_decision_kind"),
        ),
        sa.CheckConstraint(
            "outcome IN ('adopted', 'rejected', 'recorded', 'not_held')", name=op.f("ck_decision_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["mms.agenda_item.tenant_id", "mms.agenda_item.id"],
            name=op.f("fk_decision_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["mms.round.tenant_id", "mms.round.id"],
            name=op.f("fk_decision_tenant_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_decision_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_decision_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_decision")),
        sa.UniqueConstraint("tenant_id", "round_id", name=op.f("uq_decision_tenant_id_round_id")),
        schema="mms",
    )
    op.create_table(
        "elector",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("channel IN ('room', 'remote', 'sheet')", name=op.f("ck_elector_channel")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_elector_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["mms.round.tenant_id", "mms.round.id"],
            name=op.f("fk_elector_tenant_id_round_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_elector_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_elector")),
        sa.UniqueConstraint(
            "tenant_id", "round_id", "person_id", name=op.f("uq_elector_tenant_id_round_id_person_id")
        ),
        schema="mms",
    )
    op.create_table(
        "secret_ballot",
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "id",
            sa.BigInteger(),
            server_default=sa.text(
                "('x' || left(replace(gen_random_uuid()::text, '-', ''), 15))::bit(60)::bigint"
            ),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.CheckConstraint("choice IN ('for', 'against', 'abstain')", name=op.f("ck_secret_ballot_choice")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id"],
            ["mms.round.tenant_id", "mms.round.id"],
            name=op.f("fk_secret_ballot_tenant_id_round_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_secret_ballot_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_secret_ballot")),
        schema="mms",
    )
    op.create_table(
        "sheet_mark",
        sa.Column("receipt_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "choice IN ('for', 'against', 'abstain', 'unclear')", name=op.f("ck_sheet_mark_choice")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["mms.agenda_item.tenant_id", "mms.agenda_item.id"],
            name=op.f("fk_sheet_mark_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "receipt_id"],
            ["mms.sheet_receipt.tenant_id", "mms.sheet_receipt.id"],
            name=op.f("fk_sheet_mark_tenant_id_receipt_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_sheet_mark_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sheet_mark")),
        sa.UniqueConstraint(
            "tenant_id", "receipt_id", "item_id", name=op.f("uq_sheet_mark_tenant_id_receipt_id_item_id")
        ),
        schema="mms",
    )
    op.create_table(
        "signature",
        sa.Column("minutes_id", sa.BigInteger(), nullable=True),
        sa.Column("amendment_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("algorithm", sa.Text(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "kind <> 'qualified' OR algorithm IS NOT NULL", name=op.f("ck_signature_algorithm")
        ),
        sa.CheckConstraint("kind = 'simple' OR file_id IS NOT NULL", name=op.f("ck_signature_file")),
        sa.CheckConstraint("kind IN ('simple', 'qualified', 'paper')", name=op.f("ck_signature_kind")),
        sa.CheckConstraint(
            "(minutes_id IS NULL) <> (amendment_id IS NULL)", name=op.f("ck_signature_of_one")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "amendment_id"],
            ["mms.amendment.tenant_id", "mms.amendment.id"],
            name=op.f("fk_signature_tenant_id_amendment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_signature_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "minutes_id"],
            ["mms.minutes.tenant_id", "mms.minutes.id"],
            name=op.f("fk_signature_tenant_id_minutes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_signature_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_signature_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "tenant_id",
            "amendment_id",
            "person_id",
            name=op.f("uq_signature_tenant_id_amendment_id_person_id"),
        ),
        sa.UniqueConstraint(
            "tenant_id", "minutes_id", "person_id", name=op.f("uq_signature_tenant_id_minutes_id_person_id")
        ),
        schema="mms",
    )
    op.create_table(
        "assignment",
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), server_default="open", nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name=op.f("ck_assignment_done")),
        sa.CheckConstraint("state IN ('open', 'done', 'withdrawn')", name=op.f("ck_assignment_state")),
        sa.CheckConstraint("owner_id IS NOT NULL OR owner IS NOT NULL", name=op.f("ck_assignment_owner")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["mms.decision.tenant_id", "mms.decision.id"],
            name=op.f("fk_assignment_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "owner_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_assignment_tenant_id_owner_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_assignment_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_assignment")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_assignment_tenant_id_decision_id"),
        "assignment",
        ["tenant_id", "decision_id"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        op.f("ix_assignment_tenant_id_due_on"),
        "assignment",
        ["tenant_id", "due_on"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "reminder",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", postgresql.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assignment_id"],
            ["mms.assignment.tenant_id", "mms.assignment.id"],
            name=op.f("fk_reminder_tenant_id_assignment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "meeting_id"],
            ["mms.meeting.tenant_id", "mms.meeting.id"],
            name=op.f("fk_reminder_tenant_id_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_reminder_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "tenant_id",
            "meeting_id",
            "kind",
            "due_at",
            "assignment_id",
            name="uq_reminder_once",
            postgresql_nulls_not_distinct=True,
        ),
        schema="mms",
    )
    op.create_index(
        "ix_reminder_waiting",
        "reminder",
        ["due_at"],
        unique=False,
        schema="mms",
        postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "ballot_cast",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id", "person_id"],
            ["mms.elector.tenant_id", "mms.elector.round_id", "mms.elector.person_id"],
            name=op.f("fk_ballot_cast_tenant_id_round_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_ballot_cast_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_ballot_cast")),
        sa.UniqueConstraint(
            "tenant_id", "round_id", "person_id", name=op.f("uq_ballot_cast_tenant_id_round_id_person_id")
        ),
        schema="mms",
    )
    op.create_table(
        "dispatch",
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("answer_due", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_number", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("file_id", sa.BigInteger(), nullable=True),
        sa.Column("verdict_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('accepted', 'partly', 'declined')",
            name=op.f("ck_dispatch_outcome"),
        ),
        sa.CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name=op.f("ck_dispatch_answered")),
        sa.CheckConstraint("answered_on IS NULL OR answered_on >= sent_on", name=op.f("ck_dispatch_order")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["mms.decision.tenant_id", "mms.decision.id"],
            name=op.f("fk_dispatch_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_dispatch_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "verdict_id"],
            ["mms.verdict.tenant_id", "mms.verdict.id"],
            name=op.f("fk_dispatch_tenant_id_verdict_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_dispatch_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_dispatch")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_dispatch_tenant_id_decision_id"),
        "dispatch",
        ["tenant_id", "decision_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "founding",
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("body_id", sa.BigInteger(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "body_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_founding_tenant_id_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "decision_id"],
            ["mms.decision.tenant_id", "mms.decision.id"],
            name=op.f("fk_founding_tenant_id_decision_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_founding_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_founding")),
        sa.UniqueConstraint("tenant_id", "body_id", name=op.f("uq_founding_tenant_id_body_id")),
        sa.UniqueConstraint("tenant_id", "decision_id", name=op.f("uq_founding_tenant_id_decision_id")),
        schema="mms",
    )
    op.create_table(
        "vote",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("choice IN ('for', 'against', 'abstain')", name=op.f("ck_vote_choice")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "round_id", "person_id"],
            ["mms.elector.tenant_id", "mms.elector.round_id", "mms.elector.person_id"],
            name=op.f("fk_vote_tenant_id_round_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_vote_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_vote")),
        sa.UniqueConstraint(
            "tenant_id", "round_id", "person_id", name=op.f("uq_vote_tenant_id_round_id_person_id")
        ),
        schema="mms",
    )


def indexes() -> None:
    """What the guards, the removal of a question and the pages ask by, where no key begins with it."""
    for table, column in SOUGHT:
        op.create_index(f"ix_{table}_tenant_id_{column}", table, ["tenant_id", column], schema="mms")


def acts() -> None:
    """What councils said of their act and seats becomes their first act of composition."""
    for table in ("council", "legal_act"):
        op.execute(f"ALTER TABLE mms.{table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "INSERT INTO mms.composition_act (tenant_id, body_id, act_id, established_seats, valid)"
        " SELECT tenant_id, id, act_id, established_seats, valid FROM mms.council"
        " WHERE act_id IS NOT NULL AND established_seats IS NOT NULL"
    )
    for table in ("council", "legal_act"):
        op.execute(f"ALTER TABLE mms.{table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DROP TABLE mms.{table} CASCADE")
    op.execute("DELETE FROM mms.seat WHERE office IN ('leader', 'curator')")
    op.drop_column("seat", "act_id", schema="mms")
    for column in ("organisation_id", "parent_id", "subject", "type"):
        op.drop_column("council", column, schema="mms")
