"""A token may belong to one school and may end: the organisation and the last day of API tokens.

Compatible with the previous release: both columns may stay empty. A token of a school role that was made
without a school sees no school's records, as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
CHECKED = ("api_token", "organisation")


def upgrade() -> None:
    op.add_column("api_token", sa.Column("organisation_id", sa.BigInteger(), nullable=True), schema="mms")
    op.add_column("api_token", sa.Column("expires_on", sa.Date(), nullable=True), schema="mms")
    # The check of present rows runs as the owner: for its moment the policies do not bind the owner. Both
    # tables are locked until the end of the transaction, which puts the force back.
    for table in CHECKED:
        op.execute(f"ALTER TABLE mms.{table} NO FORCE ROW LEVEL SECURITY")
    op.create_foreign_key(
        op.f("fk_api_token_tenant_id_organisation_id"),
        "api_token",
        "organisation",
        ["tenant_id", "organisation_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    for table in CHECKED:
        op.execute(f"ALTER TABLE mms.{table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_constraint(op.f("fk_api_token_tenant_id_organisation_id"), "api_token", schema="mms")
    op.drop_column("api_token", "expires_on", schema="mms")
    op.drop_column("api_token", "organisation_id", schema="mms")
