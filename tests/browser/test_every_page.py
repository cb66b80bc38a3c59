"""Every page, both languages: nothing for axe, nothing sideways on a phone, few bytes, no other host."""

import re

import pytest

from tests.browser.auditing import LANGUAGES, Audit
from tests.browser.conftest import PHONE, Visit

pytestmark = pytest.mark.browser
FIRST_PAGE = 100_000
NEXT_PAGE = 25_000
TENANTS = ("ust-koksa", "luga", "pervomaisky", "oktyabrsky", "kemerovo", "kosh-agach", "altai-republic")
ONLY_RUSSIAN = ("pervomaisky", "oktyabrsky", "kemerovo")
"""Where nobody speaks Altai; what the other language makes of a district of Russian words, luga shows."""
OPEN = (
    "/", "/sign-in", "/luga/", "/ust-koksa/", "/kosh-agach/",
    "/api/", "/api/about/people", "/api/about/organisations",
)  # fmt: skip
DEEP = "ust-koksa"
FILES = re.compile(r"\.(?:xlsx|docx|pdf|toml|csv|json|ics)$|/export|/sign-out|/file$")
NUMBER = re.compile(
    r"(?<=/)\d+(?=/|$)|(?<=/profile/)[\w.]+$|(?<=/monitoring/)[\w.]+$|(?<=/functions/)[\w.]+$|(?<=/)K\d\d$"
)
ALIKE = re.compile(r"^.*(?=/(?:import|removed)$)")
"""Pages that every register draws from one template with nothing of its own: one of each is enough."""


@pytest.fixture(scope="module")
def audit() -> Audit:
    """What axe has met on the pages of this file."""
    return Audit()


@pytest.fixture
def phone(visit: Visit) -> Visit:
    """A window as narrow as a phone."""
    visit.resize(PHONE)
    return visit


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


@pytest.mark.parametrize("slug", TENANTS)
def test_pages_of_the_menu_are_right_in_their_languages(phone: Visit, audit: Audit, slug: str) -> None:
    phone.sign_in(slug)
    listed = links(phone, slug, "nav")
    assert len(listed) > 5
    wrong = audit.all_faults(phone, listed, LANGUAGES[:1] if slug in ONLY_RUSSIAN else LANGUAGES)
    assert not wrong, "\n\n".join(wrong)


def test_pages_below_the_menu_are_right_too(phone: Visit, audit: Audit) -> None:
    phone.sign_in(DEEP)
    menu = links(phone, DEEP, "nav")
    seen = {kind_of(path) for path in menu}
    deeper: list[str] = []
    wrong: list[str] = []
    waiting = list(menu)
    for path in waiting:
        if path in deeper:
            wrong += audit.faults(phone, path, "ru")
        else:
            phone.page.goto(path)
        for found in links(phone, DEEP, "main"):
            kind = kind_of(found)
            if kind not in seen:
                seen.add(kind)
                deeper.append(found)
                waiting.append(found)
    assert len(deeper) > 20
    wrong += [fault for path in deeper for fault in audit.faults(phone, path, "alt")]
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("path", OPEN)
def test_open_pages_are_right_in_both_languages(phone: Visit, audit: Audit, path: str) -> None:
    assert audit.all_faults(phone, [path]) == []


def test_what_axe_has_met_is_passed_over_and_nothing_else(phone: Visit) -> None:
    audit = Audit()
    page = "<html lang=ru><title>t</title><main><h1>h</h1><ul><li><a href=/{}>{}</a></li></ul>{}</main>"
    told = []
    for target, words, more in (
        ("a", "one", ""),
        ("b", "two", ""),
        ("c", "", ""),
        ("d", "four", "<img src='data:,'>"),
        ("e", "five", "<input>"),
        ("f", "six", "<label>Name <input></label>"),
        ("g", "seven", "<label>Other <input></label>"),
    ):
        phone.page.set_content(page.format(target, words, more))
        told.append((bool(audit.complaints(phone)), audit.looked))
    assert told == [(False, 1), (False, 1), (True, 2), (True, 3), (True, 4), (False, 5), (False, 5)]


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
