"""One tenant put back as a copy has it, its own or the whole service's, while its neighbour works on."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from service.archive import contents
from service.cli.backup.making import make as make_whole
from service.cli.backup.one_tenant import make_one, restore_one
from service.cli.backup.recording import record
from service.cli.main import main
from service.cli.scopes import command_scope
from service.config import Settings
from service.launcher import Servers
from service.operators.actions import suspend
from service.people import storage
from service.people.model.persons import Person
from service.tenancy.context import TenantSession
from service.tenancy.model import Tenant
from tests.archive.moving import Rows, engine_of, rows
from tests.database import superuser
from tests.isolation.filling import fingerprint
from tests.isolation.pair import SLUG_A, SLUG_B, Pair, fill_pair

NEW = {"last_name": "Лишняя", "first_name": "Анна", "sort_key": "лишняя", "search_key": "лишняя"}


@pytest.fixture(scope="module")
def pair(settings: Settings) -> Pair:
    """Two tenants with rows in every table, and an uploaded file of one."""
    with superuser(make_url(settings.database_url).database or "") as admin:
        found = fill_pair(admin)
    storage.keep(settings.files, found.a, b"of the tenant")
    return found


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables of a deployment on the module's database."""
    for name in ("database_url", "database_platform_url", "redis_url", "secret_key"):
        monkeypatch.setenv(name.upper(), str(getattr(settings, name)))
    monkeypatch.setenv("DATA", str(settings.data))


def kept(found: Rows) -> Rows:
    """Rows that a copy holds, without the line that a restore adds to the log."""
    said = {place: found[place] for place in found if place not in contents.LEFT_OUT}
    added = [n for n, row in said["mms.audit"].items() if row["event"] == "tenant.restored"]
    said["mms.audit"] = {n: row for n, row in said["mms.audit"].items() if n not in added}
    for row in said["mms.audit"].values():
        row.pop("origin")
    return said


def spoil(settings: Settings, pair: Pair) -> None:
    """Things happen to the tenant after the copy: a person enters, a file is lost."""
    with command_scope(settings, SLUG_A) as scope:
        scope.db.add(Person(**NEW))
        scope.record("people.spoilt")
    for key in storage.keys(settings.files, pair.a):
        storage.drop(settings.files, pair.a, key)


def test_a_tenants_own_copy_puts_it_back_beside_a_neighbour_at_work(
    settings: Settings, pair: Pair, tmp_path: Path, environment: None
) -> None:
    before = kept(rows(settings, SLUG_A))
    done = CliRunner().invoke(main, ["backup", "create", str(tmp_path), "--tenant", SLUG_A])
    assert done.exit_code == 0, done.output
    path = next(tmp_path.glob("metodsluzhba-ust-koksa-*.zip"))
    assert path.stat().st_mode & 0o777 == 0o600
    assert CliRunner().invoke(main, ["backup", "check", str(path)]).exit_code == 0
    spoil(settings, pair)
    with engine_of(settings.database_url) as engine, TenantSession(engine, pair.b) as neighbour:
        neighbour.add(Person(**NEW))
        neighbour.flush()  # the neighbour's transaction stays open all the while
        done = CliRunner().invoke(main, ["backup", "restore", str(path), "--tenant", SLUG_A])
        assert done.exit_code == 0, done.output
        neighbour.commit()
        chosen = select(Person).where(Person.last_name == NEW["last_name"])
        assert neighbour.execute(chosen).scalar_one().tenant_id == pair.b
    after = rows(settings, SLUG_A)
    assert kept(after) == before
    assert not after["mms.api_token"] and not after["mms.outbox"]
    keys = storage.keys(settings.files, pair.a)
    assert [storage.fetch(settings.files, pair.a, key) for key in keys] == [b"of the tenant"]
    assert status(settings) == ("active", None)


def status(settings: Settings) -> tuple[str, str | None]:
    """How the tenant stands."""
    with engine_of(settings.database_platform_url) as engine, Session(engine) as db:
        found = db.execute(select(Tenant).where(Tenant.slug == SLUG_A)).scalar_one()
        return found.status, found.stage


def test_out_of_a_copy_of_the_whole_service_one_tenant_comes_back(
    settings: Settings, servers: Servers, pair: Pair, tmp_path: Path
) -> None:
    name = make_url(settings.database_url).database or ""
    before = kept(rows(settings, SLUG_A))
    made = make_whole(settings, tmp_path / "copies")
    record(settings, made)
    copy = made.path
    spoil(settings, pair)
    with superuser(name) as admin:
        neighbour = fingerprint(admin, pair.b)
    privileged = replace(settings, database_admin_url=servers.admin_url_of(name))
    assert restore_one(privileged, copy, SLUG_A).slug == SLUG_A
    assert kept(rows(settings, SLUG_A)) == before
    with superuser(name) as admin:
        assert fingerprint(admin, pair.b) == neighbour
        noted = admin.execute("SELECT rows FROM platform.backup_made").fetchall()
        left = admin.execute(
            "SELECT count(*) FROM pg_database WHERE datname = %s", [f"{name}_aside"]
        ).fetchone()
    assert left == (0,) and noted == [(made.rows,)]


def test_what_fails_leaves_the_tenant_as_it_was(
    settings: Settings, pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = make_one(settings, tmp_path, SLUG_A)
    with engine_of(settings.database_platform_url) as engine, Session(engine) as db, db.begin():
        suspend(db, SLUG_A, "проверка", None, db.get_one(Tenant, pair.a).created_at)
    before = rows(settings, SLUG_A)
    monkeypatch.setattr("service.archive.adding.AT_ONCE", 1)
    monkeypatch.setattr("service.archive.loading.measured", lambda *_: {"tables": dict.fromkeys(before, 0)})
    with pytest.raises(Exception, match="Записано не то"):
        restore_one(settings, path, SLUG_A)
    assert rows(settings, SLUG_A) == before
    assert status(settings) == ("suspended", None), "a suspended tenant stays suspended"


def test_another_tenants_copy_and_no_copy_are_refused(
    settings: Settings, pair: Pair, tmp_path: Path, environment: None
) -> None:
    path, _ = make_one(settings, tmp_path, SLUG_B)
    for arguments, words in (
        (["backup", "restore", str(path), "--tenant", SLUG_A], "Архив другого района"),
        (["backup", "restore", str(path)], "--tenant"),
        (["tenants", "import", str(path)], "только в пустой район"),
        (["tenants", "import", str(path), "--seal", "0"], "Печать архива другая"),
        (["tenants", "export", SLUG_B, str(path)], "уже есть"),
        (["tenants", "export", "nowhere", str(tmp_path / "x.zip")], "нет"),
    ):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code != 0 and words in done.output, done.output
