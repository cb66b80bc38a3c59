"""The preparation of the environment, as far as it must work before anything is installed."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.launcher import bootstrap
from tests.launcher.conftest import ROOT


def test_an_older_python_reads_the_script_and_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 7))
    monkeypatch.setattr(bootstrap, "OLDEST", (3, 99))
    with pytest.raises(SystemExit, match=r"Нужен Python 3\.11"):
        bootstrap.main()


def test_the_script_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(Path(bootstrap.__file__).read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_the_command_works_from_anywhere_under_a_path_with_spaces(tmp_path: Path) -> None:
    bin_directory = tmp_path / "с пробелом" / ".venv" / "bin"
    bin_directory.mkdir(parents=True)
    (bin_directory / "python").symlink_to(sys.executable)
    (bin_directory / "mms").write_text(bootstrap.SCRIPT)
    (bin_directory / "mms").chmod(0o755)
    told = subprocess.run(
        [bin_directory / "mms", "--help"],
        cwd="/",
        env=dict(os.environ) | {"PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert "doctor" in told.stdout


def test_make_alone_lists_the_targets() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {line.split()[1] for line in told.stdout.splitlines()} >= {"demo", "test", "check"}
