"""Servers of one's own: roles and database are made where missing, and nobody else's data is touched."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from service.cli import external, migrate
from service.cli.doctor import examine
from service.config import Settings, read_settings
from service.launcher import Servers, ensure, roles

DISTRIBUTION = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
APP_PASSWORD = "it's a % \\ password"


@pytest.fixture(scope="module", params=[None, *DISTRIBUTION], ids=str)
def started(request: pytest.FixtureRequest) -> Iterator[Servers]:
    """A database server: the embedded one, and those of the distribution."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="mms-") as directory:
        if request.param:
            patch.setenv("SERVICE_PG_BIN", str(request.param))
        Path(directory).chmod(0o711)  # the server's account passes through
        with ensure(Path(directory) / "servers", durable=False) as servers:
            yield servers


@pytest.fixture
def virgin(started: Servers) -> Servers:
    """A database server that knows nothing of us, or no longer."""
    with closing(external.connect(started.admin_url)) as connection:
        for database in (roles.DATABASE, "our own"):
            connection.exec_driver_sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        for role in reversed(roles.ROLES):
            connection.execute(text(f"DROP ROLE IF EXISTS {role.name}"))
    return started


@pytest.fixture
def environ(virgin: Servers, tmp_path: Path) -> dict[str, str]:
    application = make_url(virgin.admin_url).set(
        username=roles.APP, password=APP_PASSWORD, database="our own"
    )
    return {
        "DATABASE_URL": application.render_as_string(hide_password=False),
        "DATABASE_ADMIN_URL": virgin.admin_url,
        "REDIS_URL": virgin.redis_url,
        "SECRET_KEY": "k" * 32,
        "DATA": str(tmp_path / "data"),
    }


def prepared(environ: dict[str, str]) -> Settings:
    """Provision, mark and migrate, as the demo does."""
    data = Path(environ["DATA"])
    data.mkdir(exist_ok=True)
    made = external.provision(read_settings(environ), data, environ)
    settings = read_settings(environ | made)
    assert settings.database_admin_url is not None
    with closing(external.connect(settings.database_admin_url)) as connection:
        external.mark_as_demo(connection)
    migrate.upgrade(settings.database_admin_url)
    return settings


def test_what_is_missing_is_made_and_a_second_time_changes_nothing(environ: dict[str, str]) -> None:
    assert any(finding.sql for finding in examine(environ)), "the doctor prints the SQL for missing roles"
    settings = prepared(environ)
    for url in (settings.database_url, settings.database_compute_url, settings.database_platform_url):
        assert url is not None
        with closing(external.connect(url)) as connection:
            assert connection.scalar(text("SELECT current_database()")) == "our own"
    assert prepared(environ) == settings


def test_a_database_with_somebody_elses_data_is_refused_untouched(
    environ: dict[str, str], virgin: Servers
) -> None:
    with closing(external.connect(virgin.admin_url)) as connection:
        connection.exec_driver_sql('CREATE DATABASE "our own"')
    with closing(external.connect(virgin.admin_url_of("our own"))) as connection:
        connection.execute(text("CREATE TABLE theirs (value int)"))
    with pytest.raises(click.ClickException, match="не пуста"):
        prepared(environ)
    with closing(external.connect(virgin.admin_url)) as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'mun%'")) == 0


def test_an_application_role_of_another_name_is_refused(environ: dict[str, str], virgin: Servers) -> None:
    with pytest.raises(click.ClickException, match=roles.APP):
        prepared(environ | {"DATABASE_URL": virgin.admin_url})


def test_without_an_administrator_only_a_prepared_demo_is_served(environ: dict[str, str]) -> None:
    alone = {name: value for name, value in environ.items() if name != "DATABASE_ADMIN_URL"}
    with pytest.raises(click.ClickException):
        external.provision(read_settings(alone), Path(), alone)
    prepared(environ)
    assert external.provision(read_settings(alone), Path(), alone) == {}


def test_a_role_that_was_there_keeps_its_password(environ: dict[str, str], virgin: Servers) -> None:
    with closing(external.connect(virgin.admin_url)) as connection:
        connection.execute(text(f"CREATE ROLE {roles.COMPUTE} LOGIN PASSWORD 'theirs'"))
    with pytest.raises(click.ClickException, match="DATABASE_COMPUTE_URL"):
        prepared(environ)
