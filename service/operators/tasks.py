"""What operators asked for, done by the scheduler one after the other: archives, imports, erasures, sizes."""

from collections.abc import Callable
from pathlib import Path

import structlog
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from service.archive import shelf
from service.archive.loading import load_new, measured
from service.archive.making import make
from service.archive.reading import open_archive
from service.core import clock
from service.core.errors import Problem
from service.core.language import N_, fill, translate
from service.operators import queries
from service.operators.actions import note
from service.operators.erasing import erase
from service.operators.model import OperatorTask, TenantSize
from service.operators.names import OperatorEvent
from service.tenancy.model import Tenant

log = structlog.get_logger()
BROKEN = N_("Сбой программы (%(kind)s): подробности в её журнале.")
OWNER = "operators"
"""Whose folder of archives it is."""
PEOPLE = "mms.person"
MEASURED_AT_ONCE = 200
STALE = text(
    "SELECT t.id FROM platform.tenant t LEFT JOIN platform.tenant_size s ON s.id = t.id"
    " WHERE s.measured_at IS NULL OR s.measured_at < now() - interval '10 minutes'"
    " ORDER BY s.measured_at NULLS FIRST LIMIT :number"
)


def do_tasks(platform: Engine, application: Engine, data: Path, files: Path) -> int:
    """Do everything that waits; what a crash left running is begun again. Returns how many tasks."""
    done = 0
    while (task_id := _take(platform)) is not None:
        _do(platform, task_id, lambda task: _work(task, platform, application, data, files))
        done += 1
    shelf.drop_expired(data)
    return done


def _take(platform: Engine) -> int | None:
    with Session(platform) as db, db.begin():
        waiting = select(OperatorTask).where(OperatorTask.status.in_(("waiting", "running")))
        task = db.execute(waiting.order_by(OperatorTask.id).limit(1).with_for_update()).scalar_one_or_none()
        if task is None:
            return None
        task.status, task.started_at = "running", clock.now()
        return task.id


def _do(platform: Engine, task_id: int, work: Callable[[OperatorTask], str]) -> None:
    """Do one task and write down how it ended: a refusal in its own words, a failure by its kind alone."""
    with Session(platform) as db:
        task = db.get_one(OperatorTask, task_id)
        db.expunge_all()
    try:
        status, said = "done", work(task)
    except Problem as problem:
        status, said = "failed", fill(translate(problem.msgid, "ru"), problem.params, "ru")
    except Exception as error:  # noqa: BLE001 - the next task must not wait for somebody to mend this one
        log.error("operator_task", task=task_id, status="failed", exc_info=error)
        status, said = "failed", fill(translate(BROKEN, "ru"), {"kind": type(error).__name__}, "ru")
    with Session(platform) as db, db.begin():
        kept = db.get_one(OperatorTask, task_id)
        kept.status, kept.said, kept.done_at, kept.file_key = status, said, clock.now(), task.file_key
        event = OperatorEvent.TASK_DONE if status == "done" else OperatorEvent.TASK_FAILED
        note(db, task.asked_by, event, task.slug, {"task": task_id})


def _work(task: OperatorTask, platform: Engine, application: Engine, data: Path, files: Path) -> str:
    if task.kind == "export":
        key = shelf.new_key()
        with Session(platform) as db:
            tenant = queries.tenant(db, task.slug)
            db.expunge_all()
        said = make(application, tenant, files, shelf.place(data, OWNER, key))
        task.file_key = key
        return said.seal
    if task.kind == "import":
        path = shelf.place(data, OWNER, task.file_key or "")
        with open_archive(path, task.detail.get("seal") or None) as archive:
            loaded = load_new(platform, archive, files, task.slug)
        path.unlink(missing_ok=True)
        task.file_key = None
        return str(loaded.rows)
    erased = erase(platform, files, data, int(task.detail["erasure"]), int(task.detail["tenant"]))
    return erased.digest or ""


def measure_tenants(platform: Engine) -> int:
    """Count the tenants that were not counted lately; returns how many."""
    with Session(platform) as db, db.begin():
        stale = db.execute(STALE, {"number": MEASURED_AT_ONCE}).scalars().all()
    for tenant_id in stale:
        with Session(platform) as db, db.begin():
            if db.get(Tenant, tenant_id) is None:
                continue
            found = measured(db, tenant_id)
            size = db.get(TenantSize, tenant_id) or TenantSize(id=tenant_id)
            size.measured_at, size.rows = clock.now(), sum(found["tables"].values())
            size.people, size.file_bytes = found["tables"][PEOPLE], found["file_bytes"]
            db.add(size)
    return len(stale)
