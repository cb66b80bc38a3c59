"""Stylesheets put together: the parts of Bootstrap in use, and one dark theme for two ways to ask for it."""

import re
from collections.abc import Iterator

UNUSED = (
    "accordion",
    "btn-close",
    "carousel",
    "dropdown",
    "dropend",
    "dropstart",
    "dropup",
    "list-group",
    "modal",
    "navbar",
    "offcanvas",
    "placeholder",
    "popover",
    "ratio",
    "spinner",
    "toast",
    "tooltip",
)
"""Bootstrap's components that need its scripts or that we do not draw."""

_UNUSED = re.compile(rf"\.(?:{'|'.join(UNUSED)})(?![a-z])(?!:)")
_FORM_PLACEHOLDER = "::placeholder"


def without_components(css: str) -> str:
    """Drop the rules of unused components from a minified stylesheet; everything else stays as it is."""
    return "".join(_kept(css))


def dark_theme(rules: str) -> str:
    """The dark declarations, once for readers whose system is dark and once for those who chose it."""
    asked = f'@media (prefers-color-scheme:dark){{:root:not([data-bs-theme="light"]){{{rules}}}}}'
    return f'@media screen{{{asked}:root[data-bs-theme="dark"]{{{rules}}}}}'


def _kept(css: str) -> Iterator[str]:
    for prelude, body in _blocks(css):
        if prelude.startswith(("@media", "@supports")):
            inner = without_components(body)
            if inner:
                yield f"{prelude}{{{inner}}}"
            continue
        if prelude.startswith("@"):
            yield f"{prelude}{{{body}}}"
            continue
        wanted = [selector for selector in _selectors(prelude) if not _UNUSED.search(selector)]
        if wanted:
            yield f"{','.join(wanted)}{{{body}}}"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Pairs of what stands before and inside the braces of each top-level block."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S).replace('@charset "UTF-8";', "")
    start = 0
    while (opening := css.find("{", start)) >= 0:
        depth, at = 1, opening + 1
        while depth:
            closing, deeper = css.index("}", at), css.find("{", at)
            depth, at = (depth + 1, deeper + 1) if 0 <= deeper < closing else (depth - 1, closing + 1)
        yield css[start:opening].strip(), css[opening + 1 : at - 1]
        start = at


def _selectors(prelude: str) -> list[str]:
    """The selectors of a rule; commas inside brackets do not part them."""
    parts, depth, last = [], 0, 0
    for at, sign in enumerate(prelude):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append(prelude[last:at])
            last = at + 1
    return [*parts, prelude[last:]]
