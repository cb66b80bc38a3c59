"""Settings of gunicorn (веб-сервер) for the service: how many, how it logs, how long it takes to stop."""

import os
import shutil
from typing import Any

from prometheus_client.multiprocess import mark_process_dead

from service.config import BadSettings, Purpose, read_settings
from service.core.logs import configure_libraries, configure_logs
from service.launcher.gunicorn_conf import (
    control_socket_disable,
    keepalive,
    loglevel,
    post_fork,
    worker_class,
    worker_tmp_dir,
)
from service.web.metrics import DIRECTORY
from service.web.server_log import ServerLog

__all__ = ["control_socket_disable", "keepalive", "loglevel", "post_fork", "worker_class", "worker_tmp_dir"]

configure_logs()
configure_libraries()
_settings = read_settings(purpose=Purpose.WEB)
_measured = _settings.metrics

wsgi_app = "service.wsgi:app"
bind = _settings.bind
workers = _settings.web_workers
threads = _settings.web_threads
timeout = 60
graceful_timeout = _settings.stop_within
accesslog = None
logger_class = ServerLog
# The proxy in front has the limits for what browsers send; these are the last ones.
limit_request_line = 8190
limit_request_fields = 100

if _measured and not os.environ.get(DIRECTORY):
    # Its client looks for the directory when it is imported, so whoever starts the server makes it.
    raise BadSettings(f"METRICS is set but {DIRECTORY} is not: start the web server by mms run web")


def child_exit(_server: Any, worker: Any) -> None:
    """Forget what a dead worker held; what it counted stays counted."""
    if _measured:
        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Take the counts away with the server."""
    if _measured:
        shutil.rmtree(os.environ[DIRECTORY], ignore_errors=True)
