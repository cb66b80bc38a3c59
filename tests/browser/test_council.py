"""Councils in a real browser: a meeting in person, by correspondence and hybrid; one without rules."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import council
from tests.browser.conftest import Visit
from tests.browser.pages import picture
from tests.database import superuser

pytestmark = pytest.mark.browser
LUGA = "luga"


def _council(visit: Visit, slug: str) -> str:
    """The address of a tenant's council, reached as a reader reaches it."""
    visit.page.goto(f"/{slug}/council/")
    visit.page.locator("main .card-head a").first.click()
    return visit.page.url


def test_a_meeting_in_person_from_call_to_signed_minutes(visit: Visit) -> None:
    page = visit.sign_in(LUGA, "secretary")
    meeting = council.call(page, _council(visit, LUGA))
    council.press(page, "Закрыть повестку")
    council.come(page, 6)
    council.press(page, "Открыть заседание")
    expect(page.locator("main [role=alert]")).to_contain_text("нужно 7, не хватает 1")
    council.come(page, 2)
    council.press(page, "Открыть заседание")
    expect(page.locator("#why-not")).to_contain_text("Решения принимать нельзя")
    expect(page.locator("#agenda").get_by_role("button", name="Голосовать")).to_be_disabled()
    picture(page, "meeting")
    council.come(page, 1)
    council.vote(page, "++++++--0")
    expect(page.locator("main")).to_contain_text("Принято")
    page.goto(meeting)
    council.sure(page, "Закрыть заседание")
    page.get_by_role("link", name="Протокол, подписи и рассылка").click()
    council.press(page, "Составить протокол")
    page.get_by_role("link", name="Написать или изменить").first.click()
    page.fill("[name=heard]", "Слушали о наставничестве.")
    page.click("main form .form-buttons button[type=submit]")
    council.press(page, "Отправить на подпись")
    council.enter(page, LUGA, "chair")
    page.goto(f"{meeting}/minutes/sign")
    page.fill("[name=password]", council.PASSWORD)
    page.get_by_role("button", name="Подписать", exact=True).click()
    expect(page.locator("h1")).to_have_text(re.compile(r"Протокол № \d+"))
    answer = page.request.get(f"{meeting}/minutes/minutes.pdf")
    assert answer.ok and answer.body().startswith(b"%PDF")


@pytest.mark.parametrize("form", ["correspondence", "hybrid"])
def test_sheets_decide(visit: Visit, live_database: str, form: str) -> None:
    page = visit.sign_in(LUGA, "secretary")
    meeting = council.call(page, _council(visit, LUGA), form)
    page.goto(f"{meeting}/sheets")
    council.press(page, "Выдать листы")
    listed = council.codes(page, meeting)
    assert len(listed) == 12
    council.online(page, LUGA, "chair", meeting, "for")
    council.online(page, LUGA, "secretary", meeting, "against")
    taken = [code for code in listed if code not in _returned(live_database)]
    council.on_paper(page, LUGA, meeting, taken[:7], "for")
    council.enter(page, LUGA, "secretary")
    if form == "hybrid":
        page.goto(meeting)
        council.press(page, "Закрыть повестку")
        council.come(page, 1)
        council.press(page, "Открыть заседание")
    number = int(meeting.rpartition("/")[2])
    _an_hour_later(live_database, number)
    page.goto(f"{meeting}/sheets")
    expect(page.locator("main")).to_contain_text("сходится")
    if form == "correspondence":
        council.press(page, "Закончить приём")
    council.sure(page, "Подвести итоги")
    page.goto(meeting)
    expect(page.locator("#agenda")).to_contain_text("за 8, против 1")
    expect(page.locator("#agenda")).to_contain_text("Принято")


def _returned(name: str) -> set[str]:
    with superuser(name) as admin:
        found = admin.execute(
            "SELECT s.code FROM mms.sheet s JOIN mms.sheet_receipt r ON r.sheet_id = s.id"
        ).fetchall()
    return {row[0] for row in found}


def _an_hour_later(name: str, meeting_id: int) -> None:
    """The deadline passes: all that happened to the sheets lies further back."""
    with superuser(name) as admin:
        admin.execute(
            "UPDATE mms.sheet_receipt SET received_at = received_at - interval '2 days' WHERE sheet_id IN"
            " (SELECT id FROM mms.sheet WHERE meeting_id = %s)",
            [meeting_id],
        )
        admin.execute(
            "UPDATE mms.meeting SET sheets_due_at = now() - interval '1 minute' WHERE id = %s", [meeting_id]
        )


def test_a_council_without_rules_says_so_and_checks_nothing(visit: Visit) -> None:
    page = visit.sign_in("ust-koksa")
    address = _council(visit, "ust-koksa")
    expect(page.locator("main")).to_contain_text("не установлено")
    council.call(page, address)
    council.press(page, "Закрыть повестку")
    council.come(page, 1)
    council.press(page, "Открыть заседание")
    council.vote(page, "+")
    expect(page.locator("main")).to_contain_text("Записано без проверки")


def _entered(visit: Visit, slug: str, names: tuple[str, ...]) -> Page:
    """A tenant's people and an act are entered through their forms."""
    page = visit.sign_in(slug)
    for name in names:
        page.goto(f"/{slug}/people/new")
        page.fill("[name=last_name]", name)
        page.fill("[name=first_name]", "Анна")
        page.click("main form.form .form-buttons button[type=submit]")
        page.wait_for_url(re.compile(r"/people/\d+"))
    page.goto(f"/{slug}/documents/new")
    page.fill("[name=title]", "О составе регионального методического совета")
    page.fill("[name=kind]", "Приказ")
    page.fill("[name=number]", "15")
    page.fill("[name=date]", "2026-01-12")
    page.click("main form.form .form-buttons button[type=submit]")
    page.wait_for_load_state()
    return page


def test_a_regional_council_from_nothing(visit: Visit) -> None:
    """A region enters its people, an act, a council and its composition, and holds a meeting."""
    names = ("Аксёнова", "Борисова", "Власова")
    page = _entered(visit, "kemerovo", names)
    page.goto("/kemerovo/bodies/new?kind=council")
    page.fill("[name=name]", "Региональный методический совет")
    page.click("main form.form .form-buttons button[type=submit]")
    page.wait_for_url(re.compile(r"/bodies/\d+$"))
    address = page.url
    page.goto(f"{address}/composition/new")
    page.select_option("[name=act_id]", index=1)
    page.fill("[name=starts]", "2026-01-12")
    page.fill("[name=established_seats]", "3")
    for place, (name, office) in enumerate(zip(names, ("chair", "secretary", "member"), strict=True)):
        page.fill(f"[name=name-{place}]", f"{name} Анна")
        page.select_option(f"[name=office-{place}]", office)
    council.press(page, "Ввести состав")
    council.call(page, address)
    council.press(page, "Закрыть повестку")
    council.come(page, 2)
    council.press(page, "Открыть заседание")
    expect(page.locator("main")).to_contain_text("«Правомочность заседания» не установлено")
    meeting = page.url
    council.vote(page, "+-")
    expect(page.locator("main")).to_contain_text("«Большинство голосов» не установлено")
    page.goto(meeting)
    expect(page.locator("#agenda")).to_contain_text("за 1, против 1")
    expect(page.locator("#agenda")).to_contain_text("Записано без проверки")
