"""The client programs of PostgreSQL (pg_dump, pg_restore): addresses without passwords, failures in words."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext as _
from typing import IO, Any, cast

import click
import psycopg
from psycopg.conninfo import make_conninfo
from sqlalchemy import make_url

from service.launcher import binaries


def connect(url: str, *, autocommit: bool = False) -> psycopg.Connection:
    """Open a connection of our own driver; raises ClickException naming what the database said."""
    try:
        return psycopg.connect(_plain(url), autocommit=autocommit)
    except psycopg.OperationalError as error:
        raise click.ClickException(str(error).strip().splitlines()[0]) from error


def address(url: str) -> str:
    """The address for a client program, without the password: that goes through its environment."""
    parts: dict[str, Any] = dict(psycopg.conninfo.conninfo_to_dict(_plain(url)))
    parts.pop("password", None)
    return make_conninfo(**parts)


def run(name: str, arguments: Sequence[str], url: str) -> None:
    """Run a client program against a database; raises ClickException with what it said."""
    done = subprocess.run(
        [binaries.client(name), *arguments, "--no-password", "--dbname", address(url)],
        env=_environment(url),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise _failure(name, done.stderr)


@contextmanager
def reading(name: str, arguments: Sequence[str]) -> Iterator[IO[bytes]]:
    """Read what a client program prints, line by line; raises ClickException when it ends badly."""
    argv = [binaries.client(name), *arguments]
    with tempfile.TemporaryFile() as errors:
        with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=errors, env=_environment()) as process:
            yield cast(IO[bytes], process.stdout)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    if process.returncode != 0:
        raise _failure(name, said)


def _failure(name: str, said: str) -> click.ClickException:
    # The first lines name the object; a row's content would stand in those after them.
    words = "; ".join(said.strip().splitlines()[:2])
    hint = ""
    if "SSL support is not compiled in" in said:
        hint = " " + _(
            "Встроенный клиент не умеет TLS: задайте в SERVICE_PG_BIN каталог программ PostgreSQL."
        )
    elif "server version mismatch" in said:
        hint = " " + _("Клиент старше сервера: задайте в SERVICE_PG_BIN каталог программ той же версии.")
    return click.ClickException(f"{name}: {words}{hint}")


def _environment(url: str | None = None) -> dict[str, str]:
    made = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "PGCLIENTENCODING": "UTF8"}
    made |= {name: value for name, value in os.environ.items() if name.startswith("PGSSL")}
    if url is not None:
        made["PGPASSWORD"] = str(make_url(url).password or "")
    return made


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg:", "postgresql:", 1)
