"""Follows a recipe of docs/ in a window, word for word: every name in its steps is sought on the page.

A step is a numbered line. What it asks for stands in fixed phrases, listed in PHRASES; a name in «» or a
value in `` that none of them takes up fails, so the recipe holds nothing that is not done.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyotp
from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import WORKER_SECONDS

NAME, VALUE = r"«([^»]+)»", r"`([^`]+)`"
PHRASES = (
    ("open", rf"откройте {VALUE}"),
    ("follow", r"откройте ссылку"),
    ("within", rf"в карточке {NAME}"),
    ("within", rf"в шаге {NAME}"),
    ("within", rf"в строке {NAME}"),
    ("press", rf"нажмите {NAME}"),
    ("code", rf"код с телефона в {NAME}"),
    ("fill", rf"{NAME}: {VALUE}"),
    ("choose", rf"{NAME} – {NAME}"),
    ("tick", rf"отметьте {NAME}"),
    ("attach", rf"файл {VALUE} в {NAME}"),
    ("miss", rf"не увидите {NAME}"),
    ("see", rf"увидите {NAME}"),
    ("wait", rf"дождитесь {NAME}"),
)
ANY = re.compile("|".join(f"(?:{phrase})" for _name, phrase in PHRASES), re.IGNORECASE)
STEP = re.compile(r"^\d+\. (.+?)(?=^\d+\. |^#|^$)", re.MULTILINE | re.DOTALL)
PARTS = ".card, .setup-step, tr, fieldset"
DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


def recipe(guide: Path, title: str) -> list[str]:
    """The numbered steps under a heading of a guide."""
    text = guide.read_text(encoding="utf-8")
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading «{title}»"
    return [" ".join(step.split()) for step in STEP.findall(found[1])]


class Follower:
    """A reader of the guide in front of a page; `files` are those the guide gives by name."""

    def __init__(self, page: Page, files: Mapping[str, Path], secret: str = "") -> None:
        self.page = page
        self.files = files
        self.secret = secret
        self.part: Locator = page.locator("main")
        self.entered = 0

    def follow(self, steps: list[str]) -> None:
        """Do every step; the message of a failure begins with the step."""
        assert steps
        for step in steps:
            self._step(step)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in with a password and a code, in whatever language the page is."""
        self.page.fill("[name=email]", email)
        self.page.fill("[name=password]", password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/sign-in/code")
        self.page.fill("[name=code]", self._next_code())
        with self.page.expect_navigation():
            self.page.click("main button[type=submit]")

    def _next_code(self) -> str:
        code = pyotp.TOTP(self.secret).at(datetime.now(UTC), counter_offset=self.entered)
        self.entered += 1  # a code is good for once; the next one is good already
        return code

    def _step(self, step: str) -> None:
        left = ANY.sub("", step)
        assert not re.search("[«`]", left), f"not followed: {left}"
        self.part = self.page.locator("main")
        for found in ANY.finditer(step):
            asked = [group for group in found.groups() if group is not None]
            name = next(name for name, phrase in PHRASES if re.fullmatch(phrase, found[0], re.IGNORECASE))
            try:
                getattr(self, f"_{name}")(*asked)
            except Exception as error:
                error.add_note(f"in the step: {step}\non {self.page.url}")
                raise

    def _open(self, path: str) -> None:
        self.page.goto(path)
        self.part = self.page.locator("main")

    def _follow(self) -> None:
        self._open(self.page.locator("main code", has_text="/account/link/").inner_text())

    def _within(self, title: str) -> None:
        parts = self.page.locator("main").locator(PARTS)
        named = self.page.locator("h2, th, legend").get_by_text(title, exact=True)
        self.part = parts.filter(has=named).last

    def _press(self, words: str) -> None:
        own = re.compile(rf"^\s*{re.escape(words)}\s*$")
        here, anywhere = (
            part.locator("a, button, summary").filter(has_text=own, visible=True)
            for part in (self.part, self.page.locator("body"))
        )
        more = self.page.locator(".bottom-more summary").filter(visible=True)
        expect(here.or_(anywhere).or_(more).first).to_be_visible()
        if not anywhere.count():
            more.click()
        found = here.first if here.count() else anywhere.first
        if found.evaluate("node => node.tagName") == "SUMMARY":
            found.click()
            return
        with self.page.expect_navigation():
            found.click()
        self.part = self.page.locator("main")

    def _field(self, label: str) -> Locator:
        own = re.compile(rf"^\s*{re.escape(label)}(?:\s*\(необязательно\)|: .*| – .*)?\s*$")
        return self.part.get_by_label(own).filter(visible=True).first

    def _fill(self, label: str, value: str) -> None:
        if part := re.fullmatch(r"(\d+)/(\d+)", value):
            self._fill(f"{label}: числитель", part[1])
            self._fill(f"{label}: знаменатель", part[2])
            return
        field = self._field(label)
        if field.get_attribute("type") == "date":
            value = DAY.sub(r"\3-\2-\1", value)
        field.fill(value)

    def _code(self, label: str) -> None:
        self._fill(label, self._next_code())

    def _choose(self, label: str, option: str) -> None:
        self._field(label).select_option(label=option)

    def _tick(self, label: str) -> None:
        self._field(label).check()

    def _attach(self, name: str, label: str) -> None:
        self._field(label).set_input_files(self.files[name])

    def _see(self, words: str) -> None:
        expect(self.part).to_contain_text(words)

    def _miss(self, words: str) -> None:
        expect(self.part).not_to_contain_text(words)

    def _wait(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words, timeout=WORKER_SECONDS * 1000)
