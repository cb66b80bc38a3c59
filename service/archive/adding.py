"""The rows of an archive on their way into a table (запись строк): numbers that hold here, in portions."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Table, select, text
from sqlalchemy.orm import Session

from service.archive import contents, layers
from service.archive.manifest import BadArchive
from service.archive.numbering import HISTORY, renumber
from service.archive.reading import Archive
from service.tenancy.model import Tenant

AT_ONCE, LETTERS_AT_ONCE = 500, 4_000_000
LOAD = text("SELECT platform.load_rows(:tenant, :place, CAST(:records AS jsonb))")
SKIP = text("SELECT platform.skip_numbers(:place, :highest)")


def numbers(db: Session, table: Table, highest: int) -> None:
    """Let numbers of new rows begin after those of the archive."""
    given = {"place": table.fullname, "highest": highest}
    while highest and db.execute(SKIP, given).scalar_one() > 0:
        pass


def prepared(
    db: Session, archive: Archive, table: Table, tenant_id: int, accounts: Mapping[int, int]
) -> Iterator[dict[str, Any]]:
    """The rows of a table with the numbers of tenants and accounts that hold here."""
    tenants = _Named(db, str(archive.said.tenant["slug"]), tenant_id)
    for row in archive.lines(contents.file_of(table)):
        row["tenant_id"] = tenant_id
        renumber(table, row, accounts)
        if contents.REGION in table.columns:
            row[contents.REGION] = tenants.id(row[contents.REGION])
        if table.fullname == contents.FILES:
            row[contents.CONTENT] = "\\x" + archive.content(contents.stored_name(row["id"])).hex()
        if table.fullname == HISTORY:
            row["old"] |= {"tenant_id": tenant_id} if "tenant_id" in row["old"] else {}
        yield row


class _Named:
    """The numbers that tenants have here, by the slugs in the archive."""

    def __init__(self, db: Session, own: str, tenant_id: int) -> None:
        self._db = db
        self._known = {own: tenant_id}

    def id(self, slug: str) -> int:
        """The number of a tenant; raises BadArchive for one that is not here."""
        if slug not in self._known:
            found = self._db.execute(select(Tenant.id).where(Tenant.slug == slug)).scalar_one_or_none()
            if found is None:
                raise BadArchive(layers.NO_REGION, slug=slug)
            self._known[slug] = found
        return self._known[slug]


def add(db: Session, table: Table, rows: Iterable[dict[str, Any]], tenant_id: int) -> None:
    """Add rows some at a time; one that refers to a row still to come waits for the last time of all."""
    own, seen = contents.own_references(table), set()
    batch: list[str] = []
    waiting: list[str] = []
    letters = 0
    for row in rows:
        said = json.dumps(row, ensure_ascii=False)
        if any(row[name] is not None and row[name] not in seen for name in own):
            waiting.append(said)
            continue
        seen.add(row["id"])
        batch.append(said)
        letters += len(said)
        if len(batch) >= AT_ONCE or letters >= LETTERS_AT_ONCE:
            _add(db, table, batch, tenant_id)
            batch, letters = [], 0
    _add(db, table, batch, tenant_id)
    _add(db, table, waiting, tenant_id)


def _add(db: Session, table: Table, batch: list[str], tenant_id: int) -> None:
    if batch:
        db.execute(
            LOAD, {"tenant": tenant_id, "place": table.fullname, "records": "[" + ",".join(batch) + "]"}
        )
