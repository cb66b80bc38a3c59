"""A small service under the supervisor: a page, a worker, and a job that does not end by itself."""

import http.client
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from redis import Redis
from rq import Queue, Worker
from rq.serializers import JSONSerializer

from service.launcher import Program, ensure, rearm_in_forks, supervise

ROOT = Path(__file__).resolve().parents[2]


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer any request."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"here"]


def endless() -> None:
    """Work for much longer than any test."""
    time.sleep(600)


def work(redis_url: str) -> None:
    """Run one worker."""
    rearm_in_forks()
    redis = Redis.from_url(redis_url)
    queue = Queue("small", connection=redis, serializer=JSONSerializer)
    if not queue.count:
        queue.enqueue("tests.launcher.small_service.endless", job_timeout=600)
    Worker([queue], connection=redis, serializer=JSONSerializer).work(
        with_scheduler=True, logging_level="ERROR"
    )


def answers(port: int) -> bool:
    """Tell whether the page is there."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False


def main(data: Path, port: int) -> None:
    """Run everything until told to stop."""
    settings = ["-c", "python:service.launcher.gunicorn_conf", "--bind", f"127.0.0.1:{port}"]
    with ensure(data) as servers:
        web = [sys.executable, "-m", "gunicorn", *settings, "tests.launcher.small_service:app"]
        worker = [sys.executable, "-m", "tests.launcher.small_service", "worker", servers.redis_url]
        supervise(
            [
                Program("web", tuple(web), os.environ, ready=lambda: answers(port)),
                Program("worker", tuple(worker), os.environ, grace=1.0),
            ],
            cwd=ROOT,
            keep=servers.keep,
            announce=lambda: print("ready", flush=True),
            say=lambda text: print(text, file=sys.stderr),
        )


if __name__ == "__main__":
    if sys.argv[1] == "worker":
        work(sys.argv[2])
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]))
