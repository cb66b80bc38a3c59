"""The pages of structure in all five models: tree, unit, people, functions, dates, refusals."""

import io
import itertools
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from openpyxl import load_workbook

from service.core.alphabet import search_key, sort_key
from service.core.columns import life
from service.documents.model import LegalAct
from service.people.model.persons import Person
from tests.accounts import scope_of
from tests.client import Browser, Page

SignedIn = Callable[..., Browser]
FIVE = ("ust-koksa", "luga", "pervomaisky", "kemerovo", "oktyabrsky")
_numbers = itertools.count(1)


def person(app: Flask, slug: str, last_name: str) -> str:
    """A person of the register; returns the full name, which nobody else has."""
    first = f"Анна{'абвгдежзик'[next(_numbers) % 10]}"
    full = f"{last_name} {first} Петровна"
    scope = scope_of(app, slug)
    with scope.db:
        scope.db.add(
            Person(
                last_name=last_name,
                first_name=first,
                middle_name="Петровна",
                sort_key=sort_key(full),
                search_key=search_key(full),
                valid=life(),
            )
        )
        scope.db.commit()
    return full


def act(app: Flask, slug: str, on: date) -> int:
    """A legal act of a date."""
    scope = scope_of(app, slug)
    with scope.db:
        row = LegalAct(kind="Приказ", number="7", date=on, title="О создании", valid=life(on))
        scope.db.add(row)
        scope.db.commit()
        return row.id


def unit(browser: Browser, slug: str, kind: str, name: str, status: int = 200, **more: str) -> Page:
    """Enter a unit through its form."""
    return browser.post(f"/{slug}/structure/units/new", status, kind=kind, name=name, **more)


def missing(page: Page) -> list[str]:
    """What the regulation misses, as the verdicts list it."""
    failed = [node for node in page.html.css(".verdict") if node.css_first(".sign.fail")]
    said = [node.css_first(".verdict-title").text().strip() for node in failed]
    return [name for one in said for name in one.rpartition(": ")[2].rstrip(".").split("; ")]


def id_of(page: Page) -> int:
    """The id of the unit whose card a page is."""
    return int(page.response.request.path.rsplit("/", 1)[1])


@pytest.mark.parametrize("slug", FIVE)
@pytest.mark.parametrize("language", ["ru", "alt"])
def test_empty_structure_offers_what_the_regulation_names(
    signed_in: SignedIn, slug: str, language: str
) -> None:
    browser = signed_in(slug)
    page = browser.get(f"/{slug}/structure?lang={language}")
    assert page.html.css(f'.empty a[href="/{slug}/structure/start"]')
    for path in ("structure/functions", "structure/start", "structure/units/new"):
        browser.get(f"/{slug}/{path}?lang={language}")


@pytest.mark.clause("UK-8-imo")
def test_required_units_are_created_at_one_go(signed_in: SignedIn) -> None:
    browser = signed_in("ust-koksa")
    before = browser.get("/ust-koksa/structure")
    assert missing(before)[:2] == ["Региональный институт", "Информационно-методический отдел"]
    form = browser.get("/ust-koksa/structure/start")
    ticked = [node.attributes["value"] for node in form.html.css('input[name="kinds"][checked]')]
    assert ticked == ["institute", "department"]
    assert form.one("#field-starts").attributes["value"] == "2020-12-26"
    page = browser.post("/ust-koksa/structure/start", kinds=ticked, starts="2020-12-26")
    assert "Информационно-методический отдел" in page.one(".tree").text()
    assert missing(page) == ["Информационно-методический отдел"], "no coordinator is marked yet"
    department = page.links(".tree a")["Информационно-методический отдел"]
    browser.send(f"{department}/edit", coordinator="1")
    marked = browser.get("/ust-koksa/structure")
    assert "координатор" in marked.one(".tree").text() and not missing(marked)
    again = browser.post("/ust-koksa/structure/start", kinds=ticked, starts="2020-12-26")
    assert len(again.html.css(".tree a")) == 2, "a second time changes nothing"


@pytest.mark.clause("OK-4.1")
def test_unknown_kind_and_foreign_level_are_refused(signed_in: SignedIn) -> None:
    browser = signed_in("oktyabrsky")
    unknown = unit(browser, "oktyabrsky", "ministry", "Министерство", 422)
    assert "Такого вида единиц положение не называет" in unknown.text
    page = unit(browser, "oktyabrsky", "centre", "МКУ «ЦРО»", 422, level="regional")
    assert "п. 4.1" in page.text and page.html.css("#field-level")


