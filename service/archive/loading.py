"""Putting an archive into an empty tenant (загрузка района): in one transaction, all of it or nothing.

Runs under the platform's role, which may add rows through functions of the database while the tenant is being
loaded, and can read none of them.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from service.archive import contents, layers
from service.archive.adding import add, numbers, prepared
from service.archive.manifest import BadArchive
from service.archive.reading import Archive
from service.core.language import N_
from service.meetings.refusals import WORDS as RULES
from service.people import storage
from service.rules.message import Message
from service.tenancy.context import take_time
from service.tenancy.model import Tenant

CLEAR = text("SELECT platform.clear_rows(:tenant, :place)")
LINK = text("SELECT platform.link_account(:tenant, :address, :named)")
MEASURE = text("SELECT platform.measure_tenant(:tenant)")
BROKEN = text("SELECT platform.broken_rule(:tenant)")
TELL = text("SELECT platform.tell_tenant(:tenant, :event, CAST(:said AS jsonb))")
NOT_EMPTY = N_("В «%(slug)s» уже есть записи: архив загружают только в пустой район.")
BUSY = N_("С районом «%(slug)s» уже что-то делают: дождитесь конца.")
NO_TENANT = N_("Района «%(slug)s» здесь нет.")
OTHER_TENANT = N_("Архив другого района: %(found)s.")
REFUSED = N_("База не приняла строки архива: %(place)s. Ничего не изменено.")
UNRULY = N_("База не приняла строки архива. %(said)s Ничего не изменено.")
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
            layers.describe(tenant, archive.said.tenant)
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
            take_time(db)
            yield
    except DBAPIError as error:
        if not str(getattr(error.orig, "sqlstate", "")).startswith(UNFIT):
            raise
        diag = getattr(error.orig, "diag", None)
        _demand_rules(getattr(diag, "constraint_name", None))
        place = getattr(diag, "table_name", None)
        raise BadArchive(REFUSED, place=place or "?") from None


def _demand_rules(broken: str | None) -> None:
    """Refuse rows that break a rule of meetings in the words in which the rule refuses everywhere."""
    if broken in RULES:
        raise BadArchive(UNRULY, said=Message(RULES[broken]))


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
    for table in contents.tenant_tables():
        numbers(db, table, archive.said.highest.get(table.fullname, 0))
    wanted: dict[str, int] = {}
    rows = {one.name: one.rows or 0 for one in archive.said.parts}
    for table in contents.tables():
        wanted[table.fullname] = rows.get(contents.file_of(table), 0)
        if wanted[table.fullname]:
            add(db, table, prepared(db, archive, table, tenant.id, accounts), tenant.id)
    found = measured(db, tenant.id)["tables"]
    for place, number in wanted.items():
        if found[place] != number:
            raise BadArchive(MISCOUNTED, place=place)
    _demand_rules(db.execute(BROKEN, {"tenant": tenant.id}).scalar_one())
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
