"""What an operator may know of tenants: numbers, states and dates, asked under the platform's role."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from service.core.alphabet import search_key
from service.core.errors import NotFound
from service.core.paging import Page, Paging
from service.operators.model import BackupMade, Erasure, OperatorEntry, OperatorTask, TenantSize
from service.settings.model import ProfileVersion
from service.tenancy.model import Tenant

SHOWN = 50


@dataclass(frozen=True)
class Listed:
    """One line of the operator's page; `region` is its title."""

    tenant: Tenant
    region: str
    size: TenantSize | None
    version: int | None


@dataclass(frozen=True)
class Total:
    """All tenants together."""

    tenants: int
    suspended: int
    rows: int
    file_bytes: int
    backup: datetime | None


def listed(db: Session, asked: Paging, words: str = "", status: str = "") -> Page[Listed]:
    """Tenants, regions before their municipalities, with size and version; narrowed by words and status.

    The words stand in the name, in the address or in those of the region. All names are read for that and
    compared here, as people type them: е for ё, plain letters for Altai ones.
    """
    chosen = select(Tenant.id, Tenant.slug, Tenant.region_id, Tenant.name, Tenant.status)
    ordered = chosen.order_by(func.coalesce(Tenant.region_id, Tenant.id), Tenant.kind.desc(), Tenant.slug)
    rows, key = db.execute(ordered).all(), search_key(words)
    keys = {row.id: search_key(" ".join((row.slug, *row.name.values()))) for row in rows}
    found = [
        row.id
        for row in rows
        if (not status or row.status == status)
        and (key in keys[row.id] or key in keys.get(row.region_id or 0, ""))
    ]
    return Page(_lines(db, found[asked.offset : asked.offset + asked.size]), len(found), asked)


def line(db: Session, slug: str) -> Listed:
    """The line of one tenant; raises NotFound."""
    return _lines(db, [tenant(db, slug).id])[0]


def _lines(db: Session, ids: Sequence[int]) -> list[Listed]:
    newest = (
        select(func.max(ProfileVersion.number))
        .where(ProfileVersion.owner_id == Tenant.id)
        .correlate(Tenant)
        .scalar_subquery()
    )
    above = aliased(Tenant)
    rows = db.execute(
        select(Tenant, above.name, TenantSize, newest)
        .outerjoin(above, above.id == Tenant.region_id)
        .outerjoin(TenantSize, TenantSize.id == Tenant.id)
        .where(Tenant.id.in_(ids))
    ).all()
    kept = {row[0].id: Listed(row[0], row[1]["ru"] if row[1] else "", row[2], row[3]) for row in rows}
    return [kept[number] for number in ids]


def slugs(db: Session, ids: Collection[int]) -> dict[int, str]:
    """The addresses of some tenants by their numbers."""
    rows = db.execute(select(Tenant.id, Tenant.slug).where(Tenant.id.in_(ids)))
    return {row.id: row.slug for row in rows}


def total(db: Session) -> Total:
    """Sums over all tenants, and when the last backup was made."""
    tenants, suspended = db.execute(
        select(func.count(), func.count().filter(Tenant.status != "active")).select_from(Tenant)
    ).one()
    sums = select(
        func.coalesce(func.sum(TenantSize.rows), 0), func.coalesce(func.sum(TenantSize.file_bytes), 0)
    )
    counted, size = db.execute(sums).one()
    backup = db.execute(select(func.max(BackupMade.at))).scalar()
    return Total(tenants, suspended, int(counted), int(size), backup)


def tenant(db: Session, slug: str, *, lock: bool = False) -> Tenant:
    """The tenant with a slug; raises NotFound."""
    chosen = select(Tenant).where(Tenant.slug == slug)
    found = db.execute(chosen.with_for_update() if lock else chosen).scalar_one_or_none()
    if found is None:
        raise NotFound("Такого района или региона здесь нет.")
    return found


def regions(db: Session) -> list[Tenant]:
    """The regions there are, by slug."""
    return list(db.execute(select(Tenant).where(Tenant.kind == "region").order_by(Tenant.slug)).scalars())


def with_acts(db: Session) -> list[Tenant]:
    """Municipalities whose newest rules rest on an act of their own: a region may take them for its model."""
    last = (
        select(ProfileVersion.owner_id, func.max(ProfileVersion.number).label("number"))
        .group_by(ProfileVersion.owner_id)
        .subquery()
    )
    newest = (ProfileVersion.owner_id == last.c.owner_id) & (ProfileVersion.number == last.c.number)
    chosen = select(Tenant).join(last, last.c.owner_id == Tenant.id).join(ProfileVersion, newest)
    chosen = chosen.where(Tenant.kind == "municipality", ProfileVersion.content.has_key("act"))
    return list(db.execute(chosen.order_by(Tenant.slug)).scalars())


def tasks(db: Session, slug: str | None = None) -> list[OperatorTask]:
    """The latest tasks, of one tenant or of all."""
    chosen = select(OperatorTask).order_by(OperatorTask.id.desc()).limit(SHOWN)
    return list(db.execute(chosen.where(OperatorTask.slug == slug) if slug else chosen).scalars())


def log_of(db: Session, slug: str | None = None) -> list[OperatorEntry]:
    """The latest lines of the operators' log."""
    chosen = select(OperatorEntry).order_by(OperatorEntry.id.desc()).limit(SHOWN)
    return list(db.execute(chosen.where(OperatorEntry.slug == slug) if slug else chosen).scalars())


def erasures(db: Session) -> list[Erasure]:
    """Erasures asked for and done, the latest first."""
    return list(db.execute(select(Erasure).order_by(Erasure.id.desc()).limit(SHOWN)).scalars())


def stopped(db: Session) -> dict[int, OperatorTask]:
    """Erasures that were confirmed, are not done and that nobody works on, each with its last task."""
    confirmed = Erasure.confirmed_at.is_not(None), Erasure.erased_at.is_(None)
    ids = set(db.execute(select(Erasure.id).where(*confirmed)).scalars())
    chosen = select(OperatorTask).where(OperatorTask.kind == "erase").order_by(OperatorTask.id)
    last = {task.detail["erasure"]: task for task in db.execute(chosen).scalars()} if ids else {}
    over = {number: task for number, task in last.items() if task.status in ("done", "failed")}
    return {number: task for number, task in over.items() if number in ids}


def open_erasure(db: Session, slug: str, *, lock: bool = False) -> Erasure | None:
    """The erasure of a tenant that was asked for and neither withdrawn nor done."""
    chosen = select(Erasure).where(
        Erasure.slug == slug, Erasure.withdrawn_at.is_(None), Erasure.erased_at.is_(None)
    )
    return db.execute(chosen.with_for_update() if lock else chosen).scalars().first()
