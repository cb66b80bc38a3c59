"""A filled demonstration and, in another database, the same rules without a record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli.seeding import (
    make_accounts,
    make_meetings,
    make_publications,
    make_records,
    make_structures,
)
from service.config import Settings
from service.core import clock
from service.jobs.chain import chain
from service.monitoring.nightly import compute_all
from service.people import storage
from service.tenancy.context import make_engine
from tests.archive.moving import engine_of, tenant_id
from tests.database import database, settings_for


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A demonstration with people, structures, meetings, publications, figures and a linked audit log."""
    with database() as name:
        found = settings_for(name, tmp_path_factory.mktemp("filled"))
        for step in (make_records, make_accounts, make_structures, make_meetings, make_publications):
            step(found)
        compute = make_engine(found.database_compute_url or "", pool_size=1)
        compute_all(compute, clock.today(clock.now(), "Europe/Moscow"))
        compute.dispose()
        with engine_of(found.database_platform_url) as platform:
            while chain(platform):
                pass
        storage.keep(found.files, tenant_id(found, "luga"), b"content of a staff list")
        yield found


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Another deployment: the shipped rules, and numbers of tenants and accounts that are not the same."""
    with database() as name:
        found = settings_for(name, tmp_path_factory.mktemp("elsewhere"))
        yield found


@pytest.fixture(scope="module")
def archives(filled: Settings, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The archive of every main municipality and of its region's tenant, by slug."""
    return {}
