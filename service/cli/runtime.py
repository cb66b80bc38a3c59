"""What a command works with: the servers that DATABASE_URL names, else those of the data directory."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import click

from service.config import Settings, read_settings
from service.launcher import ensure
from service.launcher.embedded import initialised

ROOT = Path(__file__).resolve().parents[2]
SECRET_BYTES = 32


def data_directory(environ: Mapping[str, str] | None = None) -> Path:
    """Return the data directory (каталог данных): DATA, by default `.data` of the checkout."""
    given = os.environ if environ is None else environ
    return ROOT / (given.get("DATA") or ".data")


@contextmanager
def configured() -> Iterator[Settings]:
    """Give a command its settings, and servers that answer while it runs.

    Attaches to a running demo, or runs the servers of the data directory just for the command. Errors:
    BadSettings; ClickException when there is neither DATABASE_URL nor a database made by `make demo`.
    """
    if os.environ.get("DATABASE_URL"):
        yield read_settings()
        return
    data = data_directory()
    if not initialised(data):
        raise click.ClickException(
            _("Базы данных ещё нет: выполните make demo или задайте DATABASE_URL и REDIS_URL.")
        )
    with ensure(data) as servers:
        yield read_settings(local_environment(data, os.environ) | servers.environment())


def local_environment(data: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a service on this machine: the given ones, and what they leave open."""
    made = dict(environ)
    made["DATA"] = str(data)
    if not made.get("SECRET_KEY"):
        made["SECRET_KEY"] = secret_key(data)
    return made


def secret_key(data: Path) -> str:
    """Return the signing key of this data directory, made once and readable only by us."""
    path = data / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(SECRET_BYTES))
    return path.read_text()
