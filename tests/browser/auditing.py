"""What is wrong with a page: for axe, at the width of a phone, among its words.

Axe is slow and most pages are made of the same parts, so it looks at a page only when something on it is of a
kind it has not met: an element with its ancestors, their classes, roles, states, labels and languages.
"""

import re
from collections.abc import Iterable, Sequence

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE, Visit

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}
LANGUAGES = ("ru", "alt")
CODE = re.compile(r"\b[A-Z][A-Za-z]+\([a-z_]+=|%\([a-z_]+\)s|<class ")
"""An object or a placeholder where words should stand."""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
KINDS = """() => {
  const TOLD = new Set(["class", "role", "type", "lang", "scope", "tabindex"]);
  const REFERRING = new Set(["for", "headers", "aria-controls", "aria-describedby", "aria-labelledby"]);
  const stands = names => names.split(/\\s+/).every(name => document.getElementById(name));
  const attribute = ({name, value}) => {
    if (REFERRING.has(name)) return `${name}:${stands(value)}`;
    if (TOLD.has(name) || (name.startsWith("aria-") && name !== "aria-label")) return `${name}=${value}`;
    return `${name}:${Boolean(value.trim())}`;
  };
  const own = node => [
    node.localName, ...[...node.attributes].map(attribute).sort(),
    Boolean(node.textContent.trim()), node.labels ? node.labels.length : "",
  ].join(" ");
  const hash = (text, seed) => {
    for (let at = 0; at < text.length; at++) seed = Math.imul(seed ^ text.charCodeAt(at), 16777619);
    return seed >>> 0;
  };
  const found = new Set();
  const walk = (node, first, second, children = node.children) => {
    const told = own(node);
    first = hash(told, first);
    second = hash(told, second ^ told.length);
    found.add(`${first}.${second}`);
    for (const child of children) walk(child, first, second);
  };
  const [first, second] = [2166136261, 84696351];
  // The language of the whole page makes no other kind of what stands on it: axe does not read the words.
  walk(document.documentElement, first, second, []);
  walk(document.head, first, second);
  walk(document.body, first, second);
  return [...found];
}"""
AXE = Axe()


class Audit:
    """The kinds of elements that axe has met."""

    def __init__(self) -> None:
        self.met: set[str] = set()
        self.looked = 0

    def complaints(self, visit: Visit) -> str:
        """What axe says about the page before us at a desk; nothing when it has met all that is on it."""
        kinds = set(visit.page.evaluate(KINDS))
        if kinds <= self.met:
            return ""
        self.met |= kinds
        self.looked += 1
        visit.resize(DESK)
        found = AXE.run(visit.page, options=OPTIONS)
        visit.resize(PHONE)
        return found.generate_report()[:800] if found.violations_count else ""

    def faults(self, visit: Visit, path: str, language: str) -> list[str]:
        """What is wrong with a page; the window is as narrow as a phone before and after."""
        answer = visit.page.goto(f"{path}?lang={language}")
        assert answer is not None and answer.status == 200, (path, answer and answer.status)
        told = []
        if visit.page.evaluate(SIDEWAYS):
            told.append("runs sideways on a phone")
        shown = CODE.search(visit.page.locator("body").text_content() or "")
        if shown:
            told.append(f"{shown.group()} among the words")
        if complaints := self.complaints(visit):
            told.append(complaints)
        return [f"{path} {language}: {one}" for one in told]

    def all_faults(
        self, visit: Visit, paths: Iterable[str], languages: Sequence[str] = LANGUAGES
    ) -> list[str]:
        """What is wrong with pages in every language."""
        return [one for path in paths for language in languages for one in self.faults(visit, path, language)]
