"""Migrations (миграции): bring a database to the newest schema, and tell where it stands."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = ROOT / "migrations"


def upgrade(admin_url: str, revision: str = "head") -> None:
    """Migrate as the schema's owner, whom the user of `admin_url` may become; idempotent."""
    command.upgrade(_config(admin_url), revision)


def newest() -> str | None:
    """Return the newest revision that the code knows."""
    return ScriptDirectory.from_config(_config("")).get_current_head()


def current(connection: Connection) -> str | None:
    """Return the revision a database stands at; None when it was never migrated."""
    if connection.scalar(text("SELECT to_regclass('platform.alembic_version')")) is None:
        return None
    found = connection.scalar(text("SELECT version_num FROM platform.alembic_version"))
    return None if found is None else str(found)


def _config(admin_url: str) -> Config:
    config = Config()
    # The option language gives the per cent sign a meaning, and a path may hold one.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = admin_url
    return config
