"""Erasing a tenant (удаление района): every row, every file, accounts of its own; a certificate stays."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from service.archive import contents, manifest, shelf
from service.archive.loading import CLEAR, measured
from service.core import clock
from service.core.errors import Conflict
from service.core.language import N_
from service.documents.paper import to_docx, to_pdf
from service.operators.actions import note
from service.operators.model import Erasure
from service.operators.names import OperatorEvent
from service.operators.papers.certificate import Certificate, certificate
from service.people import storage
from service.tenancy.context import take_time
from service.tenancy.model import Tenant

ACCOUNTS = text("SELECT platform.erase_accounts(:tenant, CAST(:named AS jsonb))")
TENANT = text("SELECT platform.erase_tenant(:tenant)")
NOT_CONFIRMED = N_("Удаление не подтверждено.")
LEFT = N_("Удалено не всё: %(place)s. Ничего не изменено.")


def erase(platform: Engine, files: Path, data: Path, erasure_id: int, tenant_id: int) -> Erasure:
    """Erase a tenant whose erasure was confirmed; begun again after a crash, it goes on where it stopped.

    Rows go in one transaction, all or none; files after it, and the certificate last, when both are gone.
    """
    with Session(platform) as db, db.begin():
        asked = db.get_one(Erasure, erasure_id)
        if asked.confirmed_at is None or asked.withdrawn_at is not None:
            raise Conflict(NOT_CONFIRMED)
        rows_gone = asked.counts is not None
        if not rows_gone:
            tenant = db.get_one(Tenant, tenant_id)
            tenant.status, tenant.stage = "suspended", "erasing"
    if not rows_gone:
        _rows(platform, erasure_id, tenant_id)
    gone = storage.drop_all(files, tenant_id) + shelf.drop_owner(data, str(tenant_id))
    return _certified(platform, erasure_id, gone)


def _rows(platform: Engine, erasure_id: int, tenant_id: int) -> None:
    with Session(platform) as db, db.begin():
        take_time(db)
        asked = db.get_one(Erasure, erasure_id, with_for_update=True)
        counts: dict[str, int] = dict(measured(db, tenant_id)["tables"])
        given = {"tenant": tenant_id, "named": json.dumps(contents.accounts_named())}
        counts["platform.account"] = db.execute(ACCOUNTS, given).scalar_one()
        for table in reversed(contents.tenant_tables()):
            db.execute(CLEAR, {"tenant": tenant_id, "place": table.fullname})
        left = [place for place, number in measured(db, tenant_id)["tables"].items() if number]
        if left:
            raise Conflict(LEFT, place=left[0])
        db.execute(TENANT, {"tenant": tenant_id})
        asked.counts = {place: number for place, number in sorted(counts.items()) if number}


def _certified(platform: Engine, erasure_id: int, files: int) -> Erasure:
    with Session(platform, expire_on_commit=False) as db, db.begin():
        asked = db.execute(select(Erasure).where(Erasure.id == erasure_id).with_for_update()).scalar_one()
        if asked.erased_at is None:
            asked.erased_at, asked.files = clock.now(), (asked.files or 0) + files
            asked.digest = digest_of(asked)
            paper = certificate(_told(asked))
            asked.pdf, asked.docx = to_pdf(paper), to_docx(paper)
            note(db, asked.confirmed_by, OperatorEvent.ERASED, asked.slug, {"erasure": asked.id})
        return asked


def digest_of(asked: Erasure) -> str:
    """SHA-256 over what the certificate says: what, on what basis, when, how much."""
    said = {
        "number": asked.id,
        "slug": asked.slug,
        "name": asked.name,
        "basis": asked.basis,
        "asked_at": _moment(asked.asked_at),
        "confirmed_at": _moment(asked.confirmed_at),
        "erased_at": _moment(asked.erased_at),
        "counts": asked.counts,
        "files": asked.files,
    }
    return hashlib.sha256(manifest.canonical(said)).hexdigest()


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else ""


def _told(asked: Erasure) -> Certificate:
    moments = (asked.asked_at, asked.confirmed_at, asked.erased_at)
    day = (asked.erased_at or asked.asked_at).astimezone(UTC).date()
    return Certificate(
        number=asked.id,
        made=day,
        name=asked.name,
        slug=asked.slug,
        basis=asked.basis,
        moments=tuple(f"{one.astimezone(UTC):%d.%m.%Y %H:%M:%S} UTC" if one else "" for one in moments),
        counts=tuple(sorted((asked.counts or {}).items())),
        files=asked.files or 0,
        digest=asked.digest or "",
    )
