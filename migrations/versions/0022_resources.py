"""Resources, joint work, textbooks, programmes, support of subjects, filed papers; regulations of units.

Compatible with the previous release: optional columns, columns with a default, and new tables.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.security import keep_history, let_compute, protect

revision = "0022"
down_revision = "0021"

PARTIES = "('service', 'organisation', 'tutor', 'institute', 'partner')"
REGISTERS = ("resource", "interaction", "textbook_stock", "subject_support", "curriculum")
TABLES = (*REGISTERS, "filed_paper")


def upgrade() -> None:
    columns()
    op.create_table(
        "resource",
        _text("name"),
        _text("kind"),
        _number("organisation_id", nullable=True),
        *(_text(name, nullable=True) for name in ("equipment", "topics", "availability", "contact")),
        sa.CheckConstraint(
            "kind IN ('growth_point', 'quantorium', 'it_cube', 'copp', 'other')",
            name=op.f("ck_resource_kind"),
        ),
        *_register("resource"),
        _refers("resource", "organisation_id", "organisation"),
        schema="mms",
    )
    op.create_table(
        "interaction",
        _text("topic"),
        sa.Column("held_on", sa.Date(), nullable=False),
        *(_text(name, nullable=True) for name in ("form", "direction")),
        _text("first_party"),
        _text("second_party", nullable=True),
        *(_number(name, nullable=True) for name in ("organisation_id", "person_id")),
        *(_text(name, nullable=True) for name in ("partner", "result")),
        sa.CheckConstraint(f"first_party IN {PARTIES}", name=op.f("ck_interaction_first")),
        sa.CheckConstraint(f"second_party IN {PARTIES}", name=op.f("ck_interaction_second")),
        *_register("interaction"),
        _refers("interaction", "organisation_id", "organisation"),
        _refers("interaction", "person_id", "person"),
        schema="mms",
    )
    of_organisations()
    filed_paper()
    for table, *indexed in (
        ("resource", "organisation_id"),
        ("interaction", "held_on"),
        ("interaction", "organisation_id"),
        ("textbook_stock", "organisation_id"),
        ("curriculum", "organisation_id"),
        ("subject_support", "organisation_id"),
    ):
        op.create_index(
            op.f(f"ix_{table}_tenant_id_{'_'.join(indexed)}"), table, ["tenant_id", *indexed], schema="mms"
        )
    op.add_column("legal_act", _text("approver", nullable=True), schema="mms")
    op.add_column("legal_act", sa.Column("roadmap_item_id", sa.BigInteger(), nullable=True), schema="mms")
    op.add_column("event", sa.Column("resource_id", sa.BigInteger(), nullable=True), schema="mms")
    references()
    op.create_table(
        "served_organisation",
        _number("unit_id"),
        _number("organisation_id"),
        *_owned("served_organisation"),
        _refers("served_organisation", "unit_id", "unit"),
        _refers("served_organisation", "organisation_id", "organisation"),
        sa.UniqueConstraint(
            "tenant_id",
            "unit_id",
            "organisation_id",
            name=op.f("uq_served_organisation_tenant_id_unit_id_organisation_id"),
        ),
        schema="mms",
    )
    for table in (*TABLES, "served_organisation"):
        protect(table)
    keep_history(TABLES)
    let_compute((*TABLES, "served_organisation"))


def columns() -> None:
    """Further columns of units and of documents of organisations."""
    op.add_column("unit", sa.Column("regulation_id", sa.BigInteger(), nullable=True), schema="mms")
    op.add_column(
        "unit", sa.Column("guidance", sa.Boolean(), server_default="false", nullable=False), schema="mms"
    )
    for name in ("url", "state", "result"):
        op.add_column("organisation_document", _text(name, nullable=True), schema="mms")


def references() -> None:
    """From new columns of old tables; for that moment the policies do not bind the owner, who checks rows."""
    joined = ("unit", "legal_act", "event", "resource", "roadmap_item")
    for table in joined:
        op.execute(f"ALTER TABLE mms.{table} NO FORCE ROW LEVEL SECURITY")
    op.create_foreign_key(
        op.f("fk_unit_tenant_id_regulation_id"),
        "unit",
        "legal_act",
        ["tenant_id", "regulation_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    op.create_foreign_key(
        op.f("fk_legal_act_tenant_id_roadmap_item_id"),
        "legal_act",
        "roadmap_item",
        ["tenant_id", "roadmap_item_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    op.create_foreign_key(
        op.f("fk_event_tenant_id_resource_id"),
        "event",
        "resource",
        ["tenant_id", "resource_id"],
        ["tenant_id", "id"],
        source_schema="mms",
        referent_schema="mms",
    )
    for table in joined:
        op.execute(f"ALTER TABLE mms.{table} FORCE ROW LEVEL SECURITY")


def of_organisations() -> None:
    """What organisations teach by."""
    op.create_table(
        "textbook_stock",
        _number("organisation_id"),
        _text("subject"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("grade", "needed", "available")),
        sa.CheckConstraint("needed >= 0 AND available >= 0", name=op.f("ck_textbook_stock_amounts")),
        sa.CheckConstraint("grade BETWEEN 1 AND 12", name=op.f("ck_textbook_stock_grade")),
        *_register("textbook_stock"),
        _refers("textbook_stock", "organisation_id", "organisation"),
        schema="mms",
    )
    op.create_table(
        "curriculum",
        _number("organisation_id"),
        _text("subject"),
        sa.Column("grade", sa.Integer(), nullable=False),
        _text("programme"),
        _text("kit", nullable=True),
        sa.CheckConstraint("grade BETWEEN 1 AND 12", name=op.f("ck_curriculum_grade")),
        *_register("curriculum"),
        _refers("curriculum", "organisation_id", "organisation"),
        schema="mms",
    )
    op.create_table(
        "subject_support",
        _number("organisation_id"),
        _text("subject"),
        sa.Column("conforms", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        _number("person_id", nullable=True),
        _text("note", nullable=True),
        *_register("subject_support"),
        _refers("subject_support", "organisation_id", "organisation"),
        _refers("subject_support", "person_id", "person"),
        schema="mms",
    )


def filed_paper() -> None:
    """Yearly plans and analyses in the files of the centre."""
    op.create_table(
        "filed_paper",
        _number("body_id"),
        sa.Column("year", sa.Integer(), nullable=False),
        _text("paper"),
        _text("case_index"),
        _text("retention"),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("paper IN ('plan', 'analysis')", name=op.f("ck_filed_paper_paper")),
        sa.UniqueConstraint(
            "tenant_id", "body_id", "year", "paper", name=op.f("uq_filed_paper_tenant_id_body_id_year_paper")
        ),
        *_kept("filed_paper"),
        _refers("filed_paper", "body_id", "council"),
        schema="mms",
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _register(table: str) -> list[sa.schema.SchemaItem]:
    valid = sa.Column(
        "valid", postgresql.DATERANGE(), server_default=sa.text("'(,)'::daterange"), nullable=False
    )
    return [valid, *_kept(table)]


def _kept(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
        *_owned(table),
    ]


def _owned(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("tenant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["platform.tenant.id"], name=op.f(f"fk_{table}_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{table}")),
    ]


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"mms.{to}.tenant_id", f"mms.{to}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def downgrade() -> None:
    for table, name in (
        ("event", "resource_id"),
        ("legal_act", "roadmap_item_id"),
        ("legal_act", "approver"),
    ):
        op.drop_column(table, name, schema="mms")
    for table in ("served_organisation", *reversed(TABLES)):
        op.drop_table(table, schema="mms")
    for name in ("result", "state", "url"):
        op.drop_column("organisation_document", name, schema="mms")
    for name in ("guidance", "regulation_id"):
        op.drop_column("unit", name, schema="mms")
