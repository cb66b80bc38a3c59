"""What every test may ask for."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from service.app import create_app
from service.config import Settings
from service.launcher import Servers
from tests import clauses, routes, sharing
from tests import servers as throwaway
from tests.accounts import browser_as
from tests.client import Browser
from tests.database import database, settings_for

# A busy machine is no defect: how long an example takes is measured elsewhere.
hypothesis.register_profile(
    "unhurried", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    """With worker processes, start the servers in the process that outlives them."""
    routes.compile_once()
    if getattr(config.option, "numprocesses", None) and "PYTEST_XDIST_WORKER" not in os.environ:
        throwaway.share_with_workers()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no server behind."""
    throwaway.stop()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Share the files of tests among worker processes."""
    return sharing.scheduler(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Answer `-n auto`."""
    return sharing.workers()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With worker processes, what takes longest starts first."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: sharing.in_order(item.nodeid))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Remember with the report which clauses a test proves: it may run in another process."""
    for mark in item.iter_markers("clause"):
        item.user_properties.extend((clauses.PROPERTY, str(name)) for name in mark.args)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how much of the regulations the passed tests prove."""
    passed = terminalreporter.stats.get("passed", [])
    proved = [value for one in passed for name, value in one.user_properties if name == clauses.PROPERTY]
    lines = clauses.report(proved)
    if lines:
        terminalreporter.section("clauses of the regulations")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def servers() -> Servers:
    """The servers of this test run: PostgreSQL with all roles and an empty database, and Valkey."""
    return throwaway.servers()


@pytest.fixture
def open_path() -> Iterator[Path]:
    """An empty directory that the servers' system account may pass through, as pytest's own may not be."""
    with tempfile.TemporaryDirectory(prefix="mms-", ignore_cleanup_errors=True) as directory:
        Path(directory).chmod(0o711)
        yield Path(directory)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings on a fresh copy of the migrated database with every shipped profile."""
    with database() as name:
        yield settings_for(name, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[Flask]:
    """The application on a database of this module's own."""
    made = create_app(settings)
    made.testing = True
    made.extensions["shell"].redis.flushdb()
    yield made
    made.extensions["shell"].engine.dispose()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser where nobody is signed in."""
    return Browser(app)


@pytest.fixture
def signed_in(app: Flask) -> Callable[..., Browser]:
    """A browser where a role of a tenant is signed in: signed_in("luga", "administrator")."""
    return lambda slug, role="administrator", organisation_id=None: browser_as(
        app, slug, role, organisation_id
    )
