"""Templates of documents: a tenant's own DOCX with named fields, by editions.

Compatible with the previous release: a new table.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import protect

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "document_template",
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.BigInteger(), nullable=False),
        sa.Column("fields", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.BigInteger(), nullable=True),
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_document_template_number")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["mms.stored_file.tenant_id", "mms.stored_file.id"],
            name=op.f("fk_document_template_tenant_id_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["platform.tenant.id"], name=op.f("fk_document_template_tenant_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_document_template")),
        sa.UniqueConstraint(
            "tenant_id", "form", "number", name=op.f("uq_document_template_tenant_id_form_number")
        ),
        schema="mms",
    )
    protect("document_template", grant="SELECT, INSERT", columns="withdrawn_at, withdrawn_by")


def downgrade() -> None:
    op.drop_table("document_template", schema="mms")
