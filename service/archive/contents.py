"""What an archive holds (состав архива): every tenant table, found by itself, in order of loading.

A new table is in the archive the day it is mapped; one that must stay out is named here with its reason.
"""

from functools import lru_cache

from sqlalchemy import BigInteger, Column, Table

from service.core.base import Base

LEFT_OUT = {
    "mms.api_token": "secrets: tokens are issued anew",
    "mms.calendar_feed": "secrets: addresses of calendars are made anew",
    "mms.compliance_feed": "secrets: addresses of deadlines are made anew",
    "mms.outbox": "what is about to be done, not what was entered",
    "mms.tenant_archive": "archives themselves",
}
"""Tenant tables that are never in an archive, and why."""
FILES, CONTENT = "mms.stored_file", "content"
"""The table whose bytes go into the archive as files of their own."""
REGION = "region_id"
"""A column that names another tenant: a slug in the archive, a number in the database."""
ACCOUNTS = "accounts.jsonl"
VERSIONS = "profile_versions.jsonl"
MANIFEST = "manifest.json"


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """The tables of an archive, each after those it refers to."""
    return tuple(one for one in tenant_tables() if one.fullname not in LEFT_OUT)


def tenant_tables() -> tuple[Table, ...]:
    """Every tenant table, each after those it refers to."""
    return tuple(one for one in Base.metadata.sorted_tables if "tenant_id" in one.columns)


def columns(table: Table) -> list[str]:
    """The columns that an archive keeps of a table."""
    left_out = {"tenant_id"} | ({CONTENT} if table.fullname == FILES else set())
    return [one.name for one in table.columns if one.name not in left_out and one.computed is None]


def account_columns(table: Table) -> frozenset[str]:
    """Columns that hold an account's number: references to one, `account_id`, `actor_id`, `..._by`."""
    return frozenset(one.name for one in table.columns if _names_account(table, one))


def accounts_named() -> dict[str, list[str]]:
    """The columns that hold an account's number, by table."""
    return {one.fullname: sorted(account_columns(one)) for one in tenant_tables() if account_columns(one)}


def _names_account(table: Table, column: Column[object]) -> bool:
    if any(key.column.table.fullname == "platform.account" for key in column.foreign_keys):
        return True
    inside = {name for reference in table.foreign_key_constraints for name in reference.column_keys}
    named = column.name in ("account_id", "actor_id") or column.name.endswith("_by")
    return named and isinstance(column.type, BigInteger) and column.name not in inside


def own_references(table: Table) -> tuple[str, ...]:
    """The columns by which a row refers to another row of the same table."""
    return tuple(
        name
        for reference in table.foreign_key_constraints
        if reference.referred_table is table
        for name in reference.column_keys
        if name != "tenant_id"
    )


def file_of(table: Table) -> str:
    """The name of a table's file in the archive."""
    return f"tables/{table.fullname}.jsonl"


def stored_name(row_id: int) -> str:
    """The name of a stored file's bytes in the archive."""
    return f"files/stored/{row_id}"


def upload_name(key: str) -> str:
    """The name of an uploaded file in the archive."""
    return f"files/uploads/{key}"
