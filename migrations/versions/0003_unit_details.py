"""Units of the structure: who coordinates, consent to take part, contact, legal form.

Compatible with the previous release: every new column is empty or false by default.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column(
        "unit", sa.Column("coordinator", sa.Boolean(), server_default="false", nullable=False), schema="mms"
    )
    op.add_column("unit", sa.Column("consent_on", sa.Date(), nullable=True), schema="mms")
    op.add_column("unit", sa.Column("contact", sa.Text(), nullable=True), schema="mms")
    op.add_column("unit", sa.Column("legal_form", sa.Text(), nullable=True), schema="mms")


def downgrade() -> None:
    for column in ("legal_form", "contact", "consent_on", "coordinator"):
        op.drop_column("unit", column, schema="mms")
