"""The audit log's chain (цепочка журнала): each row's digest covers the row before it."""

import hashlib
import json
from datetime import UTC
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from service.tenancy.model import Audit

BATCH = 2000


def chain(platform: Engine) -> int:
    """Link what is not linked yet, tenant by tenant in the order of ids; returns how many rows."""
    with Session(platform) as db, db.begin():
        tenants = db.execute(select(Audit.tenant_id).where(Audit.digest.is_(None)).distinct()).scalars().all()
        return sum(_chain_tenant(db, tenant_id) for tenant_id in tenants)


def _chain_tenant(db: Session, tenant_id: int) -> int:
    mine = select(Audit).where(Audit.tenant_id == tenant_id)
    last = db.execute(mine.order_by(Audit.link.desc().nulls_last()).limit(1)).scalar_one()
    previous = last.digest or ""
    rows = db.execute(mine.where(Audit.digest.is_(None)).order_by(Audit.id).limit(BATCH)).scalars().all()
    for place, row in enumerate(rows, start=(last.link or 0) + 1):
        previous = link(previous, row)
        one = update(Audit).where(Audit.tenant_id == tenant_id, Audit.id == row.id)
        linked = one.values(link=place, digest=previous)
        db.execute(linked.execution_options(synchronize_session=False))
    return len(rows)


def first_break(db: Session, tenant_id: int) -> int | None:
    """The first link of a tenant's chain that does not hold; None when the whole chain holds."""
    mine = select(Audit).where(Audit.tenant_id == tenant_id, Audit.digest.is_not(None)).order_by(Audit.link)
    previous, expected = "", 1
    for row in db.execute(mine.execution_options(yield_per=1000)).scalars():
        if row.link != expected or row.digest != link(previous, row):
            return expected
        previous, expected = row.digest, expected + 1
    return None


def link(previous: str, row: Audit) -> str:
    """The digest of a row after the digest `previous`."""
    return hashlib.sha256(f"{previous}\n{_canonical(row)}".encode()).hexdigest()


def _canonical(row: Audit) -> str:
    origin = row.origin or {}
    said: dict[str, Any] = {
        "id": row.id,
        "at": row.at.astimezone(UTC).isoformat(),
        "actor": origin.get("actor", row.actor_id),
        "event": row.event,
        "subject": [row.subject_type, origin.get("subject", row.subject_id)],
        "fields": list(row.fields),
        "detail": {**row.detail, **origin.get("detail", {})},
    }
    return json.dumps(said, sort_keys=True, ensure_ascii=False)
