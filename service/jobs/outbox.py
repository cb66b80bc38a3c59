"""From the outbox to the queue: at once after a commit, and by a sweep for whatever a crash left."""

from collections.abc import Mapping
from typing import Any

from rq import Queue
from sqlalchemy import Engine, delete, func, select, tuple_
from sqlalchemy.orm import Session

from service.jobs.queue import enqueue
from service.tenancy.context import TenantSession
from service.tenancy.model import ACTING_FOR, ASKED_BY, Outbox, Tenant

BATCH = 500


def deliver(engine: Engine, tenant_id: int, queue: Queue, reactions: Mapping[str, tuple[str, ...]]) -> int:
    """Queue what the tenant's committed events ask for and delete them; returns how many jobs."""
    with TenantSession(engine, tenant_id) as db, db.begin():
        return _deliver(db, queue, reactions)


def sweep(platform: Engine, queue: Queue, reactions: Mapping[str, tuple[str, ...]]) -> int:
    """Queue what is left over of every tenant; runs under the platform's own role.

    What a suspended tenant has left stays until it is resumed.
    """
    with Session(platform) as db, db.begin():
        return _deliver(db, queue, reactions)


def _deliver(db: Session, queue: Queue, reactions: Mapping[str, tuple[str, ...]]) -> int:
    served = select(Tenant.id).where(Tenant.status == "active")
    oldest = select(Outbox.tenant_id, Outbox.id).where(Outbox.tenant_id.in_(served))
    oldest = oldest.order_by(Outbox.tenant_id, Outbox.id).limit(BATCH)
    # Deleted and queued in one transaction: a queue that is away rolls the deletion back.
    rows = db.execute(
        delete(Outbox)
        .where(tuple_(Outbox.tenant_id, Outbox.id).in_(oldest))
        .returning(Outbox.tenant_id, Outbox.event, Outbox.actor_id, Outbox.payload)
        .execution_options(synchronize_session=False)
    ).all()
    queued = 0
    for row in rows:
        payload: dict[str, Any] = dict(row.payload)
        asked_by, acting_for = payload.pop(ASKED_BY, None), payload.pop(ACTING_FOR, ())
        for job in reactions.get(row.event, ()):
            enqueue(
                queue, job, row.tenant_id, row.actor_id, asked_by=asked_by, acting_for=acting_for, **payload
            )
            queued += 1
    return queued


def waiting(platform: Engine) -> tuple[int, float]:
    """How many events of all tenants wait, and for how many seconds the oldest has."""
    age = func.extract("epoch", func.now() - func.min(Outbox.at))
    with Session(platform) as db, db.begin():
        number, oldest = db.execute(select(func.count(), age).select_from(Outbox)).one()
        return int(number), float(oldest or 0.0)
