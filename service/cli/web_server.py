"""The programs of a running service (программы службы): web server, worker, scheduler."""

import http.client
import socket
import sys
import tempfile
from collections.abc import Mapping
from gettext import gettext as _

import click

from service.launcher import Program

# The service itself has no use for the addresses that see or change everything.
WITHHELD = ("DATABASE_ADMIN_URL", "DATABASE_BACKUP_URL")
COUNTS = "PROMETHEUS_MULTIPROC_DIR"
DEMO_STOPS_WITHIN = "8"
"""Seconds; a little less than the supervisor gives its programs."""


def require_free(host: str, port: int) -> None:
    """Refuse a port that another program listens on, naming it."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                _("Порт %(port)s недоступен (%(error)s). Задайте другой: make demo PORT=%(other)s")
                % {"port": port, "error": error.strerror, "other": port + 1}
            ) from error


def command(program: str) -> tuple[str, ...]:
    """Return how a program of the service is started: web, worker or scheduler."""
    if program == "web":
        return (sys.executable, "-m", "gunicorn", "-c", "python:service.web.serving")
    return (sys.executable, "-m", f"service.{program}")


def environment(program: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Return what a program is given: nothing it has no use for; the web server, a place for counts."""
    env = {name: value for name, value in environ.items() if name not in WITHHELD}
    if program == "web" and env.get("METRICS", "0") not in ("", "0") and not env.get(COUNTS):
        # Every process of the web server lays down there what it counts; it goes with the server.
        env[COUNTS] = tempfile.mkdtemp(prefix="mms-metrics-")
    return env


def programs(host: str, port: int, environ: Mapping[str, str]) -> list[Program]:
    """Return the programs in the order in which they stop: no new requests first, then no new jobs."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    given = {"STOP_WITHIN": DEMO_STOPS_WITHIN} | dict(environ) | {"BIND": bind}
    named = {"web": _("веб-сервер"), "worker": _("исполнитель заданий"), "scheduler": _("планировщик")}
    return [
        Program(
            name,
            command(program),
            environment(program, given),
            ready=(lambda: answers(host, port)) if program == "web" else None,
        )
        for program, name in named.items()
    ]


def answers(host: str, port: int) -> bool:
    """Tell whether our web server answers there."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
