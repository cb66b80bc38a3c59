"""Migrations (миграции): bring a database to the newest schema."""

from alembic import command

from service.core.revisions import configuration


def upgrade(admin_url: str, revision: str = "head") -> None:
    """Migrate as the schema's owner, whom the user of `admin_url` may become; idempotent."""
    config = configuration()
    config.attributes["url"] = admin_url
    command.upgrade(config, revision)
