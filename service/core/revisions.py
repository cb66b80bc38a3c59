"""Revisions of the schema (версии схемы): the newest that the code knows, the one a database stands at."""

from functools import lru_cache
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def configuration() -> Config:
    """Alembic's configuration for our migrations."""
    config = Config()
    # The option language gives the per cent sign a meaning, and a path may hold one.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@lru_cache(maxsize=1)
def newest() -> str | None:
    """The newest revision that the code knows."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def current(connection: Connection) -> str | None:
    """The revision a database stands at; None when it was never migrated."""
    if connection.scalar(text("SELECT to_regclass('platform.alembic_version')")) is None:
        return None
    found = connection.scalar(text("SELECT version_num FROM platform.alembic_version"))
    return None if found is None else str(found)


def behind(found: str | None) -> bool:
    """Tell whether a database lacks what this code needs; a newer schema serves older code too."""
    return found is None or (found != newest() and found in _known())


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(one.revision for one in ScriptDirectory.from_config(configuration()).walk_revisions())
