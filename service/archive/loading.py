"""Putting an archive into an empty tenant (загрузка района): in one transaction, all of it or nothing.

Runs under the platform's role, which may add rows through functions of the database while the tenant is being
loaded, and can read none of them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from service.archive import contents, layers
from service.archive.manifest import BadArchive
from service.archive.reading import Archive
from service.archive.writing import HISTORY, PATIENCE, old_account_columns
from service.core.language import N_
from service.people import storage
from service.tenancy.model import Tenant

AT_ONCE, LETTERS_AT_ONCE = 500, 4_000_000
LOAD = text("SELECT platform.load_rows(:tenant, :place, CAST(:records AS jsonb))")
CLEAR = text("SELECT platform.clear_rows(:tenant, :place)")
SKIP = text("SELECT platform.skip_numbers(:place, :highest)")
LINK = text("SELECT platform.link_account(:tenant, :address, :named)")
MEASURE = text("SELECT platform.measure_tenant(:tenant)")
TELL = text("SELECT platform.tell_tenant(:tenant, :event, CAST(:said AS jsonb))")
NOT_EMPTY = N_("В «%(slug)s» уже есть записи: архив загружают только в пустой район.")
BUSY = N_("С районом «%(slug)s» уже что-то делают: дождитесь конца.")
NO_TENANT = N_("Района «%(slug)s» здесь нет.")
OTHER_TENANT = N_("Архив другого района: %(found)s.")
REFUSED = N_("База не приняла строки архива: %(place)s. Ничего не изменено.")
UNFIT = ("22", "23")
"""SQLSTATE: a value that does not fit, a constraint that does not hold."""
MISCOUNTED = N_("Записано не то, что в архиве: %(place)s. Ничего не изменено.")
IMPORTED, RESTORED = "tenant.imported", "tenant.restored"


@dataclass(frozen=True)
class Loaded:
    """What came of an archive: the tenant, its rows, accounts met here anew or again."""

    slug: str
    rows: int
    accounts: int


def load_new(platform: Engine, archive: Archive, files: Path, slug: str | None = None) -> Loaded:
    """Put an archive into an empty tenant, which is made when there is none of that slug.

    Errors: BadArchive for a tenant with rows, a region that is not here, rules below that differ.
    """
    slug = slug or str(archive.said.tenant["slug"])
    with Session(platform) as db, _whole(db), _files() as kept:
        tenant = layers.tenant_for(db, archive.said.tenant, slug)
        if tenant.stage:
            raise BadArchive(BUSY, slug=slug)
        if any(measured(db, tenant.id)["tables"].values()):
            raise BadArchive(NOT_EMPTY, slug=slug)
        tenant.status, tenant.stage = "suspended", "importing"
        db.flush()
        loaded = _load(db, archive, tenant, files, kept)
        _tell(db, tenant.id, IMPORTED, archive)
        tenant.status, tenant.stage = "active", None
        return loaded


def put_back(platform: Engine, archive: Archive, files: Path, slug: str) -> Loaded:
    """Put a tenant back as the archive has it (восстановление), while all others go on.

    What it had meanwhile is gone; tokens and calendars' addresses are issued anew. The tenant is closed while
    it lasts and opened again whatever comes of it.
    """
    if archive.said.tenant["slug"] != slug:
        raise BadArchive(OTHER_TENANT, found=str(archive.said.tenant["slug"]))
    with _closed(platform, slug, "restoring") as tenant_id:
        with Session(platform) as db, _whole(db), _files() as kept:
            tenant = db.get_one(Tenant, tenant_id)
            for table in reversed(contents.tenant_tables()):
                db.execute(CLEAR, {"tenant": tenant_id, "place": table.fullname})
            loaded = _load(db, archive, tenant, files, kept)
            _tell(db, tenant_id, RESTORED, archive)
            return loaded


@contextmanager
def _closed(platform: Engine, slug: str, stage: str) -> Iterator[int]:
    """Keep everybody out of a tenant for a while; afterwards it is as open as it was."""
    with Session(platform) as db, db.begin():
        tenant = db.execute(select(Tenant).where(Tenant.slug == slug).with_for_update()).scalar_one_or_none()
        if tenant is None:
            raise BadArchive(NO_TENANT, slug=slug)
        if tenant.stage:
            raise BadArchive(BUSY, slug=slug)
        tenant_id, before = tenant.id, tenant.status
        tenant.status, tenant.stage = "suspended", stage
    try:
        yield tenant_id
    finally:
        with Session(platform) as db, db.begin():
            tenant = db.get_one(Tenant, tenant_id)
            tenant.status, tenant.stage = before, None


@contextmanager
def _whole(db: Session) -> Iterator[None]:
    """One transaction that may take its time; rows that the database refuses are the archive's fault."""
    try:
        with db.begin():
            for setting in PATIENCE:
                db.execute(text(setting))
            yield
    except DBAPIError as error:
        if not str(getattr(error.orig, "sqlstate", "")).startswith(UNFIT):
            raise
        place = getattr(getattr(error.orig, "diag", None), "table_name", None)
        raise BadArchive(REFUSED, place=place or "?") from None


