"""Templates keep the rules of the house: words through gettext, no inline code, short files."""

import re
from pathlib import Path

import pytest

SERVICE = Path(__file__).resolve().parents[2] / "service"
TEMPLATES = sorted(SERVICE.rglob("templates/**/*.html"))
LONGEST = 120
CYRILLIC = re.compile(r"[\u0400-\u052f]+")
COMMENT = re.compile(r"\{#.*?#\}", re.S)
CALL = re.compile(
    r"""\b(?:_a?|n?gettext|ngettext_a)\(\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(?:\s*,\s*"(?:[^"\\]|\\.)*")?"""
)
ATTRIBUTE_WITH_MARKS = re.compile(
    r"""=\s*(["'])(?:(?!\1).)*?\{\{(?:(?!\}\}).)*?(?<![\w.])_\((?:(?!\}\}).)*?\}\}"""
)
TITLE_WITH_MARKS = re.compile(r"\{% block title %\}(?:(?!\{% endblock).)*?(?<![\w.])_\(")
INLINE = (
    (re.compile(r"<style\b", re.I), "an inline stylesheet"),
    (re.compile(r"<[^<>{}]*\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<script\b(?![^>]*\bsrc=)", re.I), "an inline script"),
    (re.compile(r"<[^<>{}]*\son[a-z]+\s*=", re.I), "an event attribute"),
    (re.compile(r"\bhx-on[:-]|javascript:", re.I), "a script in an attribute"),
    (re.compile(r"(?:src|href|action)\s*=\s*[\"']https?://", re.I), "an address of another host"),
    (re.compile(r"<p\b[^>]*>(?:(?!</p>).)*\{\{\s*clause", re.S), "a clause inside a paragraph"),
)


def names(paths):
    return [path.relative_to(SERVICE).as_posix() for path in paths]


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_template_keeps_the_rules(path):
    source = path.read_text("utf-8")
    text = COMMENT.sub("", source)
    faults = [fault for pattern, fault in INLINE if pattern.search(text)]
    bare = CYRILLIC.findall(CALL.sub("", text))
    if bare:
        faults.append(f"Russian text outside gettext: {bare[:5]}")
    if ATTRIBUTE_WITH_MARKS.search(text):
        faults.append("_() in an attribute; use _a() there")
    if TITLE_WITH_MARKS.search(text):
        faults.append("_() in the title; use _a() there")
    length = source.count("\n")
    if length > LONGEST:
        faults.append(f"{length} lines, over {LONGEST}")
    assert not faults


@pytest.mark.parametrize(
    ("fault", "pattern"),
    [
        ('<div style="color:red">', INLINE[1][0]),
        ("<script>alert(1)</script>", INLINE[2][0]),
        ('<a onclick="x()">', INLINE[3][0]),
        ('<p class="a">x {{ clause("п. 1") }}</p>', INLINE[6][0]),
        ("<a title=\"{{ _('Да') }}\">", ATTRIBUTE_WITH_MARKS),
    ],
)
def test_the_rules_see_a_planted_fault(fault, pattern):
    assert pattern.search(fault)


def test_the_rules_see_bare_russian():
    assert CYRILLIC.findall(
        CALL.sub("", '<b>Привет</b>{{ _("Да") }}{{ ngettext("%(n)s год", "%(n)s лет", n) }}')
    ) == ["Привет"]
