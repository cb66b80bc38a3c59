"""The library of documents (библиотека): entries by section, kind and level; a region's are read below it.

Compatible with the previous release: a new table and a new function.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0026"
down_revision = "0025"

# What a municipality reads of its region's library: only what the region gives to those below it.
INHERITED = """
CREATE FUNCTION pub.inherited_library()
RETURNS TABLE (id bigint, title text, section text, kind text, author text, issuer text, number text,
               issued_on date, url text, keywords text, about text, recorded_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $$
  SELECT i.id, i.title, i.section, i.kind, i.author, i.issuer, i.number, i.issued_on, i.url, i.keywords,
         i.about, i.recorded_at
  FROM platform.tenant me
  JOIN platform.tenant r ON r.id = me.region_id AND r.kind = 'region' AND r.status = 'active'
  JOIN mms.library_item i ON i.tenant_id = r.id
  WHERE me.id = current_setting('app.tenant_id')::integer
    AND i.shared AND i.organisation_id IS NULL
    AND i.valid @> (now() AT TIME ZONE me.time_zone)::date
$$
"""


def upgrade() -> None:
    op.create_table(
        "library_item",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "section", "kind")),
        sa.Column("organisation_id", sa.BigInteger(), nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=True)
            for name in ("author", "issuer", "number", "url", "keywords", "about")
        ),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("shared", sa.Boolean(), server_default="true", nullable=False),
        sa.Column(
            "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint(
            "section IN ('normative', 'scientific', 'methodical')", name=op.f("ck_library_item_section")
        ),
        sa.CheckConstraint("kind IN ('normative', 'guidance', 'other')", name=op.f("ck_library_item_kind")),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_library_item_tenant_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["mms.organisation.tenant_id", "mms.organisation.id"],
            name=op.f("fk_library_item_tenant_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_library_item")),
        schema="mms",
    )
    op.create_index(
        op.f("ix_library_item_tenant_id_section"), "library_item", ["tenant_id", "section"], schema="mms"
    )
    op.create_index(
        op.f("ix_library_item_tenant_id_organisation_id"),
        "library_item",
        ["tenant_id", "organisation_id"],
        schema="mms",
    )
    protect("library_item")
    keep_history(["library_item"])
    let_compute(["library_item"])
    op.execute("CREATE POLICY granted ON mms.library_item FOR SELECT TO mun_owner USING (true)")
    op.execute(INHERITED)
    op.execute("REVOKE ALL ON FUNCTION pub.inherited_library() FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION pub.inherited_library() TO mun_app")


def downgrade() -> None:
    op.execute("DROP FUNCTION pub.inherited_library()")
    op.drop_table("library_item", schema="mms")