@contextmanager
def _files() -> Iterator[list[Path]]:
    """Files written beside a transaction: gone again when it fails."""
    kept: list[Path] = []
    try:
        yield kept
    except BaseException:
        for path in kept:
            path.unlink(missing_ok=True)
        raise


def _load(db: Session, archive: Archive, tenant: Tenant, files: Path, kept: list[Path]) -> Loaded:
    accounts = _accounts(db, archive, tenant.id)
    layers.put_versions(db, tenant, archive.lines(contents.VERSIONS), accounts)
    layers.demand_same_below(db, tenant, archive.said)
    wanted: dict[str, int] = {}
    rows = {one.name: one.rows or 0 for one in archive.said.parts}
    for table in contents.tables():
        wanted[table.fullname] = rows.get(contents.file_of(table), 0)
        if wanted[table.fullname]:
            _numbers(db, table, archive.said.highest.get(table.fullname, 0))
            _rows(db, table, _prepared(db, archive, table, tenant.id, accounts), tenant.id)
    found = measured(db, tenant.id)["tables"]
    for place, number in wanted.items():
        if found[place] != number:
            raise BadArchive(MISCOUNTED, place=place)
    for key in archive.uploads():
        path = storage.put_back(files, tenant.id, key, archive.content(contents.upload_name(key)))
        kept += [path] if path else []
    return Loaded(tenant.slug, archive.said.rows, len(accounts))


def measured(db: Session, tenant_id: int) -> dict[str, Any]:
    """How many rows each tenant table has of one tenant, and how many bytes its files take: numbers only."""
    found: dict[str, Any] = db.execute(MEASURE, {"tenant": tenant_id}).scalar_one()
    return found


def _tell(db: Session, tenant_id: int, event: str, archive: Archive) -> None:
    said = {"rows": archive.said.rows, "seal": archive.said.seal}
    db.execute(TELL, {"tenant": tenant_id, "event": event, "said": json.dumps(said)})


def _accounts(db: Session, archive: Archive, tenant_id: int) -> dict[int, int]:
    """The accounts of this deployment by their numbers in the archive; new ones have no password."""
    given = {"tenant": tenant_id}
    return {
        one["id"]: db.execute(LINK, {**given, "address": one["email"], "named": one["name"]}).scalar_one()
        for one in archive.lines(contents.ACCOUNTS)
    }


def _numbers(db: Session, table: Table, highest: int) -> None:
    """Let numbers of new rows begin after those of the archive."""
    given = {"place": table.fullname, "highest": highest}
    while db.execute(SKIP, given).scalar_one() > 0:
        pass


def _prepared(
    db: Session, archive: Archive, table: Table, tenant_id: int, accounts: Mapping[int, int]
) -> Iterator[dict[str, Any]]:
    """The rows of a table with the numbers of tenants and accounts that hold here."""
    named = contents.account_columns(table)
    tenants = _Named(db, str(archive.said.tenant["slug"]), tenant_id)
    for row in archive.lines(contents.file_of(table)):
        row["tenant_id"] = tenant_id
        if table.fullname == "mms.audit" and row.get("origin_actor_id") is None:
            row["origin_actor_id"] = row["actor_id"]
        for name in named:
            row[name] = accounts.get(row[name])
        if contents.REGION in table.columns:
            row[contents.REGION] = tenants.id(row[contents.REGION])
        if table.fullname == contents.FILES:
            row[contents.CONTENT] = "\\x" + archive.content(contents.stored_name(row["id"])).hex()
        if table.fullname == HISTORY:
            row["old"] = _old(row, tenant_id, accounts)
        yield row


def _old(row: Mapping[str, Any], tenant_id: int, accounts: Mapping[int, int]) -> dict[str, Any]:
    old = dict(row["old"])
    if "tenant_id" in old:
        old["tenant_id"] = tenant_id
    known = {name: accounts.get(old[name]) for name in old_account_columns(row["table_name"]) if name in old}
    return old | known


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


def _rows(db: Session, table: Table, rows: Iterable[dict[str, Any]], tenant_id: int) -> None:
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
