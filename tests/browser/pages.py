"""What the browser tests do on the pages: a school, a staff list, a figure of an indicator."""

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

LATER = date(2026, 12, 31)
"""The day the sample files are counted on: all their courses lie before it."""
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"
WORKER_SECONDS = 60


def add_school(page: Page, slug: str, name: str, code: str) -> None:
    """Enter a school through its form."""
    page.goto(f"/{slug}/organisations/new")
    page.fill("[name=name]", name)
    page.fill("[name=code]", code)
    page.select_option("[name=type]", "general")
    page.click("main form.form button[type=submit]")
    page.wait_for_url(re.compile(rf"/{slug}/organisations/"))


def upload(page: Page, slug: str, school: str, file: Path) -> None:
    """Give a staff list of a school to the service and wait for its preview, with JavaScript or without."""
    page.goto(f"/{slug}/people/imports/new")
    page.select_option("[name=organisation_id]", label=school)
    page.set_input_files("[name=file]", file)
    page.click("main form.form button[type=submit]")
    page.locator(".states").wait_for(timeout=WORKER_SECONDS * 1000)


def confirm(page: Page) -> None:
    """Confirm the preview and wait until the worker has written it."""
    page.get_by_role("button", name=re.compile("^Записать изменения")).click()
    page.get_by_text("Импорт записан").wait_for(timeout=WORKER_SECONDS * 1000)


def states(page: Page) -> dict[str, int]:
    """How many rows of a preview are new, changed, refused and so on."""
    said = [text.strip() for text in page.locator(".states li").all_inner_texts()]
    return {words: int(count) for words, _, count in (text.rpartition(": ") for text in said)}


def figure(page: Page, slug: str, code: str) -> tuple[int, int]:
    """Numerator and denominator of an indicator on the day of the samples."""
    page.goto(f"/{slug}/monitoring/?as_of={LATER}")
    row = page.locator("main tr", has_text=re.compile(rf"{re.escape(code)},"))
    found = re.fullmatch(r"(\d+) из (\d+)", row.locator(".figure-of").inner_text().replace("\xa0", " "))
    assert found is not None
    return int(found[1]), int(found[2])


def open_quote(page: Page) -> Locator:
    """Open the first clause of a page: its words appear, with JavaScript or without."""
    pill = page.locator("main details.clause", has=page.locator("blockquote")).first
    expect(pill.locator("blockquote")).to_be_hidden()
    pill.locator("summary").click()
    expect(pill.locator("blockquote")).to_be_visible()
    return pill


def start_structure(page: Page, slug: str) -> None:
    """Make every unit that the regulation names."""
    page.goto(f"/{slug}/structure/start")
    for box in page.locator("main form.form input[type=checkbox]").all():
        box.check()
    page.click("main form.form button[type=submit]")
    page.wait_for_url(re.compile(rf"/{slug}/structure/?$"))


def picture(shown: Page | Locator, name: str) -> None:
    """Take a picture for README and docs; a plain test run leaves the checkout as it is.

    pngquant, where the machine has it, makes the file a third of its size.
    """
    if os.environ.get("README_SCREENSHOTS") == "1":
        path = PICTURES / f"{name}.png"
        shown.screenshot(path=path, scale="css", animations="disabled")
        if (pngquant := shutil.which("pngquant")) is not None:
            options = ("--force", "--strip", "--skip-if-larger", "--speed", "1", "--output", str(path))
            subprocess.run([pngquant, *options, "128", str(path)], check=False)
