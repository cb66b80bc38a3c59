"""Find the texts people see: gettext calls and message ids in Python, gettext calls in templates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2.ext import babel_extract

FIRST_ARGUMENT = {
    "_",
    "_a",
    "N_",
    "gettext",
    "lazy",
    "translate",
    "Message",
    "Problem",
    "NotFound",
    "Forbidden",
    "Unauthenticated",
    "Invalid",
    "Conflict",
    "TooLarge",
    "TooMany",
    "Unavailable",
}
SECOND_ARGUMENT = {"FieldProblem"}
ALL_FORMS = {"counted"}
SPOKEN_KEYWORDS = {"msgid", "title", "one", "about", "hint", "starts", "ends", "error"}
CONSOLE = {"cli", "launcher"}
"""Packages that speak to operators on a console, in Russian only."""

CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
PLURAL = {"ngettext", "ngettext_a"}
TEMPLATE_KEYWORDS = ("_", "_a", "gettext", "ngettext", "ngettext_a")


@dataclass(frozen=True)
class Text:
    """One source text, with its plural where it counts, and the file it was found in."""

    msgid: str
    plural: str | None
    path: str


def texts_of(root: Path) -> list[Text]:
    """All texts of the package under `root`, in the order of files and lines, each once."""
    found: dict[str, Text] = {}
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
        if path.relative_to(root).parts[0] in CONSOLE:
            continue
        name = path.relative_to(root.parent).as_posix()
        pairs = _from_python(path) if path.suffix == ".py" else _from_template(path)
        for msgid, plural in pairs:
            if not any(sign.isalpha() for sign in PLACEHOLDER.sub("", msgid)):
                continue  # only places for other texts
            known = found.get(msgid)
            if known is None or (plural and not known.plural):
                found[msgid] = Text(msgid, plural, known.path if known else name)
    return list(found.values())


def _from_python(path: Path) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Call):
            yield from _from_call(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            yield from _from_assignment(node)
        elif isinstance(node, ast.FunctionDef) and node.name.endswith("words"):
            returned = (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return))
            yield from (found for value in returned for found in _russian(value))
        elif isinstance(node, ast.keyword) and node.arg in SPOKEN_KEYWORDS:
            yield from _russian(node.value)


def _from_call(call: ast.Call) -> Iterator[tuple[str, str | None]]:
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in PLURAL and len(call.args) >= 2:
        for singular, _ in _constant(call.args[0]):
            yield from ((singular, plural) for plural, _ in _constant(call.args[1]))
        return
    if name in ALL_FORMS:
        yield from (found for argument in call.args for found in _constant(argument))
        return
    place = 0 if name in FIRST_ARGUMENT else 1 if name in SECOND_ARGUMENT else None
    if place is not None and len(call.args) > place:
        yield from _constant(call.args[place])


def _from_assignment(node: ast.Assign | ast.AnnAssign) -> Iterator[tuple[str, str | None]]:
    """Message ids by name, titles in tables of titles, sentences kept as constants."""
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        name = getattr(target, "id", "")
        if name.lower().endswith("msgid"):
            yield from _constant(node.value)
        elif name.endswith("TITLES") and isinstance(node.value, ast.Dict):
            yield from (found for value in node.value.values for found in _russian(value))
        elif name.isupper():
            yield from (found for found in _russian(node.value) if found[0].endswith((".", "?")))


def _russian(node: ast.expr | None) -> Iterator[tuple[str, str | None]]:
    yield from (found for found in _constant(node) if CYRILLIC.search(found[0]))


def _constant(node: ast.expr | None) -> Iterator[tuple[str, str | None]]:
    """The texts a constant expression can take: a string, or both arms of a conditional."""
    if isinstance(node, ast.IfExp):
        yield from _constant(node.body)
        yield from _constant(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value, None


def _from_template(path: Path) -> Iterator[tuple[str, str | None]]:
    with path.open("rb") as file:
        for _, _, message, _ in babel_extract(
            file, TEMPLATE_KEYWORDS, [], {"encoding": "utf-8", "silent": "false"}
        ):
            if isinstance(message, tuple):
                texts = [part for part in message if part]
                yield texts[0], texts[1] if len(texts) > 1 else None
            elif message:
                yield message, None
