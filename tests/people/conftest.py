"""A worker's bench for tests of imports, and a queue worked off by a real RQ worker process."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from service.config import Settings
from service.jobs import work
from service.workshop import workshop_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench(app: Flask, settings: Settings) -> Iterator[work.Workshop]:
    """What jobs work with, in this process."""
    made = workshop_of(settings)
    work.open_workshop(made)
    yield made
    made.engine.dispose()


@pytest.fixture
def worked_off(app: Flask, settings: Settings) -> Callable[..., int]:
    """Run a real worker until the queue is empty; `environ` changes its environment."""

    def run(**environ: str) -> int:
        given = {
            "DATABASE_URL": settings.database_url,
            "REDIS_URL": settings.redis_url,
            "SECRET_KEY": settings.secret_key,
            "DATA": str(settings.data),
        }
        command = [sys.executable, "-m", "tests.people.burst_worker"]
        return subprocess.run(
            command, cwd=ROOT, env={**os.environ, **given, **environ}, timeout=120
        ).returncode

    return run
