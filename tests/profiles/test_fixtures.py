"""Two councils that no shipped regulation describes: their files are right and every example holds."""

import subprocess
import sys
from pathlib import Path

from service.profiles.directory import read_directory

FIXTURES = Path(__file__).parent / "fixtures"
THRESHOLDS = 10 * 3 * 2  # rows of the table, columns, one below and exactly


def mms(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("mms")), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603


def test_the_command_runs_every_example() -> None:
    directory = read_directory(FIXTURES)
    assert directory.problems == ()
    assert len(directory.cases) > THRESHOLDS
    done = mms("cases", "--profiles", str(FIXTURES))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == f"Примеров: {len(directory.cases)}, не прошло: 0."


def test_the_command_notices_a_wrong_example(tmp_path: Path) -> None:
    written = (FIXTURES / "primer" / "centre.cases.toml").read_text("utf-8")
    wrong = tmp_path / "centre.cases.toml"
    wrong.write_text(written.replace("shortfall = 1,", "shortfall = 2,", 1), "utf-8")
    done = mms("cases", str(wrong), "--profiles", str(FIXTURES))
    assert done.returncode == 1
    assert "shortfall: ожидалось 2, получено 1" in done.stdout
