"""The programs of a running service: the web server (веб-сервер) and the worker (исполнитель заданий)."""

import http.client
import socket
import sys
from collections.abc import Mapping
from gettext import gettext as _

import click

from service.launcher import Program

# The service itself has no use for the addresses that see or change everything.
WITHHELD = ("DATABASE_ADMIN_URL", "DATABASE_BACKUP_URL")


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


def programs(host: str, port: int, environ: Mapping[str, str]) -> list[Program]:
    """Return the programs in the order in which they stop: no new requests first, then no new jobs."""
    env = {name: value for name, value in environ.items() if name not in WITHHELD}
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    settings = ("-c", "python:service.launcher.gunicorn_conf", "--bind", bind)
    web = (sys.executable, "-m", "gunicorn", *settings, "service.wsgi:app")
    worker = (sys.executable, "-m", "service.worker")
    return [
        Program(_("веб-сервер"), web, env, ready=lambda: answers(host, port)),
        Program(_("исполнитель заданий"), worker, env),
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
