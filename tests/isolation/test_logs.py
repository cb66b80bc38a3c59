"""Nothing that a process prints names a person or gives a secret away, errors included."""

import json
import os
import subprocess
import sys
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url

from service.config import Settings
from service.jobs.queue import enqueue, queue_of
from tests.architecture.sources import ROOT
from tests.isolation.pair import SLUG_A, Pair


def output_of(module: str, settings: Settings) -> str:
    """All that a program prints, as in production."""
    environment = {
        **os.environ,
        "DATABASE_URL": make_url(settings.database_url).render_as_string(hide_password=False),
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key,
        "DATA": str(settings.data),
        "PUBLIC_URL": settings.public_url,
    }
    done = subprocess.run(
        [sys.executable, "-m", module],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout + done.stderr


ALLOWED = {
    "event",
    "level",
    "timestamp",
    "request_id",
    "tenant",
    "endpoint",
    "method",
    "status",
    "duration_ms",
}
"""What the line of a request says."""


@pytest.fixture(scope="module")
def printed(settings: Settings, admin: psycopg.Connection, pair: Pair) -> str:
    """What a crawl prints while a table is missing, so that it fails here and there."""
    admin.execute("ALTER TABLE mms.education RENAME TO gone")
    try:
        return output_of("tests.isolation.logged_crawl", settings)
    finally:
        admin.execute("ALTER TABLE mms.gone RENAME TO education")


@pytest.fixture(scope="module")
def worked(settings: Settings, app: Flask, pair: Pair) -> str:
    """What a worker prints over jobs that fail with personal data in their errors."""
    queue = queue_of(app.extensions["shell"].redis)
    for job in ("test.finish", "test.fail", "test.collide"):
        job_id = enqueue(queue, job, pair.a, None, asked_by="0" * 32, note="Kanareika-payload")
        if job == "test.collide":
            # Its last try: what failed for good is kept.
            last = queue.fetch_job(job_id)
            assert last is not None
            last.retries_left = 0
            last.save()
    queue.enqueue("service.jobs.gone.Kanareika", pair.a)
    enqueue(queue, "test.Kanareika", pair.a, None)
    return output_of("tests.isolation.logged_jobs", settings)


def lines(output: str, event: str) -> list[dict[str, Any]]:
    """The lines of the log about one kind of event."""
    found = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return [one for one in found if one["event"] == event]


def test_the_crawl_was_real_and_failed_where_it_should(printed: str) -> None:
    assert int(printed.rsplit("visited ", 1)[1].split()[0]) > 40
    assert '"event": "unexpected"' in printed


def test_no_word_of_a_person_is_printed(printed: str, worked: str) -> None:
    printed += worked
    assert "Канарейка" not in printed and "Kanareika" not in printed
    assert "\\u041a\\u0430\\u043d\\u0430\\u0440\\u0435\\u0439\\u043a\\u0430" not in printed


def test_no_secret_is_printed(printed: str, worked: str, settings: Settings) -> None:
    printed += worked
    for secret in (settings.secret_key, make_url(settings.database_url).password or "?", "Bearer ", "mms_"):
        assert secret not in printed.replace("mms_main", "").replace("mms_gw", "")


def test_failures_are_named_by_type_and_place_without_statements(printed: str) -> None:
    assert "ProgrammingError at " in printed
    assert "Traceback" not in printed
    assert "SELECT" not in printed


def test_every_request_has_its_line_without_its_address(printed: str) -> None:
    told = lines(printed, "request")
    assert len(told) > 40
    for one in told:
        assert set(one) <= ALLOWED
        assert one["request_id"] and one["duration_ms"] >= 0 and "/" not in one["endpoint"]
    assert any(one.get("tenant") == SLUG_A for one in told)


def test_every_job_has_its_line_with_the_request_behind_it(worked: str) -> None:
    told = {one["job"]: one for one in lines(worked, "job") if one["job"] != "unknown"}
    assert set(told) == {"test.finish", "test.fail", "test.collide"}
    for one in told.values():
        assert (one["tenant"], one["request_id"]) == (SLUG_A, "0" * 32)
        assert one["duration_ms"] > 0 and one["job_id"]
    assert told["test.finish"]["status"] == "done"
    assert told["test.fail"]["status"] == "retried"
    assert told["test.fail"]["exception"].startswith("ValueError at ")
    assert told["test.collide"]["status"] == "failed"
    assert told["test.collide"]["exception"].startswith("IntegrityError at ")
    assert "Traceback" not in worked


def test_a_job_that_nobody_knows_is_told_without_its_name(worked: str) -> None:
    unknown = [one for one in lines(worked, "job") if one["job"] == "unknown"]
    assert sorted(one["status"] for one in unknown) == ["failed", "retried"]


def test_what_the_queue_keeps_of_a_failure_names_nobody(worked: str, app: Flask) -> None:
    """A job's own arguments come from an event, which holds numbers; its error must not add people."""
    queue = queue_of(app.extensions["shell"].redis)
    failed = [queue.fetch_job(job_id) for job_id in queue.failed_job_registry.get_job_ids()]
    kept = [str(job.latest_result().exc_string) for job in failed]  # type: ignore[union-attr]
    assert any(one.startswith("IntegrityError at ") for one in kept) and len(kept) == 2
    assert "Kanareika" not in "".join(kept)
    assert "test.collide" in [job.description for job in failed if job]
