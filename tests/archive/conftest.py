"""A filled demonstration and, in another database, the same rules without a record."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

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
from tests.archive.moving import STAFF_LIST, engine_of, export, tenant_id
from tests.database import database, settings_for, superuser

STEPS = (make_records, make_accounts, make_structures, make_meetings, make_publications)
RENUMBERED = """
SET session_replication_role = replica;
UPDATE platform.tenant SET id = id + 1000, region_id = region_id + 1000;
UPDATE platform.profile_version SET owner_id = owner_id + 1000;
INSERT INTO platform.account (email, name)
SELECT 'stranger-' || n || '@elsewhere.test', 'Чужой человек ' || n FROM generate_series(1, 40) n;
RESET session_replication_role
"""


@pytest.fixture(scope="package")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A demonstration with people, structures, meetings, publications, figures and a linked audit log."""
    with database() as name:
        found = settings_for(name, tmp_path_factory.mktemp("filled"))
        for step in STEPS:
            step(found)
        with engine_of(found.database_compute_url) as compute:
            compute_all(compute, clock.today(clock.now(), "Europe/Moscow"))
        with engine_of(found.database_platform_url) as platform:
            while chain(platform):
                pass
        storage.keep(found.files, tenant_id(found, "luga"), STAFF_LIST)
        yield found


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Settings]:
    """Another deployment: the shipped rules; tenants and accounts have other numbers there."""
    with database() as name:
        found = settings_for(name, tmp_path / "elsewhere")
        with superuser(make_url(found.database_url).database or "") as admin:
            admin.execute(RENUMBERED.encode())
        yield found


@pytest.fixture(scope="package")
def luga(filled: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the district of Luga."""
    path = tmp_path_factory.mktemp("archives") / "luga.zip"
    export(filled, "luga", path)
    return path
