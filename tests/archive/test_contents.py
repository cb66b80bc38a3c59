"""What an archive holds is decided by the models alone: a new table or column is covered or reviewed."""

import tomllib

from sqlalchemy import BigInteger

from service.access.words import OWN_COLUMN
from service.archive import contents
from service.archive.numbering import IN_DETAIL
from service.core.base import Base
from service.core.product import VERSION
from tests.architecture.sources import ROOT

NO_ACCOUNT = frozenset(
    {
        "mms.audit.link", "mms.audit.subject_id", "mms.history.row_id",
        "mms.indicator_value.denominator", "mms.indicator_value.numerator", "mms.person.merged_into",
        "mms.publication_figure.denominator", "mms.publication_figure.numerator",
        "mms.publication_figure.unknown", "mms.tenant_archive.rows", "mms.tenant_archive.size",
        "mms.verdict.subject_id", "pub.value.denominator", "pub.value.numerator", "pub.value.smallest",
    }
)  # fmt: skip
"""Large numbers without a reference that are no account: they travel as they are."""
WORDS = ("digest", "secret", "token", "password", "hash")
REVIEWED = frozenset(
    {
        "mms.audit.digest", "mms.notice.digest", "mms.publication.digest", "mms.publication.previous_digest",
        "mms.import_mapping.header_digest", "pub.cell.definition_digest", "mms.body_score.digest",
        "mms.compliance_row.digest", "mms.rule_preview.digest",
    }
)  # fmt: skip
"""Columns that sound like secrets and are digests of what the tenant wrote itself."""


def test_every_table_is_in_an_archive_or_left_out_for_a_reason() -> None:
    names = {table.fullname for table in contents.tenant_tables()}
    assert {table.fullname for table in contents.tables()} | set(contents.LEFT_OUT) == names
    assert all(contents.LEFT_OUT.values())


def test_every_large_number_is_a_reference_an_account_or_reviewed() -> None:
    """A number of an account that is not recognised would name somebody else in another deployment."""
    unknown = set()
    for table in contents.tenant_tables():
        own = [one for one in table.foreign_key_constraints if one.referred_table.schema != "platform"]
        inside = {name for one in own for name in one.column_keys} | {"id"}
        known = inside | contents.account_columns(table)
        unknown |= {
            f"{table.fullname}.{column.name}"
            for column in table.columns
            if isinstance(column.type, BigInteger) and column.name not in known
        }
    assert unknown == NO_ACCOUNT


def test_every_detail_of_the_log_that_names_an_account_is_known() -> None:
    """The log's own page keeps such details out of its words: the archive must know the same ones."""
    assert OWN_COLUMN - {"token"} == IN_DETAIL


def test_nothing_that_sounds_like_a_secret_is_in_an_archive_unreviewed() -> None:
    found = {
        f"{table.fullname}.{name}"
        for table in contents.tables()
        for name in contents.columns(table)
        if any(word in name for word in WORDS)
    }
    assert found - REVIEWED - {one for one in found if one.endswith("sha256")} == set()


def test_no_two_tables_refer_to_each_other() -> None:
    """Rows are added table by table: only a row of the same table may be waited for."""
    order = {table.fullname: place for place, table in enumerate(contents.tenant_tables())}
    for table in contents.tenant_tables():
        for one in table.foreign_key_constraints:
            target = one.referred_table.fullname
            assert order.get(target, -1) <= order[table.fullname], (table.fullname, target)


def test_the_product_calls_itself_as_its_package_does() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert said["project"]["version"] == VERSION


def test_what_the_platform_keeps_of_a_tenant_is_reviewed() -> None:
    """A table outside tenants that refers to one must travel, or go with it when it is erased."""
    found = {
        f"{table.fullname}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table.schema == "platform"
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.fullname == "platform.tenant"
    }
    assert found == {
        "platform.profile_version.owner_id",  # travels, and is erased by platform.erase_tenant
        "platform.tenant.region_id",  # a slug in the manifest; a region with districts is not erased
        "platform.tenant_size.id",  # counted anew, erased with its tenant
    }
