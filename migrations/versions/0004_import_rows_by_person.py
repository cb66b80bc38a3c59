"""Rows of imports by person: a card names its imports, and undoing a large import stays quick.

Compatible with the previous release: an index only.
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index(
        "ix_staff_import_row_tenant_id_person_id",
        "staff_import_row",
        ["tenant_id", "person_id"],
        schema="mms",
    )


def downgrade() -> None:
    op.drop_index("ix_staff_import_row_tenant_id_person_id", "staff_import_row", schema="mms")
