"""A running service with its worker, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from service.cli.seeding import PASSWORD, make_accounts, make_records
from service.config import Settings
from tests.database import database, queue_address, settings_for
from tests.servers import servers

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ROOT = Path(__file__).resolve().parents[2]
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
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service: gunicorn, a worker, the demonstration's accounts and records."""
    with database() as name:
        settings = replace(
            settings_for(name, tmp_path_factory.mktemp("live")), redis_url=queue_address(servers(), live=True)
        )
        make_records(settings)
        make_accounts(settings)
        port = _free_port()
        environ = _environment(settings, port)
        gunicorn = ("-m", "gunicorn", "-k", "gthread", "--threads", "4", "-b", f"127.0.0.1:{port}")
        running = [
            subprocess.Popen([sys.executable, *gunicorn, "service.wsgi:app"], cwd=ROOT, env=environ),
            subprocess.Popen([sys.executable, "-m", "service.worker"], cwd=ROOT, env=environ),
        ]
        try:
            _wait(f"http://127.0.0.1:{port}/readyz")
            yield f"http://127.0.0.1:{port}"
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(20)


def _environment(settings: Settings, port: int) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": settings.database_url,
        "DATABASE_PLATFORM_URL": settings.database_platform_url or "",
        "DATABASE_REGION_URL": settings.database_region_url or "",
        "DATABASE_COMPUTE_URL": settings.database_compute_url or "",
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key,
        "DATA": str(settings.data),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{address} does not answer")


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
