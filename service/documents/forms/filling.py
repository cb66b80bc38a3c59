"""Filling a template (заполнение шаблона): values become plain text in the look of their field."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from service.documents.forms.checking import repeated_with
from service.documents.forms.markers import Text, texts
from service.documents.forms.offered import Values
from service.documents.forms.opening import open_template, roots
from service.documents.paper.word import packed

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def fill(content: bytes, values: Values) -> bytes:
    """The document of a checked template; the same template and values give the same bytes.

    A row or paragraph with fields of a list is repeated for each record, and left out where there is none.
    """
    opened = open_template(content)
    for root in roots(opened):
        _repeat(root, values)
        for text in texts(root):
            _set(text, values)
    _forget_author(opened)
    return packed(opened)


def _repeat(root: Any, values: Values) -> None:
    groups: dict[Any, str] = {}
    for text in texts(root):
        for name, *_rest in text.markers():
            group, dot, _field = (name or "").partition(".")
            if dot:
                groups[repeated_with(text)] = group
    for element, group in groups.items():
        rows = values.get(group, ())
        for row in rows if not isinstance(rows, str) else ():
            one = copy.deepcopy(element)
            element.addprevious(one)
            for text in texts(one):
                _set(text, {f"{group}.{name}": value for name, value in row.items()} | _plain(values))
        _remove(element)


def _plain(values: Values) -> dict[str, str]:
    return {name: value for name, value in values.items() if isinstance(value, str)}


def _remove(element: Any) -> None:
    """Take a row or paragraph away; Word wants a paragraph left in a cell and a row left in a table."""
    parent = element.getparent()
    alone = not any(each is not element and each.tag == element.tag for each in parent)
    if alone and element.tag == qn("w:tr"):
        above = parent.getparent()
        above.remove(parent)
        if above.tag == qn("w:tc") and above.find(qn("w:p")) is None:
            above.append(OxmlElement("w:p"))
        return
    parent.remove(element)
    if alone and parent.tag == qn("w:tc"):
        parent.append(OxmlElement("w:p"))


def _set(text: Text, values: Mapping[str, Any]) -> None:
    """Put the values in; from the end, so that what comes before keeps its place."""
    for name, _written, begin, end in reversed(list(text.markers())):
        value = values.get(name or "")
        text.replace(begin, end, _UNPRINTABLE.sub("", value) if isinstance(value, str) else "")
    for node in text.nodes:
        _break_lines(node)


def _break_lines(node: Any) -> None:
    """Word takes a new line as an element of its own."""
    first, *rest = (node.text or "").split("\n")
    if not rest:
        return
    node.text = first
    at = node
    for line in rest:
        broken, following = OxmlElement("w:br"), OxmlElement("w:t")
        following.text = line
        following.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at.addnext(broken)
        broken.addnext(following)
        at = following


def _forget_author(opened: Opened) -> None:
    """Who made the template is not who made the document."""
    about = opened.core_properties
    about.author = about.last_modified_by = about.comments = ""
