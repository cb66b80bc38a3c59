"""PostgreSQL: making the cluster, starting it, clearing what a crash left, running SQL as its superuser."""

import os
import re
import shutil
import signal
import subprocess
import time
from gettext import gettext as _
from pathlib import Path

from service.launcher import processes
from service.launcher.accounts import give
from service.launcher.binaries import Binaries
from service.launcher.errors import LauncherError
from service.launcher.log import last_lines, server_log
from service.launcher.state import PORT, State

NAME = "postgres"
SUPERUSER = "postgres"
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
# PostgreSQL brings its own case rules and code-point order since 17: the same on every machine.
BUILTIN_LOCALE_SINCE = 17


def prepare(state: State, binaries: Binaries, password: str, *, durable: bool) -> None:
    """Make the cluster unless it exists; it gets its name only when complete."""
    version = state.postgres / "PG_VERSION"
    if version.exists():
        found = version.read_text().strip()
        if found != str(binaries.major):
            raise LauncherError(
                _("Данные в %(path)s созданы PostgreSQL %(found)s, а установлен %(have)s.")
                % {"path": state.postgres, "found": found, "have": binaries.major}
            )
        return
    new = state.postgres.with_name("postgres.new")
    processes.clear_out(new, NAME, signal.SIGKILL)
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    give(new, state.account)
    _initdb(state, binaries, new, password, durable=durable)
    new.rename(state.postgres)
    _sync(state.root)


def _initdb(state: State, binaries: Binaries, new: Path, password: str, *, durable: bool) -> None:
    secret = state.root / "initdb.password"
    secret.unlink(missing_ok=True)
    descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password + "\n")
    give(secret, state.account)
    argv = [binaries.program("initdb"), "-D", str(new), "-U", SUPERUSER, "-E", "UTF8"]
    argv += ["--auth=scram-sha-256", f"--pwfile={secret}", "--locale=C.UTF-8"]
    if binaries.major >= BUILTIN_LOCALE_SINCE:
        argv += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if not durable:
        argv.append("--no-sync")
    log = state.root / "initdb.log"
    try:
        with server_log(log) as output:
            process = processes.spawn(
                argv,
                death=signal.SIGKILL,
                cwd=new,
                env={"LC_ALL": "C", "PATH": os.defpath},
                account=state.account,
                output=output,
            )
        try:
            code = process.wait()
        finally:
            processes.stop(process, signal.SIGKILL, 5)
    finally:
        secret.unlink(missing_ok=True)
    if code != 0:
        raise LauncherError(_("initdb не создал базу: %(log)s") % {"log": last_lines(log)})


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def start(state: State, binaries: Binaries, sockets: Path, *, durable: bool) -> subprocess.Popen[bytes]:
    """Start the server and wait until it takes connections."""
    processes.clear_out(state.postgres, NAME, signal.SIGQUIT)
    _remove_stale_locks(state, sockets)
    log = state.root / "postgres.log"
    with server_log(log) as output:
        process = processes.spawn(
            _command(state, binaries, sockets, durable=durable),
            death=signal.SIGINT,
            cwd=state.postgres,
            env={"LC_ALL": "C", "PATH": os.defpath},
            account=state.account,
            output=output,
        )
    deadline = time.monotonic() + 60
    while not _ready(state, process.pid):
        if process.poll() is not None or time.monotonic() > deadline:
            processes.stop(process, signal.SIGKILL, 1)
            raise LauncherError(_("PostgreSQL не запустился: %(log)s") % {"log": last_lines(log)})
        time.sleep(0.01)
    return process


def _command(state: State, binaries: Binaries, sockets: Path, *, durable: bool) -> list[str]:
    quoted = '"' + str(sockets).replace('"', '""') + '"'
    settings = {"listen_addresses": "", "port": str(PORT), "unix_socket_directories": quoted}
    settings |= {"unix_socket_permissions": "0700", "max_connections": "200", "log_timezone": "UTC"}
    settings |= {"logging_collector": "off"} | ({} if durable else FAST)
    argv = [binaries.program("postgres"), "-D", str(state.postgres)]
    for name, value in settings.items():
        argv += ["-c", f"{name}={value}"]
    return argv


def _ready(state: State, pid: int) -> bool:
    # The eighth line is the server's own word on whether it takes connections; pg_ctl reads it too.
    try:
        lines = (state.postgres / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _remove_stale_locks(state: State, sockets: Path) -> None:
    """Remove lock files whose process is gone, is a zombie or is somebody else under a number used again.

    PostgreSQL itself refuses to start in the last two cases. Nothing of ours runs here any more: that was
    seen to just before. Where /proc is absent the files stay and PostgreSQL decides.
    """
    if not processes.PROC.is_dir():
        return
    for path in (state.postgres / "postmaster.pid", sockets / f".s.PGSQL.{PORT}.lock"):
        try:
            pid = int(path.read_text().split(maxsplit=1)[0])
        except FileNotFoundError:
            continue
        except (ValueError, IndexError):
            pid = 0
        if pid == 0 or not _runs_server(pid, state.postgres):
            path.unlink()


def _runs_server(pid: int, cluster: Path) -> bool:
    """Tell whether the process is a living server of this very cluster, by its command line."""
    state = processes.state_of(pid)
    if state is None or state[0] != NAME or state[1] in "ZX":
        return False
    try:
        argv = (processes.PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return True
    return os.fsencode(cluster) in argv


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the server: open transactions roll back, everything committed is on disk."""
    processes.stop(process, signal.SIGINT, 30)


def run_sql(binaries: Binaries, sockets: Path, password: str, sql: str, database: str = "postgres") -> str:
    """Run statements as the superuser over the socket; return what they print, one row a line."""
    argv = [binaries.program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", str(sockets)]
    argv += ["-p", str(PORT), "-U", SUPERUSER, "-d", database, "-f", "-"]
    done = subprocess.run(
        argv,
        input=sql,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PGPASSWORD": password, "PGCLIENTENCODING": "UTF8", "PATH": os.defpath, "LC_ALL": "C"},
        check=False,
    )
    if done.returncode != 0:
        raise LauncherError(_("PostgreSQL отказал: %(error)s") % {"error": _without_statement(done.stderr)})
    return done.stdout


def _without_statement(told: str) -> str:
    # The server repeats the line of the statement, and a statement may hold a password.
    return re.sub(r"(?m)^LINE .*\n.*$", "", told).strip()
