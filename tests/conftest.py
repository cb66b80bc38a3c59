"""What every test may ask for."""

import os

import pytest

from service.launcher import Servers
from tests import servers as throwaway


def pytest_configure(config: pytest.Config) -> None:
    """With worker processes, start the servers in the process that outlives them."""
    if getattr(config.option, "numprocesses", None) and "PYTEST_XDIST_WORKER" not in os.environ:
        throwaway.share_with_workers()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no server behind."""
    throwaway.stop()


@pytest.fixture(scope="session")
def servers() -> Servers:
    """The servers of this test run: PostgreSQL with all roles and an empty database, and Valkey."""
    return throwaway.servers()
