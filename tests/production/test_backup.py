"""A copy of a filled database, checked and put back for real; one that would be empty is refused."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from service.app import create_app
from service.cli.backup import client
from service.cli.backup.checking import check
from service.cli.backup.making import make
from service.cli.backup.restoring import restore, to_database
from service.cli.main import main
from service.config import Settings
from service.launcher import Servers, binaries, ensure, roles
from service.people import storage
from tests.accounts import browser_as
from tests.database import superuser
from tests.isolation.filling import fingerprint
from tests.isolation.pair import WORD_A, Pair, fill_pair


@pytest.fixture(scope="module")
def admin(settings: Settings) -> Iterator[psycopg.Connection]:
    with superuser(make_url(settings.database_url).database or "") as connection:
        yield connection


@pytest.fixture(scope="module")
def pair(admin: psycopg.Connection, settings: Settings) -> Pair:
    """Two tenants with rows in every table, and an uploaded file of one."""
    found = fill_pair(admin)
    storage.keep(settings.files, found.a, b"content of a file")
    return found


@pytest.fixture(scope="module")
def copy(settings: Settings, pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(settings, tmp_path_factory.mktemp("copies")).path


@contextmanager
def dropped(name: str, servers: Servers) -> Iterator[str]:
    """The name of a database that is gone before and after."""
    url = servers.admin_url.replace("postgresql+psycopg:", "postgresql:", 1)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        try:
            yield name
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


def elsewhere(settings: Settings, servers: Servers, name: str, data: Path) -> Settings:
    """Settings of a service to be restored, whose administrator may create a database."""
    moved = to_database(replace(settings, data=data), name)
    return replace(moved, database_admin_url=servers.admin_url_of(name))


def test_a_copy_is_private_and_says_what_it_holds(copy: Path, pair: Pair) -> None:
    said = json.loads((copy / "manifest.json").read_text("utf-8"))
    assert said["tables"]["mms.person"]["tenants"] == {str(pair.a): 4, str(pair.b): 4}
    assert said["files"] == 1
    assert {path.stat().st_mode & 0o777 for path in copy.iterdir()} == {0o600}
    assert copy.stat().st_mode & 0o777 == 0o700
    assert check(copy).rows == sum(table["total"] for table in said["tables"].values()) > 200


def test_it_comes_back_whole_and_the_service_works_on_it(
    settings: Settings, servers: Servers, admin: psycopg.Connection, pair: Pair, copy: Path, tmp_path: Path
) -> None:
    with dropped("mms_restored", servers) as name:
        target = elsewhere(settings, servers, name, tmp_path)
        assert restore(target, copy) == check(copy).rows
        with superuser(name) as restored:
            restored.execute("SET search_path = pg_catalog")
            for tenant in (pair.a, pair.b):
                assert fingerprint(restored, tenant) == fingerprint(admin, tenant)
            forced = "SELECT count(*) FROM pg_class WHERE relforcerowsecurity AND relrowsecurity"
            assert restored.execute(forced).fetchone() == admin.execute(forced).fetchone()
        app = create_app(target)
        browser = browser_as(app, "ust-koksa", "administrator")
        assert WORD_A in browser.get("/ust-koksa/people/").text
        assert browser.get("/readyz").status == 200
        app.extensions["shell"].engine.dispose()
        kept = [path for path in target.files.rglob("*") if path.is_file()]
        assert [path.read_bytes() for path in kept] == [b"content of a file"]
        with pytest.raises(click.ClickException, match="не пуст"):
            restore(replace(target, data=tmp_path / "other"), copy)
        with pytest.raises(click.ClickException, match="не пуст"):
            restore(target, copy)


def test_a_copy_of_a_role_under_row_security_is_refused(
    settings: Settings, pair: Pair, tmp_path: Path
) -> None:
    blind = replace(settings, database_backup_url=settings.database_url)
    with pytest.raises(click.ClickException, match="BYPASSRLS"):
        make(blind, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_such_a_copy_would_have_been_empty(settings: Settings, pair: Pair, tmp_path: Path) -> None:
    """What the refusal is for: the careless dump succeeds, and holds not one person."""
    url = settings.database_admin_url or ""
    dump = tmp_path / "careless.dump"
    careless = ["--format", "custom", "--role", roles.OWNER, "--table", "mms.person"]
    with pytest.raises(click.ClickException, match="row-level security"):
        client.run("pg_dump", [*careless, "--file", str(dump)], url)
    client.run("pg_dump", [*careless, "--enable-row-security", "--file", str(dump)], url)
    told = subprocess.run(
        [binaries.client("pg_restore"), "--data-only", "--file", "-", str(dump)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "COPY mms.person" in told and WORD_A not in told


def test_the_commands_say_what_they_did(settings: Settings, pair: Pair, tmp_path: Path) -> None:
    environ = {
        "DATABASE_URL": settings.database_url,
        "DATABASE_BACKUP_URL": settings.database_backup_url or "",
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key,
        "DATA": str(settings.data),
        "DATABASE_ADMIN_URL": "",
    }
    made = CliRunner().invoke(main, ["backup", "create", str(tmp_path)], env=environ)
    assert made.exit_code == 0, made.output
    [place] = tmp_path.iterdir()
    assert place.name in made.output
    checked = CliRunner().invoke(main, ["backup", "check", str(place)], env=environ)
    assert checked.exit_code == 0 and "Копия цела" in checked.output
    restored = CliRunner().invoke(main, ["backup", "restore", str(place)], env=environ)
    assert restored.exit_code == 1 and "DATABASE_ADMIN_URL is not set" in restored.output
    refused = CliRunner().invoke(
        main,
        ["backup", "create", str(tmp_path / "second")],
        env=environ | {"DATABASE_BACKUP_URL": settings.database_url},
    )
    assert refused.exit_code == 1 and "BYPASSRLS" in refused.output


def test_a_table_the_role_may_not_read_is_named(
    settings: Settings, admin: psycopg.Connection, pair: Pair, tmp_path: Path
) -> None:
    admin.execute("REVOKE SELECT ON mms.route FROM mun_backup")
    try:
        with pytest.raises(click.ClickException, match="mms.route"):
            make(settings, tmp_path)
    finally:
        admin.execute("GRANT SELECT ON mms.route TO mun_backup")
    assert list(tmp_path.iterdir()) == [], "nothing unfinished is left"


@pytest.mark.parametrize("name", ["database.dump", "files.tar", "manifest.json"])
def test_a_damaged_copy_is_refused(copy: Path, name: str, tmp_path: Path) -> None:
    for path in copy.iterdir():
        content = path.read_bytes()
        middle = len(content) // 2
        if path.name == name:
            content = content[:middle] + b"\0\1\2" + content[middle + 3 :]
        (tmp_path / path.name).write_bytes(content)
    with pytest.raises(click.ClickException):
        check(tmp_path)


def test_a_copy_that_lacks_a_counted_row_is_refused(copy: Path, pair: Pair, tmp_path: Path) -> None:
    """The sums are right and the dump is whole, but it is not what was counted."""
    for path in copy.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    said = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    said["tables"]["mms.person"]["tenants"][str(pair.a)] += 1
    (tmp_path / "manifest.json").write_text(json.dumps(said), "utf-8")
    with pytest.raises(click.ClickException, match="mms.person"):
        check(tmp_path)


def test_missing_roles_are_made_by_the_way(copy: Path, open_path: Path, settings: Settings) -> None:
    """A server that never heard of us, as after the loss of the old one."""
    with fresh_server(open_path) as virgin:
        target = replace(
            elsewhere(settings, virgin, "mms_new", open_path / "data"),
            database_url=virgin.url(roles.APP, "mms_new"),
            database_backup_url=virgin.url(roles.BACKUP, "mms_new"),
            database_platform_url=None,
        )
        assert restore(target, copy) == check(copy).rows
        with psycopg.connect(virgin.admin_url.replace("+psycopg", ""), autocommit=True) as connection:
            found = connection.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'mun%'").fetchone()
        assert found == (len(roles.ROLES),)


@contextmanager
def fresh_server(place: Path) -> Iterator[Servers]:
    """An embedded server without our roles and database."""
    with ensure(place / "servers", durable=False) as servers:
        url = servers.admin_url.replace("postgresql+psycopg:", "postgresql:", 1)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {roles.DATABASE}".encode())
            for role in reversed(roles.ROLES):
                connection.execute(f"DROP ROLE {role.name}".encode())
        yield servers
