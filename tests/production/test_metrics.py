"""Metrics: right across the web server's processes, with closed lists of labels, and not for the outside."""

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from service.app import create_app
from service.config import Settings
from service.jobs.gauges import count_job, tell_duty, tell_outbox
from service.jobs.queue import enqueue, queue_of
from tests.production.conftest import Deployment, Running

TIMES = 40
SLUGS = ("luga", "ust-koksa", "kemerovo")


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("metrics")


@pytest.fixture(scope="module")
def measured(settings: Settings, directory: Path) -> Iterator[Deployment]:
    """A web server of two processes that counts."""
    made = Deployment(settings, directory)
    web = made.run("web", METRICS="1", WEB_THREADS="2", TRUSTED_PROXIES="1")
    web.wait_for(made.answers)
    yield made
    made.end()


@pytest.fixture
def web(measured: Deployment) -> Running:
    return measured.started[0]


def samples(text: str) -> dict[tuple[str, str], float]:
    """Values by name and labels."""
    found = {}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            found[one.name, " ".join(f"{k}={v}" for k, v in sorted(one.labels.items()))] = one.value
    return found


def scraped(measured: Deployment) -> dict[tuple[str, str], float]:
    answer = measured.ask("/metrics")
    assert answer.status == 200
    return samples(answer.text)  # type: ignore[attr-defined]


def test_requests_are_counted_once_whichever_process_answers(measured: Deployment) -> None:
    asked = 0
    while asked == 0 or (len(answering(measured)) < 2 and asked < 20 * TIMES):
        with ThreadPoolExecutor(4) as pool:
            for answer in pool.map(lambda n: measured.ask(f"/{SLUGS[n % 3]}/"), range(TIMES)):
                assert answer.status == 200
        asked += TIMES
    assert len(answering(measured)) == 2, "both processes have answered"
    measured.ask("/no-such-place/")
    for _ in range(4):
        found = scraped(measured)
        assert found["mms_requests_total", "endpoint=portal.home method=GET status=2xx"] == asked
        assert found["mms_requests_total", "endpoint=portal.home method=GET status=4xx"] == 1
        assert found["mms_request_seconds_count", "endpoint=portal.home"] == asked + 1
        assert found["mms_request_seconds_bucket", "endpoint=portal.home le=+Inf"] == asked + 1
        assert found["mms_database_connections_limit", ""] == 2 * 10
        assert found["mms_database_connections_in_use", ""] >= 0


def answering(measured: Deployment) -> set[str]:
    """The processes that have counted a request."""
    return {name for name in os.listdir(counts(measured)) if name.startswith("counter")}


def counts(measured: Deployment) -> Path:
    """Where the processes lay down what they count."""
    environ = Path(f"/proc/{measured.started[0].process.pid}/environ").read_text()
    found = re.search(r"PROMETHEUS_MULTIPROC_DIR=([^\0]+)", environ)
    assert found is not None
    return Path(found[1])


def test_labels_are_closed_lists(measured: Deployment) -> None:
    for path in ("/%D0%98%D0%B2%D0%B0%D0%BD/", "/luga/people/1", "/zzz/yyy", "/account/link/secret-word"):
        measured.ask(path)
    text = measured.ask("/metrics").text  # type: ignore[attr-defined]
    assert "secret-word" not in text and "luga" not in text and "%D0" not in text
    endpoints = set(re.findall(r'endpoint="([^"]*)"', text))
    assert all(re.fullmatch(r"[a-z_.]+", name) for name in endpoints), endpoints
    assert set(re.findall(r'status="([^"]*)"', text)) <= {"2xx", "3xx", "4xx", "5xx"}


def test_queue_outbox_and_duties_are_told(measured: Deployment, settings: Settings, app: Flask) -> None:
    shell = app.extensions["shell"]
    enqueue(queue_of(shell.redis), "people.read_import", shell.find_tenant("luga").id, None, subject_id=1)
    for outcome in ("done", "done", "failed"):
        count_job(shell.redis, "people.read_import", outcome)
    tell_outbox(shell.redis, 7, 90.04)
    tell_duty(shell.redis, "outbox")
    found = scraped(measured)
    assert found["mms_queue_up", ""] == 1
    assert found["mms_queue_jobs", "state=queued"] == 1
    assert found["mms_jobs_total", "job=people.read_import outcome=done"] == 2
    assert found["mms_jobs_total", "job=people.read_import outcome=failed"] == 1
    assert (found["mms_outbox_events", ""], found["mms_outbox_oldest_seconds", ""]) == (7, 90.0)
    assert found["mms_duty_last_run_timestamp_seconds", "duty=outbox"] > 1_700_000_000


def test_a_request_that_came_through_a_proxy_finds_nothing(measured: Deployment) -> None:
    assert measured.ask("/metrics", X_Forwarded_For="203.0.113.7").status == 404


def test_off_unless_enabled(app: Flask) -> None:
    assert app.test_client().get("/metrics").status_code == 404


def test_a_queue_that_is_away_is_one_zero(settings: Settings) -> None:
    made = create_app(replace(settings, metrics=True, redis_url="redis://127.0.0.1:1/0"))
    found = samples(made.test_client().get("/metrics").text)
    made.extensions["shell"].engine.dispose()
    assert found["mms_queue_up", ""] == 0


def test_every_request_has_a_number_and_a_line(measured: Deployment, web: Running) -> None:
    given = "0123456789abcdef0123456789abcdef"
    answer = measured.ask("/luga/", X_Request_ID=given)
    assert answer.getheader("X-Request-ID") == given
    line = next(one for one in web.lines("request") if one["request_id"] == given)
    assert (line["tenant"], line["endpoint"], line["status"]) == ("luga", "portal.home", 200)
    assert line["duration_ms"] > 0
    for insane in ("Ivanova-Maria", "x" * 200, "'; DROP", ""):
        told = measured.ask("/luga/", X_Request_ID=insane).getheader("X-Request-ID") or ""
        assert told != insane and re.fullmatch(r"[0-9a-f]{32}", told)
    missing = measured.ask("/no-such-place/").getheader("X-Request-ID")
    line = next(one for one in web.lines("request") if one["request_id"] == missing)
    assert line["status"] == 404 and "tenant" not in line


def test_what_the_web_server_itself_says_is_clean(measured: Deployment, web: Running) -> None:
    measured.ask("/luga/people/?q=Kanareika-in-the-address")
    assert "Kanareika" not in web.heard
    assert all(line.startswith("{") for line in web.heard.splitlines()), web.heard


def test_a_server_that_stops_takes_its_counts_away(measured: Deployment, web: Running) -> None:
    place = counts(measured)
    assert place.is_dir()
    assert web.stop() == 0
    assert not place.exists()
