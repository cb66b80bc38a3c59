"""What the browser tests do on the pages of a council: call, mark, vote, hand in sheets, sign."""

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pypdf
from playwright.sync_api import Page, expect

from service.cli.seeding import PASSWORD

ZONE = ZoneInfo("Europe/Moscow")


def enter(page: Page, slug: str, name: str) -> None:
    """Sign out and in again as somebody else of the demonstration."""
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.fill("[name=email]", f"{name}@{slug}.demo")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/{slug}/")


def press(page: Page, name: str, *, within: str = "main") -> None:
    """Press the one button with these words."""
    page.locator(within).get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def sure(page: Page, name: str) -> None:
    """Press a button that asks first, and say yes."""
    asked = page.locator("details.confirm", has=page.locator("summary", has_text=name)).first
    asked.locator("summary").click()
    asked.locator("form button[type=submit]").click()
    page.wait_for_load_state()


def call(page: Page, council: str, form: str = "in_person") -> str:
    """Call a meeting for today with one question to decide; members are told. Gives its address."""
    today = f"{datetime.now(ZONE):%Y-%m-%d}"
    page.goto(f"{council}/meetings/new")
    page.select_option("[name=form]", form)
    page.fill("[name=starts_on]", today)
    page.fill("[name=starts_time]", "00:01")
    page.fill("[name=place]", "Зал заседаний")
    if form != "in_person":
        page.fill("[name=sheets_on]", today)
        page.fill("[name=sheets_time]", "23:59")
    page.click("main form.form .form-buttons button[type=submit]")
    page.wait_for_url(re.compile(r"/meetings/\d+$"))
    meeting = page.url
    page.get_by_role("link", name="Добавить вопрос").click()
    page.fill("[name=title]", "О наставничестве")
    page.fill("[name=draft]", "Рекомендовать школам назначить наставников.")
    page.click("main form.form .form-buttons button[type=submit]")
    page.wait_for_url(re.compile(r"/meetings/\d+"))
    press(page, "Назначить")
    press(page, "Известить членов")
    page.goto(meeting)
    return meeting


def come(page: Page, number: int) -> None:
    """So many more members come into the room."""
    for _ in range(number):
        page.locator("#presence").get_by_role("button", name="В зале", exact=True).first.click()
        page.wait_for_load_state()


def vote(page: Page, signs: str) -> None:
    """Open the round of the first question, write down raised hands ("++-0"), close it."""
    press(page, "Голосовать", within="#agenda")
    page.wait_for_url(re.compile(r"/rounds/\d+$"))
    rows = page.locator("fieldset.pick-row")
    for place, sign in enumerate(signs):
        rows.nth(place).locator(f"input[value={dict(zip('+-0', CHOICES, strict=True))[sign]}]").check()
    press(page, "Записать голоса")
    sure(page, "Закрыть голосование")


CHOICES = ("for", "against", "abstain")


def codes(page: Page, meeting: str) -> list[str]:
    """Codes under the QR marks of all printed sheets, read from the PDF itself."""
    answer = page.request.get(f"{meeting}/sheets.pdf")
    text = "\n".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(answer.body())).pages)
    return list(dict.fromkeys(re.findall(r"(?<![\w-])(?!_+\s)[A-Za-z0-9_-]{20}(?![\w-])", text)))


def on_paper(page: Page, slug: str, meeting: str, listed: list[str], mark: str) -> None:
    """Paper sheets come in: one clerk enters them, another checks each against the paper."""
    enter(page, slug, "methodist")
    now = datetime.now(ZONE)
    for code in listed:
        page.goto(f"{meeting}/sheets/paper")
        page.fill("[name=code]", code)
        page.fill("[name=received_on]", f"{now:%Y-%m-%d}")
        page.fill("[name=received_time]", f"{now:%H:%M}")
        page.check("[name=signed]")
        page.locator("select[name^=mark_]").select_option(mark)
        page.click("main form.form .form-buttons button[type=submit]")
        page.wait_for_load_state()
    enter(page, slug, "administrator")
    for _ in listed:
        page.goto(f"{meeting}/sheets")
        page.get_by_role("link", name="Проверить").first.click()
        page.locator("select[name^=mark_]").select_option(mark)
        page.click("main form.form .form-buttons button[type=submit]")
        page.wait_for_load_state()


def online(page: Page, slug: str, name: str, meeting: str, choice: str) -> None:
    """A member returns the sheet from a phone, having checked it once more."""
    enter(page, slug, name)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{meeting}/my-sheet")
    page.locator(f"input[type=radio][value={choice}]").first.check()
    press(page, "Дальше: проверить")
    press(page, "Сдать лист")
    expect(page.locator("#counted")).to_contain_text("Учтён")
    page.set_viewport_size({"width": 1440, "height": 1000})
