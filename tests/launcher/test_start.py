"""Starting over what a crash, another process or a full stop left: the rest of the failure table."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from service.launcher import LauncherError, Servers, ensure
from service.launcher.death import child_setup
from service.launcher.embedded import initialised, running
from service.launcher.processes import alive, state_of
from service.launcher.state import INSIDE, PORT, open_state, socket_directory
from tests.launcher.conftest import ROOT, command_of, descendants, none_alive, until

ATTACH = """
import sys
from pathlib import Path
from service.launcher import ensure
with ensure(Path(sys.argv[1])) as servers:
    print(servers.owned, flush=True)
    sys.stdin.read()
"""


def plain(url: str) -> str:
    return url.replace("+psycopg", "")


def who(servers: Servers) -> str:
    with psycopg.connect(plain(servers.app_url)) as connection:
        return str(connection.execute("SELECT current_user").fetchone())


def another(data: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", ATTACH, str(data)],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=child_setup(signal.SIGKILL),
    )


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.fixture
def stopped(data: Path) -> Path:
    """A data directory with a complete cluster and nothing running."""
    with ensure(data):
        pass
    return data


@pytest.fixture
def foreign(stopped: Path) -> Iterator[int]:
    """A living process of the servers' account that is nobody's server."""
    account = open_state(stopped).account
    who = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
    with subprocess.Popen(["sleep", "60"], cwd="/", **who) as process:
        yield process.pid
        process.kill()


def leave_stale_locks(data: Path, pid: int) -> None:
    state = open_state(data)
    sockets = socket_directory(state)
    content = f"{pid}\n{state.postgres}\n1\n{PORT}\n{sockets}\n\n       1         1\nready   \n"
    for path in (state.postgres / "postmaster.pid", sockets / f".s.PGSQL.{PORT}.lock"):
        path.write_text(content)
        path.chmod(0o600)
        if state.account:
            os.chown(path, state.account.uid, state.account.gid)


def test_a_stale_pid_of_a_living_stranger_is_no_obstacle(stopped: Path, foreign: int) -> None:
    leave_stale_locks(stopped, foreign)
    with ensure(stopped) as servers:
        assert "mun_app" in who(servers)
    assert alive(foreign), "the stranger is left alone"


def test_a_stale_pid_of_another_postgres_is_no_obstacle(stopped: Path, servers: Servers) -> None:
    with psycopg.connect(plain(servers.admin_url)) as connection:
        backend = connection.info.backend_pid
        leave_stale_locks(stopped, backend)
        with ensure(stopped) as own:
            assert "mun_app" in who(own)
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_stale_pid_of_a_zombie_is_no_obstacle(stopped: Path) -> None:
    account = open_state(stopped).account
    who_runs = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
    zombie = subprocess.Popen(["true"], cwd="/", **who_runs)
    until(lambda: (state_of(zombie.pid) or ("", ""))[1] == "Z")
    leave_stale_locks(stopped, zombie.pid)
    with ensure(stopped) as servers:
        assert "mun_app" in who(servers)
    zombie.wait()


def test_a_killed_initdb_leaves_nothing_that_looks_complete(data: Path) -> None:
    state = open_state(data)
    process = another(data)
    until(lambda: any("initdb" in command_of(pid) for pid in descendants(process.pid)))
    until((state.root / "postgres.new" / "base").exists)
    below = descendants(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not initialised(data)
    with ensure(data) as servers:
        assert "mun_app" in who(servers)
    until(lambda: none_alive(below))


def test_a_path_too_long_for_a_socket_is_no_obstacle(data: Path) -> None:
    deep = data / ("длинное" * 6) / ("имя" * 12)
    with ensure(deep) as servers:
        assert "mun_app" in who(servers)
        assert "/tmp/" in servers.redis_url
        found = running(deep)
        assert found is not None
        assert found.app_url == servers.app_url


def test_a_space_in_the_path_does_not_reach_the_sockets(open_path: Path) -> None:
    with ensure(open_path / "a b", durable=False) as servers:
        # Valkey repeats its socket's path in the list of clients, where RQ's library reads spaces as ends.
        assert "addr" in redis.Redis.from_url(servers.redis_url).client_info()
    with ensure(open_path / "plain", durable=False) as servers:
        assert str(open_path) in servers.redis_url


def test_the_first_process_runs_the_servers_the_others_attach(data: Path) -> None:
    crowd = [another(data) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(first_line, crowd)) == ["False", "False", "True"]
    for process in crowd:
        process.communicate("")
        assert process.returncode == 0
    assert running(data) is None


def _open_at_once(data: Path, gate: Any) -> None:
    gate.wait()
    assert open_state(data).root == data / INSIDE


def test_processes_that_come_at_once_make_one_state(data: Path) -> None:
    forks = get_context("fork")
    for number in range(20):
        gate = forks.Barrier(4)
        crowd = [forks.Process(target=_open_at_once, args=(data / str(number), gate)) for _ in range(4)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        assert [one.exitcode for one in crowd] == [0] * 4
        assert [path.name for path in data.iterdir() if "." in path.name] == []


def test_after_a_kill_the_next_process_waits_for_the_old_servers_to_end(stopped: Path) -> None:
    process = another(stopped)
    assert first_line(process) == "True"
    old = descendants(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    with ensure(stopped) as servers:
        assert servers.owned
        assert "mun_app" in who(servers)
        assert none_alive(old)
    process.wait()


def test_servers_for_tests_leave_no_data(data: Path) -> None:
    with ensure(data, durable=False) as servers:
        assert servers.state is not None
        with psycopg.connect(plain(servers.app_url)) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("off",)
    assert not servers.state.exists()


def test_data_of_another_major_version_is_refused_in_words(stopped: Path) -> None:
    (open_state(stopped).postgres / "PG_VERSION").write_text("17\n")
    with pytest.raises(LauncherError, match="17"), ensure(stopped):
        pass