@pytest.mark.clause("KE-3.1")
def test_parent_stands_higher_in_the_multi_level_model(signed_in: SignedIn) -> None:
    browser = signed_in("kemerovo")
    school = id_of(unit(browser, "kemerovo", "school_association", "ШМО математиков"))
    refused = unit(browser, "kemerovo", "municipal_association", "ГМО", 422, parent_id=str(school))
    assert "стоит ниже по уровню" in refused.text
    town = id_of(unit(browser, "kemerovo", "municipal_association", "ГМО математиков"))
    same = unit(browser, "kemerovo", "council", "ГМС", 422, parent_id=str(town))
    assert "стоит ниже по уровню" in same.text
    browser.send(f"/kemerovo/structure/units/{school}/edit", parent_id=str(town))
    tree = browser.get("/kemerovo/structure")
    assert "ШМО математиков" in tree.one(".tree ul ul").text()
    assert "Школьный уровень: 1" in tree.text and "Муниципальный уровень: 1" in tree.text


def test_parent_may_not_lead_back(signed_in: SignedIn) -> None:
    browser = signed_in("oktyabrsky")
    first = id_of(unit(browser, "oktyabrsky", "umo", "УМО"))
    second = id_of(unit(browser, "oktyabrsky", "umo_branch", "Отделение", parent_id=str(first)))
    third = id_of(unit(browser, "oktyabrsky", "umo_section", "Секция", parent_id=str(second)))
    for parent in (first, second, third):
        page = browser.send(f"/oktyabrsky/structure/units/{first}/edit", 422, parent_id=str(parent))
        assert "не может подчиняться самой себе" in page.text


@pytest.mark.clause("LU4-1.6-order")
def test_missing_act_is_shown_with_its_clause(app: Flask, signed_in: SignedIn) -> None:
    browser = signed_in("luga")
    unit(browser, "luga", "institution", "Лужский ИМЦ", starts="2025-01-01")
    made = unit(browser, "luga", "association", "РМО учителей физики", starts="2025-09-01")
    assert "акта нет" in made.text and "прил. 4, п. 1.6" in made.text
    assert "РМО учителей физики" in missing(browser.get("/luga/structure"))
    later = act(app, "luga", date(2025, 9, 20))
    refused = browser.send(f"/luga/structure/units/{id_of(made)}/edit", 422, act_id=str(later))
    assert "раньше этого дня единица по нему не действует" in refused.text
    right = act(app, "luga", date(2025, 8, 25))
    browser.send(f"/luga/structure/units/{id_of(made)}/edit", act_id=str(right))
    assert "РМО учителей физики" not in missing(browser.get("/luga/structure"))


def test_one_head_at_a_time_in_plain_words(app: Flask, signed_in: SignedIn) -> None:
    browser = signed_in("luga")
    card = unit(browser, "luga", "institution", "МКУ «Лужский ИМЦ»", starts="2020-01-01")
    first, second = person(app, "luga", "Белова"), person(app, "luga", "Громова")
    address = f"{card.response.request.path}/members/new"
    browser.post(address, person_name=first, office="head", starts="2024-01-01")
    refused = browser.post(address, 422, person_name=second, office="head", starts="2025-01-01")
    assert f"уже руководит {first} (с 01.01.2024)" in refused.text
    twice = browser.post(address, 422, person_name=first, office="member", starts="2025-01-01")
    assert "уже в единице" in twice.text
    early = browser.post(address, 422, person_name=second, office="member", starts="2019-01-01")
    assert "Единица действует с 01.01.2020" in early.text
    nobody = browser.post(address, 422, person_name="Несуществующий", office="member")
    assert "Такого человека в реестре нет" in nobody.text
    assert first in browser.get("/luga/structure").one(".tree").text()


def test_members_end_and_the_past_stays(app: Flask, signed_in: SignedIn) -> None:
    browser = signed_in("luga")
    card = unit(browser, "luga", "club", "Клуб наставников", starts="2024-01-01")
    name = person(app, "luga", "Орлова")
    path = card.response.request.path
    page = browser.post(f"{path}/members/new", person_name=name, office="head", starts="2024-02-01")
    kept = browser.post(f"{path}/remove", 422)
    assert "её не удаляют, а закрывают" in kept.text
    member = next(href for href in page.links("a").values() if "/members/" in href and href.endswith("/edit"))
    browser.post(member.replace("/edit", "/end"), last_day="2024-12-31")
    assert name in browser.get(f"{path}?on=2024-12-31").one("table").text()
    now = browser.get(path)
    assert not now.html.css("table") and name in now.text, "among the former"


def test_unit_ends_with_a_date_and_is_seen_on_earlier_dates(signed_in: SignedIn) -> None:
    browser = signed_in("luga")
    path = unit(browser, "luga", "union", "Ассоциация химиков", starts="2024-01-01").response.request.path
    browser.post(f"{path}/end", 422, last_day="2023-01-01")
    browser.post(f"{path}/end", last_day="2025-06-30")
    assert "Ассоциация химиков" not in browser.get("/luga/structure").text
    assert "Ассоциация химиков" in browser.get("/luga/structure?on=2025-06-30").one(".tree").text()
    assert "Ассоциация химиков" not in browser.get("/luga/structure?on=2025-07-01").text


