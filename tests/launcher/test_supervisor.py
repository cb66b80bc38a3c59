"""What dies with what: the rows of the failure table that need a supervisor in a process of its own."""

import os
import signal
from pathlib import Path

import psycopg
import redis

from service.launcher import Servers, ensure
from service.launcher.embedded import running
from tests.launcher.conftest import WORKER, Service, command_of, none_alive, until


def plain(url: str) -> str:
    return url.replace("+psycopg", "")


def attached(data: Path) -> Servers:
    found = running(data)
    assert found is not None
    return found


def write(servers: Servers) -> None:
    with psycopg.connect(plain(servers.admin_url)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'строка' AS value")
    redis.Redis.from_url(servers.redis_url).set("kept", "ключ")


def assert_kept(servers: Servers) -> None:
    with psycopg.connect(plain(servers.admin_url)) as connection:
        assert connection.execute("SELECT value FROM kept").fetchone() == ("строка",)


def test_kill_9_of_the_supervisor_leaves_no_process_and_loses_no_row(service: Service, data: Path) -> None:
    write(attached(data))
    children = service.below()
    os.kill(service.process.pid, signal.SIGKILL)
    service.process.wait()
    with ensure(data) as servers:  # at once: it waits for what is still going down
        assert servers.owned
        assert none_alive(children)
        assert_kept(servers)


def test_ctrl_c_stops_everything_in_order_and_exits_well(service: Service, data: Path) -> None:
    children = service.below()
    service.process.send_signal(signal.SIGINT)
    assert service.process.wait(30) == 0
    assert none_alive(children)
    assert running(data) is None


def test_kill_9_of_the_postmaster_is_mended_without_loss(service: Service, data: Path) -> None:
    servers = attached(data)
    write(servers)
    before = {pid for pid in service.below() if command_of(pid).startswith("postgres: ")}
    postmaster = service.one("postgres -D")
    os.kill(postmaster, signal.SIGKILL)
    until(lambda: postmaster not in service.below() and _answers(servers))
    assert_kept(servers)
    assert none_alive(before)


def test_kill_9_of_valkey_keeps_the_queue(service: Service, data: Path) -> None:
    servers = attached(data)
    client = redis.Redis.from_url(servers.redis_url)
    client.set("kept", "ключ")
    until(lambda: client.info("persistence")["aof_pending_bio_fsync"] == 0)
    killed = service.one("valkey-server")
    os.kill(killed, signal.SIGKILL)
    until(lambda: killed not in service.below() and running(data) is not None)
    assert client.get("kept") == "ключ".encode()


def test_kill_9_of_a_backend_leaves_the_server_usable(open_path: Path) -> None:
    # Servers of its own: such a death throws everybody else's sessions out too.
    with ensure(open_path / "data", durable=False) as pair:
        with psycopg.connect(plain(pair.admin_url)) as connection:
            os.kill(connection.info.backend_pid, signal.SIGKILL)
        until(lambda: _answers(pair))


def test_a_killed_web_server_and_worker_come_back(service: Service) -> None:
    before = service.all("gunicorn") | service.all(WORKER)
    os.kill(service.one("gunicorn"), signal.SIGKILL)
    os.kill(service.one(WORKER), signal.SIGKILL)
    until(lambda: none_alive(before))
    until(lambda: len(service.all("gunicorn")) == 3 and service.all(WORKER))
    assert service.process.poll() is None


def _answers(servers: Servers) -> bool:
    try:
        with psycopg.connect(plain(servers.admin_url)) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False
