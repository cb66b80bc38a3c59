"""Two tenants side by side: the application's database with every tenant table filled for both."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import make_url

from service.config import Settings
from tests.database import superuser


@pytest.fixture(scope="module")
def admin(settings: Settings) -> Iterator[psycopg.Connection]:
    """The superuser's eyes on the module's database."""
    with superuser(make_url(settings.database_url).database or "") as connection:
        yield connection
