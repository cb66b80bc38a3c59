"""Every register from its own workbook: unchanged, new and refused rows; nothing before the confirmation."""

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from service.people.model.persons import Person
from service.registers.importing.rows import columns
from service.registers.sheets import cells
from service.tenancy.model import Audit
from tests.people.makers import person, school, workbook
from tests.registers.samples import BOOK, SLUG, Maker, path

TRAININGS = BOOK.get("trainings")


def sheet_of(content: bytes):
    """The rows of a workbook, dates as days."""
    sheet = load_workbook(io.BytesIO(content)).active
    return [
        [cell.date() if hasattr(cell, "date") else cell for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]


def uploaded(browser, register, content: bytes, name: str = "register.xlsx", status: int = 200):
    """The preview of a workbook."""
    return browser.post(path(register, "import"), status, file=(io.BytesIO(content), name))


def fates(page) -> dict[str, int]:
    """How many rows there are of each fate, as the tabs say."""
    found = [" ".join(node.text().split()).rsplit(" ", 1) for node in page.html.css(".segments.wraps a")]
    return {words: int(number) for words, number in found if words != "Все"}


def confirmed(browser, page):
    """The page after «Записать»."""
    form = next(
        node for node in page.html.css("form") if (node.attributes["action"] or "").endswith("/write")
    )
    key = form.css_first("input[name=file]").attributes["value"]
    return browser.post(form.attributes["action"], file=key)


def total(maker: Maker, register) -> int:
    """How many records there are."""
    return maker.act(lambda scope: scope.db.execute(select(func.count(register.model.id))).scalar_one())


def imports_recorded(maker: Maker, register):
    """The audit rows of imports."""
    chosen = select(Audit).where(Audit.event == f"{register.event}.imported").order_by(Audit.id)
    return maker.act(lambda scope: scope.db.execute(chosen).scalars().all())


def test_an_export_comes_back_unchanged_and_new_rows_are_written_once(register, maker: Maker, signed_in):
    browser = signed_in(SLUG)
    for _ in range(2):
        maker.create(register)
    content = browser.client.get(path(register, "export.xlsx")).get_data()
    rows = sheet_of(content)
    count = total(maker, register)
    assert len(rows) == count + 1 and rows[0] == [one.title for one in columns(register)]
    page = uploaded(browser, register, content)
    assert fates(page) == {"Без изменений": count}
    assert "Новых строк в файле нет" in page.text

    record_id = maker.create(register)
    fresh = sheet_of(browser.client.get(path(register, "export.xlsx")).get_data())[-1]
    browser.post(path(register, f"{record_id}/remove"))
    page = uploaded(browser, register, workbook([*rows, fresh, ["что-то не то"]]))
    assert fates(page) == {"Новые": 1, "Без изменений": count, "Отклонены": 1}
    assert total(maker, register) == count, "a preview writes nothing"
    confirmed(browser, page)
    assert total(maker, register) == count + 1
    again = uploaded(browser, register, workbook([*rows, fresh]))
    assert fates(again) == {"Без изменений": count + 1}
    assert imports_recorded(maker, register)[-1].detail["new"] == 1


def test_the_template_is_an_empty_workbook_of_the_same_columns(register, signed_in):
    rows = sheet_of(signed_in(SLUG).client.get(path(register, "template.xlsx")).get_data())
    assert rows == [[one.title for one in columns(register)]]
    assert len(set(rows[0])) == len(rows[0])


def test_a_bad_cell_is_refused_with_its_column_and_reason(maker: Maker, signed_in):
    browser = signed_in(SLUG)
    good = dict(zip([one.name for one in columns(TRAININGS)], sample(maker), strict=True))
    bad = {
        "person_id": "Никто Такой Неизвестный",
        "kind": "кружок",
        "programme": None,
        "hours": 5001,
        "started_on": "31.12.2030",
        "finished_on": "вчера",
        "federal_register": "может быть",
    }
    rows = [list({**good, name: value}.values()) for name, value in bad.items()]
    before = total(maker, TRAININGS)
    page = uploaded(browser, TRAININGS, workbook([[one.title for one in columns(TRAININGS)], *rows]))
    said = [node.text() for node in page.html.css("td .form-error")]
    wanted = {one.name: one.title for one in columns(TRAININGS)}
    named = [one for one in bad if one != "started_on"]
    assert fates(page) == {"Отклонены": len(bad)}
    assert all(any(line.strip().startswith(wanted[name]) for line in said) for name in named)
    assert any("не по порядку" in line for line in said)
    assert total(maker, TRAININGS) == before


def sample(maker: Maker) -> list:
    """The cells of one training that is there no more."""
    record_id = maker.create(TRAININGS)
    row = maker.row(TRAININGS, record_id)
    names = {"person_id": {row.person_id: maker.act(lambda scope: name_of(scope, row.person_id))}}
    return cells(TRAININGS, row, names)


def name_of(scope, person_id: int) -> str:
    """The full name of a person."""
    return scope.db.execute(select(Person).where(Person.id == person_id)).scalar_one().full_name


def test_namesakes_are_told_apart_by_their_organisation(app, maker: Maker, signed_in):
    browser = signed_in(SLUG)
    places = [school(app, SLUG, f"namesake-{n}", f"Гимназия {n}") for n in (1, 2)]
    ids = [person(app, SLUG, "Тёзкина", place) for place in places]
    heading = ["Кто учился", "Вид", "Программа", "Окончание"]
    facts = ["Повышение квалификации", "Читательская грамотность", "15.03.2025"]
    page = uploaded(browser, TRAININGS, workbook([heading, ["Тёзкина Айару Сергеевна", *facts]]))
    assert "Допишите через запятую организацию" in page.text
    text = "\n".join(";".join(line) for line in (heading, ["Тёзкина Айару Сергеевна, Гимназия 2", *facts]))
    page = uploaded(browser, TRAININGS, text.encode(), "register.csv")
    assert fates(page) == {"Новые": 1}
    confirmed(browser, page)
    found = maker.act(
        lambda scope: scope.db.execute(
            select(TRAININGS.model.person_id).where(TRAININGS.model.programme == "Читательская грамотность")
        ).scalar_one()
    )
    assert found == ids[1]
    exported = sheet_of(browser.client.get(path(TRAININGS, "export.xlsx")).get_data())
    assert "Тёзкина Айару Сергеевна, Гимназия 2" in [row[0] for row in exported]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.xlsx", "пуст"),
        (b"<html><body>no</body></html>", "page.xlsx", "внутри HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.xls", "старого формата"),
        ("Не те;столбцы\n1;2\n".encode(), "other.csv", "нет обязательных столбцов"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_words(signed_in, content, name, said):
    page = uploaded(signed_in(SLUG), TRAININGS, content, name, 422)
    assert said in page.one(".form-error").text()


def test_more_rows_than_the_limit_are_refused(signed_in):
    heading = ["Кто учился", "Вид", "Программа", "Окончание"]
    rows = [heading, *[["Кто-то", "pk", "Что-то", "01.01.2025"]] * 2001]
    page = uploaded(signed_in(SLUG), TRAININGS, workbook(rows), "long.xlsx", 422)
    assert "предел 2" in page.one(".form-error").text().replace("\xa0", "")
