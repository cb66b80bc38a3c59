"""What the scheduler does for meetings: due reminders, years that ended, zones that moved."""

from datetime import datetime

from rq import Queue
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from service.core import clock
from service.jobs.queue import enqueue
from service.tenancy.model import Tenant

BATCH = 500
JOB, CLOSE, REZONE = "meetings.remind", "meetings.close_years", "meetings.rezone"
YEARS_BEGIN = (1, 9)
CLOSING_DAYS = 3
# A reminder that a lost queue has swallowed is queued again; the job itself sees whether it was done.
DUE = text("""
WITH due AS (
  SELECT r.tenant_id, r.id FROM mms.reminder r
  JOIN platform.tenant t ON t.id = r.tenant_id AND t.status = 'active'
  WHERE r.done_at IS NULL AND r.due_at <= now()
  AND (r.queued_at IS NULL OR r.queued_at < now() - interval '1 hour')
  ORDER BY r.due_at LIMIT :batch FOR UPDATE OF r SKIP LOCKED
)
UPDATE mms.reminder r SET queued_at = now() FROM due
WHERE r.tenant_id = due.tenant_id AND r.id = due.id
RETURNING r.tenant_id, r.id
""")


def queue_due(platform: Engine, queue: Queue) -> int:
    """Queue the reminders of every tenant whose moment has come; returns how many.

    Queued in the transaction that marks them: a queue that is away rolls the mark back.
    """
    with Session(platform) as db, db.begin():
        rows = db.execute(DUE, {"batch": BATCH}).all()
        for row in rows:
            enqueue(queue, JOB, row.tenant_id, None, subject_id=row.id)
        return len(rows)


def queue_closed_years(platform: Engine, queue: Queue, now: datetime) -> int:
    """Queue the close of the year for tenants where one has just begun; returns for how many.

    A calendar year begins in January, a school year in September; for the first days it is queued at every
    turn of the duty, for the job freezes what is not frozen yet and nothing else.
    """
    with Session(platform) as db:
        tenants = db.execute(select(Tenant).where(Tenant.status == "active")).scalars().all()
        days = {one.id: clock.today(now, one.time_zone) for one in tenants}
    begun = [one for one, day in days.items() if day.month in YEARS_BEGIN and day.day <= CLOSING_DAYS]
    for tenant_id in begun:
        enqueue(queue, CLOSE, tenant_id, None)
    return len(begun)


def queue_rezoning(platform: Engine, queue: Queue) -> int:
    """Queue for every tenant the comparison of its meetings to come with the hours that were told."""
    with Session(platform) as db:
        tenants = db.execute(select(Tenant.id).where(Tenant.status == "active")).scalars().all()
    for tenant_id in tenants:
        enqueue(queue, REZONE, tenant_id, None)
    return len(tenants)
