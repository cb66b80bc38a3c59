"""Markers (поля шаблона) in the paragraphs of a document, wherever Word has cut their text into runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document as Opened
from docx.oxml.ns import qn

from service.core.language import N_
from service.documents.forms.opening import roots
from service.rules.message import Message

BODY = N_("абзац %(number)s")
CELL = N_("таблица %(table)s, строка %(row)s, столбец %(column)s")
ABOVE, BELOW = N_("верхний колонтитул"), N_("нижний колонтитул")
MARKER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
NAME = re.compile(r"\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\s*")
BROKEN = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_SKIPPED = {qn("w:del"), qn("w:pPr"), qn("w:rPr")}


@dataclass(frozen=True)
class Text:
    """The text of one paragraph with the nodes it stands in."""

    element: Any
    nodes: tuple[Any, ...]

    @property
    def text(self) -> str:
        """The text as it is read."""
        return "".join(node.text or "" for node in self.nodes)

    def markers(self) -> Iterator[tuple[str | None, str, int, int]]:
        """Each marker with its name (None where it is no name), as written, and where it begins and ends."""
        for found in MARKER.finditer(self.text):
            named = NAME.fullmatch(found[1])
            yield (named[1] if named else None), found[0], *found.span()

    def broken(self) -> str | None:
        """A brace without its pair, or a sign of some engine's language."""
        left = MARKER.sub("", self.text)
        found = BROKEN.search(left)
        return left[max(0, found.start() - 5) : found.end() + 20].strip() if found else None

    def replace(self, begin: int, end: int, value: str) -> None:
        """Put a value in place of the characters from `begin` to `end`, in the look of the first of them."""
        at = 0
        for node in self.nodes:
            text = node.text or ""
            first, last = max(begin - at, 0), min(end - at, len(text))
            if first < last:
                node.text = text[:first] + value + text[last:]
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                value = ""
            at += len(text)


def texts(element: Any) -> Iterator[Text]:
    """The paragraphs of a part that hold text, from its beginning; text boxes in their place."""
    for paragraph in [element] if element.tag == qn("w:p") else element.iter(qn("w:p")):
        nodes = tuple(_nodes(paragraph))
        if nodes:
            yield Text(paragraph, nodes)


def _nodes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child
        elif child.tag != qn("w:p") and child.tag not in _SKIPPED:
            yield from _nodes(child) if not _boxed(child) else ()


def _boxed(element: Any) -> bool:
    """Whether paragraphs stand inside: they are read as paragraphs of their own."""
    return element.find(f".//{qn('w:p')}") is not None


def all_texts(opened: Opened) -> Iterator[tuple[Message, Text]]:
    """Every paragraph with the words that say where it stands."""
    for root in roots(opened):
        paragraphs = list(root.iter(qn("w:p")))
        tables = list(root.iter(qn("w:tbl")))
        for one in texts(root):
            yield _place(root, one.element, paragraphs, tables), one


def _place(root: Any, paragraph: Any, paragraphs: list[Any], tables: list[Any]) -> Message:
    if root.tag == qn("w:hdr"):
        return Message(ABOVE)
    if root.tag == qn("w:ftr"):
        return Message(BELOW)
    cell = above(paragraph, "w:tc")
    if cell is None:
        return Message(BODY, {"number": 1 + paragraphs.index(paragraph)})
    row, table = above(cell, "w:tr"), above(cell, "w:tbl")
    places = {
        "table": 1 + tables.index(table),
        "row": 1 + list(table.iter(qn("w:tr"))).index(row),
        "column": 1 + list(row.iter(qn("w:tc"))).index(cell),
    }
    return Message(CELL, places)


def above(element: Any, tag: str) -> Any:
    """The nearest element with a tag that an element stands in; None where there is none."""
    return next(element.iterancestors(qn(tag)), None)
