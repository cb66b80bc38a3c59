"""Migrations (миграции): bring a database to the newest schema."""

import time

import structlog
from alembic import command
from sqlalchemy.exc import OperationalError

from service.core.revisions import configuration

log = structlog.get_logger()
LOCKED = "55P03"
"""SQLSTATE: somebody held a lock longer than a migration waits for one."""


def upgrade(admin_url: str, revision: str = "head") -> None:
    """Migrate as the schema's owner, whom the user of `admin_url` may become; idempotent."""
    config = configuration()
    config.attributes["url"] = admin_url
    command.upgrade(config, revision)


def upgrade_patiently(admin_url: str, seconds: float) -> None:
    """Migrate beside a running service: a lock that cannot be had is asked for again for `seconds`.

    A migration waits for a lock for five seconds only, since all requests wait behind it meanwhile.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            upgrade(admin_url)
            return
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != LOCKED or time.monotonic() > deadline:
                raise
        log.info("waiting", missing="a lock for the migration")
        time.sleep(1.0)
