"""Making an archive (выгрузка района): one snapshot, row by row into the file, never whole in memory."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine, Table, Text, cast, func, literal_column, select, text
from sqlalchemy.orm import Session

from service.access.model import Account
from service.archive import contents, manifest
from service.archive.manifest import Manifest, Part
from service.archive.numbering import accounts_in
from service.core import clock
from service.core.product import VERSION
from service.people import storage
from service.settings.model import ProfileVersion
from service.settings.queries import ProfileStore
from service.tenancy.context import TenantSession, take_time
from service.tenancy.model import Tenant

AT_ONCE = 500
Tell = Callable[[int, int], None]


def snapshot(engine: Engine, tenant_id: int) -> TenantSession:
    """A session in which every statement sees the tenant as it was at the first one."""
    return TenantSession(engine.execution_options(isolation_level="REPEATABLE READ"), tenant_id)


def write_archive(
    db: TenantSession, tenant: Tenant, files: Path, target: IO[bytes], tell: Tell = lambda done, total: None
) -> Manifest:
    """Write everything the tenant entered into `target`; returns what the archive says of itself.

    `tell` hears how many tables are done, of how many. Nothing secret goes in: accounts are an address and a
    name, tokens and addresses of calendars stay behind.
    """
    take_time(db)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        made = _Archive(opened, clock.now())
        highest, listed = {}, contents.tables()
        for done, table in enumerate(listed):
            tell(done, len(listed))
            highest[table.fullname] = _table(db, made, table)
        behind = (one for one in contents.tenant_tables() if one.fullname in contents.LEFT_OUT)
        highest |= {table.fullname: _highest(db, table) for table in behind}
        _stored(db, made)
        for key in storage.keys(files, tenant.id):
            made.add(contents.upload_name(key), [storage.fetch(files, tenant.id, key)])
        made.lines(contents.VERSIONS, _versions(db, made, tenant))
        made.lines(contents.ACCOUNTS, _accounts(db, made.accounts))
        said = Manifest(
            product=VERSION,
            schema=str(db.execute(text("SELECT version_num FROM platform.alembic_version")).scalar_one()),
            made_at=made.at.astimezone(UTC).isoformat(timespec="seconds"),
            tenant=_card(db, tenant),
            rules=tuple(layers_below(db, tenant)),
            highest=highest,
            parts=tuple(made.parts),
        )
        made.add(contents.MANIFEST, [manifest.written(said)])
        tell(len(listed), len(listed))
    return said


@dataclass
class _Archive:
    """The file being written, what is in it so far, and whose accounts it names."""

    opened: zipfile.ZipFile
    at: datetime
    parts: list[Part] = field(default_factory=list)
    accounts: set[int] = field(default_factory=set)

    def add(self, name: str, chunks: Iterable[bytes], rows: int | None = None) -> Part:
        """Write one file and note its digest."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name, self.at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        with self.opened.open(info, "w", force_zip64=True) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
        self.parts.append(Part(name, digest.hexdigest(), size, rows))
        return self.parts[-1]

    def lines(self, name: str, rows: Iterable[str]) -> int:
        """Write one JSON object a line; returns how many."""
        count = 0

        def chunks() -> Iterator[bytes]:
            nonlocal count
            for row in rows:
                count += 1
                yield row.encode() + b"\n"

        made = self.add(name, chunks())
        self.parts[-1] = Part(name, made.sha256, made.size, count)
        return count


def _table(db: TenantSession, made: _Archive, table: Table) -> int:
    """Write the rows of a table in the order of their ids; returns the highest id."""
    inner = select(*(table.columns[name] for name in contents.columns(table)))
    inner_rows = inner.where(table.columns.tenant_id == db.tenant_id).subquery("r")
    chosen = select(inner_rows.c.id, cast(func.to_jsonb(literal_column("r")), Text)).select_from(inner_rows)
    found = db.execute(
        chosen.order_by(inner_rows.c.id), execution_options={"stream_results": True, "yield_per": AT_ONCE}
    )
    highest = 0
    named = contents.account_columns(table)

    def rows() -> Iterator[str]:
        nonlocal highest
        for number, row in found:
            highest = number
            if named:
                made.accounts |= set(accounts_in(table, json.loads(row)))
            yield with_region(db, row) if contents.REGION in table.columns else row

    made.lines(contents.file_of(table), rows())
    return highest


