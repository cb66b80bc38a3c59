"""An association's year in a real browser: list, election, order, plan, a meeting, a lesson, the analysis."""

import io
import re
from datetime import datetime
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from service.core.clock import school_year
from tests.browser import council
from tests.browser.auditing import Audit
from tests.browser.conftest import PHONE, Visit
from tests.database import superuser

pytestmark = pytest.mark.browser
LUGA = "luga"
SUBJECTS = "математика, русский язык"
TABS = ("", "/plan", "/work", "/papers", "/analysis", "/election")
TODAY = datetime.now(council.ZONE).date()
YEAR = school_year(TODAY)
MONTHS = [f"{YEAR + (month < 9)}-{month:02}-01" for month in (9, 10, 11, 12, 1, 2, 3, 4, 5)]


def _teachers(name: str) -> list[str]:
    """Teachers of the subjects whose name nobody shares, those of a category first."""
    question = """
        SELECT concat_ws(' ', p.last_name, p.first_name, p.middle_name) FROM mms.person p
        JOIN mms.employment e ON e.tenant_id = p.tenant_id AND e.person_id = p.id
        JOIN platform.tenant t ON t.id = p.tenant_id
        LEFT JOIN mms.category c ON c.tenant_id = p.tenant_id AND c.person_id = p.id AND c.valid @> %s::date
          AND c.kind IN ('highest', 'first')
        WHERE t.slug = 'luga' AND e.position = 'teacher' AND e.subjects && ARRAY['математика', 'русский язык']
          AND (SELECT count(*) FROM mms.person o
            WHERE o.tenant_id = p.tenant_id AND o.sort_key = p.sort_key) = 1
        ORDER BY c.kind IS NULL, p.id"""
    with superuser(name) as admin:
        return list(dict.fromkeys(row[0] for row in admin.execute(question, [TODAY]).fetchall()))


def _save(page: Page) -> None:
    page.click("main form.form .form-buttons button[type=submit]")
    page.wait_for_load_state()


def _founded(page: Page, names: list[str]) -> str:
    """The wizard: a list that is too short is refused in words, the full one goes on to the election."""
    page.goto("/luga/associations/new")
    page.select_option("[name=type]", "association")
    page.fill("[name=name]", "РМО наставников")
    page.fill("[name=subject]", "черчение")
    page.select_option("[name=year]", str(YEAR))
    page.fill("[name=people_names]", "\n".join(names))
    _save(page)
    expect(page.locator("main")).to_contain_text("Сейчас 0 педагогов, нужно 10: не хватает 10")
    page.fill("[name=subject]", SUBJECTS)
    _save(page)
    expect(page.locator("h1")).to_have_text("Выборы руководителя")
    page.select_option("[name=person_id]", label=names[0])
    page.fill("[name=protocol]", f"№ 1 от {TODAY:%d.%m.%Y}")
    _save(page)
    expect(page.locator("main")).to_contain_text("Избран, не утверждён")
    return page.url.partition("?")[0]


def _confirmed(page: Page) -> None:
    page.get_by_role("link", name="Утвердить приказом").click()
    act = page.locator("[name=act_id] option", has_text="О руководителях объединений")
    page.select_option("[name=act_id]", act.get_attribute("value"))
    expect(page.get_by_label(re.compile("РМО наставников"))).to_be_checked()
    _save(page)
    expect(page.locator("main")).to_contain_text("утверждено на год")


def _planned(page: Page, address: str) -> None:
    """A forecast and something for every month."""
    page.goto(f"{address}/plan?year={YEAR}")
    page.fill("[name=forecast]", "Молодых учителей станет больше.")
    council.press(page, "Открыть план года")
    for month in MONTHS:
        page.get_by_role("link", name="Добавить дело").click()
        page.select_option("[name=month]", month)
        page.fill("[name=text]", f"Разобрать урок наставника, {month[:7]}")
        page.locator("input[name=tasks]").first.check()
        page.locator("input[name=forms]").first.check()
        _save(page)
    expect(page.get_by_text("ничего не намечено")).to_have_count(0)


