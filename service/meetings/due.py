"""What the scheduler does for meetings: reminders that are due go to the queue, each once."""

from rq import Queue
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from service.jobs.queue import enqueue

BATCH = 500
JOB = "meetings.remind"
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
