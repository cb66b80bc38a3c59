"""Every sentence of the engine can be found by the extraction of messages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import service.rules

ROOT = Path(service.rules.__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def calls(name: str) -> Iterator[tuple[Path, ast.expr]]:
    """Yield the first argument of every call of a function in the engine."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield path, node.args[0]


def test_message_ids_are_literals_or_named_constants() -> None:
    for path, argument in calls("Message"):
        joined = (ast.JoinedStr, ast.IfExp, ast.BinOp)
        assert not isinstance(argument, joined), f"{path}:{argument.lineno} cannot be extracted"


def test_marked_texts_are_literals() -> None:
    for path, argument in calls("N_"):
        assert isinstance(argument, ast.Constant), f"{path}:{argument.lineno} cannot be extracted"


@pytest.mark.parametrize("name", ["Message", "N_"])
def test_placeholders_are_well_formed_and_nothing_is_glued_to_them(name: str) -> None:
    for path, argument in calls(name):
        if isinstance(argument, ast.Constant):
            text = str(argument.value)
            assert "%" not in PLACEHOLDER.sub("", text), f"{path}:{argument.lineno} {text}"
            assert not re.search(r"\)[sd]\w", text), f"{path}:{argument.lineno} {text}"
