"""The operator's day: a new district, sizes and failures without people, suspension, an archive, erasure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pyotp
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from service.cli.main import main
from service.cli.seeding import PASSWORD
from service.config import Settings
from service.operators.tasks import do_tasks, measure_tenants
from tests.archive.moving import engine_of
from tests.browser.auditing import Audit
from tests.browser.conftest import PHONE, Visit
from tests.database import superuser

pytestmark = pytest.mark.browser
SLUG = "kirishi"
HOME = f"/operator/tenants/{SLUG}"
OPERATOR, HEAD = "op@platform.demo", f"head@{SLUG}.demo"


@pytest.fixture
def admin(live_database: str) -> Iterator[psycopg.Connection]:
    """The superuser's eyes."""
    with superuser(live_database) as connection:
        yield connection


@pytest.fixture
def people(chromium: Browser, live: str) -> Iterator[Visit]:
    """A window of the people of a district."""
    made = Visit(chromium, live)
    yield made
    made.close()


def command(settings: Settings, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Run `mms` on the live database; the last line that it prints."""
    for name in ("database_url", "database_platform_url", "redis_url", "secret_key"):
        monkeypatch.setenv(name.upper(), str(getattr(settings, name)))
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout.strip().splitlines()[-1]


def enter(page: Page, link: str) -> None:
    """Set a password by the link that a command printed; it lets its person in."""
    page.goto("/account/link/" + link.rpartition("/")[2])
    for field in page.locator("main input[type=password]").all():
        field.fill(PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def become_operator(page: Page, link: str) -> None:
    """Come in and turn the second factor on: without it the operator's pages do not open."""
    enter(page, link)
    page.goto("/operator/")
    page.wait_for_url("**/account/second-factor**")
    secret = page.locator("main code").first.inner_text().strip()
    page.fill("[name=code]", pyotp.TOTP(secret).now())
    page.click("main form:has([name=code]) button[type=submit]")
    page.wait_for_load_state()


def scheduled(settings: Settings) -> None:
    """What the scheduler does between two looks."""
    with (
        engine_of(settings.database_platform_url) as platform,
        engine_of(settings.database_url) as application,
    ):
        do_tasks(platform, application, settings.data, settings.files)
        measure_tenants(platform)


def answer(page: Page, button: str, **fields: str) -> None:
    """Press a button that asks again, fill in what it asks, press it once more."""
    asked = page.locator("details.confirm", has=page.locator("summary", has_text=button))
    asked.locator("summary").click()
    for name, value in fields.items():
        asked.locator(f"[name={name}]").fill(value)
    asked.locator("button[type=submit]").click()
    page.wait_for_load_state()


def stands(page: Page, path: str, words: str) -> None:
    """A page comes to say these words: every process of the service looks at its districts within seconds."""
    for _ in range(40):
        page.goto(path)
        if words in page.locator("body").inner_text():
            return
        page.wait_for_timeout(250)
    raise AssertionError((path, words, page.locator("body").inner_text()))


def names_nobody(page: Page, admin: psycopg.Connection) -> None:
    """No surname and no address of anybody of any district stands on the page."""
    text = page.locator("main").inner_text()
    people = admin.execute("SELECT DISTINCT last_name FROM mms.person WHERE length(last_name) > 4").fetchall()
    emails = admin.execute("SELECT email FROM platform.account").fetchall()
    assert len(people) > 20
    assert not [one for (one,) in people if re.search(rf"\b{re.escape(one)}\b", text)]
    assert not [one for (one,) in emails if one in text]


def open_district(page: Page) -> None:
    """A new district on the rules of its region."""
    page.goto("/operator/")
    page.get_by_role("link", name="Завести район").click()
    page.fill("[name=slug]", SLUG)
    page.fill("[name=name]", "Киришский район")
    page.select_option("[name=region]", "leningrad")
    page.get_by_role("button", name="Завести район").click()
    expect(page.locator("h1")).to_have_text("Киришский район")


def send_spoilt(page: Page, file: Path) -> None:
    """Send an archive that was cut short."""
    file.write_bytes(b"PK\x03\x04 cut short")
    page.goto("/operator/new")
    page.fill("[name=import_slug]", "another")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Загрузить архив").click()
    page.wait_for_url("**/operator/")


def look_around(visit: Visit, admin: psycopg.Connection) -> None:
    """Sizes, versions, jobs and failures stand there, and nobody's name."""
    page = visit.page
    page.goto("/operator/")
    for said in ("обрезан или повреждён", "Версия программы", "Схема базы", "Заданий не выполнено", "копия"):
        expect(page.locator("main")).to_contain_text(said)
    sizes = page.locator("main tr", has_text="/luga/").locator("td.num").all_inner_texts()
    assert [one.isdigit() for one in sizes[:3]] == [True] * 3 and int(sizes[0]) > 0
    names_nobody(page, admin)
    page.goto("/operator/tenants/luga")
    names_nobody(page, admin)
    page.goto(HOME)
    page.fill("[name=quota_people]", "40")
    page.get_by_role("button", name="Сохранить пределы").click()
    expect(page.locator("[name=quota_people]")).to_have_value("40")
    visit.resize(PHONE)
    assert Audit().all_faults(visit, ["/operator/", "/operator/new", HOME, "/operator/erasures"]) == []
    page.goto(f"{HOME}?lang=ru")


def erase(page: Page, admin: psycopg.Connection, settings: Settings) -> str:
    """Ask, wait the time out, confirm; the words of the certificate."""
    answer(page, "Запросить удаление", basis="письмо № 7")
    expect(page.locator("main")).to_contain_text("Подтвердить можно не раньше")
    expect(page.locator("summary", has_text="Удалить навсегда")).to_have_count(0)
    admin.execute("UPDATE platform.erasure SET not_before = now() WHERE slug = %s", [SLUG])
    page.reload()
    answer(page, "Удалить навсегда", typed=SLUG)
    scheduled(settings)
    page.goto("/operator/erasures")
    row = page.locator("main tr", has_text=f"/{SLUG}/")
    expect(row).to_contain_text("удалён")
    with page.expect_download() as file:
        row.get_by_role("link", name="PDF").click()
    return PdfReader(file.value.path()).pages[0].extract_text().replace("\xa0", " ")


def test_an_operator_opens_suspends_and_erases_a_district(
    visit: Visit,
    people: Visit,
    live_settings: Settings,
    live_data: Path,
    admin: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    settings, page = replace(live_settings, data=live_data), visit.page
    become_operator(page, command(settings, monkeypatch, "operators", "add", OPERATOR, "--name", "Оператор"))
    open_district(page)
    words = ("users", "invite", HEAD, "--tenant", SLUG, "--role", "administrator", "--name", "Ольга Первая")
    enter(people.page, command(settings, monkeypatch, *words))
    stands(people.page, f"/{SLUG}/people", "Люди")
    send_spoilt(page, tmp_path / "cut.zip")
    scheduled(settings)
    look_around(visit, admin)
    answer(page, "Приостановить", why="Договор окончен")
    expect(page.locator("main")).to_contain_text("Договор окончен")
    stands(people.page, f"/{SLUG}/people", "Работа района приостановлена")
    answer(page, "Возобновить")
    stands(people.page, f"/{SLUG}/people", "Люди")
    text = erase(page, admin, settings)
    assert all(said in text for said in ("АКТ", "Киришский район", "письмо № 7"))
    stands(people.page, f"/{SLUG}/people", "нет")
    left = admin.execute("SELECT email FROM platform.account WHERE email = %s", [HEAD]).fetchall()
    assert left == [], "whom only this district knew is gone with it"
