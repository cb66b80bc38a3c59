"""Valkey: the queue and the limits, on a Unix socket, every write kept in an append-only file."""

import signal
import socket
import subprocess
import time
from gettext import gettext as _
from pathlib import Path

from service.launcher import processes
from service.launcher.binaries import Binaries
from service.launcher.errors import LauncherError
from service.launcher.log import server_log
from service.launcher.state import State

NAME = "valkey-server"
SOCKET = "valkey.sock"


def start(state: State, binaries: Binaries, sockets: Path, *, durable: bool) -> subprocess.Popen[bytes]:
    """Start Valkey and wait until it answers."""
    processes.clear_out(state.valkey, NAME, signal.SIGTERM)
    path = sockets / SOCKET
    argv = [str(binaries.valkey), "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"]
    argv += ["--dir", str(state.valkey), "--save", "", "--daemonize", "no"]
    argv += [
        "--maxmemory-policy",
        "noeviction",
        "--appendonly",
        "yes" if durable else "no",
        "--appendfsync",
        "everysec",
    ]
    with server_log(state.root / "valkey.log") as output:
        process = processes.spawn(
            argv,
            death=signal.SIGTERM,
            cwd=state.valkey,
            env={"LC_ALL": "C"},
            account=state.account,
            output=output,
        )
    deadline = time.monotonic() + 30
    while not answers(path):
        if process.poll() is not None or time.monotonic() > deadline:
            processes.stop(process, signal.SIGKILL, 1)
            raise LauncherError(
                _("Valkey не запустился, подробности в %(log)s") % {"log": state.root / "valkey.log"}
            )
        time.sleep(0.01)
    return process


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop Valkey; what it holds is on disk first."""
    processes.stop(process, signal.SIGTERM, 10)


def answers(path: Path) -> bool:
    """Tell whether a Valkey answers on the socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
