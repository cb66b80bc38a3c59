"""Migrations and models say the same, in one line of succession."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from service.config import Settings
from service.core.base import Base
from service.modules import MODELS
from tests.architecture.sources import ROOT

OURS = ("mms", "platform", "pub")


@pytest.fixture(scope="module")
def script() -> ScriptDirectory:
    """The migrations."""
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return ScriptDirectory.from_config(config)


def test_there_is_one_head(script: ScriptDirectory) -> None:
    assert len(script.get_heads()) == 1


def test_numbers_follow_each_other(script: ScriptDirectory) -> None:
    found = sorted(path.name[:4] for path in Path(script.versions).glob("[0-9]*.py"))
    assert found == [f"{number:04}" for number in range(1, len(found) + 1)]


def test_every_migration_says_what_it_is_compatible_with(script: ScriptDirectory) -> None:
    silent = [
        one.revision for one in script.walk_revisions() if "ompatible" not in (one.longdoc or one.doc or "")
    ]
    assert silent == []


def test_models_equal_migrations(settings: Settings) -> None:
    assert MODELS
    engine = create_engine(settings.database_admin_url or "")
    with engine.connect() as connection:
        connection.execute(text("SET ROLE mun_owner"))
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": lambda name, kind, _: kind != "schema" or name in OURS,
                "include_object": lambda one, name, kind, *_: name != "alembic_version",
                "compare_type": True,
                "version_table_schema": "platform",
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
