"""A running service with its worker, and a real browser in front of it."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from service.cli.seeding import (
    PASSWORD,
    make_accounts,
    make_meetings,
    make_publications,
    make_structures,
)
from service.config import Settings
from tests.browser.live import running
from tests.database import SIBLINGS, database, queue_address, settings_for
from tests.servers import servers

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DESK, PHONE = 1440, 390
"""Widths of a window."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium; absent: skipped here, a failure in CI."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        said = "no Chromium on this machine: apt-get install chromium"
        pytest.fail(said) if os.environ.get("CI") == "true" else pytest.skip(said)
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=found, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_database() -> Iterator[str]:
    """The database behind the running service."""
    with database(SIBLINGS) as name:
        yield name


@pytest.fixture(scope="session")
def live_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of the running service."""
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="session")
def live(live_database: str, live_data: Path) -> Iterator[str]:
    """The address of a running service: gunicorn, a worker, the demonstration's accounts and records."""
    settings = replace(
        settings_for(live_database, live_data),
        redis_url=queue_address(servers(), live=True),
    )
    make_publications(settings)
    make_accounts(settings)
    make_structures(settings)
    make_meetings(settings)
    with running(settings) as address:
        yield address


@pytest.fixture(scope="session")
def live_settings(live_database: str, live: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the running service's database, for what a test does beside the browser."""
    return settings_for(live_database, tmp_path_factory.mktemp("beside"))


@pytest.fixture
def visit(chromium: Browser, live: str) -> Iterator["Visit"]:
    """A fresh window; `visit.sign_in("luga")` enters as that district's administrator."""
    made = Visit(chromium, live)
    yield made
    made.close()


class Visit:
    """A window on the service: addresses are relative, a page error fails the test."""

    def __init__(self, chromium: Browser, address: str, *, javascript: bool = True) -> None:
        self.address = address
        self.context = chromium.new_context(
            base_url=address,
            locale="ru-RU",
            viewport={"width": DESK, "height": 1000},
            java_script_enabled=javascript,
        )
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message: object) -> None:
        text = str(getattr(message, "text", ""))
        if getattr(message, "type", "") == "error" and "Content Security Policy" in text:
            self.faults.append(text)

    def sign_in(self, slug: str, role: str = "administrator") -> Page:
        """Sign in and stand on the tenant's home."""
        self.page.goto("/sign-in")
        self.page.fill("[name=email]", f"{role}@{slug}.demo")
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(f"**/{slug}/")
        return self.page

    def resize(self, width: int) -> None:
        """Make the window as wide as a phone or a desk."""
        self.page.set_viewport_size({"width": width, "height": 900})

    def close(self) -> None:
        """Close the window; nothing the page complained about is passed over."""
        self.context.close()
        assert not self.faults, self.faults
