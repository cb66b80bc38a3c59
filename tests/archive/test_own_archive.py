"""An administrator asks for the archive, the worker makes it, it is fetched, dropped and it expires."""

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import make_url, select, update
from sqlalchemy.orm import Session

from service.archive import contents, shelf
from service.archive.model import TenantArchive
from service.archive.reading import open_archive
from service.config import Settings
from service.core import clock
from service.jobs import work
from service.jobs.outbox import deliver, sweep
from service.jobs.queue import enqueue, queue_of
from service.operators.actions import resume, suspend
from service.reactions import REACTIONS
from service.workshop import workshop_of
from tests.accounts import browser_as, scope_of, tenant_of, token_for
from tests.archive.moving import engine_of, tenant_id
from tests.client import Browser
from tests.database import superuser
from tests.isolation.pair import SLUG_A, SLUG_B, Pair, fill_pair

PAGE = f"/{SLUG_A}/settings/archives"


@pytest.fixture(scope="module")
def pair(settings: Settings) -> Pair:
    """Two filled tenants."""
    with superuser(make_url(settings.database_url).database or "") as admin:
        return fill_pair(admin)


@pytest.fixture(scope="module")
def administrator(app: Flask, pair: Pair) -> Browser:
    """Who may take everything away."""
    return browser_as(app, SLUG_A, "administrator")


@pytest.fixture
def work_off(app: Flask, settings: Settings) -> Iterator[Callable[[], None]]:
    """A worker of the queue in this process, until nothing is left."""
    made = workshop_of(settings)
    work.open_workshop(made)
    queue = queue_of(app.extensions["shell"].redis)

    def run() -> None:
        deliver(made.engine, tenant_id(settings, SLUG_A), queue, REACTIONS)
        worker = SimpleWorker([queue], connection=queue.connection, serializer=JSONSerializer)
        worker.work(burst=True, logging_level="ERROR")

    yield run
    made.engine.dispose()


def test_it_is_made_fetched_and_dropped(
    app: Flask, settings: Settings, administrator: Browser, work_off: Callable[[], None], pair: Pair
) -> None:
    asked = administrator.send(PAGE, form=PAGE)
    assert "ждёт очереди" in asked.text
    administrator.post(PAGE, 409)
    work_off()
    page = administrator.get(PAGE)
    assert "готов" in page.text
    link = page.links()["Скачать"]
    answer = administrator.client.get(link)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as opened:
        assert contents.MANIFEST in opened.namelist()
    kept = list((settings.data / "archives" / str(pair.a)).glob("*.zip"))
    with open_archive(kept[0]) as archive:
        assert archive.said.seal in page.response.get_data(as_text=True)
    neighbour = browser_as(app, SLUG_B, "administrator")
    neighbour.get(link.replace(SLUG_A, SLUG_B), 404)
    for role in ("methodist", "auditor", "institute_analyst"):
        browser_as(app, SLUG_A, role).get(PAGE, 403)
        assert browser_as(app, SLUG_A, role).client.get(link).status_code == 403
    log = administrator.get(f"/{SLUG_A}/settings/audit").text
    assert "Запрошен архив района" in log and "Скачан архив района" in log
    check_program(app, pair)
    administrator.post(link.replace("/file", "/drop"))
    assert not list((settings.data / "archives" / str(pair.a)).glob("*.zip"))
    administrator.get(link, 404)


def check_program(app: Flask, pair: Pair) -> None:
    """A program with the same rights fetches the same file; one without them meets a refusal."""
    address, key = f"/api/v1/{SLUG_A}/archives", token_for(app, SLUG_A, "administrator")
    client = app.test_client()
    found = client.get(address, headers=key).get_json()["items"][0]
    assert (found["status"], len(found["seal"])) == ("ready", 64)
    one = f"{address}/{found['id']}"
    assert client.get(one, headers=key).get_json()["seal"] == found["seal"]
    answer = client.get(f"{one}/file", headers=key)
    assert (answer.status_code, len(answer.data)) == (200, found["size"])
    for role in ("auditor", "institute_analyst", "methodist"):
        refused = client.get(f"{one}/file", headers=token_for(app, SLUG_A, role))
        assert refused.status_code == 403


def test_after_its_days_it_is_gone(
    app: Flask, settings: Settings, administrator: Browser, work_off: Callable[[], None], pair: Pair
) -> None:
    administrator.send(PAGE, form=PAGE)
    work_off()
    link = administrator.get(PAGE).links()["Скачать"]
    scope = scope_of(app, SLUG_A)
    with scope.db:
        late = update(TenantArchive).values(expires_at=clock.now() - timedelta(seconds=1))
        scope.db.execute(late)
        scope.db.commit()
    assert "вышел" in administrator.get(link, 404).text
    for path in (settings.data / "archives").glob("*/*"):
        past = clock.now().timestamp() - (shelf.LASTS_DAYS + 1) * shelf.DAY
        os.utime(path, (past, past))
    assert shelf.drop_expired(settings.data) >= 1


def test_jobs_and_events_of_a_suspended_tenant_wait(
    app: Flask, settings: Settings, work_off: Callable[[], None], pair: Pair
) -> None:
    queue = queue_of(app.extensions["shell"].redis)
    scope = scope_of(app, SLUG_A)
    with scope.db:
        made = TenantArchive(asked_at=clock.now())
        scope.db.add(made)
        scope.record("import.uploaded", payload={"subject_id": 0})
        scope.db.commit()
    with engine_of(settings.database_platform_url) as platform:
        with Session(platform) as db, db.begin():
            suspend(db, SLUG_A, "проверка", None, clock.now())
        assert sweep(platform, queue, {"import.uploaded": ("archive.make",)}) == 0, "its events stay"
        enqueue(queue, "archive.make", pair.a, None, subject_id=made.id)
        worker = SimpleWorker([queue], connection=queue.connection, serializer=JSONSerializer)
        work.workshop().find_tenant_by_id.__self__.forget()  # type: ignore[attr-defined]
        worker.work(burst=True, logging_level="ERROR")
        later = queue.scheduled_job_registry.get_job_ids()
        assert len(later) == 1 and queue.failed_job_registry.count == 0
        job = queue.fetch_job(later[0])
        assert job is not None and (job.args[0], job.kwargs) == (pair.a, {"subject_id": made.id})
        with Session(platform) as db, db.begin():
            resume(db, SLUG_A, None)
    with scope.db:
        found = scope.db.execute(select(TenantArchive.status).where(TenantArchive.id == made.id))
        assert found.scalar_one() == "queued"
    queue.scheduled_job_registry.remove(later[0], delete_job=True)
    assert tenant_of(app, SLUG_A)
