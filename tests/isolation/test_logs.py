"""Nothing that a process prints names a person or gives a secret away, errors included."""

import os
import subprocess
import sys

import psycopg
import pytest
from sqlalchemy import make_url

from service.config import Settings
from tests.architecture.sources import ROOT
from tests.isolation.pair import Pair


@pytest.fixture(scope="module")
def printed(settings: Settings, admin: psycopg.Connection, pair: Pair) -> str:
    """What a crawl prints while a table is missing, so that it fails here and there."""
    environment = {
        **os.environ,
        "DATABASE_URL": make_url(settings.database_url).render_as_string(hide_password=False),
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key,
        "DATA": str(settings.data),
        "PUBLIC_URL": settings.public_url,
    }
    admin.execute("ALTER TABLE mms.education RENAME TO gone")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.isolation.logged_crawl"],
            env=environment, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
        )  # fmt: skip
    finally:
        admin.execute("ALTER TABLE mms.gone RENAME TO education")
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout + done.stderr


def test_the_crawl_was_real_and_failed_where_it_should(printed: str) -> None:
    assert int(printed.rsplit("visited ", 1)[1].split()[0]) > 40
    assert '"event": "unexpected"' in printed


def test_no_word_of_a_person_is_printed(printed: str, settings: Settings) -> None:
    assert "Канарейка" not in printed and "Kanareika" not in printed
    assert "\\u041a\\u0430\\u043d\\u0430\\u0440\\u0435\\u0439\\u043a\\u0430" not in printed


def test_no_secret_is_printed(printed: str, settings: Settings) -> None:
    for secret in (settings.secret_key, make_url(settings.database_url).password or "?", "Bearer ", "mms_"):
        assert secret not in printed.replace("mms_main", "").replace("mms_gw", "")


def test_failures_are_named_by_type_and_place_without_statements(printed: str) -> None:
    assert "ProgrammingError at " in printed
    assert "Traceback" not in printed
    assert "SELECT" not in printed
