"""The sources that the tests of the house look at."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "service"
TESTS = ROOT / "tests"


def sources(folder: Path) -> list[Path]:
    """Python files below a folder, in order."""
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def named(path: Path) -> str:
    """A file's name as a person says it."""
    return path.relative_to(ROOT).as_posix()
