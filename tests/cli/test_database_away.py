"""The database goes away under a running service: a plain page says so, and everything comes back."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from service.cli import migrate
from service.cli.runtime import local_environment
from service.cli.seeding import PASSWORD, apply_profiles, make_accounts
from service.config import read_settings
from service.launcher import Servers, ensure
from service.launcher.death import child_setup
from tests.launcher.conftest import ROOT, none_alive, until

AWAY = 10.0
"""Seconds without a database, as long as a restart of the server takes."""


class Visitor:
    """Somebody with cookies in front of a service."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text of an answer; a refused connection is no answer and raises."""
        data = urlencode(form).encode() if form is not None else None
        try:
            with self.opener.open(Request(self.address + path, data=data), timeout=30) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    def send(self, path: str, **form: str) -> tuple[int, str]:
        """Open a form and send it."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.ask(path)[1])
        assert found is not None
        return self.ask(path, {"csrf_token": found[1], **form})


@pytest.fixture
def pair(open_path: Path) -> Iterator[Servers]:
    """Servers of this test alone: they are killed."""
    with ensure(open_path / "data") as made:
        yield made


@pytest.fixture
def visitor(pair: Servers, open_path: Path) -> Iterator[Visitor]:
    """A visitor of a service on those servers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environ = local_environment(open_path / "data", os.environ) | pair.environment()
    settings = read_settings(environ)
    migrate.upgrade(str(settings.database_admin_url))
    apply_profiles(settings)
    make_accounts(settings)
    arguments = ("-m", "gunicorn", "-k", "gthread", "--threads", "2", "-b", f"127.0.0.1:{port}")
    web = subprocess.Popen(
        [sys.executable, *arguments, "service.wsgi:app"],
        cwd=ROOT,
        env=environ,
        preexec_fn=child_setup(signal.SIGKILL),
    )
    made = Visitor(f"http://127.0.0.1:{port}")
    try:
        until(lambda: _ready(made), 60)
        yield made
    finally:
        web.terminate()
        web.wait(20)


def _ready(visitor: Visitor) -> bool:
    try:
        return visitor.ask("/readyz")[0] == 200
    except OSError:
        return False


def test_ten_seconds_without_a_database(visitor: Visitor, pair: Servers) -> None:
    assert visitor.send("/sign-in", email="administrator@luga.demo", password=PASSWORD)[0] == 200
    school = {"name": "Школа до обрыва", "code": "before", "type": "general", "own": "1"}
    assert visitor.send("/luga/organisations/new", **school)[0] == 200
    form = visitor.ask("/luga/organisations/new")[1]
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert token is not None
    _kill_the_database(pair)
    gone = time.monotonic()
    for path in ("/", "/luga/", "/luga/people/", "/sign-in"):
        status, text = visitor.ask(path)
        assert (path, status) == (path, 503)
        assert "База данных сейчас недоступна" in text
        assert "Traceback" not in text and "psycopg" not in text
    status, text = visitor.ask(
        "/luga/organisations/new",
        {"csrf_token": token[1], "name": "Школа во время обрыва", "code": "while", "type": "general"},
    )
    assert status == 503
    status, text = visitor.ask("/api/v1/luga/rules")
    assert (status, json.loads(text)["code"]) == (503, "unavailable")
    assert visitor.ask("/healthz")[0] == 200
    assert visitor.ask("/readyz")[0] == 503
    time.sleep(max(0.0, AWAY - (time.monotonic() - gone)))
    pair.keep()
    until(lambda: _ready(visitor), 60)
    status, text = visitor.ask("/luga/organisations")
    assert status == 200, "signed in still"
    assert "Школа до обрыва" in text
    assert "Школа во время обрыва" not in text
    assert (
        visitor.send("/luga/organisations/new", **(school | {"name": "Школа после", "code": "after"}))[0]
        == 200
    )
    assert "Школа после" in visitor.ask("/luga/organisations")[1]


def _kill_the_database(pair: Servers) -> None:
    """As after a power cut: nothing is written down, nobody says goodbye."""
    assert pair.state is not None
    pid = int((pair.state / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    until(lambda: none_alive({pid}))
