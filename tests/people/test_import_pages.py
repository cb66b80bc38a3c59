"""A staff list from upload to undoing, through the pages, the queue and a real worker."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from tests.client import Browser, Page
from tests.people.makers import people_of, person, school, workbook

SLUG = "ust-koksa"
HEADER = [
    "Табельный номер",
    "ФИО",
    "Дата рождения",
    "Должность",
    "Предметы",
    "Стаж педагогический",
    "Категория",
]
ROWS: list[list[Any]] = [
    ["1", "Кыдыева Айару Сергеевна", date(1999, 5, 5), "Учитель", "Математика", 3, "первая, 12.03.2024"],
    ["2", "О'Нил-Јанова Ӧткӱр Ҥамаевна", date(1980, 2, 29), "Учитель", "Алтайский язык", 20, "высшая"],
    ["3", "Петров Пётр Петрович", None, "Директор", None, 25, None],
    ["4", "Иванов И. И.", None, "Сторож", None, None, None],
    ["5", "Иванова", None, "Учитель", None, None, None],
]
PAGE = Path(__file__).parent / "importing" / "pages" / "table_current.html"
SignedIn = Callable[..., Browser]
WorkedOff = Callable[..., int]


def uploaded(browser: Browser, place: int, name: str, data: bytes, status: int = 200) -> Page:
    """The page after an upload."""
    return browser.post(
        f"/{SLUG}/people/imports/new", status, organisation_id=str(place), file=(io.BytesIO(data), name)
    )


def address(page: Page) -> str:
    """The address of the import a page is about."""
    return page.response.request.path


def test_a_spreadsheet_from_upload_to_undoing(app: Flask, signed_in: SignedIn, worked_off: WorkedOff) -> None:
    place = school(app, SLUG, "import-1", "Школа импорта")
    browser = signed_in(SLUG)
    page = uploaded(browser, place, "staff.xlsx", workbook([HEADER, *ROWS]))
    assert "ждёт очереди" in page.text
    assert people_of(app, SLUG, place) == []
    worked_off()
    preview = browser.get(address(page))
    assert "новых: 3" in preview.text and "отклонено: 1" in preview.text and "нужен ответ: 1" in preview.text
    assert people_of(app, SLUG, place) == []
    done = browser.post(f"{address(page)}/confirm")
    assert "записывается" in done.text
    worked_off()
    assert "Записано строк: 3" in browser.get(address(page)).text
    names = [one.full_name for one, _ in people_of(app, SLUG, place)]
    assert names == ["Кыдыева Айару Сергеевна", "О'Нил-Јанова Ӧткӱр Ҥамаевна", "Петров Пётр Петрович"]
    first = people_of(app, SLUG, place)[0][0]
    card = browser.get(f"/{SLUG}/people/{first.id}").text
    assert "Первая, с 12.03.2024" in card and "Педагогический: 3 года" in card and "staff.xlsx" in card
    assert "Молодой педагог." in card and "п. 19" in card
    again = uploaded(browser, place, "staff.xlsx", workbook([HEADER, *ROWS]))
    worked_off()
    repeated = browser.get(address(again))
    assert "без изменений: 3" in repeated.text and "новых" not in repeated.one(".states").text()
    assert "Записать изменения:" not in repeated.text
    undone = browser.post(f"{address(page)}/undo")
    assert "Импорт отменён" in undone.text
    assert people_of(app, SLUG, place) == []


def test_an_official_page_leaves_what_it_does_not_say(
    app: Flask, signed_in: SignedIn, worked_off: WorkedOff
) -> None:
    place = school(app, SLUG, "import-2", "Школа страницы")
    browser = signed_in(SLUG)
    page = uploaded(browser, place, "sostav.html", PAGE.read_bytes())
    worked_off()
    preview = browser.get(address(page))
    assert "новых:" in preview.text
    browser.post(f"{address(page)}/confirm")
    worked_off()
    assert "Импорт записан" in browser.get(address(page)).text
    one, job = next((one, job) for one, job in people_of(app, SLUG, place) if job.position == "teacher")
    card = browser.get(f"/{SLUG}/people/{one.id}")
    assert "не указана" in card.text and "нет сведений" in card.text or "не хватает сведений" in card.text
    browser.send(f"/{SLUG}/people/{one.id}/edit", birth_date="1990-01-01")
    again = uploaded(browser, place, "sostav.html", PAGE.read_bytes())
    worked_off()
    assert "изменится:" not in browser.get(address(again)).text
    assert "01.01.1990" in browser.get(f"/{SLUG}/people/{one.id}").text
    refused = browser.post(f"{address(page)}/undo", 422)
    assert "изменены карточки" in refused.text and one.full_name in refused.text


def test_missing_people_are_offered_and_two_candidates_are_asked(
    app: Flask, signed_in: SignedIn, worked_off: WorkedOff
) -> None:
    place = school(app, SLUG, "import-3", "Школа выбора")
    gone = person(app, SLUG, "Ушедшая", place)
    for subject in ("Химия", "Физика"):
        person(app, SLUG, "Двойняшева", place, job={"subjects": [subject]})
    browser = signed_in(SLUG)
    data = workbook([["ФИО", "Должность"], ["Двойняшева Айару Сергеевна", "Учитель"]])
    page = uploaded(browser, place, "two.xlsx", data)
    worked_off()
    preview = browser.get(f"{address(page)}?status=ask")
    assert "Подходят несколько сотрудников" in preview.text and "Физика" in preview.text
    answer = next(
        node.attributes["value"] for node in preview.html.css("input[type=radio]")
        if (node.attributes["value"] or "").startswith("same:")
    )  # fmt: skip
    name = preview.html.css("input[type=radio]")[0].attributes["name"]
    kept = browser.post(f"{address(page)}/answers", **{name: answer})
    assert "без изменений: 1" in kept.text
    missing = browser.get(f"{address(page)}?status=missing")
    assert "Ушедшая" in missing.text
    row = next(
        node.attributes["value"] for node in missing.html.css("input[name=gone]")
        if f"gone-{node.attributes['value']}" == node.attributes["id"]
        and "Ушедшая" in _row_text(missing, node)
    )  # fmt: skip
    assert "Укажите последний рабочий день" in browser.post(f"{address(page)}/answers", 422, gone=row).text
    browser.post(f"{address(page)}/answers", gone=row, shown=row, last_day="2026-08-31")
    browser.post(f"{address(page)}/confirm")
    worked_off()
    jobs = {one.id: job for one, job in people_of(app, SLUG, place)}
    assert jobs[gone].valid.upper == date(2026, 9, 1)
    assert sum(job.valid.upper is None for job in jobs.values()) == 2
    browser.post(f"{address(page)}/undo")
    assert {one.id: job for one, job in people_of(app, SLUG, place)}[gone].valid.upper is None


def _row_text(page: Page, node: Any) -> str:
    while node.tag != "tr":
        node = node.parent
    return str(node.text())


def test_columns_are_mapped_once_and_remembered(
    app: Flask, signed_in: SignedIn, worked_off: WorkedOff
) -> None:
    place = school(app, SLUG, "import-4", "Школа граф")
    browser = signed_in(SLUG)
    data = workbook([["Кто", "Должность", "Знак"], ["Графова Анна Ивановна", "Учитель", "х"]])
    page = uploaded(browser, place, "odd.xlsx", data)
    worked_off()
    refused = browser.get(address(page))
    assert "Указать графы" in refused.text
    columns = browser.get(f"{address(page)}/columns")
    assert columns.one("#column-1 option[selected]").attributes["value"] == "position"
    given = {"column-0": "position", "column-1": "position"}
    assert "для двух граф" in browser.post(f"{address(page)}/columns", 422, **given).text
    browser.post(
        f"{address(page)}/columns", **{"column-0": "full_name", "column-1": "position", "column-2": ""}
    )
    worked_off()
    assert "Графова Анна Ивановна" in browser.get(address(page)).text
    second = uploaded(browser, place, "odd.xlsx", data)
    worked_off()
    assert "новых: 1" in browser.get(address(second)).text


def test_doubtful_files_get_a_clear_answer(app: Flask, signed_in: SignedIn, worked_off: WorkedOff) -> None:
    place = school(app, SLUG, "import-5", "Школа отказов")
    browser = signed_in(SLUG)
    assert "Файл пуст" in uploaded(browser, place, "empty.csv", b"", 422).text
    page = browser.post(f"/{SLUG}/people/imports/new", 422, organisation_id=str(place))
    assert "Выберите файл" in page.text
    page = uploaded(browser, place, "list.xlsx", "<html><body>ФИО</body></html>".encode())
    worked_off()
    assert "Имя файла обещает XLSX, а внутри HTML" in browser.get(address(page)).text
    first = uploaded(browser, place, "a.csv", "ФИО;Должность\nПервая Анна Ивановна;Учитель\n".encode())
    uploaded(browser, place, "b.csv", "ФИО;Должность\nВторая Анна Ивановна;Учитель\n".encode())
    busy = uploaded(browser, place, "c.csv", "ФИО;Должность\nТретья Анна Ивановна;Учитель\n".encode(), 429)
    assert "идут два импорта" in busy.text
    browser.post(f"{address(first)}/cancel")
    worked_off()
    assert "отказались" in browser.get(address(first)).text
    assert people_of(app, SLUG, place) == []