def test_two_people_edit_one_unit(signed_in: SignedIn) -> None:
    one, two = signed_in("luga"), signed_in("luga", "methodist")
    path = unit(one, "luga", "community", "Сообщество", starts="2024-01-01").response.request.path
    version = two.get(f"{path}/edit").one('input[name="version"]').attributes["value"]
    one.send(f"{path}/edit", name="Сообщество историков")
    page = two.post(f"{path}/edit", 409, kind="community", name="Сообщество географов", version=version)
    assert (
        "изменил другой человек" in page.text
        and "Сообщество историков" in page.one(".notice.warn .facts").text()
    )
    assert page.one("#field-name").attributes["value"] == "Сообщество географов"
    history = two.get(path).one(".history").text()
    assert "Сообщество историков" in history and "administrator luga" in history


@pytest.mark.clause("PE-1.2")
def test_matrix_of_functions_and_specialists(app: Flask, signed_in: SignedIn) -> None:
    browser = signed_in("pervomaisky")
    page = browser.get("/pervomaisky/structure/functions")
    assert len(page.html.css(".matrix .mark.bad")) == 17 and "Не хватает 17" in page.text
    name = person(app, "pervomaisky", "Данилова")
    page = browser.post("/pervomaisky/structure/functions/2.1.1", person_name=name, starts="2025-09-01")
    assert len(page.html.css(".matrix .mark.bad")) == 16 and name in page.one(".matrix thead").text()
    assert page.one("#function-2-1-1 td:not(.blank).mid span[aria-hidden]").text() == "✓"
    twice = browser.post("/pervomaisky/structure/functions/2.1.1", 422, person_name=name, starts="2025-10-01")
    assert "уже закреплена" in twice.text
    office = id_of(unit(browser, "pervomaisky", "education_office", "Управление образования"))
    refused = browser.post("/pervomaisky/structure/functions/2.1.2", 422, unit_id=str(office))
    assert "функции выполняют специалисты" in refused.text
    browser.get("/pervomaisky/structure/functions/9.9.9", 404)
    earlier = browser.get("/pervomaisky/structure/functions?on=2025-08-31")
    assert len(earlier.html.css(".matrix .mark.bad")) == 17


def test_levels_by_directions_with_every_function(signed_in: SignedIn) -> None:
    browser = signed_in("kemerovo")
    page = browser.get("/kemerovo/structure/functions")
    assert "Закреплено 0 из 83 функций." in page.text, "84 bullets, one of them stated twice"
    grid = [
        " ".join(node.text().split())[:10] for node in page.html.css("table caption ~ tbody")[0].css("td")
    ]
    assert [text.split(" ✗")[0].strip() for text in grid] == [
        "0 из 4", "0 из 2", "0 из 6", "0 из 5",
        "0 из 6", "0 из 10", "0 из 5", "0 из 9",
        "0 из 12", "0 из 10", "0 из 6", "0 из 8",
    ]  # fmt: skip
    twice = page.one("#function-om_s_11")
    assert "п. 5.4" in twice.text() and "п. 5.1" in twice.text()
    institute = id_of(unit(browser, "kemerovo", "institute", "КРИПКиПРО"))
    said = {"unit_id": str(institute), "support": "methodical"}
    page = browser.post("/kemerovo/structure/functions/om_r_1", **said)
    assert "1 из 4" in page.text and "КРИПКиПРО" in page.one("#function-om_r_1").text()


def test_regulation_without_functions_says_so(signed_in: SignedIn) -> None:
    assert (
        "Функции положением не перечислены"
        in signed_in("oktyabrsky").get("/oktyabrsky/structure/functions").text
    )


def test_workbooks_hold_the_tree_and_the_matrix(signed_in: SignedIn) -> None:
    browser = signed_in("kemerovo")
    tree = load_workbook(io.BytesIO(browser.client.get("/kemerovo/structure/export.xlsx").data))
    assert tree.sheetnames == ["Единицы", "Люди"] and tree["Единицы"].max_row >= 2
    matrix = load_workbook(io.BytesIO(browser.client.get("/kemerovo/structure/functions/export.xlsx").data))
    assert matrix["Функции"].max_row == 84, "83 functions and the heading"


def test_reading_is_for_everyone_and_writing_for_staff(signed_in: SignedIn) -> None:
    teacher = signed_in("luga", "teacher")
    page = teacher.get("/luga/structure")
    assert not page.html.css('a[href="/luga/structure/units/new"]')
    teacher.get("/luga/structure/units/new", 403)
    teacher.post("/luga/structure/units/new", 403, kind="club", name="Клуб")


def test_unit_of_another_district_does_not_exist(signed_in: SignedIn) -> None:
    theirs = unit(signed_in("luga"), "luga", "club", "Чужой клуб").response.request.path.rsplit("/", 1)[1]
    other = signed_in("oktyabrsky")
    for path in (f"units/{theirs}", f"units/{theirs}/edit", f"units/{theirs}/members/new"):
        other.get(f"/oktyabrsky/structure/{path}", 404)
    other.post(f"/oktyabrsky/structure/units/{theirs}/end", 404, last_day="2026-01-01")
    refused = unit(other, "oktyabrsky", "council", "Совет", 422, parent_id=theirs)
    assert "Такой записи нет" in refused.text
