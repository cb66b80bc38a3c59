"""Every page, both languages: nothing for axe, nothing sideways on a phone, few bytes, no other host."""

import re
from collections.abc import Iterable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE, Visit

pytestmark = pytest.mark.browser
FIRST_PAGE = 100_000
NEXT_PAGE = 25_000
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
    "preload": False,
}
TENANTS = ("ust-koksa", "luga", "pervomaisky", "oktyabrsky", "kemerovo", "kosh-agach")
LANGUAGES = ("ru", "alt")
DEEP = "ust-koksa"
FILES = re.compile(r"\.(?:xlsx|toml|csv|json|ics)$|/export|/sign-out|/file$")
NUMBER = re.compile(
    r"(?<=/)\d+(?=/|$)|(?<=/profile/)[\w.]+$|(?<=/monitoring/)[\w.]+$|(?<=/functions/)[\w.]+$"
)
ALIKE = re.compile(r"^.*(?=/(?:import|removed)$)")
"""Pages that every register draws from one template with nothing of its own: one of each is enough."""
CODE = re.compile(r"\b[A-Z][A-Za-z]+\([a-z_]+=|%\([a-z_]+\)s|<class ")
"""An object or a placeholder where words should stand."""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
AXE = Axe()


def links(visit: Visit, slug: str, within: str) -> list[str]:
    """Where a part of the present page leads inside the tenant."""
    found = visit.page.eval_on_selector_all(
        f"{within} a[href]", "nodes => nodes.map(node => node.getAttribute('href'))"
    )
    plain = {one.partition("#")[0].partition("?")[0] for one in found}
    return sorted(one for one in plain if one.startswith(f"/{slug}/") and not FILES.search(one))


def kind_of(path: str) -> str:
    """What pages of one kind have in common."""
    return ALIKE.sub("", NUMBER.sub("N", path))


def faults(visit: Visit, path: str, language: str) -> list[str]:
    """What is wrong with a page at a desk and on a phone; leaves the window as wide as a desk."""
    answer = visit.page.goto(f"{path}?lang={language}")
    assert answer is not None and answer.status == 200, (path, answer and answer.status)
    found = AXE.run(visit.page, options=OPTIONS)
    wrong = [f"{path} {language}: {found.generate_report()[:800]}"] if found.violations_count else []
    shown = CODE.search(visit.page.locator("body").inner_text())
    if shown:
        wrong.append(f"{path} {language}: {shown.group()} among the words")
    visit.resize(PHONE)
    if visit.page.evaluate(SIDEWAYS):
        wrong.append(f"{path} {language}: runs sideways on a phone")
    visit.resize(DESK)
    return wrong


def all_faults(visit: Visit, paths: Iterable[str]) -> list[str]:
    """What is wrong with pages in either language."""
    return [fault for path in paths for language in LANGUAGES for fault in faults(visit, path, language)]


@pytest.mark.parametrize("slug", TENANTS)
def test_pages_of_the_menu_are_right_in_both_languages(visit: Visit, slug: str) -> None:
    visit.sign_in(slug)
    listed = links(visit, slug, "nav")
    assert len(listed) > 5
    wrong = all_faults(visit, listed)
    assert not wrong, "\n\n".join(wrong)


def test_pages_below_the_menu_are_right_too(visit: Visit) -> None:
    visit.sign_in(DEEP)
    menu = links(visit, DEEP, "nav")
    seen = {kind_of(path) for path in menu}
    deeper: list[str] = []
    wrong: list[str] = []
    waiting = list(menu)
    for path in waiting:
        if path in deeper:
            wrong += faults(visit, path, "ru")
        else:
            visit.page.goto(path)
        for found in links(visit, DEEP, "main"):
            kind = kind_of(found)
            if kind not in seen:
                seen.add(kind)
                deeper.append(found)
                waiting.append(found)
    assert len(deeper) > 20
    wrong += [fault for path in deeper for fault in faults(visit, path, "alt")]
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("path", ("/", "/sign-in", "/luga/", "/ust-koksa/", "/kosh-agach/"))
def test_open_pages_are_right_in_both_languages(visit: Visit, path: str) -> None:
    assert all_faults(visit, [path]) == []


def test_pages_are_light_and_ask_nobody_else(visit: Visit) -> None:
    session = visit.context.new_cdp_session(visit.page)
    session.send("Network.enable")
    received = {"bytes": 0}
    asked: list[str] = []
    session.on(
        "Network.loadingFinished",
        lambda event: received.update(bytes=received["bytes"] + event["encodedDataLength"]),
    )
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    visit.page.goto("/sign-in", wait_until="networkidle")
    first = received["bytes"]
    visit.sign_in(DEEP)
    visit.page.wait_for_load_state("networkidle")
    weights = {}
    for path in links(visit, DEEP, "nav"):
        received["bytes"] = 0
        visit.page.goto(path)
        visit.page.wait_for_timeout(50)  # the last event of the network comes after the page's own
        weights[path] = received["bytes"]
    assert 0 < first < FIRST_PAGE, first
    assert {path: weight for path, weight in weights.items() if not 0 < weight < NEXT_PAGE} == {}
    assert {one for one in asked if not one.startswith((visit.address, "data:"))} == set()
