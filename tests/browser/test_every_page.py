"""Every page of the menu, both languages: nothing for axe, nothing sideways on a phone, few bytes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
FIRST_PAGE = 100_000
NEXT_PAGE = 25_000
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TENANTS = ("ust-koksa", "luga", "pervomaisky", "oktyabrsky", "kemerovo")


def addresses(visit: Visit, slug: str) -> list[str]:
    """Where the menu leads."""
    page = visit.sign_in(slug)
    found = page.eval_on_selector_all("nav a[href]", "nodes => nodes.map(node => node.getAttribute('href'))")
    return sorted({one for one in found if one.startswith(f"/{slug}/") and "?" not in one})


@pytest.mark.parametrize("slug", TENANTS)
def test_pages_are_accessible_in_both_languages(visit: Visit, slug: str) -> None:
    axe = Axe()
    wrong: list[str] = []
    listed = addresses(visit, slug)
    assert len(listed) > 5
    for path in listed:
        for language in ("ru", "alt"):
            answer = visit.page.goto(f"{path}?lang={language}")
            assert answer is not None and answer.status == 200, path
            found = axe.run(visit.page, options=RULES)
            if found.violations_count:
                wrong.append(f"{path} {language}: {found.generate_report()[:800]}")
    assert not wrong, "\n\n".join(wrong)


@pytest.mark.parametrize("slug", ("ust-koksa", "kemerovo"))
def test_nothing_runs_sideways_on_a_phone(visit: Visit, slug: str) -> None:
    listed = addresses(visit, slug)
    visit.resize(390)
    wide = []
    for path in listed:
        visit.page.goto(f"{path}?lang=ru")
        if visit.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
        ):
            wide.append(path)
    assert not wide


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
    visit.sign_in("ust-koksa")
    visit.page.wait_for_load_state("networkidle")
    weights = {}
    for path in addresses_here(visit):
        received["bytes"] = 0
        visit.page.goto(path, wait_until="networkidle")
        weights[path] = received["bytes"]
    assert first < FIRST_PAGE, first
    assert {path: weight for path, weight in weights.items() if weight >= NEXT_PAGE} == {}
    assert {one for one in asked if not one.startswith((visit.address, "data:"))} == set()


def addresses_here(visit: Visit) -> list[str]:
    """Where the menu of the present page leads."""
    found = visit.page.eval_on_selector_all(
        "nav a[href]", "nodes => nodes.map(node => node.getAttribute('href'))"
    )
    return sorted({one for one in found if one.startswith("/ust-koksa/") and "?" not in one})
