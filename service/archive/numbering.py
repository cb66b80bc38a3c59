"""Numbers of accounts in an archive's rows (номера учётных записей): found going out, changed coming in.

Another deployment gives the same people other numbers. What a digest covers keeps the old beside the new.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Table

from service.archive import contents
from service.tenancy.model import ACTING_FOR, Audit, History

AUDIT = Audit.__table__.fullname  # type: ignore[attr-defined]
HISTORY = History.__table__.fullname  # type: ignore[attr-defined]
IN_DETAIL = frozenset({ACTING_FOR, "absent", "substitute"})
"""Details of the log that name accounts, one or several."""
Row = dict[str, Any]


def accounts_in(table: Table, row: Mapping[str, Any]) -> Iterator[int]:
    """The numbers of accounts that a row names."""
    yield from _present(row, contents.account_columns(table))
    if table.fullname == HISTORY:
        yield from _present(row["old"], _old_columns(row))
    if table.fullname == AUDIT:
        yield from _present(row, {"subject_id"} if _of_account(row) else ())
        for name in IN_DETAIL & row["detail"].keys():
            said = row["detail"][name]
            yield from said if isinstance(said, list) else [said]


def renumber(table: Table, row: Row, accounts: Mapping[int, int]) -> None:
    """Let a row name accounts by the numbers that hold here; one that is nobody here is named no more."""
    if table.fullname == AUDIT:
        _renumber_logged(row, accounts)
    if table.fullname == HISTORY:
        old = row["old"]
        row["old"] = {**old, **{name: accounts.get(old[name]) for name in _old_columns(row) & old.keys()}}
    for name in contents.account_columns(table):
        row[name] = accounts.get(row[name])


def _renumber_logged(row: Row, accounts: Mapping[int, int]) -> None:
    """A row that was brought once already keeps the numbers that it began with."""
    named = {name: row["detail"][name] for name in IN_DETAIL & row["detail"].keys()}
    origin: Row = {"actor": row["actor_id"]}
    origin |= {"subject": row["subject_id"]} if _of_account(row) else {}
    origin |= {"detail": named} if named else {}
    if row.get("origin") is None:
        row["origin"] = origin
    if _of_account(row):
        row["subject_id"] = accounts.get(row["subject_id"])
    row["detail"] = {**row["detail"], **{name: _here(said, accounts) for name, said in named.items()}}


def _here(said: Any, accounts: Mapping[int, int]) -> Any:
    return (
        [accounts[one] for one in said if one in accounts] if isinstance(said, list) else accounts.get(said)
    )


def _of_account(row: Mapping[str, Any]) -> bool:
    return row["subject_type"] == "account"


def _old_columns(row: Mapping[str, Any]) -> frozenset[str]:
    """The columns of an old row that hold the number of an account."""
    found = [one for one in contents.tenant_tables() if one.name == row["table_name"]]
    return contents.account_columns(found[0]) if found else frozenset()


def _present(row: Mapping[str, Any], names: frozenset[str] | set[str] | tuple[str, ...]) -> list[int]:
    return [row[name] for name in names if row.get(name) is not None]
