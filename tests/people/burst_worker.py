"""The service's own worker, told to stop when the queue is empty; started by tests as a process.

`DIE_AT` names a function of the import: the work-horse kills itself there, once for every file of marks.
"""

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from rq import Worker
from rq.serializers import JSONSerializer

from service.config import read_settings
from service.jobs import work
from service.jobs.queue import connect, queue_of
from service.workshop import workshop_of


def die_at(place: str, mark: Path) -> None:
    """Make the function at `module:name` kill its process the first time it is called."""
    module_name, _, name = place.partition(":")
    module = import_module(module_name)
    original: Callable[..., Any] = getattr(module, name)

    def killed(*args: Any, **kwargs: Any) -> Any:
        answer = original(*args, **kwargs)
        if not mark.exists():
            mark.write_text("died")
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(module, name, killed)


def main() -> None:
    """Work off the queue."""
    settings = read_settings()
    work.open_workshop(workshop_of(settings))
    if place := os.environ.get("DIE_AT"):
        die_at(place, settings.data / "died")
    redis = connect(settings.redis_url)
    worker = Worker(
        [queue_of(redis)],
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=20,
        job_monitoring_interval=1,
    )
    worker.work(burst=True, with_scheduler=True, logging_level="WARNING")


if __name__ == "__main__":
    sys.exit(main())
