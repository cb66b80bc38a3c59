"""Files and functions stay small, names stay meaningful, everything public is described."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import SERVICE, TESTS, named, sources

LONGEST_FILE, MEDIAN_FILE, LONGEST_FUNCTION = 250, 90, 40
LONGEST_TEST, LONGEST_CONFTEST = 300, 150
FORBIDDEN = ("util", "helper", "common", "misc")
Described = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def test_no_source_outgrows_a_page_or_two() -> None:
    assert {named(path): lines(path) for path in sources(SERVICE) if lines(path) > LONGEST_FILE} == {}


def test_the_usual_source_is_short() -> None:
    assert statistics.median(lines(path) for path in sources(SERVICE)) <= MEDIAN_FILE


def test_no_test_outgrows_its_bound() -> None:
    bounds = {
        path: LONGEST_CONFTEST if path.name == "conftest.py" else LONGEST_TEST for path in sources(TESTS)
    }
    assert {named(path): lines(path) for path, bound in bounds.items() if lines(path) > bound} == {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{named(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("folder", [SERVICE, TESTS], ids=lambda one: one.name)
def test_no_function_outgrows_a_screen(folder: Path) -> None:
    long = {
        name: size for path in sources(folder) for name, size in functions(path) if size > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_file_is_a_drawer() -> None:
    found = [named(path) for path in SERVICE.rglob("*") if any(word in path.stem for word in FORBIDDEN)]
    assert found == []


def undescribed(path: Path) -> Iterator[str]:
    """Public modules, classes, functions and methods without a first line that is one sentence."""
    tree = ast.parse(path.read_text("utf-8"))
    public: list[Described] = [tree]
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            public.append(node)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            public += [one for one in node.body if isinstance(one, ast.FunctionDef)]
    for one in public:
        name = getattr(one, "name", "")
        if name.startswith("_"):
            continue
        said = (ast.get_docstring(one) or "").split("\n\n")[0].strip()
        if not said or said[-1] not in ".:?!)»":
            yield f"{named(path)}:{name or 'module'}: {said[:60]!r}"


def test_everything_public_says_what_it_is() -> None:
    assert [fault for path in sources(SERVICE) for fault in undescribed(path)] == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX", "raise NotImplementedError"])
def test_nothing_is_left_for_later(word: str) -> None:
    here = Path(__file__)
    left = [
        named(path)
        for path in sources(SERVICE) + sources(TESTS)
        if path != here and word in path.read_text("utf-8")
    ]
    assert left == []
