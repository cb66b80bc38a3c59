"""Settings of gunicorn (веб-сервер): a few workers with threads, each bound to the life of its master."""

import signal
from pathlib import Path
from typing import Any

from service.launcher.death import rearm_in_forks, rearm_parent_death

worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
graceful_timeout = 8
keepalive = 5
loglevel = "warning"
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 -- heartbeats, no content


def post_fork(server: Any, worker: Any) -> None:
    """Bind a new web worker, and every process it forks, to its master."""
    rearm_parent_death(signal.SIGKILL, worker.ppid)
    rearm_in_forks(signal.SIGKILL)