def _held(page: Page, address: str) -> None:
    """A meeting of the association: three come and decide without a quorum that nobody set."""
    page.goto(f"{address}/work?year={YEAR}")
    page.get_by_role("link", name="Назначить заседание").click()
    council.call(page, page.url.partition("/meetings/new")[0])
    council.press(page, "Закрыть повестку")
    council.come(page, 3)
    council.press(page, "Открыть заседание")
    meeting = page.url
    council.vote(page, "++-")
    expect(page.locator("main")).to_contain_text("Записано без проверки")
    page.goto(meeting)
    council.sure(page, "Закрыть заседание")


def _agreed(page: Page, address: str) -> None:
    """The members adopted the plan at that meeting, the centre agrees it."""
    page.goto(f"{address}/plan?year={YEAR}")
    page.get_by_text("Записать принятие членами").click()
    page.select_option("[name=meeting_id]", index=1)
    council.press(page, "Записать")
    council.sure(page, "Согласовать")
    expect(page.locator(".history")).to_contain_text("Согласован")
    expect(page.get_by_role("link", name="Добавить дело")).to_have_count(0)


def _visited(page: Page, address: str) -> None:
    page.goto(f"{address}/work?year={YEAR}")
    page.get_by_role("link", name="Добавить урок или посещение").click()
    page.select_option("[name=kind]", "open_lesson")
    page.fill("[name=topic]", "Дроби в задачах")
    page.select_option("[name=host_id]", index=1)
    page.locator("input[name=visitors]").nth(2).check()
    page.fill("[name=self_analysis]", "Цель достигнута.")
    page.fill("[name=analysis]", "Класс работал сам.")
    _save(page)
    council.sure(page, "Закрыть")
    expect(page.locator("main")).to_contain_text("закрыто")


def _analysed(page: Page, address: str) -> None:
    page.goto(f"{address}/analysis?year={YEAR}")
    for area in page.locator("main textarea").all():
        area.fill("Сделано по плану, разобраны общие трудности.")
    council.press(page, "Сохранить")
    council.sure(page, "Сдать анализ")
    council.sure(page, "Принять")
    expect(page.locator("main")).to_contain_text("Принят")
    answer = page.request.get(f"{address}/analysis.docx?year={YEAR}")
    with ZipFile(io.BytesIO(answer.body())) as paper:
        words = re.sub("<[^>]+>", "", paper.read("word/document.xml").decode())
    assert "разобраны общие трудности" in words and "РМО наставников" in words


def _published(page: Page, address: str) -> None:
    page.goto(f"{address}/papers?year={YEAR}")
    expect(page.locator("main")).to_contain_text("есть 4 из 7")
    page.get_by_role("link", name=re.compile("^Внести: ")).last.click()
    page.fill("[name=title]", "Дело 04-12")
    _save(page)
    expect(page.locator("main")).to_contain_text("есть 5 из 7")
    page.get_by_role("link", name=re.compile("^Отметить публикацию")).click()
    page.select_option("[name=site]", "centre")
    page.fill("[name=link]", "https://imc.example/rmo")
    _save(page)
    expect(page.locator("main table").last.locator(".mark.ok")).to_have_text(f"{TODAY:%d.%m.%Y}")


def test_an_association_from_its_list_to_the_analysis_of_its_year(visit: Visit, live_database: str) -> None:
    names = _teachers(live_database)[:11]
    page = visit.sign_in(LUGA)
    page.goto("/luga/documents/new")
    page.fill("[name=title]", "О руководителях объединений")
    page.fill("[name=kind]", "Приказ")
    page.fill("[name=number]", "77")
    page.fill("[name=date]", f"{TODAY:%Y-%m-%d}")
    _save(page)
    address = _founded(page, names)
    _confirmed(page)
    _planned(page, address)
    _held(page, address)
    _agreed(page, address)
    _visited(page, address)
    _analysed(page, address)
    _published(page, address)
    audit = Audit()
    visit.resize(PHONE)
    wrong = [fault for tab in TABS for fault in audit.faults(visit, f"{address}{tab}", "ru")]
    assert not wrong, "\n\n".join(wrong)
