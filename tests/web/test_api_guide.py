"""The guide to the API works when followed to the letter: its commands run against a live service."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from service.app import create_app
from service.config import Settings
from tests.database import RECORDS, database, queue_address, settings_for
from tests.servers import servers

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "api.md"
HERE = "http://127.0.0.1:8000"
NEXT = "-- next --"
LONGEST = 180


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings on a database whose districts have people and registers."""
    with database(RECORDS) as name:
        yield settings_for(name, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def live(settings: Settings) -> Iterator[dict[str, str]]:
    """The variables of a running service with its worker; `SERVICE` is its address."""
    given = replace(settings, redis_url=queue_address(servers(), live=True))
    made = create_app(given)
    server = make_server("127.0.0.1", 0, made, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environ = os.environ | {
        "DATABASE_URL": given.database_url,
        "REDIS_URL": given.redis_url,
        "SECRET_KEY": given.secret_key,
        "DATA": str(given.data),
        "PYTHONPATH": str(ROOT),
        "SERVICE": f"http://127.0.0.1:{server.server_port}",
    }
    worker = subprocess.Popen([sys.executable, "-m", "service.worker"], cwd=ROOT, env=environ)
    try:
        yield environ
    finally:
        worker.terminate()
        worker.wait(20)
        server.shutdown()
        made.extensions["shell"].engine.dispose()


def blocks() -> list[tuple[str, str]]:
    """The fenced blocks of the guide in order, by language."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_every_command_prints_what_the_guide_says(live: dict[str, str], tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    commands = [text for language, text in blocks() if language == "sh"]
    script = "\n".join(f"{text}\necho '{NEXT}'" for text in commands)
    assert script.count(HERE) == 1
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script.replace(HERE, live["SERVICE"])],
        cwd=tmp_path, env=live, capture_output=True, text=True, timeout=LONGEST,
    )  # fmt: skip
    assert ran.returncode == 0, (ran.stdout, ran.stderr)
    printed = iter(ran.stdout.split(f"{NEXT}\n"))
    output, compared = "", 0
    for language, text in blocks():
        if language == "sh":
            output = next(printed)
        else:
            assert text.strip() == output.strip()
            compared += 1
    assert compared == 4


def test_the_guide_names_addresses_that_exist(live: dict[str, str]) -> None:
    described = create_described(live)
    for path in re.findall(r'"\$API(/[a-z-]+)', GUIDE.read_text("utf-8")):
        assert any(known.startswith(f"/api/v1/{{slug}}{path}") for known in described), path


def create_described(live: dict[str, str]) -> list[str]:
    """The addresses that the running service describes."""
    asked = subprocess.run(
        ["curl", "-sS", f"{live['SERVICE']}/api/v1/openapi.json"], capture_output=True, text=True, check=True
    )
    return re.findall(r'"(/api/v1/[^"]+)": \{', asked.stdout)
