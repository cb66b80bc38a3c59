"""Whose digest is due: found and marked in every tenant by one statement, under the platform's role."""

from datetime import datetime

from rq import Queue
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from service.compliance.names import PREPARE
from service.jobs.queue import enqueue

BATCH = 500
MORNING = 7
# A week begins on Monday: who was not asked since then is due, so that a night without the scheduler loses
# no digest. A daily one comes on working days. An account that chose nothing has it weekly.
DUE = text("""
WITH here AS (
  SELECT t.id, (CAST(:now AS timestamptz) AT TIME ZONE t.time_zone)::date AS today,
    extract(hour FROM CAST(:now AS timestamptz) AT TIME ZONE t.time_zone) AS hour
  FROM platform.tenant t WHERE t.status = 'active'
), due AS (
  SELECT DISTINCT m.tenant_id, m.account_id, h.today
  FROM mms.membership m
  JOIN here h ON h.id = m.tenant_id AND h.hour >= :morning
  LEFT JOIN mms.compliance_digest d ON d.tenant_id = m.tenant_id AND d.account_id = m.account_id
  WHERE m.valid @> h.today AND CASE coalesce(d.period, 'weekly')
    WHEN 'daily' THEN extract(isodow FROM h.today) < 6 AND (d.queued_on < h.today OR d.queued_on IS NULL)
    WHEN 'weekly' THEN d.queued_on < date_trunc('week', h.today)::date OR d.queued_on IS NULL
    ELSE false END
  ORDER BY m.tenant_id, m.account_id LIMIT :batch
)
INSERT INTO mms.compliance_digest (tenant_id, account_id, queued_on)
SELECT tenant_id, account_id, today FROM due
ON CONFLICT (tenant_id, account_id) DO UPDATE SET queued_on = excluded.queued_on
RETURNING tenant_id, account_id
""")


def queue_digests(platform: Engine, queue: Queue, now: datetime) -> int:
    """Queue the digests that are due now, a job for the accounts of a tenant; returns how many.

    A queue that is away rolls the marks back.
    """
    number = 0
    while True:
        with Session(platform) as db, db.begin():
            rows = db.execute(DUE, {"batch": BATCH, "morning": MORNING, "now": now}).all()
            accounts: dict[int, list[int]] = {}
            for row in rows:
                accounts.setdefault(row.tenant_id, []).append(row.account_id)
            for tenant, listed in accounts.items():
                enqueue(queue, PREPARE, tenant, None, account_ids=listed)
        number += len(rows)
        if len(rows) < BATCH:
            return number