def _highest(db: TenantSession, table: Table) -> int:
    """The highest id of a table that stays behind: the log names its rows, new ones must be others."""
    mine = table.columns.tenant_id == db.tenant_id
    return db.execute(select(func.coalesce(func.max(table.columns.id), 0)).where(mine)).scalar_one()


def with_region(db: TenantSession, row: str) -> str:
    """The row with the slug of the tenant that it names: its number holds in this deployment only."""
    said = json.loads(row)
    named = select(Tenant.slug).where(Tenant.id == said[contents.REGION])
    said[contents.REGION] = db.execute(named).scalar_one()
    return json.dumps(said, ensure_ascii=False)


def _stored(db: TenantSession, made: _Archive) -> None:
    table = next(one for one in contents.tables() if one.fullname == contents.FILES)
    mine = table.columns.tenant_id == db.tenant_id
    ids = db.execute(select(table.columns.id).where(mine).order_by(table.columns.id)).scalars().all()
    for number in ids:
        content = select(table.columns[contents.CONTENT]).where(mine, table.columns.id == number)
        made.add(contents.stored_name(number), [db.execute(content).scalar_one()])


def _versions(db: TenantSession, made: _Archive, tenant: Tenant) -> Iterator[str]:
    own = select(ProfileVersion).where(ProfileVersion.owner_id == tenant.id).order_by(ProfileVersion.number)
    for one in db.execute(own).scalars():
        if one.adopted_by is not None:
            made.accounts.add(one.adopted_by)
        said = {
            "number": one.number,
            "effective_from": one.effective_from.isoformat(),
            "content": one.content,
            "content_sha256": one.content_sha256,
            "source": one.source,
            "adopted_by": one.adopted_by,
            "adopted_at": one.adopted_at.isoformat(),
        }
        yield json.dumps(said, ensure_ascii=False)


def _accounts(db: TenantSession, numbers: set[int]) -> Iterator[str]:
    """Whose numbers stand in the rows: an address and a name, nothing that opens anything."""
    listed = sorted(numbers)
    for start in range(0, len(listed), AT_ONCE):
        some = select(Account.id, Account.email, Account.name).where(
            Account.id.in_(listed[start : start + AT_ONCE])
        )
        for row in db.execute(some.order_by(Account.id)):
            yield json.dumps({"id": row.id, "email": row.email, "name": row.name}, ensure_ascii=False)


def _card(db: TenantSession, tenant: Tenant) -> dict[str, Any]:
    region = db.execute(select(Tenant.slug).where(Tenant.id == tenant.region_id)).scalar_one_or_none()
    return {
        "slug": tenant.slug,
        "kind": tenant.kind,
        "region": region,
        "name": tenant.name,
        "locales": tenant.locales,
        "time_zone": tenant.time_zone,
        "requisites": tenant.requisites,
        "words": tenant.words,
        "described_at": tenant.described_at and tenant.described_at.astimezone(UTC).isoformat(),
        "arms": tenant.arms_id,
        "demo": tenant.demo,
    }


def layers_below(db: Session, tenant: Tenant) -> list[dict[str, Any]]:
    """Every adopted version of others that takes part in a tenant's rules: the figures rest on them too."""
    found = [
        {
            "owner": one.owner,
            "number": one.number,
            "effective_from": one.effective_from.isoformat(),
            "content_sha256": one.content_hash,
        }
        for one in ProfileStore().versions(db, tenant)
        if one.owner != tenant.slug
    ]
    return sorted(found, key=lambda one: (str(one["owner"]), str(one["effective_from"])))
