"""Two tenants side by side: the application's database with every tenant table filled for both."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from service.config import Settings
from tests.database import superuser
from tests.isolation.pair import Pair, fill_pair


@pytest.fixture(scope="module")
def admin(settings: Settings) -> Iterator[psycopg.Connection]:
    """The superuser's eyes on the module's database."""
    with superuser(make_url(settings.database_url).database or "") as connection:
        yield connection


@pytest.fixture(scope="module")
def pair(admin: psycopg.Connection) -> Pair:
    """Tenants A and B with rows of the same ids in every table, B with one row more."""
    return fill_pair(admin)
