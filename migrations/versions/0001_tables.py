"""Tables: everything a district starts with.

Compatible with the previous release: it is the first.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.create_table(
        "account",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_last", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.Text(), server_default="ru", nullable=False),
        sa.Column("is_operator", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        schema="platform",
    )
    op.create_table(
        "tenant",
        sa.Column("id", sa.Integer(), sa.Identity(always=False), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("name", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("locales", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("demo", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('municipality', 'region')", name=op.f("ck_tenant_kind")),
        sa.CheckConstraint("status IN ('active', 'suspended')", name=op.f("ck_tenant_status")),
        sa.ForeignKeyConstraint(["region_id"], ["platform.tenant.id"], name=op.f("fk_tenant_region_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenant")),
        sa.UniqueConstraint("slug", name=op.f("uq_tenant_slug")),
        schema="platform",
    )
    op.create_table(
        "api_token",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('administrator', 'methodist', 'approver', 'school_head', 'school_tutor', 'teacher', 'institute_analyst', 'auditor', 'chair', 'deputy', 'secretary', 'member', 'leader', 'curator')",
            name=op.f("ck_api_token_role"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_api_token_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("tenant_id", "digest", name=op.f("uq_api_token_tenant_id_digest")),
        schema="mms",
    )
    op.create_table(
        "audit",
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=True),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("fields", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("link", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_audit_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_audit")),
        sa.UniqueConstraint("tenant_id", "link", name=op.f("uq_audit_tenant_id_link")),
        schema="mms",
    )
    op.create_index(op.f("ix_audit_tenant_id_at"), "audit", ["tenant_id", "at"], unique=False, schema="mms")
    op.create_index(
        "ix_audit_unlinked",
        "audit",
        ["tenant_id", "id"],
        unique=False,
        schema="mms",
        postgresql_where=sa.text("digest IS NULL"),
    )
    op.create_table(
        "community",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('association', 'professional', 'network')", name=op.f("ck_community_kind")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_community_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_community")),
        schema="mms",
    )
    op.create_table(
        "event",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('young_support', 'seminar', 'contest', 'conference', 'other')",
            name=op.f("ck_event_kind"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_event_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_event")),
        schema="mms",
    )
    op.create_index(op.f("ix_event_tenant_id_on"), "event", ["tenant_id", "on"], unique=False, schema="mms")
    op.create_table(
        "history",
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("old", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_history_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_history")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_history_tenant_id_table_name_row_id_known_to"),
        "history",
        ["tenant_id", "table_name", "row_id", "known_to"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "indicator_value",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("value_status", sa.Text(), nullable=False),
        sa.Column("target_status", sa.Text(), nullable=False),
        sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("profile_version", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "denominator IS NULL OR denominator >= 0", name=op.f("ck_indicator_value_denominator")
        ),
        sa.CheckConstraint(
            "numerator IS NULL OR denominator IS NULL OR numerator <= denominator",
            name=op.f("ck_indicator_value_share"),
        ),
        sa.CheckConstraint("numerator IS NULL OR numerator >= 0", name=op.f("ck_indicator_value_numerator")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_indicator_value_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_indicator_value")),
        sa.UniqueConstraint(
            "tenant_id", "as_of", "code", name=op.f("uq_indicator_value_tenant_id_as_of_code")
        ),
        schema="mms",
    )
    op.create_index(
        op.f("ix_indicator_value_tenant_id_code_as_of"),
        "indicator_value",
        ["tenant_id", "code", "as_of"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "legal_act",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "effective_from IS NULL OR effective_from >= date", name=op.f("ck_legal_act_effective")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_legal_act_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_legal_act")),
        schema="mms",
    )
    op.create_table(
        "organisation",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("name_alt", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("own", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("main_programmes", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("search_key", sa.Text(collation="C"), nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "type IN ('general', 'preschool', 'additional', 'other')", name=op.f("ck_organisation_type")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_organisation_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("tenant_id", "code", name=op.f("uq_organisation_tenant_id_code")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_organisation_tenant_id_sort_key"),
        "organisation",
        ["tenant_id", "sort_key"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "outbox",
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_outbox_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_outbox")),
        schema="mms",
    )
    op.create_table(
        "person",
        sa.Column("last_name", sa.Text(), nullable=False),
        sa.Column("first_name", sa.Text(), nullable=False),
        sa.Column("middle_name", sa.Text(), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("degree", sa.Text(), nullable=True),
        sa.Column("academic_title", sa.Text(), nullable=True),
        sa.Column("generated", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("merged_into", sa.BigInteger(), nullable=True),
        sa.Column("sort_key", sa.Text(collation="C"), nullable=False),
        sa.Column("search_key", sa.Text(collation="C"), nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("length(last_name) BETWEEN 1 AND 120", name=op.f("ck_person_last_name")),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_person_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_person")),
        schema="mms",
    )
    op.create_index(
        "ix_person_search",
        "person",
        ["tenant_id", "search_key"],
        unique=False,
        schema="mms",
        postgresql_ops={"search_key": "text_pattern_ops"},
    )
    op.create_index(
        op.f("ix_person_tenant_id_sort_key"), "person", ["tenant_id", "sort_key"], unique=False, schema="mms"
    )
    op.create_table(
        "roadmap_item",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_roadmap_item_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_roadmap_item")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_roadmap_item_tenant_id_due_on"),
        "roadmap_item",
        ["tenant_id", "due_on"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "one_time_link",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('invitation', 'reset')", name=op.f("ck_one_time_link_purpose")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["platform.account.id"],
            name=op.f("fk_one_time_link_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_one_time_link")),
        schema="platform",
    )
    op.create_index(
        op.f("ix_one_time_link_account_id"), "one_time_link", ["account_id"], unique=False, schema="platform"
    )
    op.create_table(
        "profile_version",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("content_sha256", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("adopted_by", sa.BigInteger(), nullable=True),
        sa.Column("adopted_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("source IN ('file', 'screen')", name=op.f("ck_profile_version_source")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["platform.tenant.id"], name=op.f("fk_profile_version_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_version")),
        sa.UniqueConstraint("owner_id", "number", name=op.f("uq_profile_version_owner_id_number")),
        schema="platform",
    )
    op.create_table(
        "sign_in",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["platform.account.id"], name=op.f("fk_sign_in_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sign_in")),
        schema="platform",
    )
    op.create_index(op.f("ix_sign_in_account_id"), "sign_in", ["account_id"], unique=False, schema="platform")
    op.create_table(
        "attendance",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "event_id"],
            ["mms.event.tenant_id", "mms.event.id"],
            name=op.f("fk_attendance_tenant_id_event_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_attendance_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_attendance_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "tenant_id", "event_id", "person_id", name=op.f("uq_attendance_tenant_id_event_id_person_id")
        ),
        schema="mms",
    )
    op.create_index(
        op.f("ix_attendance_tenant_id_person_id"),
        "attendance",
        ["tenant_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "category",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('first', 'highest', 'teacher_methodist', 'teacher_mentor')",
            name=op.f("ck_category_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_category_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_category_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_category")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_category_tenant_id_person_id"),
        "category",
        ["tenant_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "community_member",
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), server_default="member", nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("office IN ('leader', 'member')", name=op.f("ck_community_member_office")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "community_id"],
            ["mms.community.tenant_id", "mms.community.id"],
            name=op.f("fk_community_member_tenant_id_community_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_community_member_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_community_member_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_community_member")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_community_member_tenant_id_community_id"),
        "community_member",
        ["tenant_id", "community_id"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        op.f("ix_community_member_tenant_id_person_id"),
        "community_member",
        ["tenant_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "council",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("established_seats", sa.Integer(), nullable=True),
        sa.Column("act_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("kind IN ('council', 'expert_council')", name=op.f("ck_council_kind")),
        sa.CheckConstraint(
            "established_seats IS NULL OR established_seats BETWEEN 1 AND 500", name=op.f("ck_council_seats")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "act_id"],
            ["mms.legal_act.tenant_id", "mms.legal_act.id"],
            name=op.f("fk_council_tenant_id_act_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_council_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_council")),
        schema="mms",
    )
    op.create_table(
        "cycle",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=False),
        sa.Column("analysed_on", sa.Date(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "analysed_on IS NULL OR analysed_on >= finished_on", name=op.f("ck_cycle_analysed")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_cycle_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_cycle_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cycle")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_cycle_tenant_id_finished_on"),
        "cycle",
        ["tenant_id", "finished_on"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "diagnostics",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('subject', 'methodical', 'psychological', 'managerial', 'other')",
            name=op.f("ck_diagnostics_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_diagnostics_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_diagnostics_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_diagnostics")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_diagnostics_tenant_id_person_id"),
        "diagnostics",
        ["tenant_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "education",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("pedagogical", sa.Boolean(), nullable=True),
        sa.Column("qualification", sa.Text(), nullable=True),
        sa.Column("institution", sa.Text(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_education_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_education_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_education")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_education_tenant_id_person_id"),
        "education",
        ["tenant_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "employment",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("position_title", sa.Text(), nullable=False),
        sa.Column("subjects", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("personnel_number", sa.Text(), nullable=True),
        sa.Column("rate", sa.Numeric(precision=4, scale=2), server_default="1", nullable=False),
        sa.Column("on_leave", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("tenant_id"), "="),
            (sa.column("person_id"), "="),
            (sa.column("valid"), "&&"),
            where=sa.text("kind = 'main'"),
            using="gist",
            name="ex_employment_one_main",
        ),
        sa.CheckConstraint("kind IN ('main', 'internal', 'external')", name=op.f("ck_employment_kind")),
        sa.CheckConstraint(
            "position IN ('teacher', 'head', 'deputy_head', 'staff')", name=op.f("ck_employment_position")
        ),
        sa.CheckConstraint("rate > 0 AND rate <= 2", name=op.f("ck_employment_rate")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_employment_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_employment_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_employment_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_employment")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_employment_tenant_id_organisation_id"),
        "employment",
        ["tenant_id", "organisation_id"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        op.f("ix_employment_tenant_id_person_id"),
        "employment",
        ["tenant_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "experience",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('general', 'pedagogical', 'speciality')", name=op.f("ck_experience_kind")
        ),
        sa.CheckConstraint("years BETWEEN 0 AND 80", name=op.f("ck_experience_years")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_experience_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_experience_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_experience")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_experience_tenant_id_person_id_kind"),
        "experience",
        ["tenant_id", "person_id", "kind"],
        unique=True,
        schema="mms",
    )
    op.create_table(
        "import_mapping",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("header_digest", sa.Text(), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_import_mapping_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_import_mapping_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint(
            "tenant_id",
            "organisation_id",
            "header_digest",
            name=op.f("uq_import_mapping_tenant_id_organisation_id_header_digest"),
        ),
        schema="mms",
    )
    op.create_table(
        "management_team",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_management_team_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_management_team_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_management_team")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_management_team_tenant_id_organisation_id"),
        "management_team",
        ["tenant_id", "organisation_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "membership",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('administrator', 'methodist', 'approver', 'school_head', 'school_tutor', 'teacher', 'institute_analyst', 'auditor', 'chair', 'deputy', 'secretary', 'member', 'leader', 'curator')",
            name=op.f("ck_membership_role"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["platform.account.id"], name=op.f("fk_membership_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_membership_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_membership_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_membership_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "tenant_id",
            "account_id",
            "role",
            "organisation_id",
            name=op.f("uq_membership_tenant_id_account_id_role_organisation_id"),
            postgresql_nulls_not_distinct=True,
        ),
        schema="mms",
    )
    op.create_index(
        op.f("ix_membership_account_id"), "membership", ["account_id"], unique=False, schema="mms"
    )
    op.create_table(
        "mentoring_pair",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("mentor_id", sa.BigInteger(), nullable=False),
        sa.Column("mentee_id", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("order_number", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("mentor_id <> mentee_id", name=op.f("ck_mentoring_pair_two_people")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentee_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_mentoring_pair_tenant_id_mentee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "mentor_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_mentoring_pair_tenant_id_mentor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_mentoring_pair_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_mentoring_pair_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_mentoring_pair")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_mentoring_pair_tenant_id_mentee_id"),
        "mentoring_pair",
        ["tenant_id", "mentee_id"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        op.f("ix_mentoring_pair_tenant_id_mentor_id"),
        "mentoring_pair",
        ["tenant_id", "mentor_id"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        op.f("ix_mentoring_pair_tenant_id_organisation_id"),
        "mentoring_pair",
        ["tenant_id", "organisation_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "organisation_document",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_organisation_document_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_organisation_document_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_organisation_document")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_organisation_document_tenant_id_organisation_id_kind"),
        "organisation_document",
        ["tenant_id", "organisation_id", "kind"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "staff_import",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=True),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("status", sa.Text(), server_default="queued", nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("refusal", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('queued', 'reading', 'ready', 'applying', 'applied', 'refused', 'undone', 'cancelled')",
            name=op.f("ck_staff_import_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_staff_import_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_staff_import_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_staff_import")),
        schema="mms",
    )
    op.create_table(
        "training",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("federal_register", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("after_diagnostics", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("informal", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("kind IN ('pk', 'pp', 'internship')", name=op.f("ck_training_kind")),
        sa.CheckConstraint("hours IS NULL OR hours BETWEEN 1 AND 5000", name=op.f("ck_training_hours")),
        sa.CheckConstraint("started_on IS NULL OR started_on <= finished_on", name=op.f("ck_training_dates")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_training_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_training_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_training")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_training_tenant_id_finished_on"),
        "training",
        ["tenant_id", "finished_on"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        op.f("ix_training_tenant_id_person_id"),
        "training",
        ["tenant_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "unit",
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_alt", sa.Text(), nullable=True),
        sa.Column("act_id", sa.BigInteger(), nullable=True),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_unit_not_own_parent")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "act_id"],
            ["mms.legal_act.tenant_id", "mms.legal_act.id"],
            name=op.f("fk_unit_tenant_id_act_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_unit_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_id"],
            ["mms.unit.tenant_id", "mms.unit.id"],
            name=op.f("fk_unit_tenant_id_parent_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_unit_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_unit")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_unit_tenant_id_parent_id"), "unit", ["tenant_id", "parent_id"], unique=False, schema="mms"
    )
    op.create_table(
        "function_assignment",
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_function_assignment_one_holder")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_function_assignment_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["mms.unit.tenant_id", "mms.unit.id"],
            name=op.f("fk_function_assignment_tenant_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_function_assignment_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_function_assignment")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_function_assignment_tenant_id_function"),
        "function_assignment",
        ["tenant_id", "function"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "route",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("developed_on", sa.Date(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("diagnostics_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "approved_on IS NULL OR approved_on >= developed_on", name=op.f("ck_route_approved")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "diagnostics_id"],
            ["mms.diagnostics.tenant_id", "mms.diagnostics.id"],
            name=op.f("fk_route_tenant_id_diagnostics_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_route_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_route_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_route")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_route_tenant_id_person_id"), "route", ["tenant_id", "person_id"], unique=False, schema="mms"
    )
    op.create_table(
        "seat",
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        postgresql.ExcludeConstraint(
            (sa.column("tenant_id"), "="),
            (sa.column("council_id"), "="),
            (sa.column("person_id"), "="),
            (sa.column("valid"), "&&"),
            using="gist",
            name="ex_seat_once",
        ),
        sa.CheckConstraint(
            "office IN ('chair', 'deputy', 'secretary', 'member')", name=op.f("ck_seat_office")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "council_id"],
            ["mms.council.tenant_id", "mms.council.id"],
            name=op.f("fk_seat_tenant_id_council_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_seat_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_seat_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_seat")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_seat_tenant_id_person_id"), "seat", ["tenant_id", "person_id"], unique=False, schema="mms"
    )
    op.create_table(
        "staff_import_row",
        sa.Column("import_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("draft", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("candidates", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("choice", sa.Text(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("written", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('new', 'changed', 'unchanged', 'refused', 'ask', 'missing')",
            name=op.f("ck_staff_import_row_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "import_id"],
            ["mms.staff_import.tenant_id", "mms.staff_import.id"],
            name=op.f("fk_staff_import_row_tenant_id_import_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_staff_import_row_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_staff_import_row_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_staff_import_row")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_staff_import_row_tenant_id_import_id_number"),
        "staff_import_row",
        ["tenant_id", "import_id", "number"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "team_training",
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("kind IN ('pk', 'pp', 'internship')", name=op.f("ck_team_training_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "team_id"],
            ["mms.management_team.tenant_id", "mms.management_team.id"],
            name=op.f("fk_team_training_tenant_id_team_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_team_training_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_team_training")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_team_training_tenant_id_team_id"),
        "team_training",
        ["tenant_id", "team_id"],
        unique=False,
        schema="mms",
    )
    op.create_table(
        "unit_member",
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), server_default="member", nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("office IN ('head', 'deputy', 'member')", name=op.f("ck_unit_member_office")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["mms.person.tenant_id", "mms.person.id"],
            name=op.f("fk_unit_member_tenant_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "unit_id"],
            ["mms.unit.tenant_id", "mms.unit.id"],
            name=op.f("fk_unit_member_tenant_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f("fk_unit_member_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_unit_member")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_unit_member_tenant_id_person_id"),
        "unit_member",
        ["tenant_id", "person_id"],
        unique=False,
        schema="mms",
    )
    op.create_index(
        op.f("ix_unit_member_tenant_id_unit_id"),
        "unit_member",
        ["tenant_id", "unit_id"],
        unique=False,
        schema="mms",
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(op.f("ix_unit_member_tenant_id_unit_id"), table_name="unit_member", schema="mms")
    op.drop_index(op.f("ix_unit_member_tenant_id_person_id"), table_name="unit_member", schema="mms")
    op.drop_table("unit_member", schema="mms")
    op.drop_index(op.f("ix_team_training_tenant_id_team_id"), table_name="team_training", schema="mms")
    op.drop_table("team_training", schema="mms")
    op.drop_index(
        op.f("ix_staff_import_row_tenant_id_import_id_number"), table_name="staff_import_row", schema="mms"
    )
    op.drop_table("staff_import_row", schema="mms")
    op.drop_index(op.f("ix_seat_tenant_id_person_id"), table_name="seat", schema="mms")
    op.drop_table("seat", schema="mms")
    op.drop_index(op.f("ix_route_tenant_id_person_id"), table_name="route", schema="mms")
    op.drop_table("route", schema="mms")
    op.drop_index(
        op.f("ix_function_assignment_tenant_id_function"), table_name="function_assignment", schema="mms"
    )
    op.drop_table("function_assignment", schema="mms")
    op.drop_index(op.f("ix_unit_tenant_id_parent_id"), table_name="unit", schema="mms")
    op.drop_table("unit", schema="mms")
    op.drop_index(op.f("ix_training_tenant_id_person_id"), table_name="training", schema="mms")
    op.drop_index(op.f("ix_training_tenant_id_finished_on"), table_name="training", schema="mms")
    op.drop_table("training", schema="mms")
    op.drop_table("staff_import", schema="mms")
    op.drop_index(
        op.f("ix_organisation_document_tenant_id_organisation_id_kind"),
        table_name="organisation_document",
        schema="mms",
    )
    op.drop_table("organisation_document", schema="mms")
    op.drop_index(
        op.f("ix_mentoring_pair_tenant_id_organisation_id"), table_name="mentoring_pair", schema="mms"
    )
    op.drop_index(op.f("ix_mentoring_pair_tenant_id_mentor_id"), table_name="mentoring_pair", schema="mms")
    op.drop_index(op.f("ix_mentoring_pair_tenant_id_mentee_id"), table_name="mentoring_pair", schema="mms")
    op.drop_table("mentoring_pair", schema="mms")
    op.drop_index(op.f("ix_membership_account_id"), table_name="membership", schema="mms")
    op.drop_table("membership", schema="mms")
    op.drop_index(
        op.f("ix_management_team_tenant_id_organisation_id"), table_name="management_team", schema="mms"
    )
    op.drop_table("management_team", schema="mms")
    op.drop_table("import_mapping", schema="mms")
    op.drop_index(op.f("ix_experience_tenant_id_person_id_kind"), table_name="experience", schema="mms")
    op.drop_table("experience", schema="mms")
    op.drop_index(op.f("ix_employment_tenant_id_person_id"), table_name="employment", schema="mms")
    op.drop_index(op.f("ix_employment_tenant_id_organisation_id"), table_name="employment", schema="mms")
    op.drop_table("employment", schema="mms")
    op.drop_index(op.f("ix_education_tenant_id_person_id"), table_name="education", schema="mms")
    op.drop_table("education", schema="mms")
    op.drop_index(op.f("ix_diagnostics_tenant_id_person_id"), table_name="diagnostics", schema="mms")
    op.drop_table("diagnostics", schema="mms")
    op.drop_index(op.f("ix_cycle_tenant_id_finished_on"), table_name="cycle", schema="mms")
    op.drop_table("cycle", schema="mms")
    op.drop_table("council", schema="mms")
    op.drop_index(
        op.f("ix_community_member_tenant_id_person_id"), table_name="community_member", schema="mms"
    )
    op.drop_index(
        op.f("ix_community_member_tenant_id_community_id"), table_name="community_member", schema="mms"
    )
    op.drop_table("community_member", schema="mms")
    op.drop_index(op.f("ix_category_tenant_id_person_id"), table_name="category", schema="mms")
    op.drop_table("category", schema="mms")
    op.drop_index(op.f("ix_attendance_tenant_id_person_id"), table_name="attendance", schema="mms")
    op.drop_table("attendance", schema="mms")
    op.drop_index(op.f("ix_sign_in_account_id"), table_name="sign_in", schema="platform")
    op.drop_table("sign_in", schema="platform")
    op.drop_table("profile_version", schema="platform")
    op.drop_index(op.f("ix_one_time_link_account_id"), table_name="one_time_link", schema="platform")
    op.drop_table("one_time_link", schema="platform")
    op.drop_index(op.f("ix_roadmap_item_tenant_id_due_on"), table_name="roadmap_item", schema="mms")
    op.drop_table("roadmap_item", schema="mms")
    op.drop_index(op.f("ix_person_tenant_id_sort_key"), table_name="person", schema="mms")
    op.drop_index(
        "ix_person_search",
        table_name="person",
        schema="mms",
        postgresql_ops={"search_key": "text_pattern_ops"},
    )
    op.drop_table("person", schema="mms")
    op.drop_table("outbox", schema="mms")
    op.drop_index(op.f("ix_organisation_tenant_id_sort_key"), table_name="organisation", schema="mms")
    op.drop_table("organisation", schema="mms")
    op.drop_table("legal_act", schema="mms")
    op.drop_index(op.f("ix_indicator_value_tenant_id_code_as_of"), table_name="indicator_value", schema="mms")
    op.drop_table("indicator_value", schema="mms")
    op.drop_index(op.f("ix_history_tenant_id_table_name_row_id_known_to"), table_name="history", schema="mms")
    op.drop_table("history", schema="mms")
    op.drop_index(op.f("ix_event_tenant_id_on"), table_name="event", schema="mms")
    op.drop_table("event", schema="mms")
    op.drop_table("community", schema="mms")
    op.drop_index(
        "ix_audit_unlinked", table_name="audit", schema="mms", postgresql_where=sa.text("digest IS NULL")
    )
    op.drop_index(op.f("ix_audit_tenant_id_at"), table_name="audit", schema="mms")
    op.drop_table("audit", schema="mms")
    op.drop_table("api_token", schema="mms")
    op.drop_table("tenant", schema="platform")
    op.drop_table("account", schema="platform")
